"""One written date as fields, from the tokens that a form of the grammar matched."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from scrape_clean.records.annotate.dates.clock import clock_of, offset_of
from scrape_clean.records.annotate.dates.grammar import BEGINNING, DATE, DOTTED, FORMS, YEAR_FIRST
from scrape_clean.records.annotate.dates.pieces import is_piece
from scrape_clean.records.annotate.reading import Reading

__all__ = ["Atom", "atoms", "days_in", "edtf"]

_PIVOT: Final = 50
"""Years of two digits from here on belong to the 20th century."""
_REACH: Final = 3
_SEASONS: Final = 21
_QUARTERS: Final = 33
_HALVES: Final = 40
_CENTURY_TOO: Final = frozenset(("talet", "tallet"))
"""Scandinavian: 1990-talet is a decade, 1800-talet a century."""
_NO_DATE: Final = "none"
"""The form of a day that no calendar has: its month and year are no date either."""


class Atom(NamedTuple):
    """A date as far as its own words say it: tokens from ``first`` to before ``last``."""

    first: int
    last: int
    form: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    fixed: str = ""
    """EDTF of what is no day, month or year: a decade, a century, a quarter, an interval."""
    month_first: bool | None = None
    """Of a date in three numbers: whether the month stands first, None if the numbers do not tell."""
    clock: str = ""
    ahead: int = 0
    behind: int = 0
    """Of how many of its tokens the time of day takes, at its beginning and at its end."""

    @property
    def is_open(self) -> bool:
        """Whether its numbers leave open which of them is the day."""
        return self.form in {"numeric", "slash"} and self.month_first is None and self.month != self.day

    def without_clock(self) -> "Atom":
        """The day without the time around it."""
        return self._replace(first=self.first + self.ahead, last=self.last - self.behind, clock="", ahead=0, behind=0)


def atoms(reading: Reading) -> Iterator[Atom]:
    """Every date of a text, from left to right; those without a year and lone months and years too."""
    classes, at = reading.classes, 0
    while (start := BEGINNING.search(classes, at)) is not None:
        at = start.start()
        match = DATE.match(classes, at)
        atom = _first_sound(reading, match) if match else None
        if atom is not None and atom.form != _NO_DATE:
            yield atom
        at = atom.last if atom else at + 1


def _first_sound(reading: Reading, match: re.Match[str]) -> Atom | None:
    """The first form that matches at a place and makes sense."""
    start = match.start()
    met = False
    for name, form in FORMS.items():
        if not met and match[name] is None:
            continue
        met = True
        found = form.match(reading.classes, start)
        if found and not is_piece(reading, found.start(), found.end(), name):
            atom = _BUILDERS[name](reading, found.start(), found.end())
            if atom is not None:
                return atom
    return None


def _numbers(reading: Reading, first: int, last: int, wanted: str = "Ymdn3F") -> list[tuple[str, int, int]]:
    """Class, value and index of the tokens that are numbers."""
    classes = reading.classes
    return [(classes[at], reading.value(at), at) for at in range(first, last) if classes[at] in wanted]


def _full_year(value: int) -> int:
    return value + (1900 if value >= _PIVOT else 2000) if value < 100 else value


def _year_of(reading: Reading, first: int, last: int) -> int | None:
    """The year among some tokens: four digits, or two behind an apostrophe; before Christ counted from 0."""
    classes = reading.classes
    for index in range(first, last):
        if classes[index] == "Y":
            year = reading.value(index)
            before_christ = "z" in classes[index : index + 3] and "z" in classes[first:last]
            return 1 - year if before_christ else _common(reading, year)
        if classes[index] == "'" and classes[index + 1 : index + 2] in {"m", "d", "n"}:
            return _full_year(reading.value(index + 1))
    return None


def _common(reading: Reading, year: int) -> int:
    """Thai pages count from the Buddha's death; all others in the common era."""
    return year - 543 if reading.language == "th" and year >= 2400 else year


