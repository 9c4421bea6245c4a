"""A page's text made fit to be shown among our own: nothing is unseen, and nothing reorders what stands beside it.

A text may hold control characters and changes of direction (Unicode's bidirectional formatting) that make a reader see
other words than there are (Boucher and Anderson, Trojan Source, 2021). They are shown by name.
"""

import re
from collections.abc import Sequence
from html import escape
from urllib.parse import quote, urlsplit, urlunsplit

__all__ = ["clear", "language_tag", "marked_up", "one_line", "shown_address", "text_link", "web_address"]

_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_SPACES = re.compile(r"\s+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*", re.ASCII)
_NO_ADDRESS = re.compile(r'[\s\x00-\x20"<>\\^`{|}\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]')
"""What no IRI may hold (RFC 3987, section 2.2) or nobody can see."""
_ENDS = "".join(map(chr, range(0x21)))
_WORDS_EACH_END = 5
_LONG_WORD = 40
_CHARACTERS_EACH_END = 24
"""Of a word so long that its script parts none by spaces."""
_CELLS = " | "
"""Between the cells of a row; a directive's words must stand in one block of the page, its two ends need not."""


def clear(text: str) -> str:
    """The text with control characters and overrides of direction as their names: ``[U+202E]``."""
    return _UNSEEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)


def one_line(text: str) -> str:
    """The same on one line, for titles and subjects: a line break becomes a space."""
    return clear(_SPACES.sub(" ", text).strip())


def marked_up(text: str) -> str:
    """The same as HTML or XML text or attribute value."""
    return escape(clear(text))


def language_tag(language: str | None) -> str | None:
    """A language as the page gives it, if it has the form of a tag (BCP 47)."""
    return language if language and _LANGUAGE.fullmatch(language) else None


def web_address(url: str | None) -> str | None:
    """An address that a link may lead to: http or https, without a user's name and password; None for all else.

    Characters that an address must not hold are escaped, and white space at its ends and line breaks are taken out, as
    browsers do (WHATWG, URL).
    """
    if not url:
        return None
    tidy = re.sub(r"[\t\r\n]", "", url).strip(_ENDS)
    try:
        parts = urlsplit(_NO_ADDRESS.sub(lambda found: quote(found[0], errors="replace"), tidy))
        known = parts.scheme in ("http", "https") and parts.hostname
    except ValueError:  # a bracket without its twin
        return None
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2])) if known else None


def shown_address(url: str) -> str:
    """An address to be read: without the scheme, and without a user's name and password."""
    found = web_address(url)
    if not found:
        return one_line(url)
    return one_line(found.partition("://")[2].removesuffix("/"))


def text_link(url: str | None, text: str) -> str | None:
    """An address at which a browser scrolls to the text and marks it (WICG, URL Fragment Text Directives).

    One that does not know of it, or does not find the text, shows the page as ever.
    """
    address = web_address(url)
    if not address:
        return None
    parts = [part.split() for part in text.split(_CELLS) if part.strip()]
    if not parts:
        return address
    long = len(parts) > 1 or len(parts[0]) > 2 * _WORDS_EACH_END or len(text) > 4 * _CHARACTERS_EACH_END
    ends = [_start(parts[0]), _end(parts[-1])] if long else [" ".join(parts[0])]
    directive = ",".join(quote(end, safe="", errors="replace").replace("-", "%2D") for end in ends)
    before, mark, fragment = address.partition("#")
    return f"{before}#{fragment if mark else ''}:~:text={directive}"


def _start(words: Sequence[str]) -> str:
    """A few words, or a few characters of a script that does not part words."""
    return words[0][:_CHARACTERS_EACH_END] if len(words[0]) > _LONG_WORD else " ".join(words[:_WORDS_EACH_END])


def _end(words: Sequence[str]) -> str:
    return words[-1][-_CHARACTERS_EACH_END:] if len(words[-1]) > _LONG_WORD else " ".join(words[-_WORDS_EACH_END:])
