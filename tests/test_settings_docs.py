"""docs/settings.md and the JSON Schema say of every key what the types say."""

import json
import re
import tomllib
from pathlib import Path
from typing import Final

import jsonschema
import pytest
from msgspec import NODEFAULT, Struct, inspect
from pytest_regressions.file_regression import FileRegressionFixture

from scrape_clean.errors import SettingsError
from scrape_clean.records.annotate.own import Pattern
from scrape_clean.settings import parse
from scrape_clean.settings import tables as all_tables
from scrape_clean.settings.decoding import fields_of
from scrape_clean.settings.kinds import SINKS
from scrape_clean.settings.schema import settings_schema
from scrape_clean.sinks.heartbeat import HeartbeatSettings
from scrape_clean.sources.visits import Policy, Rendering
from settings_files import GOOD

ROOT = Path(__file__).parents[1]
TABLES: Final[dict[str, type[Struct]]] = {
    **{name: getattr(all_tables, name) for name in all_tables.__all__ if name.endswith("Table")},
    **{kind.__name__: kind for kind in SINKS.values()},
    "HeartbeatSettings": HeartbeatSettings,
    "Pattern": Pattern,
}
ELSEWHERE: Final = {  # what is made of a key that is not given, and the keys of `Pattern`, whose types say no more
    **{field: getattr(Policy(user_agent=""), field) for field in Policy.__struct_fields__[1:]},
    "settle": Rendering().settle,
}
PATTERN: Final = {
    "kind": "Name of the annotation, in lower case: `room`.",
    "pattern": "The regular expression; a group named `span` narrows the annotation to it.",
    "value": "A template with `{name}` or `{1}` for a group, `{0}` for the whole match.",
    "role": "The annotation's role.",
}
_GAP: Final = re.compile(r"<!-- (\w+) -->\n(?:\n\|[^\n]*(?:\n\|[^\n]*)*\n)?")


def described(kind: inspect.Type) -> str:
    """What a type's author says of it."""
    if isinstance(kind, inspect.UnionType):
        return next(filter(None, map(described, kind.types)), "")
    if isinstance(kind, inspect.Metadata):
        return str((kind.extra_json_schema or {}).get("description", ""))
    return ""


def choices(kind: inspect.Type) -> tuple[object, ...]:
    """The words that a value is one of."""
    if isinstance(kind, inspect.Metadata):
        return choices(kind.type)
    if isinstance(kind, inspect.VarTupleType):
        return choices(kind.item_type)
    if isinstance(kind, inspect.UnionType):
        return next(filter(None, map(choices, kind.types)), ())
    return kind.values if isinstance(kind, inspect.LiteralType) else ()


def default_of(field: inspect.Field) -> str:
    """As it would be written."""
    value = ELSEWHERE.get(field.name) if field.default is None else field.default
    if field.required:
        return "required"
    if value in (None, (), NODEFAULT) or isinstance(value, Struct):
        return ""
    return f"`{json.dumps(value)}`"


def table_of(kind: type[Struct]) -> str:
    """The keys of a table as Markdown."""
    above = fields_of(all_tables.FetchTable) if kind is all_tables.SourceTable else {}
    rows = ["| key | default | meaning |", "|---|---|---|"]
    for key, field in fields_of(kind).items():
        if key in above:
            continue
        text = described(field.type) or (PATTERN[key] if kind is Pattern else "")
        assert text, f"{kind.__name__}.{key} has no description"
        words = ", ".join(f"`{one}`" for one in choices(field.type))
        rows.append(f"| `{key}` | {default_of(field)} | {text}{f' One of {words}.' if words else ''} |")
    return "\n".join(rows)


def test_the_reference_has_every_key(file_regression: FileRegressionFixture) -> None:
    """`pytest --force-regen tests/test_settings_docs.py` writes the tables anew."""
    path = ROOT / "docs" / "settings.md"
    text = path.read_text(encoding="utf-8")
    assert sorted(_GAP.findall(text)) == sorted(TABLES)
    whole = _GAP.sub(lambda gap: f"<!-- {gap[1]} -->\n\n{table_of(TABLES[gap[1]])}\n", text)
    file_regression.check(whole, fullpath=path, encoding="utf-8")


def test_the_schema_is_kept_in_docs(file_regression: FileRegressionFixture) -> None:
    """What `schema scrape-clean.toml` prints."""
    printed = json.dumps(settings_schema(), indent=2, ensure_ascii=False) + "\n"
    kept = ROOT / "docs" / "schema" / "scrape-clean.toml.schema.json"
    file_regression.check(printed, fullpath=kept, encoding="utf-8")


def test_the_example_is_right() -> None:
    """Of the reference; the secrets in it are not at hand."""
    (example,) = re.findall(r"```toml\n(\[fetch\].*?)```", (ROOT / "docs/settings.md").read_text("utf-8"), re.DOTALL)
    assert [source.id for source in parse(example.encode(), ROOT / "scrape-clean.toml").sources] == ["events"]


def test_the_schema_is_one_and_takes_good_files() -> None:
    """By the same rules as the program."""
    schema = settings_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(tomllib.loads(GOOD), schema)
    assert json.loads(json.dumps(schema)) == schema


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("delay = 2", "dealy = 2"),
        ("delay = 2", 'delay = "2"'),
        ("jobs = 2", "jobs = 0"),
        ('reader = "soup"', 'reader = "soop"'),
        ('cookie = { env = "COOKIE" }', 'cookie = "x"'),
        ('url = { env = "MAIL" }', "url = { envv = 1 }"),
        ('on = ["page.changed"]', 'on = ["x"]'),
        ("[[notify]]", "[notify]"),
    ],
)
def test_the_schema_refuses_what_the_program_refuses(old: str, new: str) -> None:
    """Types, choices, bounds and unknown keys."""
    text = GOOD.replace(old, new)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(tomllib.loads(text), settings_schema())
    with pytest.raises(SettingsError):
        parse(text.encode(), ROOT / "scrape-clean.toml")
