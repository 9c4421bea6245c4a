"""Reading an archive back, and noticing what is wrong with it."""

import gzip
from pathlib import Path

import pytest
from fastwarc import ArchiveIterator
from msgspec.structs import replace

from scrape_clean.archive import Archived, Place, Provenance, Written, read_archived, verify, write_exchanges
from scrape_clean.errors import InputError
from visits import PAGE, URL, exchange


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """One page with its redirect."""
    made = Provenance(software="scrape-clean/1.0", run=1, source="museum")
    moved = exchange(url="http://museum.example/", status=301, headers=(("Location", URL),), body=b"")
    return write_exchanges(tmp_path, "museum/1.warc.gz", [moved, exchange()], provenance=made)


def place(written: Written) -> Place:
    """Where the body lies."""
    assert written.record is not None
    return Place(written.archived, written.record)


def test_a_sound_file_is_found_sound(tmp_path: Path, written: Written) -> None:
    """And gives the body with what was declared of it."""
    assert verify(tmp_path, written.archived) is None
    capture = read_archived(tmp_path, place(written))
    assert (capture.body, capture.url) == (PAGE, URL)
    assert (capture.media_type, capture.charset) == ("text/html", "utf-8")


def test_every_cut_is_noticed(tmp_path: Path, written: Written) -> None:
    """Wherever, between two records too, where a reader alone would see nothing but a shorter file."""
    path = tmp_path / written.archived.path
    whole = path.read_bytes()
    reasons = set()
    between = [record.stream_pos for record in ArchiveIterator(str(path), parse_http=False)]
    for length in {*range(0, len(whole), 29), *between, len(whole) - 1}:
        path.write_bytes(whole[:length])
        reason = verify(tmp_path, written.archived)
        assert reason is not None
        assert reason.startswith(f"is cut: it has {length:,} bytes, {len(whole):,} were written; ")
        reasons.add(reason.partition("; ")[2])
    assert reasons == {f"{count} of 5 records can be read" for count in range(6)}


def test_every_garbled_byte_is_noticed(tmp_path: Path, written: Written) -> None:
    """Of the same length, so that only the digest tells."""
    path = tmp_path / written.archived.path
    whole = path.read_bytes()
    for position in range(0, len(whole), 37):
        path.write_bytes(whole[:position] + bytes([whole[position] ^ 0x20]) + whole[position + 1 :])
        assert (verify(tmp_path, written.archived) or "").startswith("has other bytes than were written; ")


def test_other_damage_is_noticed(tmp_path: Path, written: Written) -> None:
    """Something behind it, no file, a folder in its place, another digest or count in the history."""
    path = tmp_path / written.archived.path
    whole = path.read_bytes()
    path.write_bytes(whole + b"x")
    assert (verify(tmp_path, written.archived) or "").startswith("has grown: ")
    path.unlink()
    assert verify(tmp_path, written.archived) == "cannot be read: no such file or directory"
    path.mkdir()
    assert (verify(tmp_path, written.archived) or "").startswith("cannot be read: ")
    path.rmdir()
    path.write_bytes(whole)
    assert verify(tmp_path, replace(written.archived, digest="sha256:0")) is not None


def test_nothing_is_read_from_a_damaged_file(tmp_path: Path, written: Written) -> None:
    """One line that names the file, even if the record could still be read."""
    path = tmp_path / written.archived.path
    path.write_bytes(path.read_bytes() + gzip.compress(b"x"))
    with pytest.raises(InputError, match=r"museum/1\.warc\.gz: has grown"):
        read_archived(tmp_path, place(written))


def test_a_record_that_holds_no_body_is_named(tmp_path: Path, written: Written) -> None:
    """A wrong id, or the one of a request."""
    wrong = Place(written.archived, "urn:uuid:00000000-0000-0000-0000-000000000000")
    with pytest.raises(InputError, match="holds no body under the record id urn:uuid:0000"):
        read_archived(tmp_path, wrong)


def test_a_body_larger_than_the_limit_is_refused(tmp_path: Path) -> None:
    """Unpacked: a thousandfold bomb costs no memory."""
    bomb = exchange(body=gzip.compress(bytes(4_000_000)), headers=(("Content-Encoding", "gzip"),))
    made = Provenance(software="scrape-clean/1.0", run=1, source="museum")
    written = write_exchanges(tmp_path, "b.warc.gz", [bomb], provenance=made)
    with pytest.raises(InputError, match=r"b\.warc\.gz: is larger than 100,000 bytes when unpacked"):
        read_archived(tmp_path, place(written), max_bytes=100_000)
    assert read_archived(tmp_path, place(written)).body == bytes(4_000_000)


def test_a_path_from_elsewhere_is_refused(tmp_path: Path) -> None:
    """A history that was tampered with opens no other file."""
    with pytest.raises(ValueError, match="does not lie in the archive"):
        verify(tmp_path, Archived(path="../x", records=0, bytes=0, digest=""))
