"""How dates are written, as regular expressions over the classes of `Reading`.

One grammar serves all languages: what differs between them is in the lexicons. Every repetition is bounded, so that a
match looks at a bounded number of tokens and a text takes linear time.
"""

import re
from typing import Final

__all__ = [
    "AFTER",
    "BEGINNING",
    "CLOCK_BEFORE",
    "CLOCK_BEHIND",
    "CONNECTOR",
    "DATE",
    "DAYS_BEFORE",
    "DAY_BEHIND",
    "DOTTED",
    "FORMS",
    "WEEKDAY_BEFORE",
    "YEAR_FIRST",
]

YEAR_FIRST: Final = frozenset("zh ja ko hu lt mn".split())
"""Languages that write 2024.5.3; elsewhere that is a version."""
DOTTED: Final = frozenset("de ru uk be pl cs sk fi nb no nn da et lv lt ro hr sr sl bg mk tr hu is".split())
"""Languages that write 3.5.24 for a day; elsewhere that is a version or a section."""

_GAP: Final = r"\.? ?,? ?(?:[-–/] ?)?(?:[olyi]'? ?){0,3}"
"""What may stand between the parts of a date: a comma, a dash, "of the", "de", "im Jahr"."""
_DAY: Final = r"(?:[md](?:[-']?O\.?|\.?[O°]|\.)?|(?<=l )F)"
_YEAR: Final = r"(?:Y(?![md3nN8])(?: ?[yzc]|-y)?|'[mdn])"
_YEAR_SAID: Final = r"Y\.? ?-?y\.?,? "
"""A year with the word for it, before a month: "2024 m. gegužės", "2024. gada 3. maijs"."""
_OFFSET: Final = r"(?:[+–-][mdnN](?::[mdn])?(?! ?[:kZ]))?"
_ZONE: Final = rf"(?:,? ?(?:Z{_OFFSET}|\(Z{_OFFSET}\)?))"
_CLOCK: Final = rf"[mdn](?:(?:[:.]| ?k ?)[mdn](?:[:.][mdn])?(?: ?k)?| ?k)(?![/md]|-(?![mdn](?:[:.][mdn])? ?k)){_ZONE}?"
_JOINT: Final = r"(?:\([x?月日]\))? ?(?:,? ?[-–~]|[tUκ&]|, [t&]) ?(?:K ?)?"
_ORDINAL: Final = r"(?:F|[mdR](?:[-']?O\.?|\.|o)?)"

FORMS: Final = {
    name: re.compile(pattern)
    for name, pattern in {
        # Sat Jan 21 19:11:14 2017, with a zone before or behind the year: as C, Unix and Git write it.
        "stamp": (r"(?:M {1,2}[md]|[md]\.? M\.?) [mdn]:[mdn]:[mdn](?: k)?(?: Z Y| Y(?: [+–-]N| Z)?)(?![md3nN8:])"),
        # Days of one month, with the month or the year first: October 23-29, 2023; 2024. gada 3.–5. maijs.
        "month_days": (
            rf"M{_GAP}{_DAY}(?:, ?{_DAY}){{0,6}},? ?[-–tU&] ?(?:l ?)?{_DAY}{_GAP}{_YEAR}"
            rf"|{_YEAR_SAID}{_DAY}(?:, ?{_DAY}){{0,6}},? ?[-–tU&] ?{_DAY}{_GAP}M(?!{_GAP}Y)"
        ),
        # 3 May 2024; May 3rd, 2024; 2024 May 3; 23-2024-May; May-2024-23.
        "named": (
            rf"{_DAY}{_GAP}M{_GAP}{_YEAR}|M{_GAP}{_DAY}{_GAP}{_YEAR}|Y(?!,){_GAP}M{_GAP}{_DAY}(?! ?[:\dmdnk])"
            rf"|Y, ?M{_GAP}{_DAY}(?! ?[:\dmdnk]|,? ?Y|,? ?[-–tU&] ?{_DAY},? ?Y)"
            rf"|{_YEAR_SAID}(?:{_DAY}{_GAP}M(?!{_GAP}Y)|M{_GAP}{_DAY}(?! ?[:\dmdnk]|{_GAP}Y))"
            rf"|[md]-Y-M|M-Y-[md]|[md](?P<sign>[-/])M(?P=sign)[mdn](?![\dmdnY:])"
        ),
        "numeric": (
            r"[md] ?(?P<sep>[/.-]) ?[md] ?(?P=sep) ?(?:Y|[mdn])|Y ?(?P<sep2>[/.-]) ?[md] ?(?P=sep2) ?[md]"
            r"|[md] [md] Y|[md]/[md],? Y|[md] [of] [md] [of] Y|Y\. ?[md]\. ?[md]"
        ),
        "quarter": (
            rf"{_ORDINAL} ?[QH]{_GAP}Y|[QH] ?{_ORDINAL}{_GAP}Y|Y ?(?:[年y] ?)?{_GAP}{_ORDINAL} ?[QH]|Y{_GAP}[QH] ?[mF]"
        ),
        "century": (rf"{_ORDINAL} ?-? ?E(?:[mdn] ?D|(?:,? ?[zc])?)|E ?-?{_ORDINAL}(?:,? ?[zc])?"),
        "decade": r"Y ?'?-?D|D '?(?:[lo] ?){0,2}'?(?:Y|n)|'?n ?'?-?D",
        "session": (rf"j{_GAP}Y(?: ?[/–-] ?(?:Y|[mdn]))?|Y ?[/–-] ?(?:Y|[mdn]) ?(?:l ?)?j|Y ?[/–-] ?(?:Y|[mdn])"),
        "season": r"S,? ?(?:[oliy]'? ?){0,3}(?:Y(?:[/–-][mdn])?|'[mdn])|Y ?(?:年 ?)?(?:[ol] ?)?S",
        # 2024年5月3日, 令和6年5月3日, 2024년 5월 3일, ngày 3 tháng 5 năm 2024.
        "units": (
            r"(?:[cz] ?)?(?:Y|ε ?[mdnx?]) ?年(?: ?[md] ?月(?: ?[md](?: ?日|(?= ?[-–~t] ?[md] ?日)))?)?"
            rf"|{_DAY} ?月 ?[md](?:[/,-]| )? ?(?:[yi] ?){{0,2}}Y|月 ?[md](?:[/,-]| )? ?(?:y ?)?Y"
        ),
        "month": rf"M{_GAP}{_YEAR}|{_YEAR_SAID}M(?! ?[mdO])|Y ?[-/]?(?: [io])? ?M(?! ?[mdO])|[md][/.]Y|Y-[md]|Y/m",
        "old": r"[mdn3Y] ?z|c [mdn3Y]|[mdn3] ?c",
        # Without a year.
        "day": (
            rf"{_DAY}{_GAP}M|M{_GAP}{_DAY}|[md]/[md](?! ?(?:[lo] ?)?M)|[md] ?月 ?[md] ?日"
            # 14.04. of 14.04. – 26.04.2025
            rf"|[md]\. ?[md]\.?(?={_JOINT}(?:[liyW]'?\.? ?,? ?){{0,4}}[md]\. ?[md]\. ?(?:Y|[mdn]))"
        ),
        "named_month": r"M|[md] ?月",
        "year": r"Y(?: ?[年yc]|j)?",
    }.items()
}
"""The forms of one date, by name; where several match, the first one counts."""

