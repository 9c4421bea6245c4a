"""JSON Schema (draft 2020-12) of every file that is written, made from the types themselves."""

from typing import Any, Literal, get_args

import msgspec

from scrape_clean.canonical import LEFT_OUT_OF_LINES
from scrape_clean.model import Drop, Record, Snapshot
from scrape_clean.nightly.manifest import Manifest
from scrape_clean.views.data import Changes

__all__ = ["SchemaName", "json_schema"]

SchemaName = Literal["records.json", "records.jsonl", "drops.jsonl", "changes.json", "manifest.json"]
"""``manifest.json``: of a run, ``runs/<run>.json``."""
_TYPES: dict[SchemaName, type] = {
    "records.json": Snapshot,
    "records.jsonl": Record,
    "drops.jsonl": Drop,
    "changes.json": Changes,
    "manifest.json": Manifest,
}
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(name: SchemaName) -> dict[str, Any]:
    """The schema of one file, or of one line of it for ``.jsonl``.

    Raises:
        ValueError: No such file is written.
    """
    if name not in _TYPES:
        raise ValueError(f"no file {name!r}: choose {', '.join(get_args(SchemaName))}")
    (root,), parts = msgspec.json.schema_components([_TYPES[name]], ref_template="#/$defs/{name}")
    parts = {part: _strict(body) for part, body in parts.items()}
    if name.endswith(".jsonl"):
        line = parts[_TYPES[name].__name__]
        for field in LEFT_OUT_OF_LINES.get(_TYPES[name], ()):
            del line["properties"][field]
            line["required"].remove(field)
    used = _reachable(root, parts)
    return {"$schema": _DIALECT, "title": name, **root, "$defs": {part: parts[part] for part in sorted(used)}}


def _strict(body: dict[str, Any]) -> dict[str, Any]:
    """Every field is always written, and no other."""
    if body.get("type") != "object":
        return body
    return {**body, "required": sorted(body["properties"]), "additionalProperties": False}


def _reachable(root: object, parts: dict[str, Any]) -> set[str]:
    """Names of the definitions that a schema refers to, directly or through another."""
    found: set[str] = set()
    rest = [root]
    while rest:
        item = rest.pop()
        if isinstance(item, dict):
            name = str(item.get("$ref", "")).removeprefix("#/$defs/")
            if name and name not in found:
                found.add(name)
                rest.append(parts[name])
            rest.extend(item.values())
        elif isinstance(item, list):
            rest.extend(item)
    return found
