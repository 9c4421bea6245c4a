"""WARC files that other tools wrote, read whole: FastWARC, warcio, Wget, the shapes of Common Crawl and Zstandard."""

import functools
import gzip
import http.server
import io
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastwarc import GzipWriter, WarcRecord, WarcRecordType
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from scrape_clean.sources.warc import latest, list_pages, read_pages
from warcs import PACKERS, bare, in_lower_case, message, record, response, with_dictionary

PAGES = {
    "https://a.example/": b"<h1>Hours</h1><p>Open on Monday",
    "https://a.example/prices": b"<h1>Prices</h1><p>Ten euros " * 50,
}


def bodies(path: Path) -> dict[str, bytes]:
    """The newest captures in a file, in which nothing is damaged."""
    listing = list_pages(path)
    assert listing.problems == ()
    found = {page.url: capture for page, capture in read_pages(path, latest(listing.pages))}
    return {url: getattr(capture, "body", b"") for url, capture in found.items()}


def test_fastwarc(tmp_path: Path) -> None:
    """Written by the library that reads them here."""
    with GzipWriter(str(tmp_path / "a.warc.gz")) as out:
        for url, body in PAGES.items():
            each = WarcRecord()
            each.init_headers(WarcRecordType.response)
            each.headers["WARC-Target-URI"] = url
            each.headers["Content-Type"] = "application/http; msgtype=response"
            each.set_bytes_content(message(body))
            each.write(out, checksum_data=True)
    assert bodies(tmp_path / "a.warc.gz") == PAGES


@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_warcio(tmp_path: Path, version: str) -> None:
    """By the library that pywb and its crawlers use, as it does it by itself."""
    with (tmp_path / "a.warc.gz").open("wb") as out:
        writer = WARCWriter(out, gzip=True, warc_version=version)
        writer.write_record(writer.create_warcinfo_record("a.warc.gz", {"software": "x"}))
        for url, body in PAGES.items():
            head = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
            payload = io.BytesIO(body)
            each = writer.create_warc_record(url, "response", payload=payload, length=len(body), http_headers=head)
            writer.write_record(each)
    assert bodies(tmp_path / "a.warc.gz") == PAGES


def test_common_crawl(tmp_path: Path) -> None:
    """As its main files are: codings taken off and their fields renamed, digests of both kinds, requests before."""
    made = []
    for url, body in PAGES.items():
        head = (
            "Content-Type: text/html;charset=utf-8", f"X-Crawl-Content-Length: {len(body) // 3}",
            "X-Crawl-Content-Encoding: gzip", f"Content-Length: {len(body)}",
        )  # fmt: skip
        usual: dict[str, str | int | None] = {
            "version": "1.0",
            "WARC_IP_Address": "192.0.2.1",
            "WARC_Warcinfo_ID": "<urn:uuid:0>",
        }
        request = b"GET / HTTP/1.1\r\nUser-Agent: CCBot/2.0\r\nAccept-Encoding: br,gzip\r\n\r\n"
        made += [
            record("request", url, request, Content_Type="application/http; msgtype=request", **usual),
            record("response", url, message(body, *head), WARC_Identified_Payload_Type="text/html", **usual),
            record("metadata", url, b"fetchTimeMs: 90\r\n\r\n", Content_Type="application/warc-fields", **usual),
        ]
    (tmp_path / "CC-MAIN-00001.warc.gz").write_bytes(b"".join(map(gzip.compress, made)))
    assert bodies(tmp_path / "CC-MAIN-00001.warc.gz") == PAGES


def test_the_texts_of_common_crawl(tmp_path: Path) -> None:
    """Its WET files: the text of each page as a conversion."""
    made = [
        record("conversion", url, body, version="1.0", Content_Type="text/plain", WARC_Refers_To="<urn:uuid:0>")
        for url, body in PAGES.items()
    ]
    (tmp_path / "a.warc.wet.gz").write_bytes(b"".join(map(gzip.compress, made)))
    assert bodies(tmp_path / "a.warc.wet.gz") == PAGES


