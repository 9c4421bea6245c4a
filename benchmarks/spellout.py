"""Write the package's table of numbers in words, in some eighty languages.

    pip install unicode-rbnf==2.4.1 num2words==0.5.14
    python benchmarks/spellout.py

CLDR's rules (RBNF, Unicode License v3), which unicode-rbnf reads, have the inflected forms; num2words has other
spellings, and ordinals of languages for which CLDR has none. Nothing else needs the two: what they say lies in
``src/scrape_clean/dedupe/normalization/numbers.json.gz``. A test compares it with the number words that annotating
knows.
"""

import gzip
import json
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Final

from num2words import CONVERTER_CLASSES, num2words
from unicode_rbnf import FormatPurpose, RbnfEngine
from unicode_rbnf.engine import RbnfError

from scrape_clean.dedupe.normalization.letters import in_tables
from scrape_clean.dedupe.normalization.normal import normal_form

OUT: Final = Path(__file__).parent.parent / "src/scrape_clean/dedupe/normalization/numbers.json.gz"
SPELT: Final = (*range(100), *range(100, 1001, 100))
"""Numbers that languages write in one word, and that a line says in words; longer ones are written in digits."""
SHORTEST: Final = 3
"""Letters of a number word: a shorter one is never taken for a slip."""
_DIGIT: Final = re.compile(r"\d")
_PURPOSES: Final = ((FormatPurpose.CARDINAL, ""), (FormatPurpose.ORDINAL, "."))
_AS: Final = {"kz": "kk"}
"""Codes of num2words that are a country's, not a language's."""


def numbers() -> dict[str, str]:
    """What each case-folded word means: ``number which language language ...``, one meaning after the other.

    An ordinal has a full stop behind its value: "seven" is ``7``, "seventh" ``7.``.
    """
    found: dict[str, dict[str, set[str]]] = {}
    for language, which, name in (*_by_rules(), *_by_num2words()):
        tokens = normal_form(name).tokens
        if len(tokens) == 1 and len(tokens[0]) >= SHORTEST and not _DIGIT.search(tokens[0]):
            found.setdefault(in_tables(tokens[0]), {}).setdefault(which, set()).add(language)
    return {
        word: ";".join(" ".join(("number", which, *sorted(said))) for which, said in sorted(meanings.items()))
        for word, meanings in sorted(found.items())
    }


def _by_rules() -> Iterator[tuple[str, str, str]]:
    """All numbers in all forms that CLDR has rules for: language, number and word."""
    for code in RbnfEngine.get_supported_languages():
        engine = RbnfEngine.for_language(code)
        for (purpose, mark), number in product(_PURPOSES, SPELT):
            try:
                forms = engine.format_number(number, purpose=purpose).text_by_ruleset
            except (RbnfError, ValueError):  # none for this purpose, or not for this number
                continue
            yield from ((code.partition("_")[0], f"{number}{mark}", form) for form in forms.values())


def _by_num2words() -> Iterator[tuple[str, str, str]]:
    """The same as num2words has it."""
    for code in CONVERTER_CLASSES:
        for (to, mark), number in product((("cardinal", ""), ("ordinal", ".")), SPELT):
            try:
                name = num2words(number, lang=code, to=to)
            except (NotImplementedError, ArithmeticError, LookupError, TypeError, ValueError):  # it has none
                continue
            if isinstance(name, str):
                yield _AS.get(code, code.partition("_")[0]), f"{number}{mark}", name


def main() -> None:
    """Write the table."""
    plain = json.dumps(numbers(), ensure_ascii=False, indent=0)
    OUT.write_bytes(gzip.compress(plain.encode(), compresslevel=9, mtime=0))
    print(f"{OUT.name}: {OUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
