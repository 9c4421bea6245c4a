"""Pages with their truths, as the extraction benchmark packs them, and how its texts are compared.

A folder holds ``<set>.tar.zst`` files; in each of them ``truth.jsonl``, ``labels.jsonl`` and ``html/<id>.html``.
"""

import json
import re
import tarfile
import unicodedata
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import zstandard

from scrape_clean.model import Capture, Document
from scrape_clean.parse import parse

__all__ = ["CONTENT", "UNSURE", "Page", "key", "read_pages", "site"]

CONTENT, UNSURE = "cu"
"""Letters of what was judged block by block, see `judged.py`."""
SETS = ("aeb", "mozilla", "trafeval", "wcxb")
_WORD = re.compile(r"\w+")


class Page(NamedTuple):
    """A parsed page and what is known of its content."""

    set: str
    id: str
    truth: dict[str, Any]
    labels: dict[str, dict[str, list[str]]] | None
    """Keys of list items (li), headings (h) and table cells (td) that are content, nav or other."""
    document: Document

    @property
    def name(self) -> str:
        """Set and id."""
        return f"{self.set}/{self.id}"


def read_pages(folder: Path) -> Iterator[Page]:
    """Parse every page of every set."""
    for name in SETS:
        with (folder / f"{name}.tar.zst").open("rb") as file:
            plain = zstandard.ZstdDecompressor(max_window_size=2**27).stream_reader(file).read()
        with tarfile.open(fileobj=BytesIO(plain)) as archive:
            bodies = {member.name: archive.extractfile(member) for member in archive}
            truths, labels = (_rows(bodies[f"{kind}.jsonl"]) for kind in ("truth", "labels"))
            for number, truth in sorted(truths.items()):
                body = bodies[f"html/{number}.html"]
                url = truth.get("url") or ""
                capture = Capture(
                    body=body.read() if body else b"",
                    url=url if url.startswith("http") else None,
                    media_type="text/html",
                )
                yield Page(name, number, truth, labels.get(number), parse(capture))


def _rows(lines: Any) -> dict[str, Any]:  # noqa: ANN401
    return {row["id"]: row for row in map(json.loads, lines)}


def key(text: str) -> list[str]:
    """The words by which texts are compared."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold().replace("_", " "))


def site(page: Page) -> str:
    """The registered domain of a page, roughly: pages of one site are never both learnt from and tested on."""
    address = page.truth.get("url") or page.id
    host = re.sub(r"^\w+://", "", address).split("/")[0].split(":")[0].lower().removeprefix("www.")
    if "." not in host or host == "fakehost":
        return page.id.rsplit("-", 1)[0]
    parts = host.split(".")
    short = len(parts) > 2 and len(parts[-2]) <= 3 and len(parts[-1]) == 2
    return ".".join(parts[-3:] if short else parts[-2:])
