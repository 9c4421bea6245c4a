"""JSON Schema of ``scrape-clean.toml``, for editors that complete and check it."""

from typing import Any, Final

import msgspec
from msgspec import Struct

from scrape_clean.settings.kinds import SINKS
from scrape_clean.settings.tables import SettingsTable, SinkTable
from scrape_clean.settings.values import OR_LITERAL

__all__ = ["settings_schema"]

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_SECRET: Final = {"$ref": "#/$defs/Secret"}
_REFERENCE: Final = {
    "description": "A secret: the name of an environment variable or of a file that holds it.",
    "oneOf": [
        {
            "type": "object",
            "properties": {name: {"type": "string", "minLength": 1}},
            "required": [name],
            "additionalProperties": False,
        }
        for name in ("env", "file")
    ],
}


def settings_schema() -> dict[str, Any]:
    """The schema (draft 2020-12). It knows types, choices and bounds; what keys say about each other `load` knows."""
    (root, *_), parts = msgspec.json.schema_components([SettingsTable, *SINKS.values()], ref_template="#/$defs/{name}")
    found = {name: _tidy(body) for name, body in parts.items()}
    found["Secret"] = _REFERENCE
    for body in found.values():
        if body.get("type") == "object":
            body.setdefault("additionalProperties", False)
    sink = found[SinkTable.__name__]
    sink["additionalProperties"] = True  # a plug-in has keys of its own
    for kind in SINKS.values():
        sink["properties"] = {**found.pop(kind.__name__)["properties"], **sink["properties"]}
    return {"$schema": _DIALECT, "title": "scrape-clean.toml", **root, "$defs": dict(sorted(found.items()))}


def _or_literal(body: dict[str, Any]) -> dict[str, Any]:
    """What may be written out instead of being named."""
    if "additionalProperties" in body:
        return {**body, "additionalProperties": _or_literal(body["additionalProperties"])}
    return {**{key: value for key, value in body.items() if key != "$ref"}, "anyOf": [{"type": "string"}, _SECRET]}


def _tidy(item: Any) -> Any:  # noqa: ANN401  JSON
    """Without null, which TOML does not have."""
    if isinstance(item, list):
        return [_tidy(one) for one in item]
    if not isinstance(item, dict):
        return list(item) if isinstance(item, tuple) else item
    body = {key: _tidy(value) for key, value in item.items() if not (key == "default" and value is None)}
    if isinstance(body.get("default"), Struct):
        del body["default"]
    if body.pop(OR_LITERAL, False):
        body = _or_literal(body)
    choices = [one for one in body.pop("anyOf", []) if one != {"type": "null"}]
    return {**body, **choices[0]} if len(choices) == 1 else {**body, **({"anyOf": choices} if choices else {})}
