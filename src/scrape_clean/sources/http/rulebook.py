"""The robots.txt of every origin that a run meets, asked for once."""

import asyncio
from typing import TypeAlias

from msgspec.structs import replace

from scrape_clean.errors import SourceError
from scrape_clean.sources.http.attempts import Attempts
from scrape_clean.sources.http.follow import Errand, Means, Trail, follow
from scrape_clean.sources.http.robots import MOST_BYTES, MOST_REDIRECTS, OPEN, Rules, read_rules
from scrape_clean.sources.http.urls import Target, parse
from scrape_clean.sources.visits import Policy

__all__ = ["Known", "Rulebook"]

Known: TypeAlias = dict[tuple[str, tuple[str, ...]], Rules]
"""The rules of origins, by origin and by what `Policy.allow` opens: another policy may not reach what one reaches."""


class Rulebook:
    """What sites ask of robots; lives in one event loop, which what is known outlives."""

    def __init__(self, means: Means, attempts: Attempts, known: Known) -> None:
        """Ask for nothing that is known, and add to it."""
        self._means = means
        self._attempts = attempts
        self._known = known
        self._asked: dict[tuple[str, tuple[str, ...]], asyncio.Future[Rules]] = {}

    async def delay(self, target: Target, policy: Policy) -> float:
        """Seconds between two requests to a host, its robots.txt heeded.

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
        if key not in self._known:
            if key not in self._asked:
                self._asked[key] = asyncio.ensure_future(self._ask_rules(target, policy))
            self._known[key] = await asyncio.shield(self._asked[key])
        return self._known[key]

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
            await self._attempts.pause(number, found, policy)

    async def _read_rules(self, home: Target, policy: Policy) -> Rules | SourceError:
        """One try; the error says why there are none. Whoever asks to be left in peace for a while, is."""
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
        failed = self._attempts.failed(reply)
        self._attempts.heed(failed, trail.target, policy)
        if 400 <= reply.status <= 499 or (reply.status < 400 and reply.problem is None):
            return OPEN  # of 4xx whatever its body is: nobody reads it
        return reply.problem or failed
