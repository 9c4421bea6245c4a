"""Tables into settings."""

import base64
from collections.abc import Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Final

from msgspec import Struct, structs

from scrape_clean.pipeline import Options
from scrape_clean.records.annotate.own import Annotator
from scrape_clean.secret import Secret
from scrape_clean.settings.model import (
    Files,
    Notify,
    Ours,
    Place,
    Settings,
    Sink,
    Sitemap,
    Source,
    UrlFilter,
    Warcs,
    WebPage,
)
from scrape_clean.settings.rules import fingerprint, own_rules
from scrape_clean.settings.tables import FetchTable, NotifyTable, SettingsTable, SourceTable
from scrape_clean.sources.visits import Policy, Rendering

__all__ = ["Installed", "assemble", "default_user_agent"]

_PACKAGE: Final = "scrape-clean"


class Installed(Struct, frozen=True, kw_only=True):
    """The plug-ins that the settings name."""

    annotators: tuple[Annotator, ...] = ()
    versions: tuple[str, ...] = ()
    """Name and version of each annotator."""


def assemble(path: Path, tables: SettingsTable, sinks: Sequence[Sink], installed: Installed) -> Settings:
    """Settings from tables in which there is no mistake.

    Args:
        path: The file; its folder is where relative paths start.
        tables: What stands in it.
        sinks: Of its sinks those that are switched on.
        installed: Plug-ins.
    """
    folder = path.parent
    ours = Ours(str(folder / tables.output), str(folder / tables.raw))
    annotators = (*tables.annotate, *installed.annotators)
    programs = (f"{_PACKAGE} {own_rules()}", *installed.versions)
    return Settings(
        path=path,
        raw=folder / tables.raw,
        output=folder / tables.output,
        sources=tuple(
            _source(table, tables.fetch, _place(table, folder, ours), annotators, programs)
            for table in tables.source
            if table.enabled
        ),
        archive=tables.archive,
        run=tables.run,
        sinks=tuple(sinks),
        notify=tuple(_notify(table, number) for number, table in enumerate(tables.notify, 1) if table.enabled),
        heartbeat=tables.heartbeat,
        metrics=folder / tables.metrics.textfile if tables.metrics else None,
        feeds=tables.feeds,
        disabled=tuple(table.id for table in tables.source if not table.enabled),
    )


@cache
def _own_version() -> str:
    return version(_PACKAGE)


def default_user_agent(contact: str | None) -> str:
    """Who is asking, and how to reach them (RFC 9110, section 10.1.5)."""
    name = f"{_PACKAGE}/{_own_version()}"
    return f"{name} (+{contact})" if contact else name


def _source(
    table: SourceTable, fetch: FetchTable, place: Place, annotators: tuple[Annotator, ...], programs: Sequence[str]
) -> Source:
    options = Options(
        reader=table.reader,
        charset=table.charset,
        language=table.language,
        annotators=annotators,
        keep_boilerplate=table.keep_boilerplate,
        keep=table.keep,
        drop=table.drop,
    )
    settle = {} if table.settle is None else {"settle": table.settle}
    headers = _headers(table)
    return Source(
        id=table.id,
        place=place,
        options=options,
        ignore=table.ignore,
        media_type=table.media_type,
        policy=_policy(fetch, table),
        headers=headers,
        rendering=Rendering(wait_for=table.wait_for, **settle) if table.render else None,
        rules=fingerprint(options, table.ignore, table.media_type, programs, headers),
    )


def _place(table: SourceTable, folder: Path, ours: Ours) -> Place:
    wanted = UrlFilter(table.include, table.exclude)
    if table.url is not None:
        return WebPage(table.url)
    if table.files is not None:
        return Files(table.files, table.limit, str(folder), ours)
    if table.sitemap is not None:
        name = table.sitemap if "://" in table.sitemap else str(folder / table.sitemap)
        return Sitemap(name, wanted, table.limit)
    return Warcs(table.warc or "", wanted, table.limit, str(folder), ours)


def _policy(general: FetchTable, own: FetchTable) -> Policy:
    """What a source says, else what all say, else the default."""
    given: dict[str, object] = {}
    for table in (general, own):
        mine = {name: getattr(table, name) for name in FetchTable.__struct_fields__}
        if mine["contact"] is not None:
            mine["user_agent"] = default_user_agent(mine["contact"])
        given.update({name: value for name, value in mine.items() if value is not None and name != "contact"})
    return structs.replace(Policy(user_agent=default_user_agent(None)), **given)


def _headers(table: SourceTable) -> tuple[tuple[str, Secret], ...]:
    found = list(table.headers.items())
    if table.cookie is not None:
        found.append(("Cookie", table.cookie))
    if table.auth is not None:
        pair = f"{table.auth.user}:{table.auth.password.value}".encode()
        found.append(("Authorization", Secret(f"Basic {base64.b64encode(pair).decode()}")))  # RFC 7617
    return tuple(found)


def _notify(table: NotifyTable, number: int) -> Notify:
    return Notify(id=table.id or f"notify-{number}", url=table.url, on=table.on)
