"""Cookies that a site sets while it redirects: some send everybody round in circles who does not bring them back."""

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
        headers = [(name, value) for name, value in reply.headers if name.lower() == "set-cookie"]
        request = httpx2.Request("GET", target.url)
        self._cookies.extract_cookies(httpx2.Response(reply.status, headers=headers, request=request))

    def cookies_for(self, target: Target) -> list[str]:
        """What of them goes to an address: the value of a Cookie header, or nothing."""
        if self._cookies is None:
            return []
        request = httpx2.Request("GET", target.url)
        self._cookies.set_cookie_header(request)
        value = request.headers.get("cookie")
        return [value] if value else []
