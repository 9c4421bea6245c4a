"""Damaged WARC files: what is damaged is told, all the rest is read, and nothing wrong is ever given."""

import functools
import gzip
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from processes import run_code
from scrape_clean.errors import InputError
from scrape_clean.sources.warc import list_pages, parts, read_pages
from scrape_clean.sources.warc.unpacking import unpack
from warcs import PACKERS, in_lower_case, message, record, response, sha1, with_dictionary

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


@pytest.mark.parametrize("packed", [True, False])
def test_records_behind_damage_are_read_with_the_dictionary(tmp_path: Path, packed: bool) -> None:  # noqa: FBT001
    """Which stands at the beginning of the file only."""
    start, frames = with_dictionary(BARE, packed=packed)
    _, (liar,) = with_dictionary([response(list(BODIES)[1], b"<p>x", Content_Length=10**6)], packed=packed)
    for other in (b"junk", frames[1][:-9], flipped(frames[1], len(frames[1]) - 3), liar):
        bodies, problems = read(tmp_path / "a.warc.zst", start + b"".join([frames[0], other, *frames[2:]]))
        assert bodies == {url: body for url, body in BODIES.items() if url != list(BODIES)[1]}
        assert len(problems) == 1


def blocks(data: bytes) -> bytes:
    """As bgzip packs: members of one length, wherever records begin."""
    return b"".join(gzip.compress(data[start : start + 700], mtime=0) for start in range(0, len(data), 700))


PACKED_TOGETHER = {"gzip": PACKERS["gzip"], "zstd": PACKERS["zstd"], "blocks": blocks}


@pytest.mark.parametrize("packing", PACKED_TOGETHER)
@pytest.mark.parametrize("victim", range(5))
@pytest.mark.parametrize(
    "fields",
    [{"WARC_Record_ID": None}, {"Content_Length": 450}, {"Content_Length": 10**6}, {"version": "3.0"}],
    ids=str,
)
def test_a_damaged_record_that_is_packed_with_others_costs_none_of_them(
    tmp_path: Path, packing: str, victim: int, fields: dict[str, str | int | None]
) -> None:
    """And the one before it is given once, whole or not; what is said names a place in what is unpacked."""
    url = list(BODIES)[victim]
    plain = [*RECORDS[:victim], record("response", url, message(BODIES[url]), **fields), *RECORDS[victim + 1 :]]
    if victim == 0 and "version" in fields:
        plain = [record("warcinfo", "", b"a: b", WARC_Target_URI=None), *plain]
    path = tmp_path / "a.warc.gz"
    bodies, problems = read(path, PACKED_TOGETHER[packing](b"".join(plain)))
    assert bodies == {other: body for other, body in BODIES.items() if other != url}
    assert len(list_pages(path).pages) == len(bodies)
    (problem,) = problems
    named = sum(map(len, plain[: plain.index(next(each for each in plain if each not in RECORDS))]))
    if "version" not in fields:
        assert problem.startswith(
            f"the record at byte {named:,} of what is unpacked from byte 0 on is cut or garbled ("
        )


@pytest.mark.parametrize("packing", ["gzip", "zstd"])
def test_a_damaged_record_with_another_in_its_body_costs_no_other(tmp_path: Path, packing: str) -> None:
    """It looks as if it were packed with others; what is before its member is not unpacked again."""
    inner = response("https://b.example/", b"<p>inside")
    outer = response("https://a.example/x", b"<pre>\r\n" + inner, WARC_Record_ID=None)
    plain = [*RECORDS[:2], outer, *RECORDS[2:]]
    packed = list(map(PACKERS[packing], plain))
    bodies, problems = read(tmp_path / "a.warc.gz", b"".join(packed))
    assert bodies == {**BODIES, "https://b.example/": b"<p>inside"}
    start = sum(map(len, packed[:2]))
    assert problems[0].startswith(f"the record at byte 0 of what is unpacked from byte {start:,} on is cut or garbled")


@each_packing
def test_each_damaged_place_is_told(tmp_path: Path, packing: str) -> None:
    """Behind the first one, too, and at the end of the file, where a frame may have no more than its first bytes."""
    first, second, third, *_ = map(PACKERS[packing], RECORDS)
    for end in (b"junk", PACKERS[packing](RECORDS[3])[:4], PACKERS[packing](RECORDS[3])[:9]):
        bodies, problems = read(tmp_path / "a.warc", b"".join([first, b"junk", second, b"more junk", third, end]))
        assert bodies == dict(list(BODIES.items())[:3])
        assert len(problems) == 3, (end, problems)


