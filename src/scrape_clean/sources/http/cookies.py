"""Cookies that a site sets while it redirects: some send everybody round in circles who does not bring them back."""

import re
from contextlib import suppress
from datetime import datetime
from email.utils import mktime_tz, parsedate_tz
from typing import Final

import httpx2

from scrape_clean.sources.http.urls import Target
from scrape_clean.sources.http.wire import Reply

__all__ = ["Jar"]

_IGNORED: Final = re.compile(r";\s*(?:domain\s*(?:=\s*)?|path\s*(?:=\s*(?:[^/;\s][^;]*)?)?)(?=;|\Z)", re.IGNORECASE)
"""Attributes without a sound value, which count as not there (RFC 6265, 5.2.3 and 5.2.4)."""
_MAX_AGE: Final = re.compile(r";\s*max-age\s*=\s*(-?)([0-9]+)\s*(?=;|\Z)", re.IGNORECASE)
_EXPIRES: Final = re.compile(r";\s*expires\s*=\s*([^;]+)", re.IGNORECASE)


class Jar:
    """The cookies of one way through redirects (RFC 6265); nothing is kept beyond it."""

    def __init__(self) -> None:
        """Begin without any."""
        self._cookies: httpx2.Cookies | None = None
        self._removed: set[str] = set()

    def keep(self, target: Target, reply: Reply) -> None:
        """Take the cookies that an answer sets."""
        if reply.header("set-cookie") is None:
            return
        if self._cookies is None:
            self._cookies = httpx2.Cookies()
        values = [_IGNORED.sub("", value) for value in reply.all_of("set-cookie")]
        for value in values:
            is_over = _is_over(value, reply.time)
            (self._removed.add if is_over else self._removed.discard)(_name_of(value.partition(";")[0]))
        headers = [(b"set-cookie", value.encode("latin-1")) for value in values]
        with suppress(Exception):  # a stranger's bytes; without the cookie it goes on as it would have
            response = httpx2.Response(reply.status, headers=headers, request=_request(target))
            response.headers.encoding = "latin-1"
            self._cookies.extract_cookies(response)

    def added(self, own: str, target: Target) -> str:
        """The value of a Cookie header to an address: the sender's own cookies but for those replaced or removed.

        Args:
            own: What the sender would send of itself; empty if nothing.
            target: The address.
        """
        if self._cookies is None:
            return own
        request = _request(target)
        with suppress(Exception):
            self._cookies.set_cookie_header(request)
        kept = request.headers.get("cookie", "")
        newer = self._removed | {_name_of(pair) for pair in kept.split(";")}
        pairs = [pair.strip() for pair in own.split(";") if _name_of(pair) not in newer]
        return "; ".join([pair for pair in (*pairs, kept) if pair])


def _request(target: Target) -> httpx2.Request:
    request = httpx2.Request("GET", target.url)
    request.headers.encoding = "latin-1"
    return request


def _name_of(pair: str) -> str:
    return pair.partition("=")[0].strip()


def _is_over(value: str, now: datetime) -> bool:
    """Whether a Set-Cookie header removes its cookie; Max-Age goes before Expires (RFC 6265, 5.3)."""
    if age := _MAX_AGE.search(value):
        return bool(age[1]) or not age[2].strip("0")
    expires = _EXPIRES.search(value)
    try:
        date = parsedate_tz(expires[1]) if expires else None
        return date is not None and mktime_tz(date) <= now.timestamp()
    except (TypeError, ValueError, IndexError, OverflowError):  # no date that can be understood
        return False
