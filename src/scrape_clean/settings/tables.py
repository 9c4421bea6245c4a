"""The tables of ``scrape-clean.toml`` as they are written: one Struct a table, one field a key.

Descriptions stand in the types: the reference in docs/settings.md and the JSON Schema for editors are made of them.
What a key that is not given means stands with the types that are built from these: `Policy`, `Options`.
"""

from typing import Annotated, Final, Literal, TypeAlias

from msgspec import Meta, Struct

from scrape_clean.history.model import MessageKind
from scrape_clean.parse.selectors import Reader
from scrape_clean.records.annotate.own import Pattern
from scrape_clean.secret import Secret
from scrape_clean.settings.values import (
    OR_LITERAL,
    check_charset,
    check_contact,
    check_glob,
    check_header_name,
    check_header_text,
    check_id,
    check_language,
    check_network,
    check_path,
    check_pattern,
    check_selector,
    check_sent,
    check_sitemap,
    check_textfile,
)
from scrape_clean.sinks.heartbeat import HeartbeatSettings
from scrape_clean.sources.addresses import check_url

__all__ = [
    "DAY",
    "ArchiveTable",
    "AuthTable",
    "FeedsTable",
    "FetchTable",
    "MetricsTable",
    "NotifyTable",
    "RunTable",
    "SettingsTable",
    "SinkTable",
    "SourceTable",
]

DAY: Final = 86_400
"""Seconds."""
_PLAIN_HEADERS: Final = frozenset({"accept", "accept-language", "referer"})
"""Of these the value may be written out: what they say is no secret."""


def _literal_header(name: str) -> object:
    return check_header_text if name.casefold() in _PLAIN_HEADERS else None


_Url: TypeAlias = Annotated[str, Meta(extra={"check": check_url})]
_Sent: TypeAlias = Annotated[Secret, Meta(extra={"secret": check_sent})]
_Sitemap: TypeAlias = Annotated[str, Meta(extra={"check": check_sitemap})]
_Path: TypeAlias = Annotated[str, Meta(extra={"check": check_path})]
_Textfile: TypeAlias = Annotated[str, Meta(extra={"check": check_textfile})]
_Glob: TypeAlias = Annotated[str, Meta(extra={"check": check_glob})]
_Id: TypeAlias = Annotated[str, Meta(extra={"check": check_id})]
_Selector: TypeAlias = Annotated[str, Meta(extra={"check": check_selector})]
_RegularExpression: TypeAlias = Annotated[str, Meta(extra={"check": check_pattern})]
_Host: TypeAlias = Annotated[str, Meta(extra={"check": check_network})]
_HeaderText: TypeAlias = Annotated[str, Meta(extra={"check": check_header_text})]
_Contact: TypeAlias = Annotated[str, Meta(extra={"check": check_contact})]
_Charset: TypeAlias = Annotated[str, Meta(extra={"check": check_charset})]
_Language: TypeAlias = Annotated[str, Meta(extra={"check": check_language})]
_UrlGlob: TypeAlias = Annotated[str, Meta(min_length=1, max_length=4_000)]
_Headers: TypeAlias = Annotated[
    dict[str, Secret],
    Meta(
        extra={"check_key": check_header_name, "literals": _literal_header, "secret": check_sent},
        extra_json_schema={OR_LITERAL: True},
    ),
]


class FetchTable(Struct, frozen=True, kw_only=True):
    """How pages are asked for; any of it may stand in a source, too, and counts there alone."""

    contact: (
        Annotated[
            _Contact,
            Meta(description="Your e-mail address or a page about you, for the User-Agent."),
        ]
        | None
    ) = None
    user_agent: Annotated[_HeaderText, Meta(description="The whole User-Agent, instead of ours.")] | None = None
    delay: (
        Annotated[float, Meta(ge=0, le=DAY, description="Seconds between the starts of two requests to one host.")]
        | None
    ) = None
    concurrency: Annotated[int, Meta(ge=1, le=64, description="Requests to one host at a time.")] | None = None
    timeout: (
        Annotated[
            float, Meta(gt=0, le=DAY, description="Seconds for one page, redirects included; a deadline for all of it.")
        ]
        | None
    ) = None
    attempts: Annotated[int, Meta(ge=1, le=20, description="Tries in all, of what trying again may heal.")] | None = (
        None
    )
    longest_wait: (
        Annotated[
            float,
            Meta(ge=0, le=DAY, description="Seconds to wait between two tries at most, whatever a site asks for."),
        ]
        | None
    ) = None
    max_bytes: (
        Annotated[int, Meta(ge=1, le=2**40, description="Largest page in bytes, after decompression.")] | None
    ) = None
    max_header_bytes: (
        Annotated[int, Meta(ge=256, le=2**24, description="Largest head of a response in bytes.")] | None
    ) = None
    max_redirects: Annotated[int, Meta(ge=0, le=100, description="Redirects followed for one page.")] | None = None
    robots: Annotated[bool, Meta(description="Whether robots.txt is obeyed.")] | None = None
    allow: (
        Annotated[
            tuple[_Host, ...],
            Meta(description="Hosts and networks that may be reached although they are not public, as in an intranet."),
        ]
        | None
    ) = None


