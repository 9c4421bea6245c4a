"""Damaged WARC files: what is damaged is told, all the rest is read, and nothing wrong is ever given."""

import gzip
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from processes import run_code
from scrape_clean.errors import InputError
from scrape_clean.sources.warc import list_pages, read_pages
from warcs import PACKERS, message, record, response

BODIES = {f"https://a.example/{name}": f"<p>page {name} ".encode() * 40 for name in "abcde"}
RECORDS = [response(url, body) for url, body in BODIES.items()]
BARE = [response(url, body, WARC_Block_Digest=None) for url, body in BODIES.items()]

each_packing = pytest.mark.parametrize("packing", PACKERS)


def read(path: Path, data: bytes) -> tuple[dict[str, bytes], list[str]]:
    """What a file gives: bodies by address, and what is said of damage, on listing and on reading."""
    path.write_bytes(data)
    try:
        listing = list_pages(path)
    except InputError as problem:
        return {}, [problem.reason]
    problems, bodies = list(listing.problems), {}
    for page, found in read_pages(path, listing.pages):
        if isinstance(found, InputError):
            problems.append(found)
        else:
            bodies[page.url] = found.body
    assert all(problem.source == str(path) for problem in problems)
    return bodies, [problem.reason for problem in problems]


@each_packing
def test_a_sound_file_is_read_whole(tmp_path: Path, packing: str) -> None:
    """In each packing, packed record by record or as a whole, with and without digests."""
    pack = PACKERS[packing]
    for records in (RECORDS, BARE):
        assert read(tmp_path / "a.warc", b"".join(map(pack, records))) == (BODIES, [])
        assert read(tmp_path / "a.warc", pack(b"".join(records))) == (BODIES, [])


@each_packing
def test_every_cut_leaves_what_is_before_it(tmp_path: Path, packing: str) -> None:
    """Told wherever something of a record is missing; between two records nobody can see it."""
    packed = [PACKERS[packing](record) for record in RECORDS]
    whole, ends = b"".join(packed), [0]
    for each in packed:
        ends.append(ends[-1] + len(each))
    for length in {
        *range(1, len(whole), 23),
        *ends[1:],
        *(end - 1 for end in ends[1:]),
        *(end + 1 for end in ends[:-1]),
    }:
        complete = sum(end <= length for end in ends[1:])
        bodies, problems = read(tmp_path / "a.warc", whole[:length])
        assert list(bodies) in [list(BODIES)[:complete], list(BODIES)[: complete + 1]]
        assert all(BODIES[url] == body for url, body in bodies.items())
        if len(bodies) == complete and length not in ends:
            assert len(problems) == 1, length


