"""Settings as the rest of the program uses them: checked, complete, with every secret read."""

from pathlib import Path
from typing import TypeAlias

from msgspec import Struct

from scrape_clean.history.model import MessageKind
from scrape_clean.pipeline import Options
from scrape_clean.secret import Secret
from scrape_clean.settings.tables import ArchiveTable, FeedsTable, RunTable
from scrape_clean.sinks.heartbeat import HeartbeatSettings
from scrape_clean.sources.visits import Policy, Rendering

__all__ = ["Files", "Notify", "Ours", "Place", "Settings", "Sink", "Sitemap", "Source", "UrlFilter", "Warcs", "WebPage"]


class UrlFilter(Struct, frozen=True):
    """Which addresses are wanted: globs in which ``*`` stands for any characters."""

    include: tuple[str, ...] = ()
    """One of them must fit; none means all."""
    exclude: tuple[str, ...] = ()
    """None of them may."""


class WebPage(Struct, frozen=True):
    """One page of the Web."""

    url: str


class Ours(Struct, frozen=True):
    """Folders of this job, absolute: what it writes is no page of its own, however wide a pattern is."""

    output: str = ""
    raw: str = ""


class Files(Struct, frozen=True):
    """Files of this machine."""

    pattern: str
    """``*``, ``**``, ``?`` and ``[...]`` as the shell has them."""
    limit: int
    folder: str = ""
    """Absolute: where a relative pattern starts."""
    ours: Ours = Ours()


class Sitemap(Struct, frozen=True):
    """The pages that a sitemap lists."""

    name: str
    """Its address or absolute path."""
    wanted: UrlFilter
    limit: int


class Warcs(Struct, frozen=True):
    """The captures in WARC files of this machine."""

    pattern: str
    """As of `Files`."""
    wanted: UrlFilter
    limit: int
    folder: str = ""
    """As of `Files`."""
    ours: Ours = Ours()


Place: TypeAlias = WebPage | Files | Sitemap | Warcs


class Source(Struct, frozen=True, kw_only=True):
    """Where pages come from and what is done with them."""

    id: str
    place: Place
    options: Options
    """Without what only a night knows: ``template`` and ``before``."""
    ignore: tuple[str, ...] = ()
    """Regular expressions (RE2) for `compare`."""
    media_type: str | None = None
    """What the pages are, whatever their sender says."""
    policy: Policy
    headers: tuple[tuple[str, Secret], ...] = ()
    """Cookie and Authorization among them; for the source's own origin alone."""
    rendering: Rendering | None = None
    rules: str
    """Fingerprint of all that decides what becomes of a page's bytes: where it is another, records may be, too."""


class Sink(Struct, frozen=True, kw_only=True):
    """A system that is fed."""

    id: str
    kind: str
    on: tuple[MessageKind, ...] = ()
    """Kinds of messages that it gets; empty for those that its kind is for."""
    options: Struct | dict[str, object]
    """Its own keys: a Struct of a built-in kind, a dictionary of a plug-in's (secrets as `Secret`)."""


class Notify(Struct, frozen=True, kw_only=True):
    """People who are told."""

    id: str
    url: Secret
    on: tuple[MessageKind, ...]


class Settings(Struct, frozen=True, kw_only=True):
    """One ``scrape-clean.toml``; what is switched off in it is left out."""

    path: Path
    """The file; absolute."""
    raw: Path
    output: Path
    sources: tuple[Source, ...] = ()
    archive: ArchiveTable = ArchiveTable()
    run: RunTable = RunTable()
    sinks: tuple[Sink, ...] = ()
    notify: tuple[Notify, ...] = ()
    heartbeat: HeartbeatSettings | None = None
    metrics: Path | None = None
    """File for the node exporter's textfile collector."""
    feeds: FeedsTable | None = None
    disabled: tuple[str, ...] = ()
    """Ids of the sources that are switched off."""
    warnings: tuple[str, ...] = ()
    """What should be looked at, each in one line as in `SettingsError`."""
