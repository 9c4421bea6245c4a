"""``scrape-clean.toml`` from bytes to settings, or to every mistake in it."""

import os
import re
import tomllib
from collections.abc import Mapping
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Final, cast

from msgspec import Struct, structs

from scrape_clean.errors import PluginError, SettingsError, UsageError
from scrape_clean.plugins import ANNOTATORS, load_annotators
from scrape_clean.records.annotate.own import Annotator, pattern_of
from scrape_clean.settings.assemble import Installed, assemble
from scrape_clean.settings.decoding import Decoder, Wrong, fields_of
from scrape_clean.settings.kinds import SINKS
from scrape_clean.settings.locate import KeyPath, locate
from scrape_clean.settings.model import Settings, Sink
from scrape_clean.settings.references import UNREAD, Secrets, Vault
from scrape_clean.settings.relations import check_relations, tables_of
from scrape_clean.settings.report import Report, meant
from scrape_clean.settings.tables import (
    ArchiveTable,
    FetchTable,
    RunTable,
    SettingsTable,
    SinkTable,
    SourceTable,
)
from scrape_clean.sinks.sink import SINKS as PLUGINS

__all__ = ["LARGEST", "load", "parse"]

LARGEST: Final = 4 * 1024 * 1024
"""Bytes of settings; ten thousand sources have one or two million."""
_PLACE: Final = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_YAML: Final = re.compile(r"\A(?:---|%YAML|(?:[^\S\n]*(?:#[^\n]*)?\n)*[\w-]+:(?:\s|\Z))")
_COMMON: Final = frozenset(SinkTable.__struct_fields__)


def load(path: Path, *, environ: Mapping[str, str] | None = None) -> Settings:
    """Read settings.

    Args:
        path: The file. Relative paths in it start at its folder.
        environ: Where secrets named by ``env`` are; that of this process if not given.

    Raises:
        SettingsError: It cannot be read or used; with every mistake in it.
    """
    whole = path.absolute()
    vault = Vault(os.environ if environ is None else environ, whole.parent)
    return parse(_read(path), path, secrets=vault)


def parse(body: bytes, path: Path, *, secrets: Secrets = UNREAD) -> Settings:
    """As `load`, from the file's bytes; secrets are left unread unless something is given that reads them.

    Raises:
        SettingsError: They are no settings; with every mistake.
    """
    name = _printable(path)
    if len(body) > LARGEST:
        raise SettingsError([f"{name}: is larger than {LARGEST:,} bytes; name many pages by a sitemap or files"])
    text = _text(body, name)
    data, report = _toml(text, name)
    check_relations(data, report)
    decoder = Decoder(report, secrets, _homes())
    tables = decoder.table(_without_kinds(data), SettingsTable, ())
    options = _sink_options(data, decoder, report)
    installed = _installed(data, report)
    _check_patterns(data, report)
    if report.mistakes or isinstance(tables, Wrong):
        raise SettingsError(report.mistakes)
    found = [
        Sink(id=table.id, kind=table.kind, on=table.on, options=cast("Struct", own))
        for table, own in zip(tables.sink, options, strict=True)
        if table.enabled
    ]
    return structs.replace(assemble(path.absolute(), tables, found, installed), warnings=report.warnings)


def _printable(path: Path) -> str:
    """A path as it can stand in a line."""
    name = os.fsencode(path).decode("utf-8", "replace")
    return name if name.isprintable() else ascii(name)


def _read(path: Path) -> bytes:
    name = _printable(path)
    try:
        with path.open("rb") as stream:
            return stream.read(LARGEST + 1)
    except FileNotFoundError:
        raise SettingsError([f"{name}: there is no such file; `scrape-clean init` makes one"]) from None
    except (OSError, ValueError) as error:
        reason = (isinstance(error, OSError) and error.strerror) or str(error)
        raise SettingsError([f"{name}: cannot be read: {reason[:1].lower()}{reason[1:]}"]) from None


def _text(body: bytes, name: str) -> str:
    if body.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in body:
        raise SettingsError([f"{name}:1: is not UTF-8 (UTF-16, or no text at all); save it as UTF-8"])
    try:
        return body.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as problem:
        line = body.count(b"\n", 0, problem.start) + 1
        raise SettingsError([f"{name}:{line}: is not UTF-8; save it as UTF-8"]) from None


