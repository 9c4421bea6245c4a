"""Feeds of flagged changes: Atom (RFC 4287) and JSON Feed 1.1, of one source or of all.

One entry is one change of a fact. A reader marks, stars, filters and forwards entries, and a bullet is what one wants
to do that with; a page's night as an entry would hide nineteen bullets behind the first. Ids come from the change
itself, so that they are valid and the same for ever without an address of ours. Nothing is taken from the clock: a
quiet night leaves the bytes as they are.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import islice
from typing import Final
from uuid import UUID, uuid5

from msgspec import Struct

from scrape_clean.canonical import dumps
from scrape_clean.publish.model import FlaggedChange
from scrape_clean.views.clear import language_tag, marked_up, one_line, text_link, web_address
from scrape_clean.views.items import path_of, words_of
from scrape_clean.views.pieces import notes, record_of
from scrape_clean.views.short import cut, headline

__all__ = ["LONGEST_FEED", "Feed", "atom_feed", "json_feed"]

LONGEST_FEED: Final = 200
"""Entries, the newest ones: what a reader that looks in once a week may have missed, in a quarter of a megabyte."""
_FEEDS: Final = UUID("2b5f0a4c-0a55-4c0e-9a7e-5f1b8b1a7c33")
"""Namespace (RFC 9562, section 5.5) of the ids of feeds; never to be altered."""
_ENTRIES: Final = UUID("5d0f2b9e-6a53-4d0c-9c0e-3f7f5f6f8c11")
"""The same, of the ids of entries."""
_LONGEST_TEXT: Final = 4000
"""Characters of a record's text."""
_LONGEST_PART: Final = 500
"""Characters of a heading, a note or one side of an edit."""
_MOST_EDITS: Final = 50
"""Edits of a change that are there as data."""
_PLACE: Final = 50
"""Characters of a page's title, and of a section's heading, in the title of an entry."""


class Feed(Struct, frozen=True, kw_only=True):
    """Which feed, and who it is."""

    source: str | None = None
    """Id of the source; None for the feed of all sources."""
    began: datetime
    """When the first run of the history started: with the source it makes the id that the feed has for ever."""
    address: str | None = None
    """Address that the feed itself is to be had at; None where it is a file that nobody serves."""


class _Entry(Struct, frozen=True):
    """What both formats tell of a change."""

    id: str
    title: str
    updated: str
    link: str | None
    html: str
    text: str
    tags: tuple[str, ...]
    language: str | None


def atom_feed(feed: Feed, changes: Iterable[FlaggedChange], longest: int = LONGEST_FEED) -> bytes:
    """The feed as Atom (RFC 4287).

    Args:
        feed: Which feed.
        changes: Flagged changes, the newest run first, in a run by page and place; as many as are needed are drawn.
        longest: How many entries it has at most.
    """
    chosen, cut_run = _newest(changes, longest)
    head = [
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">',
        f"<id>{_feed_id(feed)}</id>",
        f"<title>{marked_up(_feed_title(feed))}</title>",
        f"<updated>{_time(max((one.run.started for one in chosen), default=feed.began))}</updated>",
        "<author><name>scrape-clean</name></author>",
        "<generator>scrape-clean</generator>",
    ]
    if address := web_address(feed.address):
        head.append(f'<link rel="self" type="application/atom+xml" href="{marked_up(address)}"/>')
    entries = [*map(_entry, chosen), *([_rest(feed, cut_run)] if cut_run else [])]
    return "\n".join((*head, *map(_atom_entry, entries), "</feed>\n")).encode("utf-8", "replace")


def _atom_entry(entry: _Entry) -> str:
    lines = [
        f'<entry xml:lang="{entry.language}">' if entry.language else "<entry>",
        f"<id>{entry.id}</id>",
        f"<title>{marked_up(entry.title)}</title>",
        f"<updated>{entry.updated}</updated>",
        f"<published>{entry.updated}</published>",
    ]
    if entry.link:
        lines.append(f'<link rel="alternate" type="text/html" href="{marked_up(entry.link)}"/>')
    lines += [f'<category term="{marked_up(tag)}"/>' for tag in entry.tags]
    return "\n".join((*lines, f'<content type="html">{marked_up(entry.html)}</content>', "</entry>"))


def json_feed(feed: Feed, changes: Iterable[FlaggedChange], longest: int = LONGEST_FEED) -> bytes:
    """The same as JSON Feed 1.1, in RFC 8785 bytes; ``_scrape_clean`` of an item holds the change as data."""
    head = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _feed_title(feed),
        "feed_url": web_address(feed.address),
        "authors": [{"name": "scrape-clean"}],
    }
    chosen, cut_run = _newest(changes, longest)
    items = [{**_json_item(_entry(one)), "_scrape_clean": _data(one)} for one in chosen]
    items += [_json_item(_rest(feed, cut_run))] if cut_run else []
    return dumps({**{name: value for name, value in head.items() if value}, "items": items})


