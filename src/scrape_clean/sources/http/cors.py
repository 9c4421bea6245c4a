"""What pages of one origin may do at another: what the browser leaves to us of Fetch (https://fetch.spec.whatwg.org).

It asks for no leave beforehand, since Playwright grants every preflight, and does not see the redirects that are
followed for it.
"""

from collections.abc import Sequence
from typing import Final

from scrape_clean.sources.visits import Headers

__all__ = ["is_granted", "is_readable", "preflight"]

_METHODS: Final = frozenset({"GET", "HEAD", "POST"})
_TYPES: Final = frozenset({"application/x-www-form-urlencoded", "multipart/form-data", "text/plain"})
_BROWSERS_OWN: Final = frozenset(
    {
        *("accept", "accept-language", "cache-control", "content-language", "cookie", "dnt", "origin", "pragma"),
        *("priority", "purpose", "range", "referer", "save-data", "upgrade-insecure-requests"),
    }
)
"""Headers that a page cannot set, or may set without leave (CORS-safelisted)."""
_ALLOW: Final = "access-control-allow-"


def preflight(origin: str, method: str, headers: Headers) -> Headers | None:
    """The headers of the request for leave (Fetch, 4.8) that has to go first; None if none has to."""
    unusual = sorted({name.lower() for name, value in headers if not _is_usual(name.lower(), value)})
    if method in _METHODS and not unusual:
        return None
    asked: Headers = (("Origin", origin), ("Access-Control-Request-Method", method))
    return (*asked, ("Access-Control-Request-Headers", ",".join(unusual))) if unusual else asked


def is_granted(asked: Headers, answered: Headers) -> bool:
    """Whether the answer to a preflight gives all the leave that was asked for."""
    wanted = {name.lower(): value for name, value in asked}
    methods, names = _list(answered, "methods"), {name.lower() for name in _list(answered, "headers")}
    method = wanted["access-control-request-method"]
    unusual = [name for name in wanted.get("access-control-request-headers", "").split(",") if name]
    return (
        is_readable(wanted["origin"], answered)
        and (method in _METHODS or method in methods or "*" in methods)
        and all(name in names or ("*" in names and name != "authorization") for name in unusual)
    )


def is_readable(origin: str, answered: Headers) -> bool:
    """Whether pages of an origin may read an answer (Fetch, 4.10)."""
    allowed = [value.strip() for name, value in answered if name.lower() == f"{_ALLOW}origin"]
    return allowed in (["*"], [origin])


def _is_usual(name: str, value: str) -> bool:
    if name == "content-type":
        return value.partition(";")[0].strip().lower() in _TYPES
    return name in _BROWSERS_OWN or name.startswith(("sec-", "proxy-"))


def _list(headers: Headers, name: str) -> Sequence[str]:
    found = ",".join(value for key, value in headers if key.lower() == _ALLOW + name)
    return [word.strip() for word in found.split(",")]
