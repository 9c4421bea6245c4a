"""A server that calls the same body by other names from night to night: it is asked by the newest."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest
from msgspec import Struct

from harbour import page
from scrape_clean.archive import verify
from scrape_clean.canonical import snapshot_bytes
from scrape_clean.history import History
from scrape_clean.history.model import PageId
from scrape_clean.nightly.job import Ended, Means, run_night
from scrape_clean.nightly.replay import replay
from scrape_clean.settings import load
from scrape_clean.sources.http import HttpFetcher
from servers import Request, answer, serving

pytestmark = pytest.mark.usefixtures("loopback")

START = datetime(2026, 3, 1, 2, 30, tzinfo=UTC)
HALL = PageId("hall")
FIRST, SECOND = "Sun, 01 Mar 2026 01:00:00 GMT", "Mon, 02 Mar 2026 01:00:00 GMT"
OLD, NEW = (page("Hall", ["Hall 1 shows 4 boats", f"It was mended in {year}"]) for year in (2020, 2021))


class Told(Struct, frozen=True, kw_only=True):
    """What the server answers on a night, and what it must have been asked by."""

    etag: str | None = None
    modified: str | None = None
    body: bytes | None = None
    """None for a 304."""
    asked: tuple[str | None, str | None] = (None, None)
    outcome: str = "unchanged"

    def answer(self) -> bytes:
        """As bytes."""
        named = {"etag": self.etag, "last_modified": self.modified}
        fields = {name: value for name, value in named.items() if value is not None}
        if self.body is not None:
            return answer(self.body, **fields)
        return answer(status="304 Not Modified", **fields).replace(b"Content-Length: 0\r\n", b"")


NIGHTS = (
    Told(body=OLD, etag='"1"', modified=FIRST, outcome="new"),
    Told(body=OLD, etag='"2"', modified=FIRST, asked=('"1"', FIRST)),
    Told(etag='W/"2"', modified=SECOND, asked=('"2"', FIRST)),
    Told(asked=('W/"2"', SECOND)),
    Told(body=b"", etag='"9"', asked=('W/"2"', SECOND), outcome="suspect"),
    Told(etag='W/"2"', asked=('W/"2"', SECOND)),
    Told(body=OLD, asked=('W/"2"', SECOND)),
    Told(body=OLD, etag='"1"', modified=FIRST, asked=(None, None)),
    Told(body=NEW, etag='"5"', asked=('"1"', FIRST), outcome="changed"),
    Told(etag='"5"', asked=('"5"', None)),
)


def run(folder: Path, number: int, *, stopped: bool = False) -> list[str]:
    """A night's run; gives the outcomes."""
    means = Means(
        fetcher=HttpFetcher(),
        now=lambda: START + timedelta(days=number),
        version="1.0",
        stopped=lambda: stopped,
    )
    ended = [one for one in run_night(load(folder / "scrape-clean.toml"), means) if isinstance(one, Ended)]
    return [entry.outcome for one in ended for entry in one.entries]


def test_the_newest_names_are_sent_and_all_else_is_as_it_was(tmp_path: Path) -> None:
    """By 200 with the same body and by 304; no night, no file and no question about the past is harmed by it."""
    night = 0

    def museum(request: Request, _connection: object) -> bytes:
        return NIGHTS[night].answer() if request.path == "/hall" else answer(status="404 Not Found")

    with serving(museum) as server:
        (tmp_path / "scrape-clean.toml").write_text(
            '[fetch]\ncontact = "a@b.example"\ndelay = 0\nallow = ["127.0.0.0/8"]\n[archive]\nkeep_captures = 2\n'
            f'[[source]]\nid = "hall"\nurl = "{server.url}/hall"\n'
        )
        for night, told in enumerate(NIGHTS):
            assert run(tmp_path, night) == [told.outcome]
            asked = server.requests[-1].headers
            assert (asked.get("if-none-match"), asked.get("if-modified-since")) == told.asked, night
    with History.open(tmp_path / "output" / "history.db") as history:
        pasts = history.captures(HALL)
        names = [past.received.etag for past in pasts if past.received]
        assert names == ['"1"'] * 4 + ['"9"'] + ['"1"'] * 3 + ['"5"'] * 2  # as each body was first received
        files = [past.archived for past in pasts if past.archived]
        last = history.received(HALL)
        assert last
        assert last.archived in files
        assert not [trouble for one in files if (trouble := verify(tmp_path / "raw", one))]
        shown = [history.bytes_at(HALL, number + 1) for number in range(len(NIGHTS))]
        assert shown[:8] == [shown[0]] * 8
        assert shown[8] == shown[9] == snapshot_bytes(history.known(HALL).last.snapshot())  # type: ignore[union-attr]
        rules = history.known(HALL).rules
        list(replay(load(tmp_path / "scrape-clean.toml"), history, everything=True))
        assert [past.outcome for past in history.captures(HALL)] == [told.outcome for told in NIGHTS]
        found = history.validators(HALL, rules)
        assert (found.etag, found.last_modified) == ('"5"', None)  # type: ignore[union-attr]
        assert history.validators(HALL, "other rules") is None