def _json_item(entry: _Entry) -> dict[str, object]:
    item = {
        "id": entry.id,
        "url": entry.link,
        "title": entry.title,
        "content_html": entry.html,
        "content_text": entry.text,
        "date_published": entry.updated,
        "tags": list(entry.tags),
        "language": entry.language,
    }
    return {name: value for name, value in item.items() if value}


def _data(one: FlaggedChange) -> dict[str, object]:
    """The change as data, for whoever wants no HTML."""
    change = one.change
    return {
        "run": one.run.id,
        "change": one.id,
        "source": one.page.source,
        "page": one.page.key,
        "page_url": web_address(one.url),
        "type": change.type,
        "record": change.id,
        "section": [cut(name, _LONGEST_PART) for name in record_of(change).section],
        "before": change.before and cut(change.before.text, _LONGEST_TEXT),
        "after": change.after and cut(change.after.text, _LONGEST_TEXT),
        "edits": [
            {
                "kind": edit.kind,
                "before": cut(edit.before.text, _LONGEST_PART),
                "after": cut(edit.after.text, _LONGEST_PART),
            }
            for edit in change.edits[:_MOST_EDITS]
        ],
    }


def _newest(changes: Iterable[FlaggedChange], longest: int) -> tuple[list[FlaggedChange], FlaggedChange | None]:
    """The entries, and the last of them if its run, the newest, has more: that is told in the feed."""
    chosen = list(islice(changes, longest + 1))
    is_cut = len(chosen) > longest and chosen[-1].run.id == chosen[0].run.id
    return chosen[:longest], chosen[-1] if is_cut else None


def _rest(feed: Feed, last: FlaggedChange) -> _Entry:
    number = last.run.id
    told = f"Run {number} found more changes than a feed holds: its tables have all of them, and so has, later on, "
    told += f"`scrape-clean changes --since {number}`."
    return _Entry(
        id=_urn(feed, "rest", number),
        title=f"And more changes in run {number}",
        updated=_time(last.run.started),
        link=None,
        html=f"<p>{told}</p>",
        text=told,
        tags=("more",),
        language="en",
    )


def _entry(one: FlaggedChange) -> _Entry:
    change = one.change
    record = record_of(change)
    link = text_link(one.url, record.text) if change.after is not None else web_address(one.url)
    kinds = [edit.kind for edit in change.edits if edit.substantive]
    parts = [
        f"<p><small>{path_of(record.section)}</small></p>" if record.section else "",
        words_of(change),
        f"<p><small>{marked_up(cut('; '.join((change.type, *notes(change))), _LONGEST_PART))}</small></p>",
    ]
    return _Entry(
        id=_entry_id(one),
        title=_title(one),
        updated=_time(one.run.started),
        link=link,
        html="".join(parts),
        text=_plain(one),
        tags=tuple(map(one_line, dict.fromkeys((change.type, one.page.source, *kinds)))),
        language=language_tag(one.language),
    )


def _title(one: FlaggedChange) -> str:
    """Page, section, bullet and word: ``Town library › Hours: Open from [9:30 → 10:00] on Sundays``."""
    change, section = one.change, record_of(one.change).section
    where = [one.title or one.page.key or one.page.source, *section[-1:]]
    place = " › ".join(cut(one_line(name), _PLACE) for name in dict.fromkeys(where))
    kind = "" if change.type == "changed" else f"{change.type}: "
    return one_line(f"{place}: {kind}{headline(change)}")


def _plain(one: FlaggedChange) -> str:
    """The texts before and after, a line each as in a diff, under their section."""
    change = one.change
    where = " › ".join(cut(name, _LONGEST_PART) for name in record_of(change).section)
    sides = [(sign, side.text) for sign, side in (("-", change.before), ("+", change.after)) if side]
    return "\n".join(
        (
            *([one_line(where)] if where else []),
            *(f"{sign} {one_line(cut(text, _LONGEST_TEXT))}" for sign, text in sides),
        )
    )


def _feed_title(feed: Feed) -> str:
    return one_line(f"{feed.source or 'All sources'}: what changed")


def _feed_id(feed: Feed) -> str:
    return _urn(feed, "feed", 0)


def _entry_id(one: FlaggedChange) -> str:
    """Of the change's id and the moment at which its run started, so that no other history has the same."""
    return f"urn:uuid:{uuid5(_ENTRIES, dumps([one.run.started.astimezone(UTC).isoformat(), one.id]).decode())}"


def _urn(feed: Feed, what: str, run: int) -> str:
    key = [feed.began.astimezone(UTC).isoformat(), feed.source, what, run]
    return f"urn:uuid:{uuid5(_FEEDS, dumps(key).decode())}"


def _time(moment: datetime) -> str:
    """As RFC 3339."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
