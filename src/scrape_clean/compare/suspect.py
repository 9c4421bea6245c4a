"""Is the page broken, or another page? Told from what is lost and what stands in its place, in any language.

Nothing here looks for phrases ("not found", "please sign in"): an error page, a login, a CAPTCHA and a page in
maintenance have in common that little is left of the page and little else is there.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from math import sqrt

from msgspec import Struct
from rapidfuzz import fuzz

from scrape_clean.compare.ending import Ending, missing_end
from scrape_clean.compare.pairing.likeness import SAME
from scrape_clean.compare.pairing.sides import Pairing
from scrape_clean.compare.text.words import UNDECODED, equal_but_undecoded, meaning_key, words_of
from scrape_clean.model import Record, Snapshot

__all__ = ["NIGHTS", "Night", "first_suspicion", "stands", "suspicion"]

NIGHTS = 3
"""A page that is held as suspect so many nights in a row, and still stands, is flagged from the next night on."""
EMPTY = "the page is empty"
MOST_LOST = 0.6
"""Share of the text that must be lost before the page as a whole is in doubt."""
LITTLE = 0.5
"""A page of less text than this share of what it had has not been rewritten; it shows little else."""
END_LOST = 0.3
"""Share of the text whose loss at the page's end, within a section or over several, looks like a page cut off."""
END_NEW = 0.1
"""Share of new text ("Loading ...", "Show more") that such a page may have."""
CUT_LOST = 0.05
"""The same where the last record itself is cut off in the middle."""
FEW = 3
"""Records that may go while all others stay, whatever their share of a small page: what is taken off a list."""
EMPTIED = 0.25
"""The same for sections whose headings still stand, with nothing under them."""
LONGEST = 400
"""Characters for which a record counts at the most: one long text is not the page."""
SAME_TITLE = 70
"""Titles of two nights are one from this likeness on (0.01 of the Indel ratio of their words)."""
LITTLE_WORDS = 0.15
"""Cosine of the word counts of two halves of a page that is written in sentences."""
SAME_TONGUE = 0.5
"""Another page's words are at least so much as like a page's as its halves are like each other, in one language."""
MANY_WORDS = 40
"""Fewer words than this tell no language."""
SOME_WORDS = 10
"""Of fewer words than this even a page's own language is a guess."""
SHARED = 0.5
"""Share of sections, or of the template, that must be the same."""


class Night(Struct, frozen=True):
    """One night's page."""

    snapshot: Snapshot
    headings: frozenset[tuple[str, ...]] = frozenset()
    """Paths of all sections whose headings stand there, also of those without records; empty where not known."""
    closed: bool | None = None
    """Whether anything that is no content stands behind all records, as a footer does; None where not known."""
    ending: Ending = Ending()
    """What the page's text ends with; without lines where not known."""

    @property
    def records(self) -> Sequence[Record]:
        """The page's records."""
        return self.snapshot.records


def suspicion(before: Night, after: Night, pairing: Pairing, elsewhere: AbstractSet[str] = frozenset()) -> str | None:
    """Why the page after is not to be trusted, in one line; None when it is.

    Args:
        before: The last good night.
        after: Tonight.
        pairing: Which of their records are one.
        elsewhere: Ids of records without a partner whose words stand on the page all the same.
    """
    if not before.records:
        return None
    if not after.records:
        return EMPTY
    if garbled := _garbled(before, after, pairing):
        return f"{garbled} of its texts cannot be decoded: does the server name a wrong encoding?"
    sizes = [min(len(record.text), LONGEST) for record in before.records]
    kept = {at: SAME for at, record in enumerate(before.records) if record.id in elsewhere}
    kept |= {**{copy.before: copy.likeness for copy in pairing.copies}, **pairing.likeness}
    if (missing := missing_end(before.ending, after.ending)) >= CUT_LOST:
        return f"the page breaks off; {missing:.0%} of its text is missing"
    gone = [at for at in range(len(before.records)) if at not in kept]
    lost = 1 - sum(sizes[at] * likeness for at, likeness in kept.items()) / (SAME * sum(sizes))
    if lost < MOST_LOST or (len(gone) <= FEW and len(pairing.partner) == len(after.records)):
        return _cut_off(before, after, pairing, (gone, lost))
    size = sum(map(_size, after.records)) / sum(sizes)
    told = f"{lost:.0%} of the text is gone"
    if other := _other_language(before, after):
        return f"the page is in another language{other}; {told}"
    if size < LITTLE:
        if cut := _cut_off(before, after, pairing, (gone, lost)):
            return cut
        return f"little is left of the page ({told}; it has {size:.0%} of its size): an error, a login, a notice?"
    doubts = _doubts(before, after)
    return f"this looks like another page: {told}, and {', '.join(doubts)}" if doubts else None