def test_revisits_are_listed_once_though_their_file_is_read_anew(tmp_path: Path) -> None:
    """What was made of the records before the damage is not made again."""
    to: dict[str, str | int | None] = {
        "WARC_Refers_To_Target_URI": next(iter(BODIES)),
        "WARC_Refers_To_Date": "2026-01-01T03:04:05Z",
    }
    to["WARC_Date"] = "2026-01-02T00:00:00Z"
    revisit = record("revisit", "https://a.example/again", message(b""), **to)
    for others in ([response("https://a.example/x", b"<p>x", WARC_Record_ID=None)], [b"junk\n" * 9]):
        (tmp_path / "a.warc.gz").write_bytes(gzip.compress(b"".join([RECORDS[0], revisit, *others, RECORDS[1]])))
        listing = list_pages(tmp_path / "a.warc.gz")
        assert [page.url for page in listing.pages] == [*list(BODIES)[:2], "https://a.example/again"]
        assert len(listing.problems) == 1


@pytest.mark.parametrize("packing", ["gzip", "zstd"])
def test_what_is_packed_together_and_cut_gives_what_can_be_unpacked(tmp_path: Path, packing: str) -> None:
    """And what is packed behind the damage."""
    noise = [response(f"https://b.example/{n}", random.Random(n).randbytes(200_000)) for n in range(3)]  # noqa: S311
    cut = PACKERS[packing](b"".join([*RECORDS[:2], *noise]))[:-100_000]
    bodies, problems = read(tmp_path / "a.warc", cut + PACKERS[packing](RECORDS[2]))
    assert set(bodies) >= set(list(BODIES)[:3]) | {"https://b.example/0"}
    assert "https://b.example/2" not in bodies
    assert problems


@pytest.mark.parametrize("packing", ["gzip", "zstd", "dictionary"])
@pytest.mark.parametrize("records", [RECORDS, BARE], ids=["with digests", "without"])
@pytest.mark.parametrize("victim", [0, 2, 4])
def test_a_garbled_byte_costs_one_record_where_names_of_fields_are_in_lower_case(
    tmp_path: Path, packing: str, records: list[bytes], victim: int
) -> None:
    """The first one, too, which says how names are spelt; and what is unpacked of it is not taken for the page."""
    lower, url = list(map(in_lower_case, records)), list(BODIES)[victim]
    start, packed = b"", [PACKERS.get(packing, bytes)(each) for each in lower]
    if packing == "dictionary":
        start, packed = with_dictionary(lower, packed=True)
    others = {other: body for other, body in BODIES.items() if other != url}
    for position in range(0, len(packed[victim]), 3):
        garbled = flipped(packed[victim], position)
        data = start + b"".join([*packed[:victim], garbled, *packed[victim + 1 :]])
        bodies, problems = read(tmp_path / "a.warc", data)
        known = {other: body for other, body in bodies.items() if other in others}
        if known != others:  # without digests, Zstandard loses the record before the damage, too
            assert packing != "gzip", position
            assert records is BARE, position
            assert set(others) - set(known) == {list(BODIES)[victim - 1]}
        if packing != "dictionary":  # whose frames have no checksums here: nothing can tell
            assert bodies in (known, BODIES)
            assert len(problems) in ((1, 2) if bodies == known else (0,)), position


@pytest.mark.parametrize("records", [RECORDS, BARE], ids=["with digests", "without"])
@pytest.mark.parametrize("length", [60, 450, 700, 1500, 10**7, "9" * 19, "9" * 30, None])
@pytest.mark.parametrize("whole", [True, False])
@each_packing
def test_a_lying_length_costs_one_record_where_names_of_fields_are_in_lower_case(
    tmp_path: Path,
    packing: str,
    whole: bool,  # noqa: FBT001  both ways of packing
    length: int | str | None,
    records: list[bytes],
) -> None:
    """Names in the records behind it, which it takes for its block, are put right all the same."""
    url, pack = list(BODIES)[2], PACKERS[packing]
    block = message(BODIES[url])
    digest = sha1(block) if records is RECORDS else None
    liar = record("response", url, block, Content_Length=length, WARC_Block_Digest=digest)
    plain = list(map(in_lower_case, [*records[:2], liar, *records[3:]]))
    bodies, problems = read(tmp_path / "a.warc", pack(b"".join(plain)) if whole else b"".join(map(pack, plain)))
    assert bodies == {other: body for other, body in BODIES.items() if other != url}
    assert len(problems) == 1


