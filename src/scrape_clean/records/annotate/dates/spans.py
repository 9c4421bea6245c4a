"""From single written dates to what is stated: lists, ranges, dates with a time, each with its missing parts filled."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from scrape_clean.records.annotate.dates.atoms import Atom, atoms, days_in, edtf, valid_day
from scrape_clean.records.annotate.dates.clock import clock_of
from scrape_clean.records.annotate.dates.grammar import (
    AFTER,
    CLOCK_BEFORE,
    CONNECTOR,
    DAY_BEHIND,
    DAYS_BEFORE,
    DOTTED,
    WEEKDAY_BEFORE,
    YEAR_FIRST,
)
from scrape_clean.records.annotate.dates.years import is_month
from scrape_clean.records.annotate.reading import Reading

__all__ = ["Span", "spans"]

_REACH: Final = 24
"""How many tokens before a date are looked at."""
_WHOLE_DAYS: Final = frozenset(("named", "units", "numeric"))
_WITH_WEEKDAY: Final = frozenset(("day", "stamp"))
_PARTS: Final = frozenset(("day", "slash", "named_month"))
_QUARTERS: Final = frozenset(("33", "34", "35", "36"))
_NAMED_BY: Final = frozenset("wCx$?!")
"""Classes of what a number belongs to that stands behind it."""
_LONGEST: Final = 1000
"""Years between the ends of a range; more is no range."""


class Span(NamedTuple):
    """A date or range as stated: tokens from ``first`` to before ``last``."""

    first: int
    last: int
    start: Atom
    end: Atom | None = None

    @property
    def value(self) -> str:
        """EDTF; a date in numbers that may be read in two ways is the set of both."""
        if self.end is not None:
            return f"{_first_month(edtf(self.start))}/{_last_month(edtf(self.end))}"
        return edtf(self.start)

    @property
    def years(self) -> tuple[int, int] | None:
        """The ends of a range that is no more than two numbers of four digits."""
        if self.start.form == "session" and self.end is None:
            start, _, end = self.start.fixed.partition("/")
            return int(start), int(end)
        if self.start.form == "year" and self.end is not None and self.end.form == "year":
            return self.start.year or 0, self.end.year or 0
        return None


def _first_month(value: str) -> str:
    """The month in which a quarter begins that begins a range; ISO 8601-2 leaves open whether one may be its end."""
    year, _, quarter = value.rpartition("-")
    return f"{year}-{3 * int(quarter) - 98:02d}" if quarter in _QUARTERS else value


def _last_month(value: str) -> str:
    year, _, quarter = value.rpartition("-")
    return f"{year}-{3 * int(quarter) - 96:02d}" if quarter in _QUARTERS else value


def spans(reading: Reading, *, month_first: bool | None) -> list[Span]:
    """Every date of a text, ranges as one.

    Args:
        reading: The text.
        month_first: How its language orders dates in numbers where the numbers do not tell; None if it has no order.
    """
    sound = [atom for atom in atoms(reading) if atom.form != "month" or is_month(reading, atom)]
    found = [_with_clock(reading, atom) for atom in _settled(sound, month_first=month_first)]
    stated: list[Span] = []
    at = 0
    while at < len(found):
        atom = found[at]
        if atom.form == "month_days":
            stated += _month_days(reading, atom)
        elif (joined := _joined(reading, found[at : at + 2])) is not None:
            stated.append(joined)
            at += 1
        elif (until := _with_day_behind(reading, atom)) is not None:
            stated.append(until)
        else:
            stated += _with_days_before(reading, atom, stated[-1].last if stated else 0)
        at += 1
    return _filled(reading, stated)


def _settled(found: list[Atom], *, month_first: bool | None) -> Iterator[Atom]:
    """Dates in numbers put in order: by those of the text that can be read in one way only, else by the language."""
    told = {atom.month_first for atom in found if atom.form in {"numeric", "slash"} and atom.month_first is not None}
    told = {atom.month_first for atom in found if atom.form == "numeric" and atom.month_first is not None} or told
    order = told.pop() if len(told) == 1 else month_first
    for atom in found:
        if atom.is_open and order:
            yield atom._replace(month=atom.day, day=atom.month, month_first=True)
        elif atom.is_open and order is False:
            yield atom._replace(month_first=False)
        else:
            yield atom


def _with_clock(reading: Reading, atom: Atom) -> Atom:
    """A whole day with the day of the week and the time around it."""
    if atom.form not in _WHOLE_DAYS or not atom.day:
        before = WEEKDAY_BEFORE.search(reading.classes, max(0, atom.first - _REACH), atom.first)
        return atom._replace(first=before.start()) if before and atom.form in _WITH_WEEKDAY else atom
    first, last, clock, ahead, behind = atom.first, atom.last, "", 0, 0
    classes = reading.classes
    if (after := AFTER.match(classes, last)) is not None:
        last = max(last, after.end("day"))
        if after["clock"] and (clock := clock_of(reading, *after.span("clock"))):
            behind = after.end("clock") - last
    least = max(0, first - _REACH)
    if (weekday := WEEKDAY_BEFORE.search(classes, least, first)) is not None:
        first = weekday.start()
    before = None if clock else CLOCK_BEFORE.search(classes, least, first)
    if before is not None and (clock := clock_of(reading, *before.span("clock"))):
        ahead = first - before.start()
    return atom._replace(first=first - ahead, last=last + behind, clock=clock, ahead=ahead, behind=behind)


def _month_days(reading: Reading, atom: Atom) -> list[Span]:
    """October 23-29, 2023 is a range; November 9, 16 and 23, 2024 are three days."""
    days = days_in(reading, atom.first, atom.last)
    single = [atom._replace(first=first, last=last, form="named", day=day) for day, first, last in days]
    joint = reading.classes[days[-2][2] : days[-1][1]]
    if len(days) == 2 and not ("&" in joint and not _is_between(reading, atom.first)):
        return [Span(atom.first, atom.last, single[0], single[1])]
    last = single[-1]._replace(last=atom.last)
    return [Span(one.first, one.last, one) for one in (single[0]._replace(first=atom.first), *single[1:-1], last)]


def _joined(reading: Reading, pair: Sequence[Atom]) -> Span | None:
    """Two dates as one range, if a connector joins them and their ends are in order."""
    if len(pair) < 2:
        return None
    one, two = pair
    joint = CONNECTOR.fullmatch(reading.classes, one.last, two.first)
    between = _is_between(reading, one.first) or reading.classes[two.last : two.last + 2].strip(" -") == "P"
    if (joint is None and not _are_neighbours(reading, one, two)) or (joint and "&" in joint[0] and not between):
        return None
    if one.form in {"session", "century", "decade", "half"} and one.form != two.form:
        return None
    if reading.language == "en":
        one, two = _american(one), _american(two)
    start, end = _completed(one, two)
    if start is None or end is None or not _in_order(start, end):
        return None
    days = _days_before(reading, one, 0)
    start, end = start.without_clock(), end.without_clock()
    return Span(days[0] if days else start.first, end.last, start, end)


def _are_neighbours(reading: Reading, one: Atom, two: Atom) -> bool:
    """Whether two months that follow each other stand together: "Jan/Feb 2024"."""
    if one.form != "named_month" or two.form != "month" or not (one.month and two.month):
        return False
    return reading.classes[one.last : two.first].strip(" ") == "/" and two.month == one.month % 12 + 1


def _is_between(reading: Reading, first: int) -> bool:
    """Whether "between" stands right before a date."""
    return "P" in reading.classes[max(0, first - 7) : first]


def _completed(one: Atom, two: Atom) -> tuple[Atom | None, Atom | None]:
    """Both ends of a range with what only one of them says."""
    if one.month_first is None and one.form in {"numeric", "slash"} and two.month_first is not None:
        one = one._replace(month_first=two.month_first)
    if one.fixed or two.fixed:
        return one, two
    if one.year is None and two.year is not None and one.month:
        later = (two.month or 12, two.day or 31) < (one.month, one.day or 0)
        one = one._replace(year=two.year - later)
    elif two.year is None and one.year is not None and two.month and one.month:
        later = (two.month, two.day or 31) < (one.month, one.day or 0)
        two = two._replace(year=one.year + later)
    if one.year is None and two.year is None and one.month and two.month:
        return one, two
    return (one, two) if one.year is not None and two.year is not None else (None, None)


def _american(atom: Atom) -> Atom:
    """The end of a range in numbers that may be read in two ways, as CLDR has English: the month first.

    An interval of EDTF cannot hold both readings, as the set for a single date does.
    """
    if atom.form in {"numeric", "slash"} and atom.month_first is None and atom.day and atom.day <= 12:
        return atom._replace(month=atom.day, day=atom.month, month_first=True)
    return atom


def _in_order(one: Atom, two: Atom) -> bool:
    if one.fixed or two.fixed:
        return edtf(one)[:4] <= edtf(two)[:4] and edtf(one) != edtf(two)
    if one.year is None or two.year is None:
        return True
    start, end = (one.year, one.month or 0, one.day or 0), (two.year, two.month or 12, two.day or 31)
    return start < end and two.year - one.year <= _LONGEST


def _with_day_behind(reading: Reading, atom: Atom) -> Span | None:
    """A day with the one behind it that ends a range, where the year stands first: "2024年5月3日～5日"."""
    if atom.form not in _WHOLE_DAYS or not (atom.year and atom.day):
        return None
    year, month, rest = reading.classes[atom.first : atom.last].partition("M")
    if "Y" in rest or not ("Y" in year if month else reading.language in YEAR_FIRST):
        return None
    match = DAY_BEHIND.match(reading.classes, atom.last)
    if match is not None and _counts(reading, match, atom):
        return None
    end = atom._replace(day=reading.value(match.start("day"))) if match else atom
    if match is None or not _in_order(atom, end) or not valid_day(atom.year, end.month or 0, end.day or 0):
        return None
    after = AFTER.match(reading.classes, match.end())
    start = atom.without_clock()
    return Span(start.first, max(match.end(), after.end("day") if after else 0), start, end._replace(clock=""))


def _counts(reading: Reading, behind: re.Match[str], atom: Atom) -> bool:
    """Whether a number behind a date is no day, as the date's own is written: "2021年3月4日 - 5分", "May 3 - 5 min"."""
    if "日" in reading.classes[atom.first : atom.last]:
        return "日" not in behind["day"]
    is_apart = reading.classes[behind.start("day") - 1] == " " and behind["day"] in {"m", "d"}
    return is_apart and reading.classes[behind.end() : behind.end() + 2] in {" w", " μ", " !"}