@each_packing
@pytest.mark.parametrize("records", [RECORDS, BARE], ids=["with digests", "without"])
def test_a_garbled_record_costs_no_other(tmp_path: Path, packing: str, records: list[bytes]) -> None:
    """In its header, in its body, at its end; replaced by junk, or gone but for its head."""
    packed = [PACKERS[packing](record) for record in records]
    victim = packed[2]
    damaged = {position: flipped(victim, position) for position in (1, len(victim) // 2, len(victim) - 6)}
    for other in (*damaged.values(), b"junk\n" * 30, victim[: len(victim) // 2], bytes(100)):
        bodies, problems = read(tmp_path / "a.warc", b"".join([*packed[:2], other, *packed[3:]]))
        spoilt = {url: body for url, body in bodies.items() if BODIES[url] != body}
        if packing == "plain" and records is BARE:
            assert set(spoilt) <= {list(BODIES)[2]}  # nothing can tell
            continue
        assert not spoilt
        if packing == "gzip" or records is RECORDS:
            assert set(bodies) >= {*list(BODIES)[:2], *list(BODIES)[3:]}
        else:  # without digests, Zstandard and plain files lose the record before the damage, too
            assert set(bodies) >= {next(iter(BODIES)), *list(BODIES)[4:]}
        assert len(problems) >= (list(BODIES)[2] not in bodies)


def flipped(data: bytes, position: int) -> bytes:
    """One byte garbled."""
    return data[:position] + bytes([data[position] ^ 0x55]) + data[position + 1 :]


@each_packing
@pytest.mark.parametrize(
    "length", [0, 1, 60, 500, 700, 1500, 10**7, 10**18, 10**30, "9" * 5000, "²", -5, "abc", "", None, "0x20", "٣"]
)
def test_a_lying_length_is_told(tmp_path: Path, packing: str, length: int | str | None) -> None:
    """Too short, too long, longer than the file, no number: the record is left out, those around it are read."""
    url = list(BODIES)[2]
    liar = response(url, BODIES[url], Content_Length=length)
    records = [*RECORDS[:2], liar, *RECORDS[3:]]
    bodies, problems = read(tmp_path / "a.warc", b"".join(map(PACKERS[packing], records)))
    assert bodies == {other: body for other, body in BODIES.items() if other != url}
    assert problems


@each_packing
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=100)
@given(
    places=st.lists(
        st.tuples(st.integers(0, 5000), st.integers(0, 400), st.binary(max_size=30)), min_size=1, max_size=3
    )
)
@example(places=[(0, 0, b"(\xb5/\xfd")])  # a gzip file that begins like one in Zstandard
def test_nothing_wrong_is_given_whatever_happens_to_a_file(
    tmp_path: Path, packing: str, places: list[tuple[int, int, bytes]]
) -> None:
    """Pieces cut out, put in, replaced: what comes is what was archived, all that is whole comes, the rest is told."""
    packed = {url: PACKERS[packing](record) for url, record in zip(BODIES, RECORDS, strict=True)}
    data = b"".join(packed.values())
    for start, length, piece in places:
        start %= len(data) + 1  # noqa: PLW2901
        data = data[:start] + piece + data[start + length :]
    bodies, problems = read(tmp_path / "a.warc", data)
    if data.count(b"WARC-Block-Digest: sha1:") == len(RECORDS) or packing != "plain":
        assert set(bodies.values()) <= set(BODIES.values())  # but for a digest that is itself gone, in a plain file
    assert {url for url, record in packed.items() if record in data} <= set(bodies)
    rest = data
    for each in packed.values():
        rest = rest.replace(each, b"")
    if packing != "plain" and rest.strip(b"\0"):
        assert problems


def test_what_is_no_warc_is_one_clear_line(tmp_path: Path) -> None:
    """Text, a page, another gzip; an empty file has nothing wrong with it, but nothing in it either."""
    for data in (b"hello\n" * 50, b"<p>page", gzip.compress(b"<p>page"), b"\0" * 100, b"WARC", b"WARC/1.0\r\n"):
        bodies, problems = read(tmp_path / "a.warc.gz", data)
        assert bodies == {}
        assert problems
        assert problems[0].startswith(
            ("is no WARC file, or is cut or garbled from its beginning", "the record at byte 0")
        )
    (tmp_path / "a.warc.gz").write_bytes(b"")
    assert list_pages(tmp_path / "a.warc.gz").pages == ()
    for missing in ("none.warc", "folder.warc"):
        (tmp_path / "folder.warc").mkdir(exist_ok=True)
        with pytest.raises(InputError, match=r"cannot be read: no such file|is a folder"):
            list_pages(tmp_path / missing)


def test_a_header_that_never_ends_is_told(tmp_path: Path) -> None:
    """And costs no memory."""
    endless = response("https://a.example/x", b"<p>x", X_Long="y" * 500_000)
    bodies, problems = read(tmp_path / "a.warc.gz", b"".join(map(PACKERS["gzip"], [RECORDS[0], endless, RECORDS[1]])))
    assert list(bodies) == list(BODIES)[:2]
    assert len(problems) == 1


def test_what_only_looks_like_records_is_passed_over(tmp_path: Path) -> None:
    """A megabyte of gzip headers that never end; to look for the end of each in all of the file would not end here."""
    path = tmp_path / "a.warc.gz"
    path.write_bytes(b"".join([gzip.compress(RECORDS[0]), b"\x1f\x8b\x08" * 300_000, gzip.compress(RECORDS[1])]))
    listing = list_pages(path)
    assert [page.url for page in listing.pages] == list(BODIES)[:2]
    assert len(listing.problems) == 1


@each_packing
def test_a_record_after_damage_is_found_whatever_its_size(tmp_path: Path, packing: str) -> None:
    """With a long header, and a body that cannot be packed, in blocks as large as they may be."""
    body = random.Random(1).randbytes(300_000)  # noqa: S311
    large = response("https://a.example/x", body, X_Long="y" * 5_000)
    records = [PACKERS[packing](each) for each in (RECORDS[0], large, RECORDS[1])]
    bodies, problems = read(tmp_path / "a.warc", b"junk".join(records))
    assert bodies["https://a.example/x"] == body
    assert list(bodies)[-1] == list(BODIES)[1]
    assert problems


def test_memory_is_bounded_by_what_is_kept_of_a_record(tmp_path: Path) -> None:
    """A film of 100 MB beside two pages, and a thousandfold bomb, with a limit of 8 MB on pages."""
    film = record("response", "https://a.example/film", message(bytes(100_000_000), "Content-Type: video/mp4"))
    packed = gzip.compress(bytes(50_000_000), 1)
    bomb = response("https://a.example/bomb", packed, "Content-Type: text/html", "Content-Encoding: gzip")
    large = response("https://a.example/large", b"<p>" + bytes(50_000_000))
    path = tmp_path / "a.warc.gz"
    with path.open("wb") as file:
        for each in (RECORDS[0], film, bomb, large, RECORDS[1]):
            file.write(gzip.compress(each, 1))
    del film, large
    code = (
        "import resource, sys\nfrom pathlib import Path\n"
        "from scrape_clean.sources.warc import list_pages, read_pages\n"
        "base = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "path = Path(sys.argv[1])\n"
        "for page, found in read_pages(path, list_pages(path).pages, 8 << 20):\n"
        "    print(page.url, getattr(found, 'reason', None) or len(found.body))\n"
        "print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - base) // 1024)"
    )
    *lines, megabytes = run_code(code, path)
    limit = "is larger than 8,388,608 bytes"
    assert lines == [
        "https://a.example/a 400",
        f"https://a.example/bomb https://a.example/bomb: {limit} when unpacked; raise the limit with --max-bytes",
        f"https://a.example/large https://a.example/large: {limit}; raise the limit with --max-bytes",
        "https://a.example/b 400",
    ]
    assert int(megabytes) <= 8 + 64