def _named(reading: Reading, first: int, last: int) -> Atom | None:
    classes = reading.classes
    month = reading.value(classes.index("M", first, last))
    year = _year_of(reading, first, last)
    apostrophe = classes.find("'", first, last)
    days = [value for _, value, at in _numbers(reading, first, last, "mdF") if apostrophe < 0 or at - 1 != apostrophe]
    if year is None and len(reading.word(last - 1)) == 2:  # 9-Nov-23
        year, days = _full_year(reading.value(last - 1)), days[:1]
    if year is None or len(days) != 1:
        return None
    return Atom(first, last, "named" if valid_day(year, month, days[0]) else _NO_DATE, year, month, days[0])


def _stamp(reading: Reading, first: int, last: int) -> Atom | None:
    """A moment whose year stands behind the time."""
    classes = reading.classes
    month, clock = reading.value(classes.index("M", first, last)), classes.index(":", first, last) - 1
    year_at = classes.index("Y", clock, last)
    _, day, _ = _numbers(reading, first, clock, "md")[0]
    time = clock_of(reading, clock, year_at)
    if not time or not valid_day(reading.value(year_at), month, day):
        return None
    if last > year_at + 1:
        zone = classes.find("Z", year_at, last)
        time += offset_of(reading, zone if zone > 0 else year_at + 1, last)
    return Atom(first, last, "stamp", reading.value(year_at), month, day, clock=time)


def _month_days(reading: Reading, first: int, last: int) -> Atom | None:
    month = reading.value(reading.classes.index("M", first, last))
    year = _year_of(reading, first, last)
    days = [value for _, value, _ in _numbers(reading, first, last, "mdF")]
    if year is None or not all(valid_day(year, month, day) for day in days) or days != sorted(days):
        return None
    return Atom(first, last, "month_days", year, month, None)


def _units(reading: Reading, first: int, last: int) -> Atom | None:
    classes = reading.classes[first:last]
    numbers = _numbers(reading, first, last, "mdn")
    values = [value for _, value, _ in numbers]
    month: int | None
    day: int | None
    if "Y" in classes and "年" not in classes:  # day, month, year, as in Vietnamese
        year = _year_of(reading, first, last)
        month, day = values[-1], (values[0] if len(values) > 1 else None)
    else:
        if "ε" in classes:
            counted = classes[classes.index("ε") + 1 :].lstrip()[:1] in {"m", "d", "n"}
            count = values.pop(0) if counted else 1  # the first year has a word of its own
            year = reading.value(first + classes.index("ε")) + count
        else:
            year = _year_of(reading, first, last)
            year = 1 - year if year and "z" in classes else year
        month, day = (*values, None, None)[:2]
    if year is None or (month and not 1 <= month <= 12):
        return None
    is_date = not (month and day) or valid_day(year, month, day)
    return Atom(first, last, "units" if is_date else _NO_DATE, year, month, day)


def _numeric(reading: Reading, first: int, last: int) -> Atom | None:
    one, two, three = _numbers(reading, first, last)
    classes = reading.classes[first:last]
    if one[0] == "Y":
        year, month, day = _common(reading, one[1]), two[1], three[1]
        if "." in classes and not (reading.language in YEAR_FIRST or _is_padded(reading, two[2], three[2])):
            return None
        return Atom(first, last, "named", year, month, day) if valid_day(year, month, day) else None
    if three[0] != "Y" and not _short_year(reading, (one[2], two[2], three[2]), classes):
        return None
    year = _common(reading, _full_year(three[1]))
    day_first, month_first = valid_day(year, two[1], one[1]), valid_day(year, one[1], two[1])
    if "." in classes and day_first:
        month_first = False
    if not (day_first or month_first):
        return None
    told = None if day_first and month_first else month_first
    month, day = (two[1], one[1]) if day_first else (one[1], two[1])
    return Atom(first, last, "numeric", year, month, day, month_first=told)