def _garbled(before: Night, after: Night, pairing: Pairing) -> int:
    """How many texts are the same but for characters that cannot be decoded tonight, if these are half of all that may.

    What stood in their place is not known, so that such a night is nothing to compare the next one with.
    """
    pairs = ((before.records[one].text, after.records[other].text) for one, other in pairing.partner.items())
    garbled = sum(UNDECODED in other and equal_but_undecoded(one, other) for one, other in pairs)
    return garbled if garbled * 2 >= sum(not record.text.isascii() for record in before.records) else 0


def first_suspicion(page: Snapshot, held: Sequence[Snapshot]) -> str | None:
    """Why a page is not to be trusted of which no good night is known; None when it is.

    A page without a record is most often one that failed to load: on the night after, all that it says would be new.
    """
    return EMPTY if not page.records and stands(page, held) < NIGHTS else None


def _size(record: Record) -> int:
    return min(len(record.text), LONGEST)


def _cut_off(before: Night, after: Night, pairing: Pairing, loss: tuple[Sequence[int], float]) -> str | None:
    """Whether the page's end is missing, or sections stand there without what was in them."""
    gone, lost = loss
    if not gone:
        return None
    share = sum(_size(before.records[at]) for at in _emptied(before, after, gone)) / sum(map(_size, before.records))
    if share >= EMPTIED:
        return f"headings stand there without their text ({share:.0%} of it is missing): half-loaded?"
    return _broken_off(before, after, pairing, gone, lost)


def _broken_off(before: Night, after: Night, pairing: Pairing, gone: Sequence[int], lost: float) -> str | None:
    """Whether all that is gone stood at the end, and nothing new stands there but, at most, a stump."""
    here, there = before.records, after.records
    partner = pairing.partner
    last = max(partner, default=-1)
    if gone != list(range(last + 1, len(here))):
        return None
    names = _names(before, last)
    lost -= sum(_size(here[at]) for at in gone if here[at].text in names) / sum(map(_size, here))
    taken = set(partner.values())
    new = [at for at in range(len(there)) if at not in taken]
    end = len(there) - 1
    stump = here[gone[0]] if new == [end] else here[last] if not new and partner.get(last) == end else None
    if stump is not None and lost >= CUT_LOST and _is_stump(there[end].text, stump.text):
        return f"the page breaks off in the middle of a text; {lost:.0%} of it is missing"
    if not new and lost >= CUT_LOST and before.closed and after.closed is False:
        return f"the page ends too early, without what stood below its text; {lost:.0%} of that is missing"
    sections = {here[at].section for at in gone}
    fresh = sum(_size(there[at]) for at in new)
    if len(gone) <= FEW and not new:
        return None
    if (
        fresh > END_NEW * sum(map(_size, there))
        or lost < END_LOST
        or (last >= 0 and here[last].section not in sections and len(sections) == 1)
    ):
        return None
    return f"the end of the page is missing ({lost:.0%} of its text): cut off or half-loaded?"


def _names(night: Night, last: int) -> set[str]:
    """The headings above the records up to the last one that is kept: a table of contents behind it says them again."""
    return {name for record in night.records[: last + 1] for name in record.section}


def _is_stump(text: str, whole: str) -> bool:
    """Whether a text is the beginning of another one, broken off."""
    return whole.startswith(text.rstrip(" .\u2026")) and meaning_key(text) != meaning_key(whole)


