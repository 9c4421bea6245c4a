"""A fingerprint of the rules that a page is cleaned and compared by."""

import hashlib
from collections.abc import Sequence
from typing import Final

from msgspec import json, structs

from scrape_clean.pipeline import Options
from scrape_clean.records.annotate.own import Pattern

__all__ = ["fingerprint"]

_DIGITS: Final = 16
"""Hex digits: 64 bits, and there are a few hundred rules in a lifetime."""
_OF_A_NIGHT: Final = frozenset({"before", "template", "annotators"})


def fingerprint(options: Options, ignore: Sequence[str], media_type: str | None, programs: Sequence[str]) -> str:
    """A short text that is another one whenever the rules are.

    Args:
        options: Without what only a night knows.
        ignore: Patterns of what is no change.
        media_type: What pages are taken for.
        programs: The package and the plug-ins that take part, each with its version.
    """
    plain = {name: value for name, value in structs.asdict(options).items() if name not in _OF_A_NIGHT}
    patterns = [structs.asdict(one) for one in options.annotators if isinstance(one, Pattern)]
    whole = json.encode([plain, patterns, list(ignore), media_type, list(programs)], order="sorted")
    return hashlib.sha256(whole).hexdigest()[:_DIGITS]
