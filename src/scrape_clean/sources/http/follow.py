"""A request and the redirects that it leads through: one way from an address to the answer at its end."""

from collections.abc import Awaitable, Callable
from typing import Final, TypeAlias

from msgspec import Struct

from scrape_clean.errors import SourceError
from scrape_clean.secret import Secret
from scrape_clean.sources.http.clock import Clock
from scrape_clean.sources.http.codings import ACCEPTED
from scrape_clean.sources.http.statuses import REDIRECTS
from scrape_clean.sources.http.turns import Turns
from scrape_clean.sources.http.urls import Target, join
from scrape_clean.sources.http.wire import Limits, Reply, Request, Wire
from scrape_clean.sources.visits import Exchange, Headers, Policy

__all__ = ["Delay", "Errand", "Means", "Trail", "follow"]

Delay: TypeAlias = Callable[[Target], Awaitable[float]]
"""Seconds between two requests to an address's host; raises SourceError if it may not be asked for."""

_ACCEPT: Final = "text/html,application/xhtml+xml,text/markdown;q=0.9,text/plain;q=0.9,*/*;q=0.5"


class Means(Struct, frozen=True):
    """What every request of a run shares."""

    wire: Wire
    turns: Turns
    clock: Clock


class Errand(Struct, frozen=True, kw_only=True):
    """What is to be asked for."""

    target: Target
    policy: Policy
    headers: Headers = ()
    """Sent wherever it leads to."""
    secret: tuple[tuple[str, Secret], ...] = ()
    """Sent to the first address's origin only."""
    method: str = "GET"
    content: bytes | None = None


class Trail(Struct):
    """What was gone through."""

    exchanges: list[Exchange]
    target: Target
    """The last address asked for."""
    strayed: bool = False
    """Whether it has left its origin: secret headers are not sent any more."""


async def follow(errand: Errand, trail: Trail, means: Means, delay: Delay) -> Reply:
    """Ask, follow redirects, and give the last answer; what was exchanged is left in ``trail``.

    Raises:
        SourceError: There is no answer at the end.
    """
    policy = errand.policy
    left = policy.timeout
    for _hop in range(policy.max_redirects + 1):
        seconds = await delay(trail.target)
        async with means.turns.turn(trail.target.host, seconds, policy.concurrency):
            began = means.clock.time()
            reply = await _once(errand, trail, means, left)
            left -= means.clock.time() - began
        location = reply.header("location")
        if reply.status not in REDIRECTS or location is None or reply.problem is not None:
            return reply
        trail.target = join(trail.target, _utf8(location))
        trail.strayed |= trail.target.origin != errand.target.origin
        if left <= 0:
            raise SourceError(f"no complete answer within {policy.timeout:g} s", retryable=True)
    raise SourceError(f"redirects more than {policy.max_redirects} times; open it in a browser and correct the url")


async def _once(errand: Errand, trail: Trail, means: Means, seconds: float) -> Reply:
    policy, target = errand.policy, trail.target
    open_headers = (
        ("Host", target.authority),
        ("User-Agent", policy.user_agent),
        ("Accept", _ACCEPT),
        ("Accept-Encoding", ACCEPTED),
        *errand.headers,
    )
    secret = () if trail.strayed else errand.secret
    taken = {name.lower() for name, _ in secret}
    open_headers = tuple(pair for pair in open_headers if pair[0].lower() not in taken)
    request = Request(
        target=target,
        headers=(*open_headers, *((name, value.value) for name, value in secret)),
        method=errand.method,
        content=errand.content,
    )
    limits = Limits(seconds=seconds, max_bytes=policy.max_bytes, max_header_bytes=policy.max_header_bytes)
    reply = await means.wire.send(request, limits, policy.allow)
    told = (*open_headers, *((name, "") for name, _ in secret))
    trail.exchanges.append(_exchange(target, errand.method, told, reply))
    return reply


def _exchange(target: Target, method: str, headers: Headers, reply: Reply) -> Exchange:
    return Exchange(
        url=target.url,
        time=reply.time,
        address=reply.address,
        method=method,
        request_headers=headers,
        protocol=reply.protocol,
        status=reply.status,
        reason=reply.reason,
        headers=reply.headers,
        body=reply.sent,
        truncated=reply.truncated,
    )


def _utf8(value: str) -> str:
    """A Location as its sender meant it: UTF-8 where it can be."""
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return value
