"""Files of the archive that are lost or damaged: the next night keeps the body anew, though the page is as it was."""

import gzip
from datetime import timedelta
from pathlib import Path

import pytest

from loopback import Answer, Site, serving
from nights import MENU, START
from scrape_clean.doctor.remembered import check_kept
from scrape_clean.filenames import HISTORY
from scrape_clean.history import History
from scrape_clean.history.model import PageId, Past
from scrape_clean.nightly.job import Ended, Means, run_night
from scrape_clean.nightly.replay import replay
from scrape_clean.settings import load
from scrape_clean.sources.http import HttpFetcher
from servers import Request, answer
from servers import serving as answering

pytestmark = pytest.mark.usefixtures("loopback")

PAGE = PageId("menu")
BODY = f"<html lang=en><title>Canteen</title><main><h1>Canteen</h1><ul>{''.join(map('<li>{}</li>'.format, MENU))}</ul>"


def night(folder: Path, number: int) -> list[str]:
    """Run a night's job; gives the outcomes."""
    means = Means(fetcher=HttpFetcher(), now=lambda: START + timedelta(days=number), version="1.0")
    ended = [one for one in run_night(load(folder / "scrape-clean.toml"), means) if isinstance(one, Ended)]
    return [entry.outcome for one in ended for entry in one.entries]


def settings(folder: Path, url: str, archive: str = "") -> None:
    """A job with one page."""
    (folder / "scrape-clean.toml").write_text(
        '[fetch]\ncontact = "a@b.example"\ndelay = 0\nallow = ["127.0.0.0/8"]\n[[source]]\nid = "menu"\n'
        f'url = "{url}/menu"\n{archive}'
    )


def pasts(folder: Path) -> tuple[Past, ...]:
    """What the history says of the page's nights."""
    with History.read(folder / "output" / HISTORY) as history:
        return history.captures(PAGE)


def lose(path: Path) -> None:
    """As a disk does that forgets."""
    path.unlink()


def cut(path: Path) -> None:
    """As a copy does that was broken off."""
    path.write_bytes(path.read_bytes()[:-9])


@pytest.mark.parametrize("harm", [lose, cut])
@pytest.mark.parametrize("validators", [True, False])
def test_what_was_lost_is_kept_anew(tmp_path: Path, harm: object, validators: bool) -> None:  # noqa: FBT001
    """Whether or not the server would say that nothing has changed; and from then on it is asked as ever."""
    with serving(Site({"/menu": lambda _: Answer(body=BODY.encode(), validators=validators)})) as site:
        settings(tmp_path, site.url)
        assert [night(tmp_path, 0), night(tmp_path, 1)] == [["new"], ["unchanged"]]
        (body,) = {past.received.archived.path for past in pasts(tmp_path) if past.received and past.received.archived}
        harm(tmp_path / "raw" / body)  # type: ignore[operator]
        (found,) = check_kept(load(tmp_path / "scrape-clean.toml"))
        assert found.level == "fail"
        assert [night(tmp_path, 2), night(tmp_path, 3)] == [["unchanged"], ["unchanged"]]
        asked = [status for _, path, status in site.asked if path == "/menu"]
    assert asked == ([200, 304, 200, 304] if validators else [200] * 4)
    (found,) = check_kept(load(tmp_path / "scrape-clean.toml"))
    assert (found.level, found.text) == ("ok", "1 file as written: the newest of each page")
    places = [past.received.archived for past in pasts(tmp_path) if past.received]
    assert places[0] == places[1] != places[2] == places[3]
    with History.open(tmp_path / "output" / HISTORY) as history:
        before = history.current_bytes(PAGE)
        (told,) = replay(load(tmp_path / "scrape-clean.toml"), history, everything=True)
        assert (told.nights, told.kept, told.flagged) == (2, 2, 0)
        assert history.current_bytes(PAGE) == before


def test_a_body_that_a_kept_night_refers_to_goes_with_that_night(tmp_path: Path) -> None:
    """However few captures are kept, each of them can be read; what none refers to any more is deleted."""
    dearer = BODY.replace("3 euros", "4 euros")
    with serving(Site({"/menu": lambda night: Answer(body=(BODY if night < 2 else dearer).encode())})) as site:
        settings(tmp_path, site.url, "[archive]\nkeep_captures = 2\n")
        left = []
        for site.night in range(4):
            night(tmp_path, site.night)
            left.append(sorted(int(path.name.split("-")[-1][:6]) for path in (tmp_path / "raw" / "menu").iterdir()))
    assert left == [[1], [1, 2], [1, 2, 3], [3, 4]]


def test_a_body_from_before_there_was_an_archive_is_kept(tmp_path: Path) -> None:
    """Once it is switched on."""
    with serving(Site({"/menu": lambda _: Answer(body=BODY.encode())})) as site:
        for number, archive in enumerate(("[archive]\nenabled = false\n", "", "")):
            settings(tmp_path, site.url, archive)
            assert night(tmp_path, number) == ["unchanged" if number else "new"]
        assert [status for _, path, status in site.asked if path == "/menu"] == [200, 200, 304]
    assert [bool(past.received and past.received.archived) for past in pasts(tmp_path)] == [False, True, True]


def test_a_body_that_is_not_lost_stays_where_it_was_first_kept(tmp_path: Path) -> None:
    """A server packs it otherwise every night: that is another file, but no other capture."""

    def packing(request: Request, _: object) -> bytes:
        if request.path != "/menu":
            return answer(status="404 Not Found")
        packed = gzip.compress(BODY.encode(), mtime=len(packer.requests))
        return answer(packed, content_type="text/html", content_encoding="gzip")

    with answering(packing) as packer:
        settings(tmp_path, packer.url)
        for number in range(3):
            night(tmp_path, number)
    assert len({past.archived for past in pasts(tmp_path)}) == 3
    assert len({past.received for past in pasts(tmp_path)}) == 1