def _is_padded(reading: Reading, *indices: int) -> bool:
    return all(len(reading.word(index)) == 2 for index in indices)


def _short_year(reading: Reading, indices: tuple[int, int, int], classes: str) -> bool:
    """Whether three short numbers may be a day with a year of two digits."""
    written = [reading.word(index) for index in indices]
    if len(written[2]) != 2 or " " in classes:
        return False
    return "/" in classes or ("." in classes and reading.language in DOTTED)


def _quarter(reading: Reading, first: int, last: int) -> Atom | None:
    year = _year_of(reading, first, last)
    numbers = [value for _, value, _ in _numbers(reading, first, last, "mRF")]
    half = "H" in reading.classes[first:last]
    if year is None or len(numbers) != 1 or not 1 <= numbers[0] <= (2 if half else 4):
        return None
    if half:
        return Atom(
            first,
            last,
            "half",
            fixed=f"{_y(year)}-01/{_y(year)}-06" if numbers[0] == 1 else f"{_y(year)}-07/{_y(year)}-12",
        )
    return Atom(first, last, "quarter", fixed=f"{_y(year)}-{_QUARTERS - 1 + numbers[0]}")


def _century(reading: Reading, first: int, last: int) -> Atom | None:
    numbers = _numbers(reading, first, last, "mdnRF")
    classes = reading.classes[first:last]
    if not numbers or not 1 <= numbers[0][1] <= 30:
        return None
    if numbers[0][0] == "F" and any(reading.word(at) == "s" for at in range(first, last)):
        return None  # "ce dernier s'était": abbreviated, a century has its number in digits
    hundreds = f"{numbers[0][1] - 1:02d}"
    if "D" in classes and len(numbers) > 1:
        decade = numbers[1][1]
        return Atom(first, last, "decade", fixed=f"{hundreds}{decade // 10}X") if decade % 10 == 0 else None
    return Atom(first, last, "century", fixed=f"-{hundreds}XX" if "z" in classes else f"{hundreds}XX")


def _decade(reading: Reading, first: int, last: int) -> Atom | None:
    year = next(value for _, value, _ in _numbers(reading, first, last, "Yn"))
    if year % 10 or (year < 100 and "D" not in reading.classes[first:last]):
        return None
    if year < 100 and first and reading.classes[first - 1] in "$€£":
        return None
    whole = year if year >= 100 else 1900 + year
    if whole % 100 == 0 and reading.word(last - 1) in _CENTURY_TOO:
        return Atom(first, last, "century", fixed=f"{whole // 100}XX")
    if reading.classes[first] == "n" and reading.language == "en":
        return None  # "90 s" is a time
    return Atom(first, last, "decade", fixed=f"{whole // 10}X")


def _session(reading: Reading, first: int, last: int) -> Atom | None:
    classes = reading.classes[first:last]
    numbers = _numbers(reading, first, last, "Ymdn")
    year = numbers[0][1]
    if len(numbers) == 1:
        return Atom(numbers[0][2], last, "year", year)
    end = numbers[1][1]
    if end < 100:
        if len(reading.word(numbers[1][2])) != 2 or " -" in classes:
            return None
        end += year // 100 * 100 if end > year % 100 else (year // 100 + 1) * 100
    follows = end == year + 1
    if not ("j" in classes or ("/" in classes and follows) or ("–" in classes and 0 < end - year < 100)):
        month_like = numbers[1][0] == "m"
        if "/" in classes or month_like or not 0 < end - year < 100:
            return None
    if not year < end <= year + 100:
        return None
    behind = numbers[1][2] + 1
    behind += reading.classes[behind : behind + 1] == "年"
    return Atom(numbers[0][2], behind, "session", fixed=f"{_y(year)}/{_y(end)}")


def _season(reading: Reading, first: int, last: int) -> Atom | None:
    year = _year_of(reading, first, last)
    code = reading.value(reading.classes.index("S", first, last))
    return Atom(first, last, "season", fixed=f"{_y(year)}-{code}") if year is not None else None


