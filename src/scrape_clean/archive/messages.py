"""Exchanges as the HTTP/1.1 messages that a WARC file holds (WARC 1.1, 6.3).

Two things are not as they were sent, and the names of their fields say so, as in Common Crawl's files: a transfer
coding, which has been taken off, is kept as X-Crawl-Transfer-Encoding, and a Content-Length that is not the body's as
X-Crawl-Content-Length. HTTP/2 has no text form; its messages are written down as HTTP/1.1, without a reason phrase
(https://iipc.github.io/warc-specifications/specifications/warc-http2/).
"""

import re
import string
from typing import Final
from urllib.parse import quote

from scrape_clean.sources.visits import Exchange, Headers

__all__ = ["as_uri", "request_message", "response_head", "told_unchanged"]

_KEPT_AS: Final = {
    "transfer-encoding": "X-Crawl-Transfer-Encoding",
    "content-length": "X-Crawl-Content-Length",
}
_PARTS: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*://)(?:[^/?#]*@)?([^/?#]*)([^#]*)")
_IN_URIS: Final = string.ascii_letters + string.digits + string.punctuation
_LINE_ENDS: Final = str.maketrans("\r\n\0", "   ")


def as_uri(url: str) -> str:
    """An address as it was asked for: in ASCII (RFC 3986), without user, password and fragment."""
    scheme, host, rest = _split(url)
    return f"{scheme}{host}{rest}"


def _split(url: str) -> tuple[str, str, str]:
    parts = _PARTS.match(quote(url, safe=_IN_URIS))
    return (parts[1], parts[2], parts[3]) if parts else ("", "", quote(url, safe=_IN_URIS))


def response_head(exchange: Exchange) -> bytes:
    """Status line and fields of a response, up to the empty line."""
    without_body = exchange.method == "HEAD" or exchange.status in {204, 304} or exchange.status < 200
    fields = exchange.headers if without_body else _true_to(exchange.headers, len(exchange.body))
    return _message(_status_line(exchange), fields)


def told_unchanged(exchange: Exchange) -> bytes:
    """Status line and fields of a 304, as fields of a metadata record."""
    return _message(f"status: {_status_line(exchange)}", exchange.headers)


def request_message(exchange: Exchange) -> bytes:
    """A whole request; none that is made here has a body."""
    _, host, rest = _split(exchange.url)
    target = rest if rest.startswith("/") else f"/{rest}"
    fields = exchange.request_headers
    if not any(name.lower() == "host" for name, _ in fields):
        fields = (("Host", host), *fields)
    return _message(f"{exchange.method} {target} {_version(exchange)}", fields)


def _version(exchange: Exchange) -> str:
    return "HTTP/1.0" if exchange.protocol == "HTTP/1.0" else "HTTP/1.1"


def _status_line(exchange: Exchange) -> str:
    reason = "" if exchange.protocol == "HTTP/2" else exchange.reason
    return f"{_version(exchange)} {exchange.status} {reason}"


def _true_to(headers: Headers, length: int) -> Headers:
    """The fields of a message whose body has this length and no transfer coding."""
    fields, known, told = [], False, False
    for name, value in headers:
        lower = name.lower()
        if lower == "content-length" and value.strip() == str(length):
            told = True
        elif lower in _KEPT_AS:
            fields.append((_KEPT_AS[lower], value))
            known = True
            continue
        fields.append((name, value))
    return (*fields, ("Content-Length", str(length))) if known and not told else tuple(fields)


def _message(first: str, fields: Headers) -> bytes:
    """Start line, fields and an empty line; HTTP/2's pseudo-fields are left out, and no line can be smuggled in."""
    lines = [first, *(f"{name}: {value}" for name, value in fields if not name.startswith(":"))]
    text = "".join(f"{line.translate(_LINE_ENDS)}\r\n" for line in lines)
    return text.encode("latin-1", "backslashreplace") + b"\r\n"