@pytest.mark.parametrize("packing", ["gzip", "zstd"])
def test_each_damaged_place_is_told_where_names_of_fields_are_in_lower_case(tmp_path: Path, packing: str) -> None:
    """And what is behind it is read, in files that were packed as a whole, too."""
    first, second, third, *_ = (PACKERS[packing](in_lower_case(each)) for each in RECORDS)
    bodies, problems = read(
        tmp_path / "a.warc", b"".join([b"junk", first, b"junk", second, third[:-9], third, b"junk"])
    )
    assert bodies == dict(list(BODIES.items())[:3])
    assert len(problems) == 4, problems
    noise = [response(f"https://b.example/{n}", random.Random(n).randbytes(200_000)) for n in range(3)]  # noqa: S311
    cut = PACKERS[packing](b"".join(map(in_lower_case, [*RECORDS[:2], *noise])))[:-100_000]
    bodies, problems = read(tmp_path / "a.warc", cut + third)
    assert set(bodies) >= set(list(BODIES)[:3]) | {"https://b.example/0"}
    assert "https://b.example/2" not in bodies
    assert problems


def test_what_is_too_large_to_be_unpacked_is_left_out_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bomb behind a damaged record, or too little room on the disk: what is before it is given."""
    damaged = response("https://a.example/x", b"<p>x", WARC_Record_ID=None)
    monkeypatch.setattr("scrape_clean.sources.warc.records.unpack", functools.partial(unpack, largest=1_000_000))
    bomb = response("https://a.example/bomb", bytes(2_000_000))
    path = tmp_path / "a.warc.gz"
    bodies, (problem,) = read(path, gzip.compress(b"".join([RECORDS[0], damaged, bomb, RECORDS[1]])))
    assert list(bodies) == list(BODIES)[:1]
    assert problem.endswith("it and all that follows are left out: unpacked, it is larger than 1,000,000 bytes")
    lower = gzip.compress(b"".join(map(in_lower_case, [RECORDS[0], bomb])))
    bodies, (problem,) = read(path, lower)
    assert not bodies
    assert problem == (
        "has names of fields or line ends unlike the standard's, and cannot be written anew: "
        "unpacked, it is larger than 1,000,000 bytes"
    )
    first, last = (gzip.compress(in_lower_case(each)) for each in (RECORDS[0], bomb))
    bodies, problems = read(path, first + b"junk" + last)
    assert list(bodies) == list(BODIES)[:1]
    assert problems[1] == (
        f"what follows byte {len(first) + 4:,} is left out: it has names of fields or line ends unlike the standard's, "
        "and cannot be written anew: unpacked, it is larger than 1,000,000 bytes"
    )


def test_a_bomb_of_damaged_records_is_broken_off(tmp_path: Path) -> None:
    """Each would be a line."""
    damaged = response("https://a.example/x", b"<p>x", Content_Length=5)
    bodies, problems = read(tmp_path / "a.warc.gz", gzip.compress(RECORDS[0] + damaged * 1_500 + RECORDS[1]))
    assert list(bodies) == list(BODIES)[:1]
    assert len(problems) == 1_001
    assert problems[-1].endswith("is left out: too much is damaged")


@each_packing
@pytest.mark.parametrize("length", ["all too long", "half of what follows"])
def test_lying_lengths_cost_no_more_than_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, packing: str, length: str
) -> None:
    """After the first damage no record is read on into those behind it: what is read grows with the file."""
    read_bytes = 0
    original = parts.PartOf.read

    def counted(self: parts.PartOf, size: int = -1) -> bytes:
        nonlocal read_bytes
        data = original(self, size)
        read_bytes += len(data)
        return data

    monkeypatch.setattr(parts.PartOf, "read", counted)
    taken = []
    for number in (100, 200):
        lies = [10**8 if length == "all too long" else (number - n) * 3000 for n in range(number)]
        liars = [
            response(f"https://a.example/{n}", random.Random(n).randbytes(6_000), Content_Length=lie)  # noqa: S311
            for n, lie in enumerate(lies)
        ]
        read_bytes = 0
        read(tmp_path / "a.warc", b"".join(map(PACKERS[packing], liars)))
        taken.append(read_bytes)
    assert taken[1] < 2.5 * taken[0]


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