def _days_before(reading: Reading, atom: Atom, floor: int) -> tuple[int, list[tuple[int, int, int]], str] | None:
    if not (atom.day and atom.month) or atom.form == "slash":
        return None
    match = DAYS_BEFORE.search(reading.classes, max(floor, atom.first - _REACH), atom.first)
    if match is None or (atom.form == "numeric" and not _go_together(reading, match, atom)):
        return None
    start = match.start("days")
    if start and reading.text[reading.starts[start] - 1].isalnum():
        return None
    days = days_in(reading, start, match.end("days"))
    if "/" in match["join"] and days[-1][0] + 1 != atom.day:
        return None
    return start, days, match["join"]


def _go_together(reading: Reading, before: re.Match[str], atom: Atom) -> bool:
    """Whether a number before a date is a day of its month: "14.-26.04.2025", but not "Issue 3 - 26.04.2025".

    Behind a noun or a currency it is one only with its full stop: not in "EUR 12 bis 31.12.2024".
    """
    if reading.language not in DOTTED or "." not in reading.classes[atom.first : atom.last]:
        return False
    if before["days"].endswith(".") or " " not in before["join"]:
        return True
    start = before.start("days")
    is_named = reading.classes[max(0, start - 2) : start].strip()[-1:] in _NAMED_BY
    return before["join"].strip(" ") in {"t", "U"} and not is_named


