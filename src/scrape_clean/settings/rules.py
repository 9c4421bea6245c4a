"""A fingerprint of the rules that a page is cleaned and compared by."""

import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

from msgspec import json, structs

from scrape_clean.pipeline import Options
from scrape_clean.records.annotate.own import Pattern
from scrape_clean.secret import Secret

__all__ = ["fingerprint", "own_rules"]

_DIGITS: Final = 16
"""Hex digits: 64 bits, and there are a few hundred rules in a lifetime."""
_OF_A_NIGHT: Final = frozenset({"before", "template", "annotators"})
_NEGOTIATION: Final = frozenset({"accept", "accept-language"})
"""Headers that choose among the forms of a page (RFC 9110, 12.5); no secrets, as the settings may write them out."""


_PACKAGE: Final = Path(__file__).parents[1]
_RULES: Final = ("parse", "label", "dedupe", "records", "compare")
"""Folders of the package that decide what becomes of a page; its modules at the top do, too."""


@cache
def own_rules() -> str:
    """A digest of what this package cleans and compares by: a clone that is brought up to date keeps its version."""
    digest = hashlib.sha256()
    inside = (path for name in _RULES for path in (_PACKAGE / name).rglob("*") if "__pycache__" not in path.parts)
    for path in sorted((*_PACKAGE.glob("*.py"), *inside)):
        if path.is_file():
            digest.update(f"{path.relative_to(_PACKAGE).as_posix()}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:_DIGITS]


def fingerprint(
    options: Options,
    ignore: Sequence[str],
    media_type: str | None,
    programs: Sequence[str],
    headers: Sequence[tuple[str, Secret]] = (),
) -> str:
    """A short text that is another one whenever the rules are.

    Args:
        options: Without what only a night knows.
        ignore: Patterns of what is no change.
        media_type: What pages are taken for.
        programs: The package and the plug-ins that take part, each with its version.
        headers: Sent with requests: by others the server may give another page under the same date. Of what may be
            secret only the name counts; the history keeps nothing that a password could be guessed from.
    """
    plain = {name: value for name, value in structs.asdict(options).items() if name not in _OF_A_NIGHT}
    patterns = [structs.asdict(one) for one in options.annotators if isinstance(one, Pattern)]
    asked = sorted((name.lower(), value.value if name.lower() in _NEGOTIATION else "") for name, value in headers)
    whole = json.encode([plain, patterns, list(ignore), media_type, list(programs), asked], order="sorted")
    return hashlib.sha256(whole).hexdigest()[:_DIGITS]
