"""Writing an archive: what stands in the records, what refers to what, and that the same input gives the same bytes."""

import gzip
import os
import subprocess
import sys
from datetime import timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from fastwarc import ArchiveIterator
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from scrape_clean.archive import Place, Provenance, Written, read_archived, verify, write_exchanges
from scrape_clean.errors import OutputError
from scrape_clean.sources.visits import Exchange
from visits import PAGE, URL, exchange

NIGHT = "museum/2026-01-01-1.warc.gz"


def store(folder: Path, *exchanges: Exchange, run: int = 1, last: Written | None = None) -> Written:
    """Archive one night of one page."""
    place = None if last is None or last.record is None else Place(last.archived, last.record)
    made = Provenance(software="scrape-clean/1.0", run=run, source="museum")
    return write_exchanges(folder, f"museum/2026-01-0{run}-{run}.warc.gz", exchanges, provenance=made, last=place)


def records(folder: Path, written: Written) -> list[dict[str, Any]]:
    """Every record of a file: its fields, its block, and its type, read by another library than the one that wrote."""
    found = []
    for record in ArchiveIterator(str(folder / written.archived.path), parse_http=False, verify_digests=True):
        fields = dict(record.headers.items())
        found.append({**fields, "type": fields["WARC-Type"], "block": record.reader.read()})
    return found


def test_a_visit_becomes_warcinfo_responses_and_requests(tmp_path: Path) -> None:
    """Redirects first; each request refers to its response and all to what made them."""
    moved = exchange(url="http://museum.example/", status=301, reason="Moved", headers=(("Location", URL),), body=b"")
    written = store(tmp_path, moved, exchange())
    info, *rest = found = records(tmp_path, written)
    assert [record["type"] for record in found] == ["warcinfo", "response", "request", "response", "request"]
    assert info["WARC-Filename"] == "2026-01-01-1.warc.gz"
    assert b"software: scrape-clean/1.0\r\n" in info["block"]
    assert b"isPartOf: museum\r\ndescription: run 1\r\n" in info["block"]
    assert {record["WARC-Warcinfo-ID"] for record in rest} == {info["WARC-Record-ID"]}
    for response, request in (rest[:2], rest[2:]):
        assert request["WARC-Concurrent-To"] == response["WARC-Record-ID"]
        assert request["WARC-Target-URI"] == response["WARC-Target-URI"]
        assert (response["WARC-IP-Address"], response["WARC-Protocol"]) == ("192.0.2.1", "http/1.1")
        assert response["WARC-Date"] == "2026-01-01T03:04:05.000678Z"
    assert rest[2]["block"] == (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: 44\r\n\r\n" + PAGE
    )
    assert rest[3]["block"] == b"GET /hours?day=1 HTTP/1.1\r\nHost: museum.example\r\nUser-Agent: scrape-clean\r\n\r\n"
    assert written.record == rest[2]["WARC-Record-ID"].strip("<>")
    assert written.archived.records == len(found)
    assert written.archived.bytes == (tmp_path / written.archived.path).stat().st_size


def test_every_record_is_a_gzip_member_of_its_own_without_a_time(tmp_path: Path) -> None:
    """So that readers can jump to a record, and the clock of the machine is not in the bytes."""
    written = store(tmp_path, exchange())
    data = (tmp_path / written.archived.path).read_bytes()
    positions = [record.stream_pos for record in ArchiveIterator(str(tmp_path / written.archived.path))]
    assert len(positions) == len(set(positions)) == written.archived.records
    for position in positions:
        assert data[position : position + 8] == b"\x1f\x8b\x08\x00\x00\x00\x00\x00"


def test_the_same_visit_gives_the_same_bytes(tmp_path: Path) -> None:
    """In another folder, in another process with another hash seed, and in another time zone for the same moment."""
    one = store(tmp_path / "one", exchange())
    there = exchange(time=exchange().time.astimezone(timezone(timedelta(hours=5))))
    other = store(tmp_path / "other", there)
    assert one == other
    code = (
        "import sys\nfrom pathlib import Path\nfrom unit.archive.test_write import store\nfrom visits import exchange\n"
        "store(Path(sys.argv[1]), exchange())"
    )
    tests = str(Path(__file__).parents[2])
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((*sys.path, tests)), "PYTHONHASHSEED": "7"}
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "third")], env=environment, check=True)
    files = {(tmp_path / name / NIGHT).read_bytes() for name in ("one", "other", "third")}
    assert len(files) == 1


