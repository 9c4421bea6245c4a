"""The time of day that stands before or behind a day, as the end of an EDTF date: ``T19:30:00+01:00``."""

from typing import Final

from scrape_clean.records.annotate.reading import Reading

__all__ = ["clock_of"]

_AFTERNOON: Final = frozenset(["pm", "午後", "下午", "오후"])
_MORNING: Final = frozenset(["am", "午前", "上午", "오전"])


def clock_of(reading: Reading, first: int, last: int) -> str:
    """The time among some tokens; empty if they say none that exists."""
    numbers = [reading.value(at) for at in range(first, last) if reading.classes[at] in "mdn"]
    words = {reading.word(at).replace(".", "") for at in range(first, last) if reading.classes[at] in "kh"}
    named = [reading.value(at) for at in range(first, last) if reading.classes[at] == "h"]
    if named:
        numbers = [named[0], 0]
    hour, minute, second = (*numbers, 0, 0, 0)[:3]
    if words & _AFTERNOON and hour < 12:
        hour += 12
    elif words & _MORNING and hour == 12:
        hour = 0
    if hour > 23 or minute > 59 or second > 59 or not numbers:
        return ""
    return f"T{hour:02d}:{minute:02d}:{second:02d}{_zone(reading, first, last)}"


def _zone(reading: Reading, first: int, last: int) -> str:
    for at in range(first, last):
        if reading.classes[at] == "Z":
            minutes = reading.value(at)
            if minutes == 0:
                return "Z"
            sign = "+" if minutes > 0 else "-"
            return f"{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
    return ""