@pytest.mark.parametrize("packed", [True, False])
def test_zstandard_with_a_dictionary(tmp_path: Path, packed: bool) -> None:  # noqa: FBT001  both ways of writing
    """Which stands in a skippable frame at the beginning, as it is or compressed (IIPC's warc-zstd 1.0)."""
    start, frames = with_dictionary([response(url, body) for url, body in PAGES.items()], packed=packed)
    (tmp_path / "a.warc.zst").write_bytes(start + b"".join(frames))
    assert bodies(tmp_path / "a.warc.zst") == PAGES


@pytest.mark.parametrize("packing", PACKERS)
@pytest.mark.parametrize("whole", [True, False])
def test_names_of_fields_in_lower_case(tmp_path: Path, packing: str, whole: bool) -> None:  # noqa: FBT001  both ways
    """As Rust's `warc` writes them; what looks like a record in a body stays as it is."""
    inner = in_lower_case(response("https://b.example/", b"<p>inside"))
    pages = {**PAGES, "https://a.example/warc": b"<pre>" + inner}
    records = [in_lower_case(response(url, body)) for url, body in pages.items()]
    pack = PACKERS[packing]
    (tmp_path / "a.warc").write_bytes(pack(b"".join(records)) if whole else b"".join(map(pack, records)))
    assert bodies(tmp_path / "a.warc") == pages


@pytest.mark.parametrize("packing", PACKERS)
@pytest.mark.parametrize("whole", [True, False])
def test_headers_with_bare_line_ends(tmp_path: Path, packing: str, whole: bool) -> None:  # noqa: FBT001  both ways
    """As scripts write them; a body that has a record in it stays as it is."""
    inner = bare(response("https://b.example/", b"<p>inside"))
    pages = {**PAGES, "https://a.example/warc": b"<pre>" + inner}
    records = [bare(response(url, body)) for url, body in pages.items()]
    pack = PACKERS[packing]
    (tmp_path / "a.warc").write_bytes(pack(b"".join(records)) if whole else b"".join(map(pack, records)))
    assert bodies(tmp_path / "a.warc") == pages


class _Site(http.server.BaseHTTPRequestHandler):
    """Two pages, one of them in chunks, a picture and robots.txt."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        url = f"https://a.example{self.path}"
        body = PAGES.get(url, b"User-agent: *\nAllow: /\n" if self.path == "/robots.txt" else b"\x89PNG")
        self.send_response(200)
        self.send_header("Content-Type", "text/html" if url in PAGES else "text/plain" if "txt" in url else "image/png")
        if self.path != "/prices":
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
            return
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for start in range(0, len(body), 100):
            piece = body[start : start + 100]
            self.wfile.write(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
        self.wfile.write(b"0\r\n\r\n")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def site(socket_enabled: None) -> Iterator[str]:
    """A server on loopback."""
    del socket_enabled
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Site) as server:
        threading.Thread(target=functools.partial(server.serve_forever, 0.05), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize("packed", [True, False])
def test_wget(tmp_path: Path, site: str, packed: bool) -> None:  # noqa: FBT001  both ways of writing
    """The real one: its notes are no pages, chunks are as they were sent, addresses stand in angle brackets."""
    wget = shutil.which("wget")
    if wget is None:
        pytest.skip("needs wget")
    options = ["--quiet", "--no-proxy", "--warc-file=a", *(() if packed else ("--no-warc-compression",))]
    addresses = [f"{site}{path}" for path in ("/", "/prices", "/logo.png", "/robots.txt", "/")]
    subprocess.run([wget, *options, *addresses], cwd=tmp_path, check=True, timeout=60)
    found = bodies(tmp_path / ("a.warc.gz" if packed else "a.warc"))
    assert found == {f"{site}/": PAGES["https://a.example/"], f"{site}/prices": PAGES["https://a.example/prices"]}