def test_ids_differ_where_anything_differs(tmp_path: Path) -> None:
    """Another run, source, page, moment or body: a record id never stands for two records."""
    usual, made = exchange(), Provenance(software="s", run=1, source="a")
    visits = [
        (usual, made), (usual, replace(made, run=2)), (usual, replace(made, source="b")),
        (usual, replace(made, page="b")), (exchange(body=b"x"), made), (exchange(2), made),
        (exchange(url=URL + "0"), made),
    ]  # fmt: skip
    ids = set()
    for visit, provenance in visits:
        written = write_exchanges(tmp_path, "same.warc.gz", [visit], provenance=provenance)
        ids |= {record["WARC-Record-ID"] for record in records(tmp_path, written)}
    assert len(ids) == 3 + 3 * 3 + 2 + 3 + 2  # warcinfo is the same for another body or url


def test_a_page_unchanged_by_the_servers_word_is_a_revisit(tmp_path: Path) -> None:
    """304: no block, but where the body lies; the head of the 304 beside it."""
    first = store(tmp_path, exchange())
    again = store(tmp_path, exchange(2, status=304, reason="Not Modified", body=b""), run=2, last=first)
    original = records(tmp_path, first)[1]
    revisit, told, request = records(tmp_path, again)[1:]
    assert revisit["type"] == "revisit"
    assert revisit["WARC-Profile"] == "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
    assert revisit["WARC-Refers-To"] == original["WARC-Record-ID"]
    assert revisit["WARC-Refers-To-Target-URI"] == original["WARC-Target-URI"]
    assert revisit["WARC-Refers-To-Date"] == original["WARC-Date"]
    assert revisit["WARC-Payload-Digest"] == original["WARC-Payload-Digest"]
    assert revisit["block"] == b""
    assert told["type"] == "metadata"
    assert told["block"] == (
        b"status: HTTP/1.1 304 Not Modified\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: 44\r\n\r\n"
    )
    assert told["WARC-Concurrent-To"] == request["WARC-Concurrent-To"] == revisit["WARC-Record-ID"]
    assert again.record is None


def test_a_page_unchanged_byte_for_byte_is_a_revisit(tmp_path: Path) -> None:
    """200 with the same body as last time."""
    first = store(tmp_path, exchange())
    again = store(tmp_path, exchange(2), run=2, last=first)
    revisit = records(tmp_path, again)[1]
    assert revisit["WARC-Profile"] == "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
    assert revisit["WARC-Truncated"] == "length"
    assert revisit["block"].startswith(b"HTTP/1.1 200 OK\r\n")
    assert revisit["block"].endswith(b"\r\n\r\n")
    assert again.record is None
    assert again.archived.bytes < first.archived.bytes + 400


@pytest.mark.parametrize("case", ["other body", "error", "cut", "file lost", "file cut", "same file", "no last"])
def test_what_has_changed_or_could_be_lost_is_stored_whole(tmp_path: Path, case: str) -> None:
    """A body in hand is never dropped for the sake of one that may not be there."""
    first = store(tmp_path, exchange())
    path = tmp_path / first.archived.path
    changes: dict[str, dict[str, Any]] = {
        "other body": {"body": b"x"},
        "error": {"status": 404},
        "cut": {"truncated": True},
    }
    if case == "file lost":
        path.unlink()
    elif case == "file cut":
        path.write_bytes(path.read_bytes()[:-1])
    run = 1 if case == "same file" else 2
    again = store(tmp_path, exchange(2, **changes.get(case, {})), run=run, last=None if case == "no last" else first)
    response = records(tmp_path, again)[1]
    assert response["type"] == "response"
    assert response["block"].endswith(changes.get(case, {}).get("body", PAGE))
    assert response.get("WARC-Truncated") == ("unspecified" if case == "cut" else None)
    assert again.record == response["WARC-Record-ID"].strip("<>")


