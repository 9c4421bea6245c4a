"""Lines of a plain text, and the width at which it was wrapped."""

import re
from collections.abc import Container, Iterator, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from scrape_clean.parse.text.readings import read_line

__all__ = [
    "Line",
    "Wrapping",
    "ends_sentence",
    "find_wrapping",
    "had_room",
    "join_lines",
    "split_lines",
    "wrap_by_paragraph",
]

TAB = 4
_LINE = re.compile(r"[^\n\r\f\u2028\u2029]+")
_FINAL = (".", "!", "?", ":", ";", "…", "。", "！", "？", "：", "؟", "।")
_OPENERS = "\"'“„(«`"
_CLOSERS = "\"'”’»)]）」』*_"
_MIN_WIDTH, _MIN_WIDTH_OF_ONE = 25, 40  # columns: below these, lines of about one length prove no wrapping
_MIN_SHARE = 0.7  # of the line pairs, when paragraphs may follow each other without a blank line
_MAX_WIDER = 0.25  # of all lines; where more are wider, nobody wrapped the text at that width
_FEW = 2  # line pairs of the whole text that prove too little to join sentences
_SPARED, _MIN_SPARED = 8, 4  # one pair in so many may have been made longer since; of fewer pairs than these, none
_MIN_OWN, _MIN_CLAUSES = 3, 0.75  # line pairs of a paragraph that tell its width, and parts of sentences among them
_SENTENCE = 3  # lines; in running text not so many as one in these ends where a sentence does
_RAGGED = 1.25  # how many more characters of one width may stand on one line than on another, in a proportional font
_CJK = "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60\u3001-\u3011]"
_BREAK = re.compile(rf"(?<=\u00ad)\n|(?<={_CJK})\n(?={_CJK})")
_HYPHEN = re.compile(
    r"(?<=[^\W_][-\u2010])\n(?!(?:and|or|und|oder|et|ou|y|o|e|i|to|bis|en|of|och|og|nor|sowie|bzw)\b)(?=[^\W_])"
)


class Line(Struct):
    """A line that is not blank; offsets in the document's text."""

    start: int
    """Of its first character that is no white space."""
    body: str
    """Without white space at its ends."""
    indent: int
    """Columns before the body; a tab goes to the next multiple of four."""
    gap: bool
    """Whether a blank line, or nothing at all, stands before it."""

    @property
    def width(self) -> int:
        """Columns up to its last character."""
        return self.indent + len(self.body)


class Wrapping(Struct, frozen=True):
    """Where a text was wrapped by machine."""

    width: int = 0
    """Columns; 0 when its lines end where their writer ended them."""
    pairs: int = 0
    """Pairs of lines that say so."""
    exact: bool = True
    """Whether no such line is longer: one that is shorter than the width was then not ended for want of room."""
    own: dict[int, int] = field(default_factory=dict)
    """The widths of paragraphs that tell their own, by where a line of theirs starts that goes on in the next."""

    def fills(self, line: Line, following: Line) -> bool:
        """Whether the first word of the following line had no room left on the line before."""
        needed = line.width + 1 + _first_word(following.body)
        return 0 < self.width < needed or 0 < self.own.get(line.start, 0) < needed

    def tells(self, line: Line) -> bool:
        """Whether lines enough say that one of this paragraph may end where a sentence does and go on."""
        return self.pairs > _FEW or line.start in self.own


def split_lines(text: str) -> list[Line]:
    """All lines that are not blank. LF, CRLF, CR, FF and the line and paragraph separators end a line."""
    lines: list[Line] = []
    previous, gap = 0, True
    for match in _LINE.finditer(text):
        raw, start = match[0], match.start()
        between = start - previous
        gap = gap or between > 2 or (between == 2 and text[previous:start] != "\r\n")
        previous = match.end()
        body = raw.strip()
        if not body:
            gap = True
            continue
        lead = 0 if raw[0] == body[0] else len(raw) - len(raw.lstrip())
        lines.append(Line(start + lead, body, _columns(raw[:lead]) if lead else 0, gap))
        gap = False
    return lines


def _columns(space: str) -> int:
    if "\t" not in space and "\u3000" not in space:
        return len(space)
    return len(space.replace("\u3000", "  ").expandtabs(TAB))


def _first_word(body: str) -> int:
    """Length of what a line break could have kept together: a word, or one character of a script without spaces."""
    if body[0] >= "\u2e80":
        return 1
    return len(body[:200].split(None, 1)[0])


def wrap_by_paragraph(pairs: Sequence[tuple[Line, Line]], lines: Sequence[Line]) -> Wrapping:
    """The width of the whole text, for what cannot tell by itself, and the widths of the paragraphs that can.

    Where the text has none as these were filled anew at another, the others may still have one.
    """
    told = [(run, width) for run in _paragraphs(pairs) if (width := _own_width(run))]
    own = {line.start: width for run, width in told if len(run) >= _MIN_OWN for line, _ in run}
    wrapping = find_wrapping(pairs, lines, edited=True)
    if not wrapping.width and own:
        wrapping = replace(find_wrapping(pairs, lines, edited=True, own=own), exact=False)
    if wrapping.width:  # it takes fewer lines then to tell that a paragraph has a width of its own
        own = {line.start: width for run, width in told for line, _ in run}
    return replace(wrapping, own=own)


