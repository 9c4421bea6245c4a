"""What a failed try means, and the pause before the next one."""

from random import Random

from scrape_clean.errors import SourceError
from scrape_clean.sources.http.follow import Means
from scrape_clean.sources.http.retry import pause_before, worth_retrying
from scrape_clean.sources.http.statuses import describe
from scrape_clean.sources.http.urls import Target
from scrape_clean.sources.http.wire import Reply
from scrape_clean.sources.retry_after import retry_after
from scrape_clean.sources.visits import Policy

__all__ = ["Attempts"]


class Attempts:
    """How one run tries again."""

    def __init__(self, means: Means, random: Random) -> None:
        """Wait by this clock, and by chance."""
        self._means = means
        self._random = random

    def heed(self, problem: SourceError, target: Target, policy: Policy) -> None:
        """Let all pages of a host wait if it asked for that, whether or not this one is tried again."""
        if problem.retryable and problem.retry_after is not None:
            self._means.turns.pause(target.host, min(problem.retry_after, policy.longest_wait))

    async def pause(self, number: int, problem: SourceError, policy: Policy) -> None:
        """Wait before try ``number``."""
        await self._means.clock.sleep(pause_before(number, problem.retry_after, policy.longest_wait, self._random))

    def failed(self, reply: Reply) -> SourceError:
        """The error that a status is."""
        asked = retry_after(reply.header("retry-after"), self._means.clock.now())
        return SourceError(describe(reply.status), retryable=worth_retrying(reply.status), retry_after=asked)
