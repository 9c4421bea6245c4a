"""The file that ``init`` writes, and how ``add`` lets it grow: text stays as it is, comments and all."""

import json
import re
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Final

from scrape_clean.settings.relations import suggest_id

__all__ = ["starter", "unique_id", "with_source"]

_CONTACT: Final = '# contact = "you@example.org"'


def starter(contact: str | None = None) -> str:
    """A commented ``scrape-clean.toml`` to begin with."""
    text = files(__package__).joinpath("starter.toml").read_text("utf-8")
    return text if contact is None else text.replace(_CONTACT, f"contact = {_quoted(contact)}", 1)


def unique_id(place: str, taken: Iterable[str]) -> str:
    """A readable id for a page or file that no other source has."""
    known = {name.casefold() for name in taken}
    first = name = suggest_id(place)
    number = 1
    while name in known:
        number += 1
        name = f"{first}-{number}"
    return name


def with_source(text: str, table: Mapping[str, str | bool | tuple[str, ...]]) -> str:
    """A settings file with one more ``[[source]]`` at its end.

    Args:
        text: The file as it is; its line ends are kept.
        table: Keys and values; empty tuples are left out.
    """
    end = "\r\n" if re.search(r"\r\n", text) else "\n"
    lines = ["[[source]]", *(f"{key} = {_written(value)}" for key, value in table.items() if value not in ((), ""))]
    gap = "" if not text.strip() else end if text.endswith("\n") else end * 2
    return f"{text}{gap}{end.join(lines)}{end}"


def _written(value: str | bool | tuple[str, ...]) -> str:  # noqa: FBT001
    if isinstance(value, bool):
        return "true" if value else "false"
    return _quoted(value) if isinstance(value, str) else f"[{', '.join(map(_quoted, value))}]"


def _quoted(text: str) -> str:
    """A basic string: TOML's escapes are those of JSON."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
