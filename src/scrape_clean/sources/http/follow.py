"""A request and the redirects that it leads through: one way from an address to the answer at its end."""

from collections.abc import Awaitable, Callable
from typing import Final, TypeAlias

from msgspec import Struct, field

from scrape_clean.errors import SourceError
from scrape_clean.secret import Secret
from scrape_clean.sources.codings import ACCEPTED
from scrape_clean.sources.http.clock import Clock
from scrape_clean.sources.http.cookies import Jar
from scrape_clean.sources.http.statuses import REDIRECTS
from scrape_clean.sources.http.turns import Turns
from scrape_clean.sources.http.urls import Target, join, shown
from scrape_clean.sources.http.wire import Limits, Reply, Request, Wire
from scrape_clean.sources.visits import Exchange, Headers, Policy

__all__ = ["Delay", "Errand", "Means", "Trail", "follow"]

Delay: TypeAlias = Callable[[Target], Awaitable[float]]
"""Seconds between two requests to an address's host; raises SourceError if it may not be asked for."""

_ACCEPT: Final = "text/html,application/xhtml+xml,text/markdown;q=0.9,text/plain;q=0.9,*/*;q=0.5"
_SEE_OTHER: Final = 303
_ONCE_POST: Final = frozenset({301, 302})


class Means(Struct, frozen=True):
    """What all requests of a call share."""

    wire: Wire
    turns: Turns
    clock: Clock


class Errand(Struct, frozen=True, kw_only=True):
    """What is to be asked for."""

    target: Target
    policy: Policy
    headers: Headers = ()
    """Sent wherever it leads to."""
    validators: Headers = ()
    """Sent to ``stored`` only: a validator says nothing of another resource (RFC 9110, 8.8)."""
    stored: str | None = None
    """Address of the body that they are of, as `Target.url` has it."""
    secret: tuple[tuple[str, Secret], ...] = ()
    """Sent to the first address's origin only."""
    method: str = "GET"
    content: bytes | None = None


class Trail(Struct):
    """What was gone through."""

    exchanges: list[Exchange]
    target: Target
    """The last address asked for."""
    status: int | None = None
    """What it answered; None while it has not."""
    strayed: bool = False
    """Whether it has left its origin: secret headers are not sent any more."""
    bare: bool = False
    """Whether a redirect has turned what was sent into a plain GET (RFC 9110, 15.4)."""
    jar: Jar = field(default_factory=Jar)


async def follow(errand: Errand, trail: Trail, means: Means, delay: Delay) -> Reply:
    """Ask, follow redirects, and give the last answer; what was exchanged is left in ``trail``.

    Raises:
        SourceError: There is no answer at the end.
    """
    left = errand.policy.timeout
    for _hop in range(errand.policy.max_redirects + 1):
        try:
            seconds = await delay(trail.target)
            async with means.turns.turn(trail.target.host, seconds, max(1, errand.policy.concurrency)):
                began = means.clock.time()
                reply = await _once(errand, trail, means, left)
                left -= means.clock.time() - began
        except SourceError as problem:
            raise _at(trail, problem) from None
        location = reply.header("location")
        if reply.status not in REDIRECTS or location is None or reply.problem is not None:
            return reply
        if left <= 0:
            raise SourceError(f"no complete answer within {errand.policy.timeout:g} s", retryable=True)
        trail.jar.keep(trail.target, reply)
        trail.bare |= reply.status == _SEE_OTHER or (reply.status in _ONCE_POST and errand.method == "POST")
        trail.target, trail.status = join(trail.target, _utf8(location)), None
        trail.strayed |= trail.target.origin != errand.target.origin
    most = errand.policy.max_redirects
    raise SourceError(f"redirects more than {most} times; open it in a browser and correct the url")


def _at(trail: Trail, problem: SourceError) -> SourceError:
    """The same problem; behind redirects, with the place where it is."""
    if not trail.exchanges:
        return problem
    reason = f"redirects to {shown(trail.target.url)}: {problem.reason}"
    return SourceError(reason, retryable=problem.retryable, retry_after=problem.retry_after)


async def _once(errand: Errand, trail: Trail, means: Means, seconds: float) -> Reply:
    policy, target = errand.policy, trail.target
    secret = _secret_headers(errand, trail)
    given = {name.lower() for name, _ in secret}
    common = (
        ("Host", target.authority),
        ("User-Agent", policy.user_agent),
        ("Accept", _ACCEPT),
        ("Accept-Encoding", ACCEPTED),
        *errand.headers,
        *(errand.validators if target.url == errand.stored else ()),
    )
    common = tuple(pair for pair in common if pair[0].lower() not in given)
    method, content = ("GET", None) if trail.bare else (errand.method, errand.content)
    if content is not None:
        common = (*common, ("Content-Length", str(len(content))))
    request = Request(target=target, headers=(*common, *secret), method=method, content=content)
    limits = Limits(
        seconds=seconds,
        timeout=policy.timeout,
        max_bytes=policy.max_bytes,
        max_header_bytes=policy.max_header_bytes,
    )
    reply = await means.wire.send(request, limits, policy.allow)
    trail.status = reply.status
    told = (*common, *((name, "") for name, _ in secret))
    trail.exchanges.append(_exchange(target, method, told, reply))
    return reply


def _secret_headers(errand: Errand, trail: Trail) -> Headers:
    """The source's own headers, while the way has not left its origin, and the cookies set on the way."""
    headers = () if trail.strayed else tuple((name, secret.value) for name, secret in errand.secret)
    own = "; ".join(value for name, value in headers if name.lower() == "cookie")
    cookies = trail.jar.added(own, trail.target)
    rest = tuple(pair for pair in headers if pair[0].lower() != "cookie")
    return (*rest, ("Cookie", cookies)) if cookies else rest


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
