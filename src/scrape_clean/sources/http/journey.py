"""One visit from the first request to its outcome: robots.txt, validators, further tries."""

import asyncio
from random import Random
from typing import Final

from msgspec.structs import replace

from scrape_clean.errors import SourceError
from scrape_clean.model import Capture
from scrape_clean.sources.http.content_type import charset_of, media_type_of
from scrape_clean.sources.http.follow import Errand, Means, Trail, follow
from scrape_clean.sources.http.retry import Patience, pause_before, retry_after, worth_retrying
from scrape_clean.sources.http.robots import MOST_BYTES, MOST_REDIRECTS, OPEN, Rules, read_rules
from scrape_clean.sources.http.secrets import check_headers, scrubbed
from scrape_clean.sources.http.statuses import describe
from scrape_clean.sources.http.urls import Target, parse
from scrape_clean.sources.http.wire import Reply
from scrape_clean.sources.visits import Fetched, Headers, Policy, Visit

__all__ = ["Journeys"]

_NO_BODY: Final = frozenset({204, 205, 206})


class Journeys:
    """Makes the visits of one run, and knows the robots.txt of every origin that it has met."""

    def __init__(self, means: Means, random: Random) -> None:
        """Use these connections, turns and clock."""
        self._means = means
        self._random = random
        self._patience = Patience()
        self._rules: dict[tuple[str, tuple[str, ...]], asyncio.Future[Rules]] = {}

    async def make(self, visit: Visit) -> Fetched:
        """Make one visit; whatever goes wrong is in the outcome."""
        began = self._means.clock.time()
        try:
            check_headers(visit)
            fetched = await self._persist(visit, parse(visit.url))
        except SourceError as refused:
            fetched = Fetched(visit=visit, problem=refused)
        problem = scrubbed(fetched.problem, visit) if fetched.problem else None
        return replace(fetched, problem=problem, seconds=self._means.clock.time() - began)

    async def _persist(self, visit: Visit, target: Target) -> Fetched:
        """Try, and try again what may heal; but not for ever at a server that is away."""
        self._patience.check(target)
        number = 1
        while True:
            fetched = replace(await self._try(visit, target), tries=number)
            if fetched.problem is None or not fetched.problem.retryable or number >= visit.policy.attempts:
                self._patience.note(target, fetched)
                return fetched
            number += 1
            await self._pause(number, fetched.problem, target, visit.policy)

    async def _pause(self, number: int, problem: SourceError, target: Target, policy: Policy) -> None:
        seconds = pause_before(number, problem.retry_after, policy.longest_wait, self._random)
        if problem.retry_after is not None:
            self._means.turns.pause(target.host, seconds)
        await self._means.clock.sleep(seconds)

    async def _try(self, visit: Visit, target: Target) -> Fetched:
        fetched = await self._ask(visit, target, _validators(visit))
        if fetched.problem is None and fetched.not_modified and not _validators(visit):
            fetched = await self._ask(visit, target, (("Cache-Control", "no-cache"),))
            if fetched.not_modified:
                problem = SourceError("answers 304 Not Modified, but there is nothing that it could be the same as")
                return replace(fetched, not_modified=False, problem=problem)
        return fetched

    async def _ask(self, visit: Visit, target: Target, headers: Headers) -> Fetched:
        errand = Errand(target=target, policy=visit.policy, headers=headers, secret=visit.headers)
        trail = Trail(exchanges=[], target=target)

        async def delay(where: Target) -> float:
            return await self._delay(where, visit.policy)

        try:
            reply = await follow(errand, trail, self._means, delay)
        except SourceError as problem:
            return Fetched(visit=visit, exchanges=tuple(trail.exchanges), problem=problem)
        return self._outcome(visit, trail, reply)

    def _outcome(self, visit: Visit, trail: Trail, reply: Reply) -> Fetched:
        common = Fetched(
            visit=visit,
            exchanges=tuple(trail.exchanges),
            etag=reply.header("etag"),
            last_modified=reply.header("last-modified"),
        )
        if reply.status == 304 and reply.problem is None:
            return replace(
                common,
                not_modified=True,
                etag=common.etag or visit.etag,
                last_modified=common.last_modified or visit.last_modified,
            )
        problem = self._problem(trail, reply)
        if problem is not None:
            return replace(common, problem=problem, etag=None, last_modified=None)
        content_type = reply.all_of("content-type")
        capture = Capture(
            body=reply.plain,
            source=visit.source,
            url=trail.target.url,
            media_type=media_type_of(content_type),
            charset=charset_of(content_type),
        )
        return replace(common, capture=capture)

    def _problem(self, trail: Trail, reply: Reply) -> SourceError | None:
        if 200 <= reply.status <= 299 and reply.status not in _NO_BODY:
            return reply.problem
        problem = self._failed(reply)
        if trail.strayed and reply.status in {401, 403}:
            words = f"answers {reply.status} at another site, where this source's headers are not sent; set its own url"
            return SourceError(words)
        return problem

    async def _delay(self, target: Target, policy: Policy) -> float:
        """Seconds between requests to a host, its robots.txt heeded.

        Raises:
            SourceError: Robots.txt forbids the address.
        """
        if not policy.robots:
            return policy.delay
        rules = await self._rules_of(target, policy)
        reason = rules.refusal(target.url, policy.user_agent)
        if reason is not None:
            raise SourceError(reason)
        return max(policy.delay, min(rules.delay(policy.user_agent), policy.longest_wait))

    async def _rules_of(self, target: Target, policy: Policy) -> Rules:
        """The rules of an origin, asked for once in a run."""
        key = (target.origin, policy.allow)
        if key not in self._rules:
            self._rules[key] = asyncio.ensure_future(self._ask_rules(target, policy))
        return await asyncio.shield(self._rules[key])

    async def _ask_rules(self, target: Target, policy: Policy) -> Rules:
        home = parse(f"{target.scheme}://{target.authority}/robots.txt")
        policy = replace(policy, max_bytes=MOST_BYTES + 1, max_redirects=MOST_REDIRECTS)
        number = 1
        while True:
            found = await self._read_rules(home, policy)
            if isinstance(found, Rules):
                return found
            if not found.retryable or number >= policy.attempts:
                reason = f"its robots.txt is out of reach, so nothing is fetched in this run: {found.reason}"
                return Rules(closed=reason)
            number += 1
            await self._pause(number, found, home, policy)

    async def _read_rules(self, home: Target, policy: Policy) -> Rules | SourceError:
        """One try; the error says why there are none."""
        trail = Trail(exchanges=[], target=home)

        async def delay(_where: Target) -> float:
            return policy.delay

        try:
            reply = await follow(Errand(target=home, policy=policy), trail, self._means, delay)
        except SourceError as problem:
            # More redirects than are followed: not there. Refused before it was asked: so will be the page, and it says
            # so better.
            hopeless = len(trail.exchanges) > MOST_REDIRECTS or not (trail.exchanges or problem.retryable)
            return OPEN if hopeless else problem
        if 200 <= reply.status <= 299 and (reply.problem is None or len(reply.plain) > MOST_BYTES):
            return read_rules(reply.plain)
        if reply.status < 500 and reply.problem is None:
            return OPEN
        return reply.problem or self._failed(reply)

    def _failed(self, reply: Reply) -> SourceError:
        asked = retry_after(reply.header("retry-after"), self._means.clock.now())
        return SourceError(describe(reply.status), retryable=worth_retrying(reply.status), retry_after=asked)


def _validators(visit: Visit) -> Headers:
    """What makes a request conditional (RFC 9110, 13.1)."""
    pairs = (("If-None-Match", visit.etag), ("If-Modified-Since", visit.last_modified))
    return tuple((name, value) for name, value in pairs if value)
