"""Pages whose blocks were judged one by one: content, boilerplate, or a matter on which fair readers differ.

The pages are those that formasaurus 0.10 ships (MIT licence; its ``data`` folder): the fronts, forms and lists of some
340 sites, of which the extraction benchmark has few. `judged.jsonl` has no text of theirs: for each page a digest of
three characters for each block, in order, by which the judgements find their blocks again when pages are cut otherwise.
`held_out.jsonl` is more of the same, judged later: nothing is learnt from it, nor were bounds chosen on it.

    python benchmarks/label/judged.py show DATA html/7.html
    python benchmarks/label/judged.py add DATA html/7.html service '12-40' '41-43,50'    # content, unsure
"""

import argparse
import base64
import hashlib
import json
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from itertools import groupby
from pathlib import Path

from corpus import CONTENT, UNSURE, Page

from scrape_clean.model import Block, Capture, Document
from scrape_clean.parse import parse

__all__ = ["HELD_OUT", "JUDGED", "read_judged"]

JUDGED, HELD_OUT = (Path(__file__).with_name(name) for name in ("judged.jsonl", "held_out.jsonl"))
BOILERPLATE = "b"
_DIGEST = 3


def read_judged(data: Path, file: Path = JUDGED) -> Iterator[Page]:
    """Every judged page: ``truth["blocks"]`` has a letter for each block, "u" too where nobody has judged it.

    Args:
        data: The folder ``formasaurus/data`` of formasaurus 0.10.
        file: The judgements.
    """
    urls = _urls(data)
    for row in _rows(file):
        document = _document(data, row["page"], urls)
        truth = {"kind": "blocks", "url": document.url, "page_type": row["type"], "blocks": _letters(row, document)}
        yield Page("judged", row["page"], truth, None, document)


def _rows(file: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def _urls(data: Path) -> dict[str, str]:
    return {page: each["url"] for page, each in json.loads((data / "index.json").read_text(encoding="utf-8")).items()}


def _document(data: Path, page: str, urls: Mapping[str, str]) -> Document:
    return parse(Capture(body=(data / page).read_bytes(), url=urls[page], media_type="text/html"))


def _digest(block: Block) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(block.text.encode()).digest())[:_DIGEST].decode()


def _letters(row: Mapping[str, str], document: Document) -> str:
    digests = [row["digests"][at : at + _DIGEST] for at in range(0, len(row["digests"]), _DIGEST)]
    judged = "".join(run[-1] * int(run[:-1]) for run in row["labels"].split())
    found = [UNSURE] * len(document.blocks)
    matcher = SequenceMatcher(None, digests, [_digest(block) for block in document.blocks], autojunk=False)
    for there, here, size in matcher.get_matching_blocks():
        found[here : here + size] = judged[there : there + size]
    return "".join(found)


def _row(document: Document, page: str, kind: str, content: str, unsure: str) -> dict[str, str]:
    letters = [BOILERPLATE] * len(document.blocks)
    for ranges, letter in ((content, CONTENT), (unsure, UNSURE)):
        for each in filter(None, ranges.split(",")):
            first, _, last = each.partition("-")
            places = range(int(first), int(last or first) + 1)
            if not places or places.stop > len(letters):
                raise SystemExit(f"{page} has the blocks 0 to {len(letters) - 1}, not {each}")
            letters[places.start : places.stop] = [letter for _ in places]
    runs = [(letter, len(list(run))) for letter, run in groupby(letters)]
    return {
        "page": page,
        "type": kind,
        "digests": "".join(map(_digest, document.blocks)),
        "labels": " ".join(f"{count}{letter}" for letter, count in runs),
    }


def _shown(document: Document) -> Iterator[str]:
    """A line for each block with its number, and one for the elements around wherever they change."""
    before: list[str] = []
    for number, block in enumerate(document.blocks):
        around: list[str] = []
        place = block.container
        while place >= 0 and len(around) < 4:
            container = document.containers[place]
            around.append(".".join(filter(None, (container.tag, *container.names.split()[:4]))))
            place = container.parent
        if around != before:
            yield f"    @ {' < '.join(around)}"
            before = around
        hidden = f" HIDDEN:{block.hidden}" if block.hidden else ""
        link = " LINK" if 2 * sum(link.end - link.start for link in block.links) > len(block.text) else ""
        yield f"{number} {block.kind}{link}{hidden} {block.text}"


def main() -> None:
    """Show a page to judge, or add what was judged."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    show, add = commands.add_parser("show"), commands.add_parser("add")
    for command in (show, add):
        command.add_argument("data", type=Path)
        command.add_argument("page")
    for name in ("kind", "content", "unsure"):
        add.add_argument(name)
    arguments = parser.parse_args()
    document = _document(arguments.data, arguments.page, _urls(arguments.data))
    if arguments.command == "show":
        print("\n".join(_shown(document)))
        return
    row = _row(document, arguments.page, arguments.kind, arguments.content, arguments.unsure)
    rows = {each["page"]: each for each in [*_rows(JUDGED), row]}
    lines = [json.dumps(rows[page]) for page in sorted(rows, key=lambda page: (len(page), page))]
    JUDGED.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