def _with_days_before(reading: Reading, atom: Atom, floor: int) -> list[Span]:
    """A date, and the days of the same month that stand before it: a range or a list."""
    before = _days_before(reading, atom, floor)
    if before is None or not atom.month or not atom.day:
        atom = atom.without_clock() if atom.is_open else atom
        return [Span(atom.first, atom.last, atom)]
    first, days, join = before
    year = atom.year or 2000
    ordered = [day for day, _, _ in days] + [atom.day]
    if ordered != sorted(set(ordered)) or not all(valid_day(year, atom.month, day) for day in ordered):
        return [Span(atom.first, atom.last, atom)]
    if len(days) == 1 and not ("&" in join and not _is_between(reading, first)):
        end = atom.without_clock()
        return [Span(first, end.last, end._replace(first=first, day=days[0][0]), end)]
    singles = [Span(one, last, atom._replace(first=one, last=last, day=day, clock="")) for day, one, last in days]
    return [*singles, Span(atom.first, atom.last, atom)]


def _filled(reading: Reading, stated: list[Span]) -> list[Span]:
    """Days and months of a list with the year that stands at its end: "May and June 2024", "3 May, 4 June 2024"."""
    for at in range(len(stated) - 2, -1, -1):
        one, two = stated[at], stated[at + 1]
        if one.end is not None or two.end is not None or one.start.year is not None or two.start.year is None:
            continue
        if (
            one.start.form in {"day", "named_month"}
            and one.start.month
            and two.start.month
            and _is_list(reading, one, two)
        ):
            earlier = one.start.month > two.start.month
            stated[at] = one._replace(start=one.start._replace(year=two.start.year - earlier, form="named"))
    return stated


def _is_list(reading: Reading, one: Span, two: Span) -> bool:
    joint = reading.classes[one.last : two.first]
    return joint.strip(" ") in {"&", ",", ",&", ", &", "/"} or (
        joint.startswith(",") and joint.strip(" ,li") in {"", "&"}
    )
