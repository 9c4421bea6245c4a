"""Which chunks are headings, and how deep."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from scrape_clean.parse.cues import is_date_words, is_verb
from scrape_clean.parse.fold import fold
from scrape_clean.parse.text.chunks import SET_IN, Chunk

__all__ = ["find_headings", "is_title"]

MAX_LENGTH, MAX_WORDS, MAX_LINES = 90, 12, 2
MIN_WRAPPED = 30  # characters: a shorter first line was broken on purpose, as above the name at the end of a letter
MAX_CHAIN = 6  # more short lines in a row than there are levels of heading are a list that lost its markers
_NO_END = (".", ",", ";", ":", "!", "…", "。", "，", "；", "：", "、", "！")
_ABBREVIATED = re.compile(r"[^\W\d_]{1,3}\.")
_DASHED = re.compile(r"[-–—]\s")
_PLAIN_START = re.compile(r"[¿¡]?[^\W\d_](?![^\W_]*\d)(?:[^\W\d_]|[-'’][^\W\d_]+-|(?=[\s,:?&]|$))")
_ODD_START = re.compile(r"\d+\s|[^\W\d_]|[\"“„«‘'][^\W\d_]")
_ASKING_WORDS = "what who when where why how which was wer wann wo warum wie qui que quoi comment qué quién cómo"
_ASKING = frozenset(_ASKING_WORDS.split())
_SMALL = 4  # letters of the longest word that a title in capitals leaves small
_DATE = re.compile(r"[12]\d{3}|\d{1,4}([./-])\d{1,2}\1\d{1,4}")
_WHEN = re.compile(r"[^\W\d_]+(?:\s[^\W\d_]+)?:?\s(?:[12]\d{3}-\d\d-\d\d|\d\d?([./])\d\d?\1\d{4})(?:,|$)")
_ORDINAL = re.compile(r"\A\d{1,3}(?:[^\W\d_]{1,2}|[ºª°])\s(?=[^\W\d_])")
_PRICE = re.compile(r"[$\u00a2-\u00a5\u20a0-\u20cf]\s?\d[\d.,]*$|\d\s?[$\u00a2-\u00a5\u20a0-\u20cf]$")
_LABEL = re.compile(r"\.\.\s_[^:]+:")  # of reStructuredText, by which other pages link to a heading
_FEW = 5  # words of a title with what may be a past form of a verb: "Documents needed", above a list of them


def find_headings(chunks: Sequence[Chunk]) -> None:
    """Give ``shape`` and ``level`` to the chunks that are headings."""
    _mark_numbered([chunk for chunk in chunks if not chunk.quoted])
    shapes = [_shape(chunk, leads=_leads(chunks, index)) for index, chunk in enumerate(chunks)]
    for index in range(len(chunks) - 2, -1, -1):
        chunk, following = chunks[index], chunks[index + 1]
        if chunk.shape or not shapes[index] or (shapes[index] == "alone" and _goes_with(chunks, index)):
            continue
        if _stands_alone(chunk, following, shapes[index]):
            chunk.shape = shapes[index]
    _loosen_lost_lists(chunks)
    _loosen_entries(chunks)
    _give_levels(chunks)
    _give_levels_to_labels(chunks)


def _leads(chunks: Sequence[Chunk], index: int) -> bool:
    """Whether an item stands right under a chunk, and nothing but items or a gap above it: what else would it be?"""
    if index + 1 == len(chunks) or chunks[index + 1].kind != "bullet" or chunks[index + 1].gap:
        return False
    return chunks[index].gap or (index > 0 and chunks[index - 1].kind == "bullet")


def _shape(chunk: Chunk, *, leads: bool) -> str:
    """By what a chunk could be a heading: its underline, capitals, or standing alone.

    One that leads a list may be a date, or begin with a number: "Monday", "2024", "3rd floor".
    """
    if chunk.quoted:
        return ""
    if chunk.underline:
        chunk.shape = f"underline {chunk.underline}"
        return chunk.shape
    wrapped = len(chunk.lines) == MAX_LINES and len(chunk.lines[0]) >= MIN_WRAPPED
    if chunk.kind not in ("paragraph", "field") or not (wrapped or len(chunk.lines) == 1):
        return ""
    title = chunk.title
    led = leads and (_DATE.fullmatch(title) is not None or is_title(_ORDINAL.sub("The ", title), leads=True))
    if not (led or is_title(title)):
        return ""
    letters = [c for c in title if c.isalpha()]
    return "capitals" if title.isupper() and len(letters) >= 4 else "alone"


def is_title(line: str, *, leads: bool = False) -> bool:
    """Whether a line by itself could be a title: short, begun like one, and neither a sentence nor a date or price.

    One that ``leads`` a list may be a date, and have a participle.
    """
    if len(line) > MAX_LENGTH or line.endswith(_NO_END):
        return False
    words = line.split()
    if len(words) > MAX_WORDS or _ABBREVIATED.match(line) or _DASHED.match(line):
        return False
    letters = sum(c.isalpha() for c in line)
    if letters * (3 if leads else 2) < len(line) - line.count(" ") or (is_date_words(line) and not leads):
        return False
    if _PRICE.search(line) or "：" in line or (": " in line and not line.istitle()) or "@" in line or "://" in line:
        return False
    number = line[0].isnumeric() and not line[0].isdecimal()  # "½ cup", "² see below"
    if number or not _PLAIN_START.match(line):
        unusual = number or _ODD_START.match(line) is None
        capitals = all(w[0].isupper() or not w[0].isalpha() or len(w) < _SMALL for w in words)
        return not unusual and capitals and any(w[0].isupper() for w in words[1:])
    if line[0].islower():
        return False
    if line[0] >= "\u2e80":
        return len(line) <= MAX_LENGTH // 3 and "，" not in line
    verbs = [word for word in words[1:] if is_verb(word)]
    asking = words[0].casefold() in _ASKING or line.endswith("?")
    return asking or not verbs or (leads and len(words) <= _FEW and all(word.endswith("ed") for word in verbs))


def _stands_alone(chunk: Chunk, following: Chunk, shape: str) -> bool:
    """Whether blank lines or a marked change of form set a title off from what it heads."""
    if not chunk.gap:
        return following.kind == "bullet" and not following.gap and chunk.indent <= following.indent
    if following.gap or following.shape or shape == "capitals":
        return True
    if following.kind != "paragraph":
        return chunk.kind != "field"
    return len(following.first.body) > 2 * len(chunk.lines[0])


def _goes_with(chunks: Sequence[Chunk], index: int) -> bool:
    """Whether a line belongs to what stands above it.

    Between two quotations it is an answer, or says whose the first is; below "Yours sincerely," it is the writer's
    name; a whole date behind one word or two says when that was done which is underlined above. A letter's first line
    ends with a comma as well, but titles may follow.
    """
    if not index:
        return False
    before = chunks[index - 1]
    if before.quoted:
        return chunks[index + 1].quoted
    if before.underline and _WHEN.match(chunks[index].title):
        return True
    unfinished = before.kind == "paragraph" and len(before.lines) == 1 and before.lines[0].endswith((",", "，"))
    return index > 1 and unfinished and len(before.lines[0]) < MIN_WRAPPED


def _mark_numbered(chunks: Sequence[Chunk]) -> None:
    """Numbered lines are headings when they are titles and text stands between them.

    A numbered line by itself is an item: two of a style, in sequence, with text after each make a section of it.
    """
    styles: dict[str, list[int]] = {}
    for index, chunk in enumerate(chunks):
        if chunk.marker is not None and chunk.marker.ordinal is not None:
            styles.setdefault(_family(chunk), []).append(index)
    for family, places in styles.items():
        titles = [_is_numbered_title(chunks, i) for i in places]
        bodies = sum(_has_body(chunks, i, family) for i in places)
        numbers = [marker.ordinal or 0 for i in places if (marker := chunks[i].marker) is not None]
        counted = any(after == before + 1 for before, after in pairwise(numbers))
        if counted and bodies >= 2 and bodies * 3 >= len(places) * 2 and sum(titles) >= 0.9 * len(places):
            for index, title in zip(places, titles, strict=True):
                if title:
                    marker = chunks[index].marker
                    levels = marker.style.count(".1") + 1 if family == "1" and marker is not None else 1
                    chunks[index].shape = f"numbered {family} {levels}"


def _family(chunk: Chunk) -> str:
    style = chunk.marker.style if chunk.marker is not None else ""
    return "1" if style.strip(".1") == "" else style


def _is_numbered_title(chunks: Sequence[Chunk], index: int) -> bool:
    chunk = chunks[index]
    title = fold(chunk.lines[0])
    short = len(chunk.lines) == 1 and len(title) <= MAX_LENGTH and len(title.split()) <= MAX_WORDS
    return short and chunk.gap and not title.endswith(_NO_END) and not title[:1].islower() and not chunk.underline


def _has_body(chunks: Sequence[Chunk], index: int, family: str) -> bool:
    """Whether text that is no number of the same kind, and not set inside the item, follows."""
    if index + 1 == len(chunks):
        return False
    following = chunks[index + 1]
    numbered = following.marker is not None and following.marker.ordinal is not None
    return (
        following.gap
        and following.indent <= chunks[index].indent + 4
        and not (numbered and _family(following) == family)
    )


def _loosen_lost_lists(chunks: Sequence[Chunk]) -> None:
    """Take back headings that are rather items: too many in a row, or set in from the paragraph above."""
    for index, chunk in enumerate(chunks):
        before = chunks[index - 1] if index else None
        if (
            chunk.shape == "alone"
            and before is not None
            and before.kind == "paragraph"
            and not before.shape
            and 0 <= before.indent < chunk.indent <= before.indent + 4
        ):
            chunk.shape, chunk.kind = "", "bullet"
    for chain in _chains(chunks):
        alone = [chunk for chunk in chain if chunk.shape == "alone"]
        for chunk in alone[:-1] if len(alone) > MAX_CHAIN else ():
            chunk.shape = ""


def _loosen_entries(chunks: Sequence[Chunk]) -> None:
    """Take back headings that stand as far in as the text right under the last one at the margin: its entries."""
    inset = 0
    for chunk, following in pairwise(chunks):
        if chunk.shape not in ("alone", "capitals"):
            continue
        if not chunk.indent:
            inset = 0 if following.gap else following.indent
        elif chunk.indent == inset >= SET_IN:
            chunk.shape = ""


def _chains(chunks: Sequence[Chunk]) -> Iterator[list[Chunk]]:
    """Runs of headings with nothing between them."""
    for heading, run in groupby(chunks, key=lambda chunk: bool(chunk.shape)):
        if heading:
            yield list(run)


def _give_levels(chunks: Sequence[Chunk]) -> None:
    """Headings of one shape share a level; in a row they nest; the same words again take the level they had."""
    known: dict[str, int] = {}
    of_shape: dict[str, int] = {}
    current = 0
    for chain in _chains(chunks):
        above = 0
        for shape, run in groupby(chain, key=lambda chunk: chunk.shape):
            members = list(run)
            names = [chunk.title.casefold() for chunk in members]
            nests = shape in ("alone", "capitals")
            levels = _levels(names, known, nests=nests, default=_default(shape, of_shape, above, current))
            if not nests or shape in of_shape or above:
                last = of_shape.get(shape, 0)
                seen = any(name in known for name in names)
                if nests and last and not seen:
                    start = max(1, last - len(members) + 1, above + 1)
                    levels = [start + i for i in range(len(members))]
            for chunk, name, level in zip(members, names, levels, strict=True):
                chunk.level = level
                known.setdefault(name, level)
            of_shape[shape] = above = current = levels[-1]


def _give_levels_to_labels(chunks: Sequence[Chunk]) -> None:
    """The label of a heading ends the sections that the heading ends: it is not of what stands above."""
    for heading, chunk in pairwise(reversed(chunks)):
        if heading.level and not chunk.shape and chunk.lines and all(map(_LABEL.fullmatch, chunk.lines)):
            chunk.level = heading.level


def _default(shape: str, of_shape: dict[str, int], above: int, current: int) -> int:
    """The level of the first heading of a run whose words are new."""
    if shape in of_shape:
        return of_shape[shape]
    if shape.startswith("numbered 1 "):
        depth = int(shape[-1])
        for other, level in of_shape.items():
            if other.startswith("numbered 1 "):
                return max(1, level + depth - int(other[-1]))
    return (above or current) + 1


def _levels(names: Sequence[str], known: dict[str, int], *, nests: bool, default: int) -> list[int]:
    if not nests:
        return [known.get(name, default) for name in names]
    anchor = next((i for i, name in enumerate(names) if name in known), None)
    if anchor is None:
        return [default + i for i in range(len(names))]
    levels: list[int] = []
    for index, name in enumerate(names):
        if index < anchor:
            levels.append(max(1, known[names[anchor]] - anchor + index))
        else:
            levels.append(known.get(name, levels[-1] + 1 if levels else 1))
    return levels
