"""Cookies that a site sets while it redirects: some send everybody round in circles who does not bring them back."""

from contextlib import suppress

import httpx2

from scrape_clean.sources.http.urls import Target
from scrape_clean.sources.http.wire import Reply

__all__ = ["Jar"]


class Jar:
    """The cookies of one way through redirects (RFC 6265); nothing is kept beyond it."""

    def __init__(self) -> None:
        """Begin without any."""
        self._cookies: httpx2.Cookies | None = None

    def keep(self, target: Target, reply: Reply) -> None:
        """Take the cookies that an answer sets."""
        if reply.header("set-cookie") is None:
            return
        if self._cookies is None:
            self._cookies = httpx2.Cookies()
        headers = [(b"set-cookie", value.encode("latin-1")) for value in reply.all_of("set-cookie")]
        with suppress(Exception):  # a stranger's bytes; without the cookie it goes on as it would have
            response = httpx2.Response(reply.status, headers=headers, request=_request(target))
            response.headers.encoding = "latin-1"
            self._cookies.extract_cookies(response)

    def cookies_for(self, target: Target) -> list[str]:
        """What of them goes to an address: the value of a Cookie header, or nothing."""
        request = _request(target)
        if self._cookies is not None:
            with suppress(Exception):
                self._cookies.set_cookie_header(request)
        value = request.headers.get("cookie")
        return [value] if value else []


def _request(target: Target) -> httpx2.Request:
    request = httpx2.Request("GET", target.url)
    request.headers.encoding = "latin-1"
    return request
