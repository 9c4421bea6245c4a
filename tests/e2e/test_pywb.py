"""What is archived, replayed by pywb: a real collection, indexed and served by its own commands.

pywb needs other versions of libraries than this package, so it lives in an environment of its own; PYWB_BIN names the
folder of its commands if they are not on PATH.
"""

import gzip
import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from scrape_clean.archive import Place, Provenance, write_exchanges
from scrape_clean.sources.visits import Exchange
from visits import URL, exchange

_OLD, _NEW, _SHOWN = (
    b"<h1>Hours</h1><p>Closed on Monday",
    b"<h1>Hours</h1><p>Open on Monday",
    b"<p>Filled in by a script",
)
_MOVED, _GALLERY = "http://museum.example/", "http://gallery.example/"

CONFIG = """\
collections:
  nightly:
    index_paths: ./nightly.cdxj
    archive_paths: ./raw/
"""

Replay = Callable[[int, str], tuple[int, bytes, str]]


def command(name: str) -> str:
    """One of pywb's commands; skips where there is none."""
    found = shutil.which(name, path=os.environ.get("PYWB_BIN") or None)
    if found is None:
        pytest.skip("needs pywb: install it into an environment of its own and name its bin folder in PYWB_BIN")
    return found


def archive(folder: Path) -> None:
    """Six nights: a page with its redirect, twice unchanged, changed, rendered, gone; one night of another source."""
    packed = {"headers": (("content-type", "text/html; charset=utf-8"), ("content-encoding", "gzip"))}
    chunked = (("Content-Type", "text/html; charset=utf-8"), ("Transfer-Encoding", "chunked"))
    moved = exchange(url=_MOVED, status=301, reason="Moved Permanently", headers=(("Location", URL),), body=b"")
    old = {**packed, "body": gzip.compress(_OLD, mtime=0), "protocol": "HTTP/2", "reason": ""}
    shown = exchange(5, method="RENDER", body=_SHOWN, headers=(("content-type", "text/html; charset=utf-8"),))
    nights: list[list[Exchange]] = [
        [moved, exchange(1, **old)],
        [exchange(2, **old)],
        [exchange(3, status=304, reason="Not Modified", headers=(("ETag", '"a"'),), body=b"")],
        [exchange(4, headers=chunked, body=_NEW)],
        [exchange(5, headers=chunked, body=b"<div id=app>"), shown],
        [exchange(6, status=404, reason="Not Found", headers=(("Content-Type", "text/html"),), body=b"<p>Gone")],
    ]
    last: Place | None = None
    for number, exchanges in enumerate(nights, 1):
        made = Provenance(software="scrape-clean/1.0", run=number, source="museum")
        path = f"museum/2026-01-0{number}-{number}.warc.gz"
        written = write_exchanges(folder, path, exchanges, provenance=made, last=last)
        assert (written.record is None) == (number in {2, 3})
        if number == 1 and written.record is not None:
            last = Place(written.archived, written.record)
    made = Provenance(software="scrape-clean/1.0", run=1, source="gallery")
    gallery = exchange(1, url=_GALLERY, headers=(), body=_NEW)
    write_exchanges(folder, "gallery/2026-01-01-1.warc.gz", [gallery], provenance=made)


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Follow nothing."""


@pytest.fixture
def replay(tmp_path: Path, socket_enabled: None) -> Iterator[Replay]:
    """``replay(day, url)``: status, body and Location as pywb serves them, without its own banner."""
    del socket_enabled
    indexer, wayback = command("cdx-indexer"), command("wayback")
    archive(tmp_path / "raw")
    line = [indexer, "-j", "-s", "-r", "-d", "raw", "-o", "nightly.cdxj", "raw"]
    subprocess.run(line, cwd=tmp_path, capture_output=True, check=True)
    (tmp_path / "config.yaml").write_text(CONFIG, "utf-8")
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    opener = urllib.request.build_opener(_Stay, urllib.request.ProxyHandler({}))

    def ask(day: int, url: str) -> tuple[int, bytes, str]:
        address = f"http://127.0.0.1:{port}/nightly/202601{day:02}030405id_/{url}"
        try:
            with opener.open(address, timeout=20) as answer:
                body, status, headers = answer.read(), answer.status, answer.headers
        except urllib.error.HTTPError as answer:
            with answer:
                body, status, headers = answer.read(), answer.code, answer.headers
        body = gzip.decompress(body) if headers.get("content-encoding") == "gzip" else body
        return status, body, headers.get("Location") or ""

    with subprocess.Popen(
        [wayback, "-p", str(port), "-b", "127.0.0.1"],
        cwd=tmp_path,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            deadline = time.monotonic() + 60
            while True:
                try:
                    ask(1, URL)
                    break
                except (urllib.error.URLError, ConnectionError):
                    assert server.poll() is None, "pywb ended"
                    assert time.monotonic() < deadline, "pywb does not answer"
                    time.sleep(0.2)
            yield ask
        finally:
            server.terminate()


def test_every_night_replays(replay: Replay) -> None:
    """The page as it was that night: whole, by a revisit of either kind, changed, as a browser showed it, and gone."""
    assert [replay(day, URL)[:2] for day in (1, 2, 3, 4)] == [(200, _OLD), (200, _OLD), (200, _OLD), (200, _NEW)]
    assert replay(5, URL)[1] in {_SHOWN, b"<div id=app>"}  # of the same moment; which one is the replay's choice
    assert replay(6, URL)[:2] == (404, b"<p>Gone")
    assert replay(1, _GALLERY)[:2] == (200, _NEW)
    status, _, location = replay(1, _MOVED)
    assert status == 301
    assert location.endswith(URL)
