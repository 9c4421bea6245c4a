"""Reading captures: real files, pipes, links and bombs."""

import gzip
import io
import os
import sys
from pathlib import Path

import pytest

from processes import run_code
from scrape_clean.errors import InputError
from scrape_clean.model import Capture
from scrape_clean.sources.files import is_warc, list_captures, read_capture, read_stdin

MIB = 1024 * 1024


def refusal(path: Path, max_bytes: int = MIB) -> str:
    """The reason for which a file is refused, after checking that the line names the file."""
    with pytest.raises(InputError) as caught:
        read_capture(path, max_bytes=max_bytes)
    assert str(caught.value).startswith(f"{path}: ")
    assert "\n" not in str(caught.value)
    return caught.value.reason


def test_a_folder_is_listed_in_order_without_hidden_entries(tmp_path: Path) -> None:
    """What is no page is listed as well, so that it is reported."""
    for name in ("b.txt", "a.HTML", ".gitkeep", "c.md.gz", "d.png", ".b.txt.swp"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "folder.html").mkdir()
    assert [path.name for path in list_captures(tmp_path)] == ["a.HTML", "b.txt", "c.md.gz", "d.png", "folder.html"]


def test_a_missing_folder_is_the_pages_fault(tmp_path: Path) -> None:
    """With the system's reason."""
    with pytest.raises(InputError, match="no such file or directory"):
        list_captures(tmp_path / "none")


def test_bytes_come_as_they_lie_there(tmp_path: Path) -> None:
    """Nothing is decoded, no line end changed; the source is the file's name."""
    body = b"\xef\xbb\xbfa\r\nb\r\0\xff"
    (tmp_path / "p.txt").write_bytes(body)
    assert read_capture(tmp_path / "p.txt") == Capture(body=body, source="p.txt")
    (tmp_path / "empty.txt").touch()
    assert read_capture(tmp_path / "empty.txt").body == b""


def test_gzip_is_unpacked_and_leaves_the_name(tmp_path: Path) -> None:
    """Several members are one file."""
    (tmp_path / "p.html.GZ").write_bytes(gzip.compress(b"<p>one") + gzip.compress(b" two"))
    assert read_capture(tmp_path / "p.html.GZ") == Capture(body=b"<p>one two", source="p.html")


@pytest.mark.parametrize(
    "body",
    [
        gzip.compress(b"x" * 9000, mtime=0)[:-5],
        gzip.compress(b"x", mtime=0)[:6],
        b"plain",
        gzip.compress(b"x", mtime=0) + b"tail",
    ],
)
def test_broken_gzip_is_refused(tmp_path: Path, body: bytes) -> None:
    """Cut, no gzip at all, or with something behind it."""
    path = tmp_path / "p.html.gz"
    path.write_bytes(body)
    assert refusal(path).startswith("is no complete gzip file")


@pytest.mark.parametrize("name", ["a.warc.wat.gz", "A.WARC.WAT", "a.warc.wat.zst"])
def test_the_metadata_of_a_crawl_is_no_page(tmp_path: Path, name: str) -> None:
    """Common Crawl's WAT files, which have the names of WARC files but for one letter."""
    path = tmp_path / name
    path.write_bytes(gzip.compress(b"WARC/1.0\r\nWARC-Type: metadata\r\n\r\n"))
    assert refusal(path) == "is a WAT file: metadata of a crawl, no pages; take its .warc.gz or .warc.wet.gz"


@pytest.mark.parametrize("name", ["a.cdx", "A.CDXJ", "a.cdx.gz", "a.cdxj.gz"])
def test_the_index_of_a_web_archive_is_no_page(tmp_path: Path, name: str) -> None:
    """Lines of addresses and offsets, with or without a first line that says so."""
    path = tmp_path / name
    path.write_bytes(b'example,a)/ 20260101030405 {"url": "https://a.example/", "offset": "0"}\n')
    assert refusal(path) == "is an index of a web archive, no page; take the .warc.gz files that it lists"


@pytest.mark.parametrize("name", ["a.arc", "A.ARC.gz"])
def test_the_format_before_warc_is_no_text(tmp_path: Path, name: str) -> None:
    """Told before its size, which is that of a crawl."""
    path = tmp_path / name
    path.write_bytes(b"filedesc://a.arc 0.0.0.0 20050101000000 text/plain 76\n1 0 InternetArchive\n")
    assert refusal(path, 10) == (
        "is an ARC file, as web archives were before WARC; convert it first (for example with warcio recompress)"
    )


def test_garbled_gzip_is_refused(tmp_path: Path) -> None:
    """A wrong checksum or code in the stream."""
    whole = gzip.compress(os.urandom(2000))
    for position in (20, len(whole) - 6):
        (tmp_path / "p.gz").write_bytes(whole[:position] + bytes([whole[position] ^ 0x55]) + whole[position + 1 :])
        assert refusal(tmp_path / "p.gz").startswith("is no complete gzip file")


