"""Commands that take an address."""

import json
from collections.abc import Iterator

import pytest

from processes import Command
from servers import Request, Server, answer, serving

pytestmark = pytest.mark.usefixtures("loopback")
ALLOW = ("--allow", "127.0.0.0/8")


def site(request: Request, _connection: object) -> bytes:
    """Two versions of a page, one that moved, one that robots are asked to leave alone."""
    if request.path == "/robots.txt":
        return answer("User-agent: *\nDisallow: /private", content_type="text/plain")
    if request.path == "/moved":
        return answer(status="302 Found", location="/old/?key=abcdef")
    hours = "nine" if request.path.startswith("/old") else "ten"
    return answer(
        f"<title>Pier</title><h1>Pier</h1><ul><li>Open from {hours} o'clock<li>Closed on Sundays<li><a href=map>Map</a>"
        "</ul><p>The pier is a place to sit and watch the boats come in.</p>"
    )


@pytest.fixture
def server() -> Iterator[Server]:
    """A small site."""
    with serving(site) as one:
        yield one


def test_clean_fetches_an_address(command: Command, server: Server) -> None:
    """The page after its redirects; relative links are resolved against where it was found."""
    done = command("clean", f"{server.url}/moved", *ALLOW)
    assert done.returncode == 0, done.stderr
    page = json.loads(done.stdout)
    assert "Closed on Sundays" in [record["text"] for record in page["records"]]
    links = [link["href"] for record in page["records"] for link in record.get("links", ())]
    assert links == [f"{server.url}/old/map"]


def test_audit_fetches_an_address(command: Command, server: Server) -> None:
    """The ledger of a page on the web."""
    done = command("audit", f"{server.url}/new", *ALLOW)
    assert done.returncode == 0
    assert b"the ledger adds up" in done.stdout


def test_diff_fetches_addresses(command: Command, server: Server) -> None:
    """One change between two pages; none between a page and itself."""
    done = command("diff", f"{server.url}/old", f"{server.url}/new", *ALLOW)
    assert done.returncode == 1, done.stderr
    assert b"ten" in done.stdout
    assert command("diff", f"{server.url}/new", f"{server.url}/new", *ALLOW).returncode == 0


def test_a_page_that_is_sent_as_plain_text_is_the_page_all_the_same(command: Command) -> None:
    """A server that lost its table of types shows markup in a browser; it is no change of the page."""
    page = "<!doctype html><title>Pier</title><h1>Pier</h1><ul><li>Open from nine<li>Closed on Sundays</ul>"
    texts = []
    for content_type in ("text/html", "text/plain"):
        sent = answer(page, content_type=content_type)
        with serving(lambda _request, _connection, sent=sent: sent) as server:  # type: ignore[misc]
            done = command("clean", f"{server.url}/", *ALLOW, "--format", "markdown")
        texts.append(done.stdout)
    assert texts == [b"# Pier\n\n- Open from nine\n- Closed on Sundays\n"] * 2


def test_what_cannot_be_fetched_is_one_line(command: Command, server: Server) -> None:
    """Refused addresses, robots.txt and errors end with the exit code of a bad page, and say what to do."""
    lines = []
    for arguments in (
        (f"{server.url}/old?key=abcdef",),
        (f"{server.url}/private?key=abcdef", *ALLOW),
        ("http://127.0.0.1:1/?key=abcdef", *ALLOW, "--ignore-robots"),
        ("https://user:abcdef@example.org/",),
    ):
        done = command("clean", *arguments)
        assert done.returncode == 3
        assert done.stdout == b""
        lines.append(done.stderr.decode())
    assert all(line.startswith("scrape-clean: http") and line.count("\n") == 1 for line in lines)
    assert not any("abcdef" in line for line in lines)
    assert "--allow" in lines[0]
    assert "--ignore-robots" in lines[1]
    assert "cannot be reached" in lines[2]
    assert "user or password" in lines[3]
    assert command("clean", f"{server.url}/private", *ALLOW, "--ignore-robots").returncode == 0
