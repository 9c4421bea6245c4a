"""What a feed must and must not be, by its standard, as lists of faults."""

import json
import re
from datetime import datetime
from html.parser import HTMLParser
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

__all__ = ["atom_faults", "json_feed_faults"]

ATOM = "{http://www.w3.org/2005/Atom}"
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
HARMLESS = frozenset({"p", "small", "del", "ins", "span", "div"})


def atom_faults(data: bytes) -> list[str]:
    """The MUSTs of RFC 4287, sections 3 and 4, that a feed breaks."""
    feed = fromstring(data)
    faults = [] if feed.tag == f"{ATOM}feed" else [f"root is {feed.tag}"]
    entries = feed.findall(f"{ATOM}entry")
    for element in (feed, *entries):
        faults += _once(
            element, ("id", "title", "updated"), ("generator", "icon", "logo", "rights", "subtitle", "published")
        )
        faults += _times(element) + _links(element)
        if not urlsplit(element.findtext(f"{ATOM}id", "")).scheme:
            faults.append("id is no absolute IRI")
    if not feed.findall(f"{ATOM}author") and not all(entry.findall(f"{ATOM}author") for entry in entries):
        faults.append("no author")
    names = [entry.findtext(f"{ATOM}id") for entry in entries]
    if len({*names, feed.findtext(f"{ATOM}id")}) != len(names) + 1:
        faults.append("ids are not unique")
    for entry in entries:
        contents = entry.findall(f"{ATOM}content")
        if len(contents) != 1 or contents[0].get("type") != "html" or len(contents[0]):
            faults.append("content is not one escaped HTML")
        faults += _markup("".join(content.text or "" for content in contents))
        faults += [f"category without term: {entry}" for one in entry.findall(f"{ATOM}category") if not one.get("term")]
    order = [child.tag for child in feed]
    if f"{ATOM}entry" in order and order[order.index(f"{ATOM}entry") :] != [f"{ATOM}entry"] * len(entries):
        faults.append("metadata behind the entries")
    return faults


def _once(element: Element, must: tuple[str, ...], may: tuple[str, ...]) -> list[str]:
    counts = {name: len(element.findall(ATOM + name)) for name in (*must, *may)}
    return [f"{element.tag}: {counts[name]} of {name}" for name in must if counts[name] != 1] + [
        f"{element.tag}: {counts[name]} of {name}" for name in may if counts[name] > 1
    ]


def _times(element: Element) -> list[str]:
    found = [element.findtext(ATOM + name) for name in ("updated", "published")]
    return [f"no time: {text!r}" for text in found if text is not None and not _is_time(text)]


def _is_time(text: str) -> bool:
    return bool(TIME.fullmatch(text)) and datetime.fromisoformat(text).tzinfo is not None


def _links(element: Element) -> list[str]:
    links = element.findall(f"{ATOM}link")
    faults = [f"no IRI: {one.get('href')!r}" for one in links if not _is_iri(one.get("href", ""))]
    kinds = [(one.get("rel"), one.get("type"), one.get("hreflang")) for one in links if one.get("rel") == "alternate"]
    return faults + (["two alternates of one kind"] if len(kinds) != len(set(kinds)) else [])


def _is_iri(text: str) -> bool:
    return urlsplit(text).scheme in ("http", "https") and not re.search(
        r'[\x00-\x20"<>\\^`{|}\x7f-\x9f\u202a-\u202e]', text
    )


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [tag, *(name for name, _ in attrs if name not in ("dir", "lang", "class"))]


def _markup(html: str) -> list[str]:
    tags = _Tags()
    tags.feed(html)
    return [f"markup of a page: {name}" for name in tags.found if name not in HARMLESS]


def json_feed_faults(data: bytes) -> list[str]:
    """What of JSON Feed 1.1 a feed breaks."""
    feed = json.loads(data)
    faults = [] if feed.get("version") == "https://jsonfeed.org/version/1.1" else ["version"]
    faults += [] if isinstance(feed.get("title"), str) else ["title"]
    faults += [] if isinstance(feed.get("items"), list) else ["items"]
    faults += [
        f"no address: {feed[name]}" for name in ("home_page_url", "feed_url") if not _is_iri(feed.get(name, "http://x"))
    ]
    known = {"version", "title", "home_page_url", "feed_url", "description", "authors", "language", "items"}
    faults += [f"unknown {name}" for name in feed if name not in known and not name.startswith("_")]
    names = [item.get("id") for item in feed["items"]]
    faults += [] if all(isinstance(name, str) and name for name in names) else ["an id is no string"]
    faults += [] if len(names) == len(set(names)) else ["ids are not unique"]
    known = {"id", "url", "title", "content_html", "content_text", "date_published", "tags", "language", "summary"}
    for item in feed["items"]:
        faults += [f"unknown {name}" for name in item if name not in known and not name.startswith("_")]
        faults += [] if item.get("content_html") or item.get("content_text") else ["no content"]
        faults += [] if _is_time(item["date_published"]) else ["no time"]
        faults += [] if _is_iri(item.get("url", "http://x")) else [f"no address: {item['url']}"]
        faults += [] if all(isinstance(tag, str) and tag for tag in item["tags"]) else ["tags"]
        faults += _markup(item.get("content_html", ""))
    return faults
