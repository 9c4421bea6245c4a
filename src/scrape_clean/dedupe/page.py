"""De-duplication within a page: every block is an occurrence of a unique block or a cut-off copy of one."""

from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from scrape_clean.dedupe.clustering.clusters import same_wording
from scrape_clean.dedupe.clustering.partition import Partition
from scrape_clean.dedupe.clustering.representative import ranks_of
from scrape_clean.dedupe.clustering.wordings import Listed, wordings
from scrape_clean.dedupe.explain import variation
from scrape_clean.dedupe.normalization.normal import Form, normal_form, verbatim_form
from scrape_clean.dedupe.places import place_ids
from scrape_clean.dedupe.runs import Line, repeated_positions
from scrape_clean.dedupe.signed import by_sign
from scrape_clean.dedupe.spelling.evidence import Vocabulary
from scrape_clean.dedupe.stumps import Page, stumps
from scrape_clean.model import Block, Drop, Occurrence, UniqueBlock
from scrape_clean.outline import DEEPEST
from scrape_clean.parse.fold import trim
from scrape_clean.parse.markers import read_marker
from scrape_clean.parse.signs import sign_of

__all__ = ["unique_blocks"]

SHOWN = 60
"""Characters of the whole text shown in the reason of a drop."""

_UNSET = tuple("☐☒✕✖✗✘❌❎~")
"""Ends of markers that say no: a crossed-out item is not the ticked one, nor one struck through the other."""


def _form(block: Block, forms: dict[str, Form]) -> Form:
    if block.kind == "preformatted":
        return verbatim_form(block.text)
    form = forms.get(block.text)
    if form is None:
        form = forms[block.text] = normal_form(block.text)
    return replace(form, key=f"{block.marker} {form.key}") if (block.marker or "").endswith(_UNSET) else form


def _said(
    blocks: Sequence[Block],
    sections: Sequence[tuple[str, ...]],
    vocabularies: tuple[Vocabulary, ...],
    likely: tuple[Vocabulary, ...],
) -> tuple[list[Form], list[int], list[tuple[int, ...]]]:
    """Forms of the blocks, the class of what each says, and the section paths in the same classes."""
    cache: dict[str, Form] = {}
    forms = [_form(block, cache) for block in blocks]
    distinct = dict.fromkeys(sections)
    headings = {
        text: cache[text] if text in cache else normal_form(text)
        for text in dict.fromkeys(text for path in distinct for text in path)
    }
    stood = {form.key for form in forms}
    # A heading that is among the blocks is counted there already: copies are evidence of what is a slip.
    extra = [(text, form) for text, form in headings.items() if form.key not in stood]
    texts = [*(block.text for block in blocks), *(text for text, _ in extra)]
    known = wordings(texts, [*forms, *(form for _, form in extra)])
    roots = same_wording(Listed(known), vocabularies, likely=likely).roots()
    of_key = {wording.form.key: roots[at] for at, wording in enumerate(known)}
    paths = {path: tuple([of_key[headings[text].key] for text in path]) for path in distinct}
    return forms, [of_key[form.key] for form in forms], [paths[path] for path in sections]


def _told(blocks: Sequence[Block], classes: Sequence[int], paths: Sequence[tuple[int, ...]]) -> list[Block]:
    """The blocks, each heading that no text stands under as a line of text, for then it is what the page has to say.

    One that is like the heading of a section at the same place is the rest of a copy of that section.
    """
    ruling = _above(set(paths))
    return [
        _as_line(block)
        if block.kind == "heading" and block.text and (*path[: DEEPEST - 1], said) not in ruling
        else block
        for block, said, path in zip(blocks, classes, paths, strict=True)
    ]


def _told_alone(
    blocks: Sequence[Block], classes: Sequence[int], paths: Sequence[tuple[int, ...]], firsts: Iterable[int]
) -> list[Block]:
    """The blocks, each heading as a line of text under which nothing stands that is said there first.

    No record is in its section, so that nobody would hear of it; unless a heading like it, but for a number before it,
    stands above a record.
    """
    speaking = _above({paths[at] for at in firsts})
    known = {path[-1] for path in speaking}
    headings = [at for at, block in enumerate(blocks) if block.kind == "heading" and block.text]
    found = list(blocks)
    silent = [at for at in headings if (*paths[at][: DEEPEST - 1], classes[at]) not in speaking]
    if silent:
        names = {_behind_number(blocks[at].text) for at in headings if classes[at] in known}
        for at in silent:
            if _behind_number(blocks[at].text) not in names:
                found[at] = _as_line(blocks[at])
    return found


def _behind_number(heading: str) -> str:
    marker = read_marker(heading)
    return normal_form(heading[marker.end :] if marker and marker.ordinal is not None else heading).key


def _above(paths: Iterable[tuple[int, ...]]) -> set[tuple[int, ...]]:
    """The sections that are open at some place."""
    return {path[:depth] for path in paths for depth in range(1, len(path) + 1)}


def _as_line(heading: Block) -> Block:
    return replace(heading, kind="bullet" if heading.depth else "paragraph", level=0)


