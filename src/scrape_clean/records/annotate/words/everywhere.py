"""Words of dates that are the same everywhere, or that belong to few languages each."""

from typing import Final

__all__ = ["AFTERWARDS", "BEHIND_YEARS", "ERAS", "MORE_MONTHS", "ZONES"]

ZONES: Final = {
    "utc": 0, "gmt": 0, "z": 0, "wet": 0, "bst": 60, "west": 60, "cet": 60, "mez": 60, "cest": 120, "mesz": 120,
    "eet": 120, "sast": 120, "cat": 120, "eest": 180, "eat": 180, "msk": 180, "moscow time": 180, "gst": 240,
    "pkt": 300, "ist": 330, "ict": 420, "wib": 420, "hkt": 480, "sgt": 480, "awst": 480, "jst": 540, "kst": 540,
    "acst": 570, "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780, "aoe": -720, "anywhere on earth": -720,
    "hst": -600, "akst": -540, "pst": -480, "pdt": -420, "mst": -420, "mdt": -360, "cst": -360, "cdt": -300,
    "est": -300, "edt": -240, "ast": -240, "brt": -180, "art": -180, "uhr mez": 60,
}  # fmt: skip
"""Abbreviations of time zones and minutes east of Greenwich; where one is used for several, the commonest."""

ERAS: Final = {
    "令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867, "民国": 1911, "民國": 1911,
    "พ.ศ": -543, "พ.ศ.": -543, "พุทธศักราช": -543,
}  # fmt: skip
"""Eras, and the years to add to get one of the common era."""

_ARABIC: Final = (
    "كانون الثاني|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين الأول|تشرين الثاني|كانون الأول",
    "جانفي|فيفري|مارس|أفريل|ماي|جوان|جويلية|أوت|سبتمبر|أكتوبر|نوفمبر|ديسمبر",
    "يناير|فبراير|مارس|أبريل|ماي|يونيو|يوليوز|غشت|شتنبر|أكتوبر|نونبر|دجنبر",
)
"""The months in the Levant and Iraq, in Algeria and Tunisia, in Morocco."""
_GREEK: Final = "ιανουάριο φεβρουάριο μάρτιο απρίλιο μάιο ιούνιο ιούλιο αύγουστο σεπτέμβριο οκτώβριο νοέμβριο δεκέμβριο"
MORE_MONTHS: Final = {
    "en": (("sept", ("M", 9)), ("octbr", ("M", 10))),
    "de": (("mrz", ("M", 3)), ("jänner", ("M", 1)), ("feber", ("M", 2)), ("maerz", ("M", 3))),
    "es": (("setiembre", ("M", 9)), ("sept", ("M", 9))),
    "fr": (("sept", ("M", 9)), ("fev", ("M", 2)), ("aout", ("M", 8)), ("decembre", ("M", 12))),
    "ru": (("мае", ("M", 5)), ("маю", ("M", 5)), ("маем", ("M", 5))),
    "pl": (("maju", ("M", 5)), ("majem", ("M", 5))),
    "cs": (("únoru", ("M", 2)), ("červnu", ("M", 6)), ("září", ("M", 9)), ("dubnu", ("M", 4)), ("lednu", ("M", 1))),
    "uk": (("лютому", ("M", 2)), ("травні", ("M", 5))),
    "tr": (("mayıs", ("M", 5)), ("mayısta", ("M", 5))),
    "ar": tuple((name, ("M", month)) for names in _ARABIC for month, name in enumerate(names.split("|"), start=1)),
    "el": tuple((name, ("M", month)) for month, name in enumerate(_GREEK.split(), start=1)),
    "hu": (("május", ("M", 5)),),
}  # fmt: skip
"""Month names that CLDR leaves out: other spellings, and cases of names too short to be told by their beginning."""

AFTERWARDS: Final = {
    "en": (
        ("κ", "onwards|onward|and onwards|and onward|or later|and later|and beyond"),
        ("υ", "or earlier|and earlier|at the latest"),
    ),
    "de": (("κ", "und später|oder später|und danach"), ("υ", "oder früher|und früher")),
    "fr": (
        ("κ", "ou plus tard|et plus tard|et plus|et au-delà|et suivantes"),
        ("υ", "ou plus tôt|au plus tard"),
        ("A", "supérieure à|supérieur à"),
    ),
    "es": (
        ("κ", "o posterior|o más tarde|y más tarde|en adelante|y posteriores|y siguientes"),
        ("υ", "o anterior|y anteriores|a más tardar"),
    ),
    "pt": (("κ", "em diante|ou posterior|ou mais tarde"), ("υ", "ou anterior")),
    "it": (("κ", "in poi|e successivi|o successivo|in avanti"), ("υ", "o precedente")),
    "nl": (("κ", "en later|of later"), ("υ", "of eerder|en eerder")),
    "sv": (("κ", "och framåt|eller senare"), ("υ", "eller tidigare")),
    "zh": (("κ", "或之后|及之后|及以后|或以后|以及之后"), ("υ", "或之前|及之前|及以前|或以前|以及之前")),
}  # fmt: skip
"""Cue words that stand behind the date in languages whose cue words else stand before it."""

BEHIND_YEARS: Final = {
    "ab": ("ш.",), "cv": ("ҫ.",), "hy": ("թ.",), "kk": ("ж.",), "ky": ("ж.",), "lt": ("m.",), "ltg": ("g.",),
    "lv": ("gada", "g."), "mn": ("оны",), "os": ("аз",), "prg": ("mettas", "m."), "sah": ("сыл",), "tt": ("ел",),
    "za": ("ndwen",),
}  # fmt: skip
"""What CLDR's patterns put behind a year, in languages whose cue words are not there: "2024 m. gegužės 3 d."."""