def _emptied(before: Night, after: Night, gone: Sequence[int]) -> list[int]:
    """Records that are gone with all of their section, while its heading still stands."""
    paths = {record.section for record in after.records}
    alive = {path[:depth] for path in paths for depth in range(1, len(path) + 1)}
    bare = after.headings | {(*record.section, record.text) for record in after.records}
    return [at for at in gone if (path := before.records[at].section) not in alive and path in bare]


def _doubts(before: Night, after: Night) -> list[str]:
    """What speaks against a page of the same kind with new content."""
    doubts = []
    titles = [_title(night) for night in (before, after)]
    if not all(titles) or fuzz.ratio(*titles) < SAME_TITLE:
        doubts.append("its title is another" if all(titles) else "it has no title to be known by")
    if before.snapshot.url and after.snapshot.url and before.snapshot.url != after.snapshot.url:
        doubts.append("its address is another")
    known = [(names, other) for names, other in _frames(before, after) if names]
    if known and max(_share(names, other) for names, other in known) < SHARED:
        doubts.append("its sections are others")
    return doubts


def _frames(before: Night, after: Night) -> tuple[tuple[list[str], set[str]], ...]:
    """What a page shows its content in, and what of this stands there still: its sections, its template."""
    return (_sections(before), set(_sections(after))), (_template(before), set(_template(after)))


def _title(night: Night) -> str:
    """The page's title, or the heading above most of it."""
    if night.snapshot.title:
        return meaning_key(night.snapshot.title)
    roots = Counter(record.section[0] for record in night.records if record.section)
    return meaning_key(min(roots, key=lambda name: (-roots[name], name))) if roots else ""


def _sections(night: Night) -> list[str]:
    """The headings above the records, each once, but for the one above all."""
    return list(dict.fromkeys(name for record in night.records for name in record.section[1:]))


def _template(night: Night) -> list[str]:
    """For each record the elements that it stands in, without their numbers."""
    paths = (record.occurrences[0].path if record.occurrences else None for record in night.records)
    return ["".join(char for char in path if not char.isdigit()) for path in paths if path]


def _share(names: Sequence[str], known: set[str]) -> float:
    """How many of some names are known."""
    return sum(name in known for name in names) / len(names)


def _other_language(before: Night, after: Night) -> str:
    """In brackets, how it shows that the page is in another language; empty when it is not.

    Two texts of one language share its little words, as the halves of one text do. A list of names or headlines may
    have none; then only the pages' languages count, and not if both declare the same: of one that was overruled, the
    few words of tonight may not be enough to do so.
    """
    counts = [_word_counts(night.records) for night in (before, after)]
    fewest = min(count.total() for count in counts)
    tongues = [(night.snapshot.language or "?").lower().partition("-")[0] for night in (before, after)]
    declared = [fact.value for night in (before, after) if (fact := night.snapshot.metadata.language)]
    same = len(declared) > 1 and declared[0] == declared[1]
    if fewest >= SOME_WORDS and not same and "?" not in tongues and tongues[0] != tongues[1]:
        return f" ({tongues[0]} / {tongues[1]})"
    if fewest < MANY_WORDS:
        return ""
    halves = [_word_counts(before.records[start::2]) for start in (0, 1)]
    usual = _cosine(*halves)
    return " (by its words)" if usual >= LITTLE_WORDS and _cosine(*counts) < SAME_TONGUE * usual else ""


def _word_counts(records: Iterable[Record]) -> Counter[str]:
    return Counter(word.folded for record in records for word in words_of(record.text) if word.shape in "au")


def _cosine(one: Counter[str], other: Counter[str]) -> float:
    common = sum(count * other[word] for word, count in one.items() if word in other)
    length = sqrt(sum(n * n for n in one.values()) * sum(n * n for n in other.values()))
    return common / length if length else 0.0


def stands(after: Snapshot, held: Sequence[Snapshot]) -> int:
    """How many of the last nights, in a row, showed the page that stands there now and was held."""
    nights = 0
    wanted = Counter(record.text for record in after.records)
    for night in reversed(held):
        shown = Counter(record.text for record in night.records)
        if (wanted & shown).total() < MOST_LOST * max(wanted.total(), shown.total()):
            break
        nights += 1
    return nights
