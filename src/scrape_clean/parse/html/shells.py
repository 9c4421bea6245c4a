"""Pages that show next to nothing until scripts have run: where their text is all the same, and when to take it.

The page's own markup comes first: what it says to readers without scripts (``noscript``), else what it hides until it
is ready. Text in JSON-LD is the last resort. Text in the state that a script starts from (``__NEXT_DATA__`` and the
like) is left alone: which of its strings are ever shown, nothing but that script knows.
"""

import html
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, TypeAlias

from msgspec import structs

from scrape_clean.model import Block, Container, Document
from scrape_clean.parse.fold import fold
from scrape_clean.parse.html.facts import Piece, json_ld_pieces
from scrape_clean.parse.text import parse_text

__all__ = ["reveal"]

_SHELL: Final = 500
"""Visible characters from which on a page is no shell: of 1,615 real pages 2 % show less."""
_NOSCRIPT: Final = (500, 4)
"""A page's text for readers without scripts has this many characters, and this many times those that it shows. Notes
that ask for scripts have up to 400."""
_CONCEALED: Final = (1_000, 10)
"""As much for text that is hidden by an attribute: a short page may have a long notice to show later."""
_JSON_LD: Final = (100, 4)
"""And for JSON-LD, which holds no notes to readers."""
_ATTRIBUTES: Final = frozenset({"hidden", "display-none", "visibility-hidden"})
_DECIDED: Final = "revealed:json-ld"

_Read: TypeAlias = Callable[[str], Document]


def reveal(document: Document, scripts: Iterable[str], read: _Read) -> Document:
    """A page with the text that it does not show, if it shows next to nothing; any other page as it is.

    Args:
        document: The page.
        scripts: Its JSON-LD.
        read: Parses a piece of markup.

    Returns:
        ``Document.revealed`` says where the text is from: ``noscript``, ``concealed`` (hidden by an attribute) or
        ``json-ld``; ``nothing`` if there is none but scripts. Blocks of the first two are shown now. The texts of
        JSON-LD are appended in blocks of their own, decided as ``revealed:json-ld``; the script stays counted as one.
    """
    shown = 0
    for block in document.blocks:
        if block.hidden is None and block.kind not in ("metadata", "control"):
            shown += len(block.text)
            if shown >= _SHELL:
                return document
    for revealed, rules, least in (
        ("noscript", frozenset({"noscript"}), _NOSCRIPT),
        ("concealed", _ATTRIBUTES, _CONCEALED),
    ):
        if _enough((block.text for block in document.blocks if block.hidden in rules), shown, least):
            blocks = tuple(structs.replace(b, hidden=None) if b.hidden in rules else b for b in document.blocks)
            return structs.replace(document, blocks=blocks, revealed=revealed)
    parts = list(_parts(json_ld_pieces(scripts), read))
    if _enough((part.text for part in parts), shown, _JSON_LD):
        return _with_parts(document, parts)
    return structs.replace(document, revealed="nothing") if document.ignored.scripts and not shown else document


def _enough(texts: Iterable[str], shown: int, least: tuple[int, int]) -> bool:
    return sum(map(len, texts)) >= max(least[0], least[1] * shown)


def _parts(pieces: Iterable[Piece], read: _Read) -> Iterator[Document]:
    """Each piece as a small document; headings inside a text stand below the one above it."""
    level = 0
    for piece in pieces:
        if piece.kind == "text":
            part = read(piece.text) if "<" in piece.text else parse_text(html.unescape(piece.text))
            lower = (structs.replace(b, level=min(b.level + level, 6)) if b.level else b for b in part.blocks)
            yield structs.replace(part, blocks=tuple(lower))
            continue
        level = piece.level or level
        text, depth = fold(html.unescape(piece.text)), int(piece.kind == "bullet")
        yield Document(text=f"{text}\n", blocks=(Block(piece.kind, 0, len(text) + 1, text, piece.level, depth),))


def _with_parts(document: Document, parts: Sequence[Document]) -> Document:
    """The parts behind the page's own text, in one container that stands for the scripts."""
    containers = [*document.containers, Container(-1, "script")]
    script = len(containers) - 1
    texts, blocks, length = [document.text], list(document.blocks), len(document.text)
    for part in parts:
        first = len(containers)
        containers += [_under(container, first, script) for container in part.containers]
        for block in part.blocks:
            inside = first + block.container if block.container >= 0 else script
            place = {"start": block.start + length, "end": block.end + length}
            decided = _DECIDED if block.hidden is None else None
            blocks.append(structs.replace(block, path=None, container=inside, chosen=decided, **place))
        texts.append(part.text)
        length += len(part.text)
    return structs.replace(
        document, text="".join(texts), blocks=tuple(blocks), containers=tuple(containers), revealed="json-ld"
    )


def _under(container: Container, first: int, script: int) -> Container:
    parent = container.parent
    return structs.replace(container, parent=first + parent if parent >= 0 else script)
