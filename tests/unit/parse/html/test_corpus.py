"""Both readers on real pages, where the project's shared material is at hand."""

import tarfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
import zstandard

from scrape_clean.model import Block
from scrape_clean.parse.html import parse_html

ARCHIVES = sorted(Path(__file__).parents[5].glob("shared/bench/extraction/data/dev/*.tar.zst"))
SHARE = 20  # one page in so many; --every-page takes all


def _pages(archive: Path, share: int) -> Iterator[tuple[str, str]]:
    with (
        archive.open("rb") as packed,
        zstandard.ZstdDecompressor().stream_reader(packed) as stream,
        tarfile.open(fileobj=stream, mode="r|") as files,
    ):
        for member in files:
            if member.name.endswith(".html") and sha256(member.name.encode()).digest()[0] % share == 0:
                body = files.extractfile(member)
                assert body is not None
                yield member.name, body.read().decode(errors="replace")


@pytest.mark.skipif(not ARCHIVES, reason="the shared pages are not here")
@pytest.mark.parametrize("archive", ARCHIVES, ids=lambda path: path.name)
def test_both_readers_agree_on_real_pages(archive: Path, request: pytest.FixtureRequest) -> None:
    """Same blocks, and nothing counted differently; html5lib knows no template, which moves what follows one."""
    for name, markup in _pages(archive, 1 if request.config.getoption("--every-page") else SHARE):
        fast, slow = parse_html(markup), parse_html(markup, reader="soup")
        if "<template" in markup:
            assert [_what(block) for block in fast.blocks] == [_what(block) for block in slow.blocks], name
        else:
            assert fast == slow, name


def _what(block: Block) -> tuple[str, str, str | None]:
    return block.kind, block.text, block.hidden