def _month(reading: Reading, first: int, last: int) -> Atom | None:
    year = _year_of(reading, first, last)
    numbers = _numbers(reading, first, last, "md")
    if "M" in reading.classes[first:last]:
        month = reading.value(reading.classes.index("M", first, last))
    elif numbers and numbers[0][0] == "m":
        month = numbers[0][1]
        if reading.classes[first] == "Y" and "/" in reading.classes[first:last] and reading.language not in _UNITS:
            return None
    else:
        return None
    return Atom(first, last, "month", year, month) if year is not None else None


_UNITS: Final = frozenset(("zh", "ja", "ko", "vi"))


def _old(reading: Reading, first: int, last: int) -> Atom | None:
    value = _numbers(reading, first, last, "mdn3Y")[0][1]
    year = 1 - value if "z" in reading.classes[first:last] else value
    return Atom(first, last, "old", year) if value else None


def _day(reading: Reading, first: int, last: int) -> Atom | None:
    classes = reading.classes[first:last]
    values = [value for _, value, _ in _numbers(reading, first, last, "mdF")]
    if "M" in classes:
        month = reading.value(first + classes.index("M"))
        return Atom(first, last, "day", None, month, values[0]) if valid_day(2000, month, values[0]) else None
    one, two = values
    if "月" in classes:
        return Atom(first, last, "day", None, one, two) if valid_day(2000, one, two) else None
    if "." in classes:
        is_named = reading.classes[max(0, first - _REACH) : first].rstrip(" .:")[-1:] in {"!", "#", "№"}
        is_day = reading.language in DOTTED and valid_day(2000, two, one) and not is_named
        return Atom(first, last, "day", None, two, one) if is_day else None
    day_first, month_first = valid_day(2000, two, one), valid_day(2000, one, two)
    if not (day_first or month_first):
        return None
    told = None if day_first and month_first else month_first
    return Atom(first, last, "slash", None, two if day_first else one, one if day_first else two, month_first=told)


def _named_month(reading: Reading, first: int, last: int) -> Atom | None:
    return Atom(first, last, "named_month", None, reading.value(first))


def _year(reading: Reading, first: int, last: int) -> Atom | None:
    return Atom(first, last, "year", _common(reading, reading.value(first)))


_BUILDERS: Final[dict[str, Callable[[Reading, int, int], Atom | None]]] = {
    "stamp": _stamp,
    "month_days": _month_days,
    "named": _named,
    "units": _units,
    "numeric": _numeric,
    "quarter": _quarter,
    "century": _century,
    "decade": _decade,
    "session": _session,
    "season": _season,
    "month": _month,
    "old": _old,
    "day": _day,
    "named_month": _named_month,
    "year": _year,
}


def days_in(reading: Reading, first: int, last: int) -> list[tuple[int, int, int]]:
    """Days of the month among some tokens: value, first token, behind the last one."""
    found = []
    for _, value, index in _numbers(reading, first, last, "mdF"):
        end = index + 1
        if reading.classes[end : end + 1] == "O":
            end += 1
        found.append((value, index, end))
    return found


def valid_day(year: int, month: int, day: int) -> bool:
    """Whether the Gregorian calendar, counted backwards where needed, has the day."""
    return 1 <= month <= 12 and 1 <= day <= monthrange(year if year > 0 else 2000, month)[1]


def _y(year: int) -> str:
    return f"{year:04d}" if year >= 0 else f"-{-year:04d}"


def edtf(atom: Atom) -> str:
    """An atom's value; ``XXXX`` for a year that is not said."""
    if atom.fixed:
        return atom.fixed
    value = _y(atom.year) if atom.year is not None else "XXXX"
    if atom.month:
        value += f"-{atom.month:02d}"
        if atom.day:
            value += f"-{atom.day:02d}{atom.clock}"
    return value
