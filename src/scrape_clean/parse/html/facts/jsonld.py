"""JSON-LD as pages have it: read, repaired where that is safe, and laid out flat.

Source: JSON-LD 1.1, section 7 (embedding in HTML), read without contexts, as search engines do.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, TypeAlias

import orjson

from scrape_clean.parse.html.facts.values import plain_line

__all__ = ["Graph", "Node", "texts_of", "types_of"]

Node: TypeAlias = Mapping[str, Any]
"""A JSON object. Nothing is known of its values."""

_LARGEST: Final = 4_000_000
"""Characters of one script; the largest of 1,615 real pages is far smaller."""
_DEEPEST: Final = 40
_MOST: Final = 2_000
"""Nodes of one page that are looked at: a listing's few hundred products fit."""
_COMMENTED: Final = re.compile(
    r"\A(?:(?:/\*|//)?\s*<!(?:\[CDATA\[|--)\s*(?:\*/\s*)?)++|(?:/\*|//)?(?:(?<!\s)\s+)?(?:\]\]|--)>\s*(?:\*/\s*)?\Z"
)
"""Marks at the ends of a script; each run of blanks is tried once, where it begins, so that it takes linear time."""
_SURPLUS: Final = re.compile(
    r'(?P<string>"(?:[^"\\]|\\.)*+(?:"|\Z))|//[^\n]*|/\*(?:.*?\*/|.*\Z)|,(?=\s*[}\]])|;\s*\Z', re.DOTALL
)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


class Graph:
    """All nodes of a page's JSON-LD, by their place and by their names."""

    def __init__(self, scripts: Iterable[str]) -> None:
        """Read the scripts; what cannot be read is left out."""
        self.top: list[Node] = []
        """Nodes that stand by themselves, in order: what the page is about, not a part of something else."""
        self._named: dict[str, Node] = {}
        for script in scripts:
            for value in _read(script):
                self._lay_out(value)

    def _lay_out(self, value: object) -> None:
        rest = [(value, 0, True)]
        while rest and len(self._named) < _MOST:
            item, depth, is_top = rest.pop()
            if depth > _DEEPEST:
                continue
            if isinstance(item, list):
                rest.extend((part, depth + 1, is_top) for part in reversed(item))
            elif isinstance(item, dict):
                graph = item.get("@graph")
                if is_top and len(self.top) < _MOST and (len(item) > 1 or graph is None):
                    self.top.append(item)
                name = item.get("@id")
                if isinstance(name, str) and len(item) > 1:
                    self._named.setdefault(name, item)
                inner = ((part, depth + 1, key == "@graph") for key, part in item.items())
                rest.extend(reversed([entry for entry in inner if isinstance(entry[0], dict | list)]))

    def nodes(self, value: object) -> Iterator[Node]:
        """The nodes that a value is, names or lists; a reference gives what it refers to."""
        for item in value if isinstance(value, list) else (value,):
            if isinstance(item, dict):
                name = item.get("@id")
                yield self._named.get(name, item) if isinstance(name, str) and len(item) == 1 else item

    def names(self, value: object) -> Iterator[str]:
        """The names of people or organisations, each in a string or a node."""
        for item in value if isinstance(value, list) else (value,):
            if isinstance(item, str):
                yield plain_line(item)
            else:
                for node in self.nodes(item):
                    whole = " ".join(texts_of(node.get("givenName"))[:1] + texts_of(node.get("familyName"))[:1])
                    yield from texts_of(node.get("name")) or [whole]


def texts_of(value: object) -> list[str]:
    """The texts that a value holds, each one line: a string, a list of them, or ``{"@value": ...}``."""
    found = []
    for item in value if isinstance(value, list) else (value,):
        text = item.get("@value") if isinstance(item, dict) else item
        if isinstance(text, str) and (folded := plain_line(text)):
            found.append(folded)
    return found


def types_of(node: Node) -> list[str]:
    """A node's types without their vocabulary: ``["NewsArticle"]``."""
    value = node.get("@type")
    types = value if isinstance(value, list) else [value]
    return [item.rpartition("/")[2].rpartition(":")[2] for item in types if isinstance(item, str)]


def _read(script: str) -> Iterator[object]:
    """The values in a script: one as a rule, several where it holds one after another, none where it is no JSON."""
    if len(script) > _LARGEST:
        return
    for text in _spellings(script):
        try:
            yield orjson.loads(text)
        except orjson.JSONDecodeError:
            continue
        return
    yield from _read_one_by_one(_repaired(script))


def _spellings(script: str) -> Iterator[str]:
    """The script as it stands, and with the repairs that change no string."""
    yield script
    repaired = _repaired(script)
    yield repaired
    if "&quot;" in script:  # a template engine escaped the whole
        yield repaired.replace("&quot;", '"')


def _repaired(script: str) -> str:
    """Without comments, CDATA marks, trailing commas and a final semicolon; control characters as spaces."""
    text = _COMMENTED.sub("", script.strip().removeprefix("\ufeff"))
    text = _SURPLUS.sub(lambda match: match["string"] or "", text)
    return _CONTROL.sub(" ", text)


def _read_one_by_one(text: str) -> Iterator[object]:
    """As many values as can be read from the start; line ends inside strings are let pass."""
    decoder = json.JSONDecoder(strict=False)
    place = 0
    for _ in range(_DEEPEST):
        rest = re.compile(r"[\s;,]*").match(text, place)
        place = rest.end() if rest else place
        try:
            value, place = decoder.raw_decode(text, place)
        except (ValueError, RecursionError):
            return
        yield value
