"""Pages that scripts fill in, in a real browser whose every request is guarded."""

import sys
import time
from importlib.util import find_spec
from pathlib import Path

import pytest

from fetching import fetch, fetch_all, visit
from scrape_clean.secret import Secret
from scrape_clean.sources import browser
from scrape_clean.sources.visits import Rendering
from servers import Request, Server, answer, serving

pytestmark = pytest.mark.usefixtures("loopback")
real_browser = pytest.mark.skipif(
    find_spec("playwright") is None or browser.find_chromium() is None,
    reason="needs the extra `render` and Chromium or Chrome on the PATH",
)

PAGE = '<title>Pier</title><h1>Pier</h1><ul id="list"></ul><img src="/pier.png"><script src="/app.js"></script>'
APP = """
fetch("/data.json", {method: "POST", body: "month=5"}).then(r => r.json()).then(found => {
  for (const one of found) list.insertAdjacentHTML("beforeend", `<li class="berth">${one}</li>`);
});
"""
ESCAPES = """
for (const url of ["http://%(host)s/fetch", "http://10.0.0.1/", "http://169.254.169.254/", "file:///etc/passwd"])
  fetch(url, {mode: "no-cors"}).catch(() => 0);
new WebSocket("ws://%(host)s/socket");
const frame = document.createElement("iframe"); frame.src = "http://%(host)s/frame"; document.body.append(frame);
const code = name => URL.createObjectURL(new Blob([`fetch("http://%(host)s/${name}", {mode: "no-cors"})`]));
new Worker(code("worker")); new SharedWorker(code("shared"));
navigator.sendBeacon("http://%(host)s/beacon");
const link = document.createElement("link"); link.rel = "preconnect"; link.href = "http://%(host)s/";
document.head.append(link);
const relay = {urls: "turn:%(host)s?transport=tcp", username: "a", credential: "b"};
const peer = new RTCPeerConnection({iceServers: [relay]});
peer.createDataChannel("c"); peer.createOffer().then(offer => peer.setLocalDescription(offer));
window.open("http://%(host)s/popup"); new Image().src = "http://%(host)s/image";
fetch("/elsewhere").catch(() => 0);
"""


def site(inside: Server) -> object:
    """A page that a script fills in, and that tries every way to a server that it may not reach."""

    def handle(request: Request, _connection: object) -> bytes:
        if request.path == "/app.js":
            return answer(APP + ESCAPES % {"host": f"127.0.0.2:{inside.port}"}, content_type="text/javascript")
        if request.path == "/data.json":
            return answer('["Berth 1", "Berth 2"]', content_type="application/json")
        if request.path == "/elsewhere":
            return answer(status="302 Found", location=f"{inside.url}/redirected")
        return answer(PAGE)

    return handle


@real_browser
def test_a_page_is_shown_and_reaches_nothing_that_it_may_not() -> None:
    """Scripts run, data comes; no way leads past the guard; the token goes home only; pictures are not loaded."""
    with serving(lambda _r, _c: answer("inside"), "127.0.0.2") as inside, serving(site(inside)) as server:  # type: ignore[arg-type]
        token = (("Authorization", Secret("Bearer abc123")),)
        fetched = fetch(server.url, rendering=Rendering(), allow=("127.0.0.1",), headers=token, timeout=60, etag='"1"')
        assert inside.connections == 0
        asked = {request.path: request for request in server.requests}
    assert fetched.problem is None
    assert fetched.rendered
    assert fetched.capture is not None
    assert b'<li class="berth">Berth 1</li><li class="berth">Berth 2</li>' in fetched.capture.body
    assert (fetched.capture.media_type, fetched.capture.charset) == ("text/html", "utf-8")
    assert fetched.capture.url == f"{server.url}/"
    assert [(one.method, one.status) for one in fetched.exchanges] == [("GET", 200), ("RENDER", 200)]
    assert fetched.exchanges[1].body == fetched.capture.body
    assert (fetched.etag, fetched.not_modified) == (None, False)
    assert set(asked) == {"/", "/app.js", "/data.json", "/elsewhere"}
    assert asked["/data.json"].body == b"month=5"
    assert all(one.headers["authorization"] == "Bearer abc123" for one in asked.values())
    assert all(one.headers["user-agent"] == "scrape-clean-test/1.0" for one in asked.values())
    assert "if-none-match" not in asked["/"].headers


@real_browser
def test_a_page_that_never_ends_ends_in_time() -> None:
    """Endless scripts, traffic without end, elements that do not come, pages that grow: the next page is shown."""
    pages = {
        "/loop": "<script>for (;;);</script>",
        "/chatter": "<p>here<script>setInterval(() => fetch('/x'), 100)</script>",
        "/missing": "<p>here",
        "/grows": "<p>here<script>document.body.append('x'.repeat(3e6))</script>",
        "/fine": "<p id=one>here",
        "/plain": "text",
    }

    def handle(request: Request, _connection: object) -> bytes:
        kind = "text/plain" if request.path == "/plain" else "text/html"
        return answer(pages.get(request.path, ""), content_type=kind)

    waits = {"/missing": "#never", "/fine": "p#one"}
    seconds = {"/loop": 2, "/missing": 8, "/chatter": 8}
    with serving(handle) as server, serving(handle, "127.0.0.2") as other:  # pages of one host are shown one by one
        visits = [
            visit(
                f"{other.url if path == '/missing' else server.url}{path}",
                path,
                rendering=Rendering(wait_for=waits.get(path)),
                timeout=seconds.get(path, 60),
                max_bytes=1_000_000,
            )
            for path in pages
        ]
        began = time.monotonic()
        outcomes = {one.visit.source: one for one in fetch_all(visits)}
        assert time.monotonic() - began < 180
    reasons = {source: one.problem.reason for source, one in outcomes.items() if one.problem is not None}
    assert set(reasons) == {"/loop", "/missing", "/grows"}
    assert "within 2 s" in reasons["/loop"]
    assert "#never" in reasons["/missing"]
    assert "larger than" in reasons["/grows"]
    assert outcomes["/chatter"].rendered
    assert outcomes["/fine"].rendered
    assert not outcomes["/plain"].rendered
    assert outcomes["/plain"].capture is not None


def test_without_a_browser_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """And without the extra; other pages are fetched."""
    with serving(lambda _r, _c: answer("<p>here")) as server:
        monkeypatch.setattr(browser, "find_chromium", lambda: None)
        monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path))
        if find_spec("playwright") is not None:
            assert "install Chromium" in str(fetch(server.url, rendering=Rendering()).problem)
        monkeypatch.setitem(sys.modules, "playwright.async_api", None)
        both = [visit(server.url, "shown", rendering=Rendering()), visit(server.url)]
        problems = {one.visit.source: one.problem for one in fetch_all(both)}
    assert "pip install playwright" in str(problems["shown"])
    assert problems["page"] is None
