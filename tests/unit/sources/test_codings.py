"""Content codings: whole, cut, garbled, chained, and bombs."""

import contextlib
import functools
import gzip
import os
import zlib
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from processes import run_code
from scrape_clean.errors import InputError
from scrape_clean.sources.codings import CodingError, DamagedError, codings_of, decode_content

MIB = 1024 * 1024


def _bare(body: bytes) -> bytes:
    """Deflate without the zlib format around it."""
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush()


ENCODERS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "gzip": ("gzip", gzip.compress),
    "zlib": ("deflate", zlib.compress),
    "bare deflate": ("deflate", _bare),
    "brotli": ("br", functools.partial(brotli.compress, quality=4)),
    "zstd": ("zstd", zstandard.ZstdCompressor().compress),
}
each_coding = pytest.mark.parametrize(("coding", "encode"), ENCODERS.values(), ids=ENCODERS)


@each_coding
@given(body=st.binary(max_size=200) | st.binary(min_size=1, max_size=20).map(lambda part: part * 40_000))
def test_what_was_packed_comes_out(coding: str, encode: Callable[[bytes], bytes], body: bytes) -> None:
    """Any body, up to many times the pieces in which it is read."""
    assert decode_content(encode(body), [coding], MIB) == body
    assert decode_content(gzip.compress(encode(body)), [coding, "gzip"], MIB) == body


@each_coding
def test_every_cut_is_noticed(coding: str, encode: Callable[[bytes], bytes]) -> None:
    """Wherever it is; nothing of it is given."""
    whole = encode(os.urandom(3000) + b"ab" * 3000)
    for length in {*range(1, 40), *range(40, len(whole), 97), len(whole) - 1}:
        with pytest.raises(CodingError, match="is cut or garbled"):
            decode_content(whole[:length], [coding], MIB)


@each_coding
def test_the_limit_holds_to_the_byte(coding: str, encode: Callable[[bytes], bytes]) -> None:
    """And the line names the option."""
    packed = encode(b"x" * 1000)
    assert decode_content(packed, [coding], 1000) == b"x" * 1000
    with pytest.raises(InputError, match="is larger than 999 bytes when unpacked; raise the limit with --max-bytes"):
        decode_content(packed, [coding], 999)


def test_a_bomb_costs_no_more_than_the_limit(tmp_path: Path) -> None:
    """Of each make, 100 MB unpacked, and one that is large in the middle only; the memory of a process is measured."""
    piece = bytes(MIB)
    gz, br, zs = zlib.compressobj(1, wbits=31), brotli.Compressor(quality=1), zstandard.ZstdCompressor().compressobj()
    for name, packer, end in (
        ("gzip", gz.compress, gz.flush),
        ("br", br.process, br.finish),
        ("zstd", zs.compress, zs.flush),
    ):
        (tmp_path / name).write_bytes(b"".join(packer(piece) for _ in range(100)) + end())
    (tmp_path / "gzip,gzip").write_bytes(gzip.compress(gzip.compress(b"") * 1_000_000, 1))
    code = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from scrape_clean.errors import InputError\n"
        "from scrape_clean.sources.codings import decode_content\n"
        "base = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "for path in sorted(Path(sys.argv[1]).iterdir()):\n"
        "    try: decode_content(path.read_bytes(), path.name.split(','), 16 << 20)\n"
        "    except InputError as problem: print(problem.reason)\n"
        "print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - base) // 1024)"
    )
    *lines, megabytes = run_code(code, tmp_path)
    large = "is larger than 16,777,216 bytes when unpacked; raise the limit with --max-bytes"
    hollow = "is cut or garbled: it has more than 10,000 parts"
    assert lines == [large, large, hollow, large]
    assert int(megabytes) <= 16 + 64


def test_more_than_two_codings_are_refused() -> None:
    """No server has a reason for more."""
    with pytest.raises(DamagedError, match="is encoded 3 times"):
        codings_of(["gzip, gzip", "gzip"])


def test_several_members_and_padding_are_read_as_browsers_do() -> None:
    """Members follow each other; what is none is ignored. A server that names a coding of nothing means nothing."""
    one, two = gzip.compress(b"one "), gzip.compress(b"two")
    assert decode_content(one + two + bytes(20), ["gzip"], MIB) == b"one two"
    assert decode_content(one + b"garbage", ["x-gzip"], MIB) == b"one "
    assert decode_content(b"", ["br"], MIB) == b""
    frames = zstandard.ZstdCompressor().compress(b"one ") + zstandard.ZstdCompressor().compress(b"two")
    assert decode_content(frames, ["zstd"], MIB) == b"one two"


@given(body=st.binary(max_size=200), coding=st.sampled_from(["gzip", "deflate", "br", "zstd"]))
def test_any_bytes_are_read_or_refused(body: bytes, coding: str) -> None:
    """No other error, whatever comes."""
    with contextlib.suppress(InputError):
        decode_content(body, [coding], MIB)


@pytest.mark.parametrize(
    ("field", "names"),
    [
        ("gzip", ("gzip",)),
        (" GZip , br", ("gzip", "br")),
        ("identity", ()),
        ("none, utf-8", ()),
        ("", ()),
        ("x-gzip,identity", ("x-gzip",)),
    ],
)
def test_names_are_read_as_browsers_do(field: str, names: tuple[str, ...]) -> None:
    """Case and spaces do not matter, and what is no coding is none."""
    assert codings_of([field]) == names