class AuthTable(Struct, frozen=True, kw_only=True):
    """Basic authentication."""

    user: Annotated[str, Meta(min_length=1, max_length=1_000, description="The user's name.")]
    password: Annotated[Secret, Meta(description="From `env` or `file`.")]


class SourceTable(FetchTable, frozen=True, kw_only=True):
    """One source of pages: an address, files, a sitemap or WARC files."""

    id: Annotated[_Id, Meta(description="Its name for ever: in folders, reports and the history.")]
    enabled: Annotated[bool, Meta(description="`false` leaves it out, and its history as it is.")] = True
    url: Annotated[_Url, Meta(description="Address of the one page.")] | None = None
    files: Annotated[_Glob, Meta(description="Path of files on this machine; `*` and `**` stand for names.")] | None = (
        None
    )
    sitemap: (
        Annotated[
            _Sitemap, Meta(description="Address or path of a sitemap (XML, text, also gzipped); its pages are watched.")
        ]
        | None
    ) = None
    warc: Annotated[_Glob, Meta(description="Path of WARC files; `*` and `**` stand for names.")] | None = None
    include: Annotated[
        tuple[_UrlGlob, ...],
        Meta(description="Of a sitemap or WARC: only addresses like one of these; `*` stands for anything."),
    ] = ()
    exclude: Annotated[
        tuple[_UrlGlob, ...], Meta(description="Of a sitemap or WARC: no address like one of these.")
    ] = ()
    limit: Annotated[
        int,
        Meta(ge=1, le=1_000_000, description="Of files, a sitemap or WARC: most pages taken, the first ones listed."),
    ] = 10_000
    headers: Annotated[
        _Headers, Meta(description="Sent with each request to the source's own origin; values from `env` or `file`.")
    ] = {}
    cookie: Annotated[_Sent, Meta(description="The Cookie header, from `env` or `file`.")] | None = None
    auth: Annotated[AuthTable, Meta(description="Basic authentication: `user` and `password`.")] | None = None
    render: Annotated[bool, Meta(description="Let a browser show the page first (extra `render`).")] = False
    wait_for: (
        Annotated[
            _Selector, Meta(description="With `render`: CSS selector of what must be there before the page is read.")
        ]
        | None
    ) = None
    settle: (
        Annotated[float, Meta(ge=0, le=60, description="With `render`: seconds without traffic that count as quiet.")]
        | None
    ) = None
    keep: Annotated[
        tuple[_Selector, ...],
        Meta(description="CSS selectors: what is in these elements is content, whatever the rules say."),
    ] = ()
    drop: Annotated[
        tuple[_Selector, ...], Meta(description="CSS selectors: what is in these elements is left out.")
    ] = ()
    keep_boilerplate: Annotated[bool, Meta(description="Make records of menus, footers and the like, too.")] = False
    ignore: Annotated[
        tuple[_RegularExpression, ...],
        Meta(description="Regular expressions (RE2) of what is no change when it changes, as a counter."),
    ] = ()
    reader: Annotated[Reader, Meta(description="Who reads HTML; both give the same.")] = "lexbor"
    media_type: (
        Annotated[
            Literal["text/html", "text/plain", "text/markdown"],
            Meta(description="What the pages are, whatever their sender says."),
        ]
        | None
    ) = None
    charset: Annotated[_Charset, Meta(description="Encoding of the pages, whatever their sender says.")] | None = None
    language: (
        Annotated[_Language, Meta(description="BCP 47 tag of the pages' language, whatever they declare.")] | None
    ) = None


