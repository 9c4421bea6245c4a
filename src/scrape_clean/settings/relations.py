"""What keys say about each other: looked at in the tables as they are written, so that each mistake has its line."""

from collections.abc import Iterator, Mapping, Sequence
from posixpath import normpath
from typing import Final
from urllib.parse import parse_qsl, unquote, urlsplit

from scrape_clean.settings.locate import KeyPath
from scrape_clean.settings.report import Report
from scrape_clean.sources.addresses import check_url

__all__ = ["check_relations", "suggest_id", "tables_of"]

_PLACES: Final = ("url", "files", "sitemap", "warc")
_SENT: Final = ("headers", "cookie", "auth")
_TELLING: Final = frozenset(
    {"token", "access_token", "auth", "key", "api_key", "apikey", "secret", "password", "passwd", "pwd", "sig"}
)
_LONGEST_ID: Final = 60

_Table = Mapping[str, object]


def tables_of(data: _Table, key: str) -> Iterator[tuple[KeyPath, dict[str, object]]]:
    """The tables of an array of tables, each with where it stands; what is none is passed over."""
    found = data.get(key)
    for number, item in enumerate(found if isinstance(found, list) else []):
        if isinstance(item, dict):
            yield (key, number), item


def check_relations(data: _Table, report: Report) -> None:
    """Report keys that exclude or need each other, and ids that are not unique."""
    _check_ids(list(tables_of(data, "source")), "is the same folder", report)
    channels = [
        (at, {"id": f"notify-{number}", **table}) for number, (at, table) in enumerate(tables_of(data, "notify"), 1)
    ]
    _check_ids([*tables_of(data, "sink"), *channels], "counts as the same", report)
    _check_folders(data, report)
    _check_user_agent(data.get("fetch"), ("fetch",), report)
    for at, table in tables_of(data, "source"):
        _check_user_agent(table, at, report)
        _check_place(table, at, report)
        _check_rendering(table, at, report)
        _check_secrets(table, at, report)


def _check_ids(tables: Sequence[tuple[KeyPath, _Table]], why: str, report: Report) -> None:
    seen: dict[str, str] = {}
    for at, table in tables:
        name = table.get("id")
        if isinstance(name, str) and name.casefold() in seen:
            first = seen[name.casefold()]
            report.mistake((*at, "id"), "stands twice" + ("" if first == name else f": `{first}` {why}"))
        elif isinstance(name, str):
            seen[name.casefold()] = name


def _check_folders(data: _Table, report: Report) -> None:
    raw, output = data.get("raw", "raw"), data.get("output", "output")
    if isinstance(raw, str) and isinstance(output, str) and normpath(raw) == normpath(output):
        report.mistake(("output",) if "output" in data else ("raw",), "is the folder of what is received, too")


def _check_user_agent(table: object, at: KeyPath, report: Report) -> None:
    if isinstance(table, dict) and "contact" in table and "user_agent" in table:
        report.mistake((*at, "contact"), "stands beside `user_agent`, which is sent as it is; write one of them")


def _check_place(table: _Table, at: KeyPath, report: Report) -> None:
    places = [key for key in _PLACES if key in table]
    if not places:
        report.mistake(at, "lacks one of `url`, `files`, `sitemap` or `warc`")
    for key in places[1:]:
        report.mistake((*at, key), f"stands beside `{places[0]}`; a source has one of them")
    needs = {
        "include": ("sitemap", "warc"),
        "exclude": ("sitemap", "warc"),
        "limit": ("files", "sitemap", "warc"),
        "render": ("url", "sitemap"),
        **dict.fromkeys(_SENT, ("url", "sitemap")),
    }
    for key, wanted in needs.items():
        if key in table and len(places) == 1 and places[0] not in wanted and table[key] is not False:
            report.mistake((*at, key), f"has no meaning with `{places[0]}`, only with {' or '.join(wanted)}")


def _check_rendering(table: _Table, at: KeyPath, report: Report) -> None:
    for key in ("wait_for", "settle"):
        if key in table and table.get("render") is not True:
            report.mistake((*at, key), "needs `render = true`")


def _check_secrets(table: _Table, at: KeyPath, report: Report) -> None:
    sitemap, headers, auth = table.get("sitemap"), table.get("headers"), table.get("auth")
    names = [name.casefold() for name in headers] if isinstance(headers, dict) else []
    for key in _SENT:
        if key in table and isinstance(sitemap, str) and "://" not in sitemap:
            report.mistake((*at, key), "would go to whatever hosts the file names; give the sitemap's address instead")
    for name in dict.fromkeys(name for name in names if names.count(name) > 1):
        report.mistake((*at, "headers"), f"has {name} twice")
    if "authorization" in names and auth is not None:
        report.mistake((*at, "auth"), "stands beside the header Authorization; write one of them")
    if isinstance(auth, dict) and ":" in str(auth.get("user", "")):
        report.mistake((*at, "auth", "user"), "holds a colon, which separates user and password")
    url = table.get("url")
    if isinstance(url, str) and check_url(url) is None:
        for name, _ in parse_qsl(urlsplit(url).query):
            if name.casefold() in _TELLING:
                report.warning((*at, "url"), f"has `{name}` in it: addresses stand in reports and in the archive")


def suggest_id(place: str) -> str:
    """A readable id for a page or file: host and path, in letters that a folder's name may have."""
    try:
        parts = urlsplit(place)
    except ValueError:  # which is told elsewhere
        return "page"
    path = unquote(parts.path).strip("/").removesuffix(".gz")
    words = f"{(parts.hostname or '').removeprefix('www.')}-{path.rpartition('.')[0] or path}".casefold()
    plain = "".join(sign if sign.isalnum() or sign == "." else "-" for sign in words)
    kept = [word for part in plain.split("-") if (word := part.strip("."))]
    return "-".join(kept)[:_LONGEST_ID].strip("-.") or "page"