def _merged(
    blocks: Sequence[Block], forms: Sequence[Form], classes: Sequence[int], paths: Sequence[tuple[int, ...]]
) -> Partition:
    """Blocks that state one fact: the same words at the same place, or in runs that repeat each other."""
    merged = Partition(len(blocks))
    first: dict[int, int] = {}
    for at, node in enumerate(place_ids(blocks, classes, paths)):
        before = first.setdefault(node, at)
        if before != at:
            merged.join(before, at)
    length: dict[int, int] = {}
    apart = _by_columns(blocks, classes)
    for said, form in zip(apart, forms, strict=True):
        length[said] = max(length.get(said, 1), len(form.key))
    lines = [Line(said, length[said], block.kind == "heading") for said, block in zip(apart, blocks, strict=True)]
    for one, other in repeated_positions(lines):
        if blocks[one].kind != "heading" and blocks[other].kind != "heading":
            merged.join(one, other)
    return merged


def _by_columns(blocks: Sequence[Block], classes: Sequence[int]) -> list[int]:
    """The classes, others for rows of the same words that stand in other columns, if these have headers."""
    first: dict[int, tuple[str, ...]] = {}
    others: dict[tuple[int, tuple[str, ...]], int] = {}
    keys: dict[str, str] = {}
    found = []
    for block, said in zip(blocks, classes, strict=True):
        names = [cell.header for cell in block.cells if cell.text] if block.kind == "table_row" else []
        keys.update((name, normal_form(name).key) for name in names if name not in keys)
        headers = tuple([keys[name] for name in names])
        same = not any(headers) or first.setdefault(said, headers) == headers
        found.append(said if same else others.setdefault((said, headers), len(blocks) + len(others)))
    return found


def _occurrence(text: str, block: Block, section: tuple[str, ...], whole: str) -> Occurrence:
    start, end = trim(text, block.start, block.end)
    wording = "exact" if block.text == whole else variation(block.text, whole)
    return Occurrence(start, end, block.path, section, wording)


def _representative(group: Sequence[Block], vocabularies: tuple[Vocabulary, ...]) -> Block:
    """The block with the text that stands for all of them; of equals the one with the most links, then the smallest."""
    ranks = ranks_of(Counter(block.text for block in group), vocabularies)

    def rank(block: Block) -> tuple[object, ...]:
        return (
            ranks[block.text],
            -len(block.links),
            [(link.href, link.text, link.start) for link in block.links],
            [(cell.header, cell.text) for cell in block.cells],
        )

    return min(group, key=rank)


def _unique(
    text: str, group: Sequence[tuple[Block, tuple[str, ...]]], vocabularies: tuple[Vocabulary, ...]
) -> UniqueBlock:
    """What blocks say once, each with its section."""
    blocks = [block for block, _ in group]
    if len(group) == 1:
        return UniqueBlock(blocks[0], (_occurrence(text, *group[0], blocks[0].text),))
    best = _representative(blocks, vocabularies)
    whole = replace(blocks[0], text=best.text, links=best.links, cells=best.cells, marker=_marker(blocks))
    return UniqueBlock(whole, tuple([_occurrence(text, *one, best.text) for one in group]))


def _marker(group: Sequence[Block]) -> str | None:
    """That of the first block; where it says nothing, the first one that has a picture."""
    first = group[0].marker
    if first and any(map(str.isalnum, first)):
        return first
    return next((block.marker for block in group if sign_of(block.marker)), first)


def unique_blocks(
    text: str,
    blocks: Sequence[Block],
    sections: Sequence[tuple[str, ...]],
    vocabularies: tuple[Vocabulary, ...] = (),
    likely: tuple[Vocabulary, ...] = (),
) -> tuple[tuple[UniqueBlock, ...], tuple[Drop, ...]]:
    """What a page says once, with all places where it says it.

    Blocks are merged when they say the same (as in ``cluster``) at the same place: under the same headings and
    parents, or in longer runs of blocks that repeat each other. Linear in the page's length.

    Args:
        text: ``Document.text``.
        blocks: The content blocks in page order, headings included; headings take part in the comparing only.
        sections: The section path above each block, outermost first, as the headings are written.
        vocabularies: As for ``cluster``.
        likely: Those of a language that nobody declares: they may tell that a word is no slip, and nothing else.

    Returns:
        Unique blocks in the order of their first occurrences, and a drop for each copy cut off in the middle. Every
        block is in exactly one of them, but for the headings of sections that something is said in first.
    """
    forms, classes, paths = _said(blocks, sections, vocabularies, likely)
    blocks = _told(blocks, classes, paths)
    merged = _merged(blocks, forms, classes, paths)
    signed = by_sign(blocks, classes, merged.roots())
    if signed != classes:
        classes, merged = signed, _merged(blocks, forms, signed, paths)
    cut = stumps(Page(blocks, forms, classes, paths, merged.roots()))
    firsts = {
        merged.root(at): at
        for at, block in reversed([*enumerate(blocks)])
        if not (block.kind == "heading" or at in cut)
    }
    blocks = _told_alone(blocks, classes, paths, firsts.values())
    groups: dict[int, list[int]] = {}
    drops = []
    for at, block in enumerate(blocks):
        if block.kind == "heading":
            continue
        if at in cut:
            place = _occurrence(text, block, (), block.text)
            reason = f"cut-off copy of: {blocks[cut[at]].text[:SHOWN]}"
            drops.append(Drop("dedupe", reason, "truncated", block.text, place.start, place.end))
        else:
            groups.setdefault(merged.root(at), []).append(at)
    unique = tuple(
        [_unique(text, [(blocks[at], sections[at]) for at in group], vocabularies) for group in groups.values()]
    )
    return unique, tuple(drops)
