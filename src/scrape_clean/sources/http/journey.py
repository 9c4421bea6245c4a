"""One visit from the first request to its outcome: validators, further tries, what the answer means."""

from random import Random
from typing import Final

from msgspec.structs import replace

from scrape_clean.errors import SourceError
from scrape_clean.model import Capture
from scrape_clean.parse.sniff import sent_type
from scrape_clean.sources.http.attempts import Attempts
from scrape_clean.sources.http.content_type import charset_of, media_type_of
from scrape_clean.sources.http.follow import Errand, Means, Trail, follow
from scrape_clean.sources.http.rulebook import Rulebook
from scrape_clean.sources.http.screen import Screen
from scrape_clean.sources.http.secrets import check_headers, scrubbed
from scrape_clean.sources.http.servers import Servers
from scrape_clean.sources.http.statuses import REDIRECTS
from scrape_clean.sources.http.urls import Target, parse
from scrape_clean.sources.http.wire import Reply
from scrape_clean.sources.visits import Fetched, Headers, Visit

__all__ = ["Journeys"]

_NO_BODY: Final = frozenset({204, 205, 206})


class Journeys:
    """Makes the visits of one call; lives in one event loop."""

    def __init__(self, means: Means, random: Random, servers: Servers) -> None:
        """Use these connections, turns and clock, and what the run knows of servers."""
        self._means = means
        self._attempts = Attempts(means, random)
        self._rulebook = Rulebook(means, self._attempts, servers.rules)
        self._patience = servers.patience
        self._screen = Screen(means, self._rulebook)

    async def close(self) -> None:
        """End the browser, if there is one."""
        await self._screen.close()

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
        number = 1
        while True:
            fetched, trail = await self._try(visit, target)
            problem = fetched.problem
            if problem is not None:
                self._attempts.heed(problem, trail.target, visit.policy)
            if problem is None or not problem.retryable or number >= visit.policy.attempts:
                if trail.strayed:
                    self._patience.answered(target)
                self._patience.note(trail.target, problem, trail.status)
                return replace(fetched, tries=number)
            number += 1
            await self._attempts.pause(number, problem, visit.policy)

    async def _try(self, visit: Visit, target: Target) -> tuple[Fetched, Trail]:
        """What came of a visit, and the way that it went; of an answer that is not believed, a second one."""
        stored = visit.stored or target.url
        errand = Errand(
            target=target, policy=visit.policy, validators=_validators(visit), stored=stored, secret=visit.headers
        )
        fetched, trail = await self._ask(visit, errand)
        if not fetched.not_modified:
            return fetched, trail
        if fetched.exchanges[-1].url == stored and _is_of_ours(visit, fetched):
            etag, modified = fetched.etag or visit.etag, fetched.last_modified or visit.last_modified
            return replace(fetched, etag=etag, last_modified=modified), trail
        fetched, trail = await self._ask(
            visit, replace(errand, headers=(("Cache-Control", "no-cache"),), validators=())
        )
        if fetched.not_modified:
            problem = SourceError("answers 304 Not Modified, but not of anything that it could be the same as")
            return replace(fetched, not_modified=False, problem=problem), trail
        return fetched, trail

    async def _ask(self, visit: Visit, errand: Errand) -> tuple[Fetched, Trail]:
        trail = Trail(exchanges=[], target=errand.target)

        async def delay(where: Target) -> float:
            self._patience.check(where)
            return await self._rulebook.delay(where, visit.policy)

        try:
            reply = await follow(errand, trail, self._means, delay)
        except SourceError as problem:
            return Fetched(visit=visit, exchanges=tuple(trail.exchanges), problem=problem), trail
        fetched = self._outcome(visit, trail, reply)
        return fetched if visit.rendering is None else await self._screen.show(fetched, reply), trail

    def _outcome(self, visit: Visit, trail: Trail, reply: Reply) -> Fetched:
        common = Fetched(
            visit=visit,
            exchanges=tuple(trail.exchanges),
            etag=reply.header("etag"),
            last_modified=reply.header("last-modified"),
        )
        if reply.status == 304 and reply.problem is None:
            return replace(common, not_modified=True)
        problem = self._problem(visit, trail, reply)
        if problem is not None:
            return replace(common, problem=problem, etag=None, last_modified=None)
        content_type = reply.all_of("content-type")
        capture = Capture(
            body=reply.plain,
            source=visit.source,
            url=trail.target.url,
            media_type=sent_type(media_type_of(content_type), reply.plain),
            charset=charset_of(content_type),
        )
        return replace(common, capture=capture)

    def _problem(self, visit: Visit, trail: Trail, reply: Reply) -> SourceError | None:
        if reply.problem is not None and reply.status in REDIRECTS:
            return reply.problem
        if 200 <= reply.status <= 299 and reply.status not in _NO_BODY:
            return reply.problem
        if (trail.strayed or visit.withheld) and reply.status in {401, 403}:
            words = f"answers {reply.status} at another site, where this source's headers are not sent; set its own url"
            return SourceError(words)
        return self._attempts.failed(reply)


def _validators(visit: Visit) -> Headers:
    """What makes a request conditional (RFC 9110, 13.1).

    A page that is rendered is never the same because its frame is: what fills it comes by other requests.
    """
    if visit.rendering is not None:
        return ()
    pairs = (("If-None-Match", visit.etag), ("If-Modified-Since", visit.last_modified))
    return tuple((name, value) for name, value in pairs if value)


def _is_of_ours(visit: Visit, fetched: Fetched) -> bool:
    """Whether a 304 speaks of the body that is stored (RFC 9111, 4.3.4).

    One that names another body's validators does not, as of a server that goes by the date alone, or by an older one:
    whoever took them over would be told for ever that what he never had has not changed.
    """
    if not _validators(visit):
        return False
    if fetched.etag is not None:
        return visit.etag is not None and _opaque(fetched.etag) == _opaque(visit.etag)
    return fetched.last_modified in {None, visit.last_modified} or visit.last_modified is None


def _opaque(etag: str) -> str:
    """An entity tag but for its weakness: caches on the way may weaken it when they compress."""
    return etag.strip().removeprefix("W/")