class ArchiveTable(Struct, frozen=True, kw_only=True):
    """What is kept of what was received, as WARC files under `raw`."""

    enabled: Annotated[bool, Meta(description="`false` keeps nothing; then nothing can be replayed.")] = True
    keep_days: (
        Annotated[int, Meta(ge=1, le=36_500, description="Days to keep a capture; for ever if not given.")] | None
    ) = None
    keep_captures: (
        Annotated[int, Meta(ge=1, le=1_000_000, description="Captures to keep of each page; all if not given.")] | None
    ) = None


class RunTable(Struct, frozen=True, kw_only=True):
    """How a night is worked through."""

    jobs: Annotated[int, Meta(ge=1, le=256, description="Processes that clean pages.")] = 1
    page_timeout: Annotated[
        float,
        Meta(
            gt=0, le=DAY, description="Seconds for cleaning and comparing one page; one that takes longer has failed."
        ),
    ] = 300.0
    stale_after: Annotated[
        int, Meta(ge=1, le=3_650, description="Nights in a row without a good one that make a page stale.")
    ] = 3


class SinkTable(Struct, frozen=True, kw_only=True):
    """What every sink has; each kind has keys of its own beside these."""

    id: Annotated[_Id, Meta(description="Its name for ever: what it has been sent is kept under it.")]
    kind: Annotated[
        str, Meta(min_length=1, max_length=100, description="What it is: a kind below, or the name of a plug-in.")
    ]
    enabled: Annotated[bool, Meta(description="`false` sends nothing.")] = True
    on: Annotated[
        tuple[MessageKind, ...],
        Meta(description="The kinds of messages that are sent; what its kind is for if not given."),
    ] = ()


class NotifyTable(Struct, frozen=True, kw_only=True):
    """Where people are told, by apprise: mail, chat, phone (extra `notify`)."""

    id: Annotated[_Id, Meta(description="Its name; `notify-1` and so on if not given.")] | None = None
    url: Annotated[Secret, Meta(description="Address in apprise's form, as `mailto://...`; from `env` or `file`.")]
    enabled: Annotated[bool, Meta(description="`false` tells nobody.")] = True
    on: Annotated[tuple[MessageKind, ...], Meta(description="The kinds of messages that are told.")] = ("run",)


class MetricsTable(Struct, frozen=True, kw_only=True):
    """Figures of the last run for Prometheus."""

    textfile: Annotated[
        _Textfile, Meta(description="File that the node exporter's textfile collector reads; ends in `.prom`.")
    ]


class FeedsTable(Struct, frozen=True, kw_only=True):
    """Atom and JSON feeds of what changed."""

    base_url: Annotated[_Url, Meta(description="Address under which the output folder is served.")]


class SettingsTable(Struct, frozen=True, kw_only=True):
    """The whole file. Paths start at its folder."""

    raw: Annotated[_Path, Meta(description="Folder of what is received.")] = "raw"
    output: Annotated[_Path, Meta(description="Folder of what is made of it.")] = "output"
    annotators: Annotated[tuple[str, ...], Meta(description="Installed plug-ins that annotate records, by name.")] = ()
    fetch: Annotated[FetchTable, Meta(description="How pages are asked for.")] = FetchTable()
    archive: Annotated[ArchiveTable, Meta(description="What is kept of what was received.")] = ArchiveTable()
    run: Annotated[RunTable, Meta(description="How a night is worked through.")] = RunTable()
    source: Annotated[tuple[SourceTable, ...], Meta(description="Where pages come from.")] = ()
    annotate: Annotated[tuple[Pattern, ...], Meta(description="Patterns of your own that annotate records.")] = ()
    sink: Annotated[tuple[SinkTable, ...], Meta(description="Systems that are fed.")] = ()
    notify: Annotated[tuple[NotifyTable, ...], Meta(description="People who are told.")] = ()
    heartbeat: Annotated[HeartbeatSettings, Meta(description="Who watches that runs happen.")] | None = None
    metrics: Annotated[MetricsTable, Meta(description="Figures of the last run.")] | None = None
    feeds: Annotated[FeedsTable, Meta(description="Feeds of what changed.")] | None = None