def find_wrapping(
    pairs: Sequence[tuple[Line, Line]],
    lines: Sequence[Line],
    *,
    edited: bool = False,
    own: Container[int] = (),
) -> Wrapping:
    """The wrap width that explains why text goes on in the next line.

    Args:
        pairs: Lines of running text and the line after each, with no blank line between.
        lines: All lines.
        edited: Whether a few lines may be longer than the width: somebody put words in and did not fill them again.
        own: Where lines start that may be shorter or longer, as their paragraphs have widths of their own.

    A text wrapped at ``w`` has no line longer than ``w``, and no line that would have had room for the next word.
    """
    if not pairs:
        return Wrapping()
    widths = sorted(line.width for line, _ in pairs)
    most = min(len(widths) - 1, int(len(widths) * 0.98))
    spared = max(1, len(pairs) // _SPARED) if edited and len(pairs) >= _MIN_SPARED else 0
    for width in sorted({widths[most], *widths[len(widths) - 1 - spared : most]}, reverse=True):
        kept = pairs if width == widths[most] else [pair for pair in pairs if pair[0].width <= width]
        if _is_wrapped(kept, lines, width, own):
            return Wrapping(width, len(kept), exact=kept is pairs)
    return Wrapping()


def _own_width(run: Sequence[tuple[Line, Line]]) -> int:
    """The width at which a paragraph was wrapped by the look of its own lines, whatever the others look like; or 0.

    No line but one of several that was edited since is longer, or had room for the next word.
    """
    spared = 1 if len(run) >= _MIN_SPARED else 0
    widths = sorted({run[-1][1].width, *(line.width for line, _ in run)}, reverse=True)
    if len(run) < _MIN_OWN - 1 or not (_are_clauses(run) and _goes_over(run)):
        return 0
    for width in widths[: spared + 1]:
        full = sum(line.width <= width < line.width + 1 + _first_word(following.body) for line, following in run)
        if width >= _MIN_WIDTH_OF_ONE and len(run) - full + (run[-1][1].width > width) <= spared:
            return width
    return 0


def _paragraphs(pairs: Sequence[tuple[Line, Line]]) -> Iterator[Sequence[tuple[Line, Line]]]:
    """Pairs of lines of which each begins with the line that ends the one before."""
    start = 0
    for index in range(1, len(pairs) + 1):
        if index == len(pairs) or pairs[index][0] is not pairs[index - 1][1]:
            yield pairs[start:index]
            start = index


def _are_clauses(run: Sequence[tuple[Line, Line]]) -> bool:
    """Whether all lines of a paragraph but the last, or nearly all, read as parts of sentences."""
    return sum(read_line(line.body) == "clause" for line, _ in run) >= _MIN_CLAUSES * len(run)


def _goes_over(run: Sequence[tuple[Line, Line]]) -> bool:
    """Whether a sentence surely goes over the end of a line: into small letters, or up to its end if there are none.

    Where many lines end as sentences do, it is a list, though one of its items takes two lines.
    """
    open_ended = [following for line, following in run if not ends_sentence(line.body)]
    if len(run) - len(open_ended) > max(1, len(run) // _SENTENCE):
        return False
    if any(following.body.lstrip(_OPENERS)[:1].islower() for following in open_ended):
        return True
    uncased = not any(line.body != line.body.upper() for pair in run for line in pair)
    return uncased and len(open_ended) * 2 >= len(run) >= _MIN_OWN and ends_sentence(run[-1][1].body)


def _is_wrapped(
    pairs: Sequence[tuple[Line, Line]],
    lines: Sequence[Line],
    width: int,
    own: Container[int],
) -> bool:
    """Whether lines were wrapped at a width."""
    full = [
        line
        for line, following in pairs
        if line.start in own or (line.width + 1 + _first_word(following.body) > width and not had_room(line, following))
    ]
    enough = width >= (_MIN_WIDTH if len(pairs) > 1 else _MIN_WIDTH_OF_ONE)
    wider = sum(line.width > width for line in lines)
    if not enough or wider > _MAX_WIDER * len(lines) or len(full) < _MIN_SHARE * len(pairs):
        return False
    data = sum(read_line(line.body) == "data" for line in full)  # an address leaves no room anyhow
    return data * 2 <= len(full)


def had_room(line: Line, following: Line) -> bool:
    """Whether the following line is so long that at no margin its first word had no room left on the line before."""
    return following.width > (line.width + _first_word(following.body)) * _RAGGED


def ends_sentence(body: str) -> bool:
    """Whether a line ends with a full stop, colon or the like, closing quotes and brackets aside."""
    return body[-8:].rstrip(_CLOSERS).endswith(_FINAL)


def join_lines(parts: Sequence[str]) -> str:
    """Wrapped lines as one: a space between them, none after a soft hyphen, a word's hyphen or between ideographs."""
    if len(parts) == 1:
        return parts[0]
    text = _HYPHEN.sub("", "\n".join(parts))
    return text if text.isascii() else _BREAK.sub("", text)