def test_a_run_that_is_gone_on_with_keeps_the_names(tmp_path: Path) -> None:
    """What was stored before it was stopped is not asked for again, and the next night knows the newest."""
    night = 0

    def museum(request: Request, _connection: object) -> bytes:
        return NIGHTS[night].answer() if request.path == "/hall" else answer(status="404 Not Found")

    with serving(museum) as server:
        (tmp_path / "scrape-clean.toml").write_text(
            '[fetch]\ncontact = "a@b.example"\ndelay = 0\nallow = ["127.0.0.0/8"]\n'
            f'[[source]]\nid = "hall"\nurl = "{server.url}/hall"\n[[source]]\nid = "none"\nurl = "{server.url}/none"\n'
        )
        assert run(tmp_path, 0) == ["new", "failed"]
        night = 1
        assert run(tmp_path, 1, stopped=True) == []
        assert run(tmp_path, 1) == ["unchanged", "failed"]
        assert server.paths().count("/hall") == 2
        night = 2
        assert run(tmp_path, 2) == ["unchanged", "failed"]
        asked = [one.headers.get("if-none-match") for one in server.requests if one.path == "/hall"]
        assert asked == [None, '"1"', '"2"']


def dated(request: Request, pages: dict[str, tuple[str, bytes]]) -> bytes:
    """As servers of files do: unchanged since any date that is not before the file's own."""
    if request.path not in pages:
        return answer(status="404 Not Found")
    modified, body = pages[request.path]
    since = request.headers.get("if-modified-since")
    if since and parsedate_to_datetime(since) >= parsedate_to_datetime(modified):
        return answer(status="304 Not Modified").replace(b"Content-Length: 0\r\n", b"")
    return answer(body, last_modified=modified)


@pytest.mark.parametrize("way", ["redirect", "settings"])
def test_another_address_is_not_unchanged_for_being_older(tmp_path: Path, way: str) -> None:
    """Where the redirect leads elsewhere, or the url was corrected; then the new address is asked by its own date."""
    pages, aim = {"/a": (SECOND, OLD), "/b": (FIRST, NEW)}, "/a"

    def museum(request: Request, _connection: object) -> bytes:
        if request.path == "/latest":
            return answer(status="302 Found", location=aim)
        return dated(request, pages)

    with serving(museum) as server:

        def night(number: int, path: str) -> list[str]:
            (tmp_path / "scrape-clean.toml").write_text(
                '[fetch]\ncontact = "a@b.example"\ndelay = 0\nallow = ["127.0.0.0/8"]\n'
                f'[[source]]\nid = "hall"\nurl = "{server.url}{path}"\n'
            )
            return run(tmp_path, number)

        path = "/latest" if way == "redirect" else "/a"
        assert [night(0, path), night(1, path)] == [["new"], ["unchanged"]]
        aim, path = "/b", path if way == "redirect" else "/b"
        assert [night(2, path), night(3, path)] == [["changed"], ["unchanged"]]
        asked = [one.headers.get("if-modified-since") for one in server.requests if one.path in pages]
        assert asked == [None, SECOND, None, FIRST]


def test_a_page_is_wanted_whole_in_another_language(tmp_path: Path) -> None:
    """Under one address and date, as of a server that negotiates."""

    def museum(request: Request, _connection: object) -> bytes:
        body = NEW if request.headers.get("accept-language") == "fr" else OLD
        return dated(request, {"/hall": (FIRST, body)})

    outcomes = []
    with serving(museum) as server:
        for number, language in enumerate(("de", "de", "fr", "fr")):
            (tmp_path / "scrape-clean.toml").write_text(
                '[fetch]\ncontact = "a@b.example"\ndelay = 0\nallow = ["127.0.0.0/8"]\n'
                f'[[source]]\nid = "hall"\nurl = "{server.url}/hall"\nheaders = {{ Accept-Language = "{language}" }}\n'
            )
            outcomes += run(tmp_path, number)
    assert outcomes == ["new", "unchanged", "changed", "unchanged"]
