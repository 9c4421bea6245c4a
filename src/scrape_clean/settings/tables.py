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
    """How pages are requested; any of these keys may stand in a source and then counts for it alone."""

    contact: (
        Annotated[
            _Contact,
            Meta(description="Your e-mail address or a page about you, for the User-Agent."),
        ]
        | None
    ) = None
    user_agent: Annotated[_HeaderText, Meta(description="The whole User-Agent, instead of the default one.")] | None = (
        None
    )
    delay: (
        Annotated[float, Meta(ge=0, le=DAY, description="Seconds between the starts of two requests to one host.")]
        | None
    ) = None
    concurrency: Annotated[int, Meta(ge=1, le=64, description="Requests to one host at a time.")] | None = None
    timeout: (
        Annotated[float, Meta(gt=0, le=DAY, description="Deadline in seconds for one page, including redirects.")]
        | None
    ) = None
    attempts: Annotated[int, Meta(ge=1, le=20, description="Tries in all, where another try may help.")] | None = None
    longest_wait: (
        Annotated[
            float,
            Meta(ge=0, le=DAY, description="Most seconds to wait between two tries, whatever a site asks for."),
        ]
        | None
    ) = None
    max_bytes: (
        Annotated[int, Meta(ge=1, le=2**40, description="Largest page in bytes, after decompression.")] | None
    ) = None
    max_header_bytes: (
        Annotated[int, Meta(ge=256, le=2**24, description="Largest headers of a response in bytes.")] | None
    ) = None
    max_redirects: Annotated[int, Meta(ge=0, le=100, description="Redirects followed for one page.")] | None = None
    robots: Annotated[bool, Meta(description="Whether robots.txt is obeyed.")] | None = None
    allow: (
        Annotated[
            tuple[_Host, ...],
            Meta(
                description="Hosts and networks that may be reached although they are not public, such as an intranet."
            ),
        ]
        | None
    ) = None


class AuthTable(Struct, frozen=True, kw_only=True):
    """Basic authentication."""

    user: Annotated[str, Meta(min_length=1, max_length=1_000, description="The user's name.")]
    password: Annotated[Secret, Meta(description="From `env` or `file`.")]


class SourceTable(FetchTable, frozen=True, kw_only=True):
    """One source of pages: an address, files, a sitemap or WARC files."""

    id: Annotated[_Id, Meta(description="Permanent name, used in folders, reports and the history.")]
    enabled: Annotated[bool, Meta(description="`false` skips the source and keeps its history.")] = True
    url: Annotated[_Url, Meta(description="Address of a single page.")] | None = None
    files: Annotated[_Glob, Meta(description="Path of files on this machine; `*` and `**` are wildcards.")] | None = (
        None
    )
    sitemap: (
        Annotated[
            _Sitemap,
            Meta(description="Address or path of a sitemap (XML or text, also gzipped) whose pages are watched."),
        ]
        | None
    ) = None
    warc: Annotated[_Glob, Meta(description="Path of WARC files; `*` and `**` are wildcards.")] | None = None
    include: Annotated[
        tuple[_UrlGlob, ...],
        Meta(description="For a sitemap or WARC: only addresses that match one of these; `*` matches anything."),
    ] = ()
    exclude: Annotated[
        tuple[_UrlGlob, ...], Meta(description="For a sitemap or WARC: no address that matches one of these.")
    ] = ()
    limit: Annotated[
        int,
        Meta(ge=1, le=1_000_000, description="For files, a sitemap or WARC: most pages taken, the first ones listed."),
    ] = 10_000
    headers: Annotated[
        _Headers, Meta(description="Sent with each request to the source's own origin; values from `env` or `file`.")
    ] = {}
    cookie: Annotated[_Sent, Meta(description="The Cookie header, from `env` or `file`.")] | None = None
    auth: Annotated[AuthTable, Meta(description="Basic authentication: `user` and `password`.")] | None = None
    render: Annotated[bool, Meta(description="Render the page in a browser first (extra `render`).")] = False
    wait_for: (
        Annotated[_Selector, Meta(description="With `render`: CSS selector of an element to wait for.")] | None
    ) = None
    settle: (
        Annotated[float, Meta(ge=0, le=60, description="With `render`: seconds without traffic that count as quiet.")]
        | None
    ) = None
    keep: Annotated[
        tuple[_Selector, ...],
        Meta(description="CSS selectors of elements that are content, whatever the rules say."),
    ] = ()
    drop: Annotated[tuple[_Selector, ...], Meta(description="CSS selectors of elements to leave out.")] = ()
    keep_boilerplate: Annotated[
        bool, Meta(description="Make records of menus, footers and other boilerplate, too.")
    ] = False
    ignore: Annotated[
        tuple[_RegularExpression, ...],
        Meta(description="Regular expressions (RE2) for text whose changes do not count, such as a counter."),
    ] = ()
    reader: Annotated[Reader, Meta(description="HTML parser; both give the same result.")] = "lexbor"
    media_type: (
        Annotated[
            Literal["text/html", "text/plain", "text/markdown"],
            Meta(description="Media type of the pages, whatever the server says."),
        ]
        | None
    ) = None
    charset: Annotated[_Charset, Meta(description="Encoding of the pages, whatever the server says.")] | None = None
    language: (
        Annotated[_Language, Meta(description="BCP 47 tag of the pages' language, whatever they declare.")] | None
    ) = None