def test_a_304_without_a_body_to_refer_to_is_kept_as_it_came(tmp_path: Path) -> None:
    """It is what was received, with the length of what it does not send; it holds no body."""
    written = store(tmp_path, exchange(status=304, reason="Not Modified", body=b""))
    response = records(tmp_path, written)[1]
    assert response["type"] == "response"
    assert response["block"].endswith(b"\r\nContent-Length: 44\r\n\r\n")
    assert written.record is None


def test_what_a_browser_made_is_a_conversion_of_the_response(tmp_path: Path) -> None:
    """Its own record, with the body that counts; alone, it is a resource."""
    shown = exchange(method="RENDER", body=b"<p>shown", headers=(("content-type", "text/html; charset=utf-8"),))
    written = store(tmp_path, exchange(), shown)
    response, _, conversion = records(tmp_path, written)[1:]
    assert conversion["type"] == "conversion"
    assert conversion["WARC-Refers-To"] == response["WARC-Record-ID"]
    assert (conversion["Content-Type"], conversion["block"]) == ("text/html; charset=utf-8", b"<p>shown")
    assert written.record == conversion["WARC-Record-ID"].strip("<>")
    alone = store(tmp_path, shown, run=2)
    assert [record["type"] for record in records(tmp_path, alone)] == ["warcinfo", "resource"]


def test_messages_are_true_to_what_is_stored(tmp_path: Path) -> None:
    """HTTP/2 as HTTP/1.1; a transfer coding that is gone and a length that lies keep their fields under other names."""
    body = gzip.compress(PAGE, mtime=0)
    sent = (
        ("age", str(len(body))), (":status", "200"), ("transfer-encoding", "chunked"), ("content-encoding", "gzip"),
        ("content-length", "999"), ("x-name", "caf\xe9"), ("x-bad", "a\r\nSet-Cookie: b"),
    )  # fmt: skip
    written = store(tmp_path, exchange(protocol="HTTP/2", headers=sent, body=body, request_headers=()))
    response, request = records(tmp_path, written)[1:]
    assert response["block"] == (
        f"HTTP/1.1 200 \r\nage: {len(body)}\r\n".encode()
        + b"X-Crawl-Transfer-Encoding: chunked\r\ncontent-encoding: gzip\r\n"
        b"X-Crawl-Content-Length: 999\r\nx-name: caf\xe9\r\nx-bad: a  Set-Cookie: b\r\n"
        + f"Content-Length: {len(body)}\r\n\r\n".encode()
        + body
    )
    assert response["WARC-Protocol"] == request["WARC-Protocol"] == "h2"
    assert request["block"] == b"GET /hours?day=1 HTTP/1.1\r\nHost: museum.example\r\n\r\n"
    clear = store(tmp_path, exchange(protocol="HTTP/2", url="http://museum.example/"))
    assert records(tmp_path, clear)[1]["WARC-Protocol"] == "h2c"


def test_addresses_are_ascii_without_password_and_fragment(tmp_path: Path) -> None:
    """As URIs are written, and with nothing in them that is nobody's business."""
    written = store(tmp_path, exchange(url="https://me:secret@museum.example/ö\r\nX: y/?q=@#top"))
    assert records(tmp_path, written)[1]["WARC-Target-URI"] == "https://museum.example/%C3%B6%0D%0AX:%20y/?q=@"
    assert b"secret" not in b"".join(record["block"] for record in records(tmp_path, written))
    for url, kept, line in (
        ("http://museum.example", "http://museum.example", b"GET / HTTP/1.1\r\n"),
        ("http://museum.example?a=@b", "http://museum.example?a=@b", b"GET /?a=@b HTTP/1.1\r\n"),
        ("http://museum.example/?", "http://museum.example/?", b"GET /? HTTP/1.1\r\n"),
        ("http://[museum.example/%41 b", "http://[museum.example/%41%20b", b"GET /%41%20b HTTP/1.1\r\n"),
    ):
        response, request = records(tmp_path, store(tmp_path, exchange(url=url)))[1:]
        assert response["WARC-Target-URI"] == request["WARC-Target-URI"] == kept
        assert request["block"].startswith(line)