_FIRST: Final = "[YmdnMSFQHEDRjcz3ε'月]"
BEGINNING: Final = re.compile(rf"{_FIRST}(?<!'(?!n))(?<![mdn3](?! ?+[^wC?!;:)(|\"]))")
"""What a date may begin with; looked for first, as `re` finds a set of characters fastest. No date is a small number
with a word behind it, or nothing."""

DATE: Final = re.compile(
    f"(?={_FIRST})(?:" + "|".join(f"(?P<{name}>{form.pattern})" for name, form in FORMS.items()) + ")"
)
"""One date; the name of the outermost group says in which form."""

CONNECTOR: Final = re.compile(_JOINT + r"(?:[liofyW]'?\.? ?,? ?){0,4}")
"""What joins the two ends of a range."""

DAYS_BEFORE: Final = re.compile(
    rf"(?:^|(?<=[^YmdnN38/.:-]))(?P<days>{_DAY}(?:, ?(?:l ?)?{_DAY}){{0,6}}),?"
    r"(?P<join> ?[-–/tU&] ?)(?:[lofiyW]'? ?){0,2}$"
)
"""Days in front of a date with a month, at the end of what precedes it: "9, 16 and", "1er -"."""

DAY_BEHIND: Final = re.compile(
    r"(?:\([x?月日]\))? ?(?:,? ?[-–~]|[tU]) ?(?P<day>[md](?: ?日|[-']?O\.?|\.)?)(?! ?[:/md3nN8k月M%.]|,? ?Y|,[md3n])"
)
"""The last day of a range whose first one stands behind its month: "2024年5月3日～5日", "2024. május 3–5."."""

WEEKDAY_BEFORE: Final = re.compile(r"W\.?,? ?(?:[lio] ?){0,2}$")
_UNTIL: Final = r"(?: ?[–-] ?| [tU] )"
CLOCK_BEFORE: Final = re.compile(
    r"(?<![mdnk][–-])(?<![mdnk] [–-])(?<![mdnk][–-] )(?<![mdnk] [–tU-] )"
    rf"(?P<clock>(?:{_CLOCK}|h{_ZONE}?))(?:{_UNTIL}{_CLOCK})?(?:,? ?(?:[iloW] ?){{0,3}})$"
)
"""The time before a day; of two, the one at which something begins."""
AFTER: Final = re.compile(
    rf"(?P<day>,? ?\(?W\.?\)?)?(?P<clock>(?:,? ?(?:[–-] ?)?|(?<=\d)t)(?:[il@k] ?){{0,2}}{_CLOCK})?"
)
"""What may follow a day: the day of the week, a time and its zone."""
CLOCK_BEHIND: Final = re.compile(
    rf"(?: ?[–-] ?| [tUi] )(?P<hour>[mdn])(?:[:.][mdn])?(?: ?(?P<half>k))?(?P<zone>{_ZONE})?"
)
"""The time at which something ends that begins at the one before: "6:00–8:00 p.m. EST", "7.30 for 8 pm"."""
