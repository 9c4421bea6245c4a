"""What single values of the settings must look like; each check says what is wrong, in a few words, or None."""

import ipaddress
import re
from collections.abc import Callable
from typing import Final, TypeAlias

import webencodings

from scrape_clean.compare.text.ignore import without
from scrape_clean.errors import UsageError
from scrape_clean.filenames import OWN
from scrape_clean.parse.selectors import Selectors
from scrape_clean.records.language import is_tag
from scrape_clean.sources.addresses import check_host, check_url

__all__ = [
    "OR_LITERAL",
    "Check",
    "check_charset",
    "check_contact",
    "check_glob",
    "check_header_name",
    "check_header_text",
    "check_id",
    "check_language",
    "check_network",
    "check_path",
    "check_pattern",
    "check_selector",
    "check_sent",
    "check_sitemap",
    "check_textfile",
]

Check: TypeAlias = Callable[[str], str | None]

OR_LITERAL: Final = "x-or-literal"
"""Marks a `Secret` in the schema that may be written out."""
_ID: Final = re.compile(r"[^\W_][\w.-]*")
_LONGEST_ID: Final = 100
_TOKEN: Final = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")  # RFC 9110, section 5.6.2
_OWN_KEYS: Final = {"cookie": "cookie", "user-agent": "user_agent"}
_SET_BY_FETCHING: Final = frozenset(
    {
        *("host", "connection", "content-length", "transfer-encoding", "te", "trailer", "upgrade", "keep-alive"),
        *("accept-encoding", "if-none-match", "if-modified-since", "if-match", "if-unmodified-since", "if-range"),
        *("range", "expect", "proxy-authorization", "proxy-connection"),
    }
)


def check_network(value: str) -> str | None:
    """Whether it names a host or a network."""
    try:
        ipaddress.ip_network(value)
    except ValueError as problem:
        if "host bits" in str(problem):
            return f"is an address within a network; did you mean `{ipaddress.ip_network(value, strict=False)}`?"
        if "/" in value or check_host(value) is not None:
            return "should be a host's name or a network, as in `wiki.intern` or `10.1.0.0/16`"
    return None


def check_id(name: str) -> str | None:
    """Whether it can name a source or sink."""
    if not _ID.fullmatch(name) or len(name) > _LONGEST_ID:
        return f"should be 1 to {_LONGEST_ID} letters, digits, `-`, `_` and `.`, with a letter or digit first"
    if name.casefold() in OWN:
        return "is the name of something else in the output folder"
    return None


def check_selector(selector: str) -> str | None:
    """Whether the readers of HTML understand it."""
    try:
        Selectors(keep=(selector,))
    except UsageError as problem:
        return str(problem).removeprefix(f"keep {selector!r}: ")
    return None


def check_pattern(pattern: str) -> str | None:
    """Whether it is a regular expression in RE2's syntax."""
    try:
        without((pattern,))
    except UsageError as problem:
        return f"is no regular expression: {str(problem).removeprefix(f'ignore pattern {pattern!r}: ')}"
    return None


def check_path(path: str) -> str | None:
    """Whether it can be a path."""
    if not path.strip() or not path.isprintable():
        return "is no path: it is empty or holds a control character"
    if path.startswith("~"):
        return "begins with ~, which only a shell knows; write the whole path"
    return None


def check_textfile(path: str) -> str | None:
    """Whether the node exporter would read it."""
    return check_path(path) or (None if path.endswith(".prom") else "should end in .prom: no other file is read")


def check_glob(pattern: str) -> str | None:
    """Whether it can be a path with ``*`` in it."""
    if "://" in pattern:
        return "is an address, no path; did you mean `url`?"
    return check_path(pattern)


def check_header_name(name: str) -> str | None:
    """Whether a user may set a header of this name."""
    if not _TOKEN.fullmatch(name):
        return "is no name of a header"
    if name.casefold() in _OWN_KEYS:
        return f"has a key of its own; write `{_OWN_KEYS[name.casefold()]}` beside `headers`"
    if name.casefold() in _SET_BY_FETCHING:
        return "is set by scrape-clean itself"
    return None


def check_header_text(value: str) -> str | None:
    """Whether it can be sent as the value of a header."""
    if not value.strip() or not value.isascii() or not value.isprintable():
        return "should be plain ASCII in one line, and not empty"
    return "begins or ends with a blank; take it out" if value != value.strip() else None


def check_sent(value: str) -> str | None:
    """Whether a secret can be sent in a header."""
    try:
        value.encode("latin-1")
    except UnicodeEncodeError:
        return "holds characters that no header can carry"
    return "begins or ends with a blank, which no header can; take it out" if value != value.strip(" \t") else None


def check_sitemap(value: str) -> str | None:
    """Whether it can be the address or path of a sitemap."""
    return check_url(value) if "://" in value else check_path(value)


def check_contact(value: str) -> str | None:
    """Whether the owner of a site can reach somebody there."""
    if re.fullmatch(r"[^\s@()<>]+@[^\s@()<>]+\.[^\s@()<>]+", value) and value.isascii():
        return None
    if not value.startswith(("http://", "https://")):
        return "should be an e-mail address or the address of a page about you"
    return check_url(value) or check_header_text(value)


def check_charset(label: str) -> str | None:
    """Whether it is an encoding of the Web."""
    known = label.isascii() and webencodings.lookup(label) is not None
    return None if known else "is no encoding of the Web (WHATWG); write `utf-8` or the like"


def check_language(tag: str) -> str | None:
    """Whether it is a tag of a language."""
    return None if is_tag(tag) else "is no tag of a language (BCP 47); write `de`, `en-GB` or the like"