def test_warcio_finds_nothing_wrong(tmp_path: Path) -> None:
    """The checker of the library that most of the field uses, on all kinds of records."""
    first = store(tmp_path, exchange(status=302, headers=(("Location", URL),), body=b""), exchange())
    store(tmp_path, exchange(2), run=2, last=first)
    store(tmp_path, exchange(3, status=304, body=b""), run=3, last=first)
    store(tmp_path, exchange(4, truncated=True), exchange(4, method="RENDER"), run=4, last=first)
    files = sorted(str(path) for path in tmp_path.rglob("*.warc.gz"))
    command = [sys.executable, "-m", "warcio.cli", "check", "--verbose", *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert done.stdout.count("digest pass") == 5 + 2 + 3 + 4
    assert "failed" not in done.stdout
    garbled = bytearray((tmp_path / NIGHT).read_bytes())
    plain = gzip.decompress(garbled).replace(b"Monday", b"Sunday")
    (tmp_path / "garbled.warc").write_bytes(plain)
    command[-len(files) :] = [str(tmp_path / "garbled.warc")]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 1


def test_a_path_never_leads_out_of_the_archive(tmp_path: Path) -> None:
    """Whatever a source is called."""
    for path in ("../x.warc.gz", "/x.warc.gz", "a/../../x.warc.gz", ""):
        with pytest.raises(ValueError, match="does not lie in the archive"):
            write_exchanges(tmp_path, path, [exchange()], provenance=Provenance(software="s", run=1, source="a"))


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A redo after a kill writes the same path again; when that fails, the older file stands."""
    first = store(tmp_path, exchange())

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", fail)
        with pytest.raises(OutputError, match="no space left on device"):
            store(tmp_path, exchange(body=b"other"))
    assert verify(tmp_path, first.archived) is None
    second = store(tmp_path, exchange(body=b"other"))
    assert verify(tmp_path, second.archived) is None
    assert [path.name for path in (tmp_path / "museum").iterdir()] == ["2026-01-01-1.warc.gz"]


_TOKENS = st.text(st.sampled_from("abc-XYZ09"), min_size=1, max_size=12)
_VALUES = st.text(st.characters(max_codepoint=255, categories=("L", "N", "P", "S", "Zs")), max_size=30)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(
    body=st.binary(max_size=300) | st.binary(min_size=1, max_size=30).map(lambda part: part * 5000),
    names=st.lists(st.tuples(_TOKENS, _VALUES), max_size=4),
    coding=st.sampled_from(["identity", "gzip"]),
    status=st.sampled_from([200, 200, 203, 404, 500]),
    protocol=st.sampled_from(["HTTP/1.0", "HTTP/1.1", "HTTP/2"]),
)
def test_any_body_comes_back_as_it_was(  # noqa: PLR0917  given by name
    tmp_path: Path, body: bytes, names: list[tuple[str, str]], coding: str, status: int, protocol: str
) -> None:
    """Written and read, by this package and by another reader; written again, byte for byte the same file."""
    sent = gzip.compress(body) if coding == "gzip" else body
    kept = tuple((name, value) for name, value in names if name.lower() not in {"content-encoding", "content-type"})
    headers = (*kept, ("Content-Encoding", coding), ("Content-Type", "text/plain; charset=latin-1"))
    made = exchange(body=sent, headers=headers, status=status, protocol=protocol)
    written = store(tmp_path, made)
    data = (tmp_path / written.archived.path).read_bytes()
    assert written.record is not None
    capture = read_archived(tmp_path, Place(written.archived, written.record))
    assert (capture.body, capture.url, capture.media_type, capture.charset) == (body, URL, "text/plain", "latin-1")
    assert records(tmp_path, written)[1]["block"].endswith(b"\r\n\r\n" + sent)
    assert store(tmp_path, made) == written
    assert (tmp_path / written.archived.path).read_bytes() == data