class ArchiveTable(Struct, frozen=True, kw_only=True):
    """What is archived of what was received, as WARC files under `raw`."""

    enabled: Annotated[bool, Meta(description="`false` archives nothing; then nothing can be replayed.")] = True
    keep_days: (
        Annotated[int, Meta(ge=1, le=36_500, description="Days to keep a capture; unlimited by default.")] | None
    ) = None
    keep_captures: (
        Annotated[int, Meta(ge=1, le=1_000_000, description="Captures to keep of each page; all by default.")] | None
    ) = None


class RunTable(Struct, frozen=True, kw_only=True):
    """How a run works."""

    jobs: Annotated[int, Meta(ge=1, le=256, description="Processes that clean pages.")] = 1
    page_timeout: Annotated[
        float,
        Meta(
            gt=0,
            le=DAY,
            description="Seconds for cleaning and comparing one page; a page that takes longer has failed.",
        ),
    ] = 300.0
    stale_after: Annotated[
        int, Meta(ge=1, le=3_650, description="Consecutive nights without a good one after which a page is stale.")
    ] = 3


class SinkTable(Struct, frozen=True, kw_only=True):
    """What every sink has; each kind has keys of its own beside these."""

    id: Annotated[_Id, Meta(description="Permanent name, under which its deliveries are recorded.")]
    kind: Annotated[str, Meta(min_length=1, max_length=100, description="A kind below, or the name of a plug-in.")]
    enabled: Annotated[bool, Meta(description="`false` sends nothing.")] = True
    on: Annotated[
        tuple[MessageKind, ...],
        Meta(description="Kinds of messages to send; the default depends on the kind of sink."),
    ] = ()


class NotifyTable(Struct, frozen=True, kw_only=True):
    """Where people are notified, by apprise: mail, chat, phone (extra `notify`)."""

    id: Annotated[_Id, Meta(description="Name; `notify-1` and so on by default.")] | None = None
    url: Annotated[
        Secret, Meta(description="Address in the form of apprise, such as `mailto://...`; from `env` or `file`.")
    ]
    enabled: Annotated[bool, Meta(description="`false` sends nothing.")] = True
    on: Annotated[tuple[MessageKind, ...], Meta(description="Kinds of messages to send.")] = ("run",)


class MetricsTable(Struct, frozen=True, kw_only=True):
    """Metrics of the last run for Prometheus."""

    textfile: Annotated[
        _Textfile, Meta(description="File that the node exporter's textfile collector reads; ends in `.prom`.")
    ]


class FeedsTable(Struct, frozen=True, kw_only=True):
    """Atom and JSON feeds of what changed."""

    base_url: Annotated[_Url, Meta(description="Address under which the output folder is served.")]


class SettingsTable(Struct, frozen=True, kw_only=True):
    """The whole file. Paths start at its folder."""

    raw: Annotated[_Path, Meta(description="Folder for what is received.")] = "raw"
    output: Annotated[_Path, Meta(description="Folder for the results.")] = "output"
    annotators: Annotated[tuple[str, ...], Meta(description="Names of installed plug-ins that annotate records.")] = ()
    fetch: Annotated[FetchTable, Meta(description="How pages are requested.")] = FetchTable()
    archive: Annotated[ArchiveTable, Meta(description="What is archived, and for how long.")] = ArchiveTable()
    run: Annotated[RunTable, Meta(description="How a run works.")] = RunTable()
    source: Annotated[tuple[SourceTable, ...], Meta(description="The pages to watch.")] = ()
    annotate: Annotated[tuple[Pattern, ...], Meta(description="Your own patterns that annotate records.")] = ()
    sink: Annotated[tuple[SinkTable, ...], Meta(description="Systems to notify.")] = ()
    notify: Annotated[tuple[NotifyTable, ...], Meta(description="People to notify.")] = ()
    heartbeat: Annotated[HeartbeatSettings, Meta(description="A service that alerts you when runs stop.")] | None = None
    metrics: Annotated[MetricsTable, Meta(description="Metrics of the last run.")] | None = None
    feeds: Annotated[FeedsTable, Meta(description="Feeds of what changed.")] | None = None