def _toml(text: str, name: str) -> tuple[dict[str, object], Report]:
    """The tables, and a report that knows their lines."""
    try:
        data = tomllib.loads(text)
        return data, Report(name, locate(text))
    except RecursionError:
        raise SettingsError([f"{name}:1: is nested too deep"]) from None
    except ValueError as problem:
        place = _PLACE.search(str(problem))
        line = int(place[1]) if place and place[1] else text.count("\n") + (not text.endswith("\n"))
        said = str(problem)[: place.start()] if place else "a number is too long"
        hint = "; the key stands there twice" if "overwrite" in said else _other_format(text)
        raise SettingsError([f"{name}:{line}: is no TOML: {said[:1].lower()}{said[1:]}{hint}"]) from None


def _other_format(text: str) -> str:
    if text.lstrip().startswith("{"):
        return "; it looks like JSON: write `key = value` lines, without the outer braces and commas"
    if _YAML.match(text):
        return "; it looks like YAML: write `key = value`, not `key: value`"
    return ""


def _homes() -> dict[str, str]:
    """Where keys belong that stand in the wrong table."""
    return {
        **dict.fromkeys(fields_of(RunTable), "; it belongs below [run]"),
        **dict.fromkeys(fields_of(ArchiveTable), "; it belongs below [archive]"),
        **dict.fromkeys(fields_of(SourceTable), "; it belongs below a [[source]]"),
        **dict.fromkeys(fields_of(FetchTable), "; it belongs below [fetch] or a [[source]]"),
        **dict.fromkeys(fields_of(SettingsTable), "; it belongs to the top of the file, above the first [table]"),
        **dict.fromkeys(("id", "url", "enabled"), ""),
    }


def _without_kinds(data: dict[str, object]) -> dict[str, object]:
    """The same tables, of the sinks only what all kinds have."""
    sinks = data.get("sink")
    if not isinstance(sinks, list):
        return data
    common = [
        {key: value for key, value in table.items() if key in _COMMON} if isinstance(table, dict) else table
        for table in sinks
    ]
    return {**data, "sink": common}


def _sink_options(data: dict[str, object], decoder: Decoder, report: Report) -> list[object]:
    """Of each sink what its kind alone has."""
    plugins = {point.name: point for point in entry_points(group=PLUGINS)}
    found: list[object] = []
    for at, table in tables_of(data, "sink"):
        kind = table.get("kind")
        if not isinstance(kind, str):
            continue
        if kind not in SINKS and kind not in plugins:
            known = sorted({*SINKS, *plugins})
            hint = meant(kind, known) or f"; there are: {', '.join(known)}"
            report.mistake((*at, "kind"), f"is no kind that comes with scrape-clean or is installed{hint}")
            continue
        try:
            wanted = SINKS[kind] if kind in SINKS else _wanted_by(plugins[kind])
            found.append(_own_keys(table, wanted, decoder, at))
        except Exception as problem:  # noqa: BLE001  a plug-in's own, whatever it is
            report.mistake((*at, "kind"), f"is a plug-in that cannot be used: {type(problem).__name__}: {problem}")
    return found


def _wanted_by(plugin: EntryPoint) -> type[Struct] | None:
    """The Struct that a plug-in names as its ``Settings``; None where it takes any keys."""
    wanted = getattr(plugin.load(), "Settings", None)
    return wanted if isinstance(wanted, type) and issubclass(wanted, Struct) else None


def _own_keys(table: dict[str, object], wanted: type[Struct] | None, decoder: Decoder, at: KeyPath) -> object:
    if wanted is not None:
        return decoder.table(table, wanted, at, _COMMON)
    return decoder.secrets_in({key: value for key, value in table.items() if key not in _COMMON}, at)


def _installed(data: dict[str, object], report: Report) -> Installed:
    """The annotators that are named; one that is not there, or cannot be loaded, is a mistake."""
    names = data.get("annotators")
    points: dict[str, EntryPoint] = {point.name: point for point in entry_points(group=ANNOTATORS)}
    found: list[Annotator] = []
    versions: list[str] = []
    for number, name in enumerate(names if isinstance(names, list) else []):
        if not isinstance(name, str):
            continue
        try:
            found += load_annotators([name])
        except PluginError as problem:
            report.mistake(("annotators", number), str(problem))
            continue
        dist = points[name].dist
        versions.append(f"{name} {dist.version if dist else ''}")
    return Installed(annotators=tuple(found), versions=tuple(versions))


def _check_patterns(data: dict[str, object], report: Report) -> None:
    """A pattern must compile and its value name groups of it; the rest of the table is looked at elsewhere."""
    for at, table in tables_of(data, "annotate"):
        try:
            pattern_of(table)
        except UsageError as problem:
            _, own, text = str(problem).partition(f"[[annotate]] of kind {table.get('kind')!r}: ")
            key = "value" if text.startswith("the value") else "pattern"
            if own:
                report.mistake((*at, key), text)