def test_the_limit_holds_to_the_byte(tmp_path: Path) -> None:
    """Packed or not, and the line names the limit and the option."""
    plain, packed = tmp_path / "p.txt", tmp_path / "q.txt.gz"
    plain.write_bytes(b"x" * 1000)
    packed.write_bytes(gzip.compress(b"x" * 1000))
    for path in (plain, packed):
        assert len(read_capture(path, max_bytes=1000).body) == 1000
        assert refusal(path, 999) == "is larger than 999 bytes; raise the limit with --max-bytes"


def test_a_bomb_stops_at_the_limit_in_little_memory(tmp_path: Path) -> None:
    """4 GiB from 4 MiB: the process never holds more than the limit and 64 MiB."""
    bomb = tmp_path / "bomb.html.gz"
    member = gzip.compress(bytes(256 * MIB), 9)
    bomb.write_bytes(member * 16)
    code = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from scrape_clean.errors import InputError\n"
        "from scrape_clean.sources.files import read_capture\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "try:\n    read_capture(Path(sys.argv[1]))\n"
        "except InputError as problem:\n    print(problem.reason)\n"
        "print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)"
    )
    reason, used = run_code(code, bomb)
    assert reason == "is larger than 67,108,864 bytes; raise the limit with --max-bytes"
    assert int(used) < 64 + 64


def test_what_is_no_file_is_refused_and_never_waited_for(tmp_path: Path) -> None:
    """A folder, a pipe that nobody writes to, a device, a dangling link, a loop, a missing file, a NUL in the name."""
    (tmp_path / "folder.html").mkdir()
    assert refusal(tmp_path / "folder.html") == "is a folder, not a page"
    os.mkfifo(tmp_path / "pipe.html")
    assert refusal(tmp_path / "pipe.html") == "is no regular file (a pipe, socket or device)"
    assert refusal(Path("/dev/zero")) == "is no regular file (a pipe, socket or device)"
    (tmp_path / "dangling.html").symlink_to(tmp_path / "nowhere")
    assert refusal(tmp_path / "dangling.html") == "cannot be read: no such file or directory"
    (tmp_path / "loop.html").symlink_to(tmp_path / "loop.html")
    assert refusal(tmp_path / "loop.html") == "cannot be read: too many levels of symbolic links"
    assert refusal(tmp_path / "missing.html") == "cannot be read: no such file or directory"
    assert refusal(tmp_path / "nul\0.html").startswith("cannot be read: ")


def test_a_link_to_a_page_is_the_page(tmp_path: Path) -> None:
    """Under the link's name."""
    (tmp_path / "real.html").write_bytes(b"x")
    (tmp_path / "link.html").symlink_to(tmp_path / "real.html")
    assert read_capture(tmp_path / "link.html") == Capture(body=b"x", source="link.html")


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_file_is_refused(tmp_path: Path) -> None:
    """With the system's reason."""
    (tmp_path / "p.html").write_bytes(b"x")
    (tmp_path / "p.html").chmod(0)
    assert refusal(tmp_path / "p.html") == "cannot be read: permission denied"


def test_a_read_that_fails_is_reported() -> None:
    """A file of the system that opens and cannot be read."""
    assert refusal(Path("/proc/self/mem")).startswith("cannot be read: ")


@pytest.mark.skipif(sys.platform != "linux", reason="file names are Unicode elsewhere")
def test_a_name_that_is_not_utf_8_is_made_so(tmp_path: Path) -> None:
    """Sources end in JSON."""
    path = tmp_path / os.fsdecode(b"caf\xe9.html")
    path.write_bytes(b"x")
    assert read_capture(path).source == "caf\ufffd.html"


def test_standard_input_has_the_same_limit() -> None:
    """Its source is a dash."""
    assert read_stdin(io.BytesIO(b"page"), 4) == Capture(body=b"page", source="-")
    with pytest.raises(InputError, match="-: is larger than 3 bytes; raise the limit with --max-bytes"):
        read_stdin(io.BytesIO(b"page"), 3)


@pytest.mark.parametrize(
    ("name", "warc"),
    [
        *(("a.warc", True), ("a.warc.gz", True), ("A.WARC.GZ", True), ("a.warc.zst", True), ("a.warc.wet.gz", True)),
        *(("a.html", False), ("a.warc.html", False), ("warc.gz", False), (".warc", False), ("a.gz", False)),
    ],
)
def test_warc_files_are_known_by_their_names(name: str, warc: bool) -> None:  # noqa: FBT001  a table
    """As tools name them."""
    assert is_warc(Path("raw") / name) is warc
