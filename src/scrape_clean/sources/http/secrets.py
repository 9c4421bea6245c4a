"""Passwords and tokens, kept out of everything that is shown."""

import re
from base64 import b64decode
from typing import Final

from scrape_clean.errors import SourceError
from scrape_clean.sources.visits import Visit

__all__ = ["check_headers", "scrubbed"]

_NAME: Final = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_SHORTEST: Final = 4  # a shorter value would be found in every other word
_OURS: Final = frozenset({"host", "content-length", "transfer-encoding", "connection", "accept-encoding"})


def check_headers(visit: Visit) -> None:
    """See that what a visit sends can be sent.

    Raises:
        SourceError: A name or value breaks the rules of HTTP (RFC 9110, 5.5), so that it could smuggle in others.
    """
    user_agent = visit.policy.user_agent
    if not user_agent.isascii() or not user_agent.isprintable():
        raise SourceError("the User-Agent holds characters that HTTP does not know; correct the settings")
    if user_agent != user_agent.strip():
        raise SourceError("the User-Agent begins or ends with a blank; correct the settings")
    for name, secret in visit.headers:
        if not _NAME.fullmatch(name):
            raise SourceError(f"{name!r} is no name of a header; correct the source's settings")
        if name.lower() in _OURS:
            raise SourceError(f"the header {name} is set by the connection; take it out of the source's settings")
        try:
            secret.value.encode("latin-1")
        except UnicodeEncodeError:
            raise SourceError(f"the header {name} holds characters that HTTP does not know") from None
        if _CONTROL.search(secret.value):
            raise SourceError(f"the header {name} holds a line break or control character; take it out of the value")
        if secret.value != secret.value.strip(" \t"):
            raise SourceError(f"the header {name} begins or ends with a blank; take it out of the value")


def scrubbed(problem: SourceError, visit: Visit) -> SourceError:
    """The same problem, told of this source, without any of the visit's secrets in it."""
    reason = problem.reason
    for word in _words(visit):
        reason = reason.replace(word, "***")
    return SourceError(reason, visit.source, retryable=problem.retryable, retry_after=problem.retry_after)


def _words(visit: Visit) -> list[str]:
    """What must not be shown: values, their parts, and what Basic hides in Base64; the longest first."""
    words = {secret.value.strip() for secret in visit.secrets}
    for _, secret in visit.headers:
        words |= {secret.value.strip(), *re.split(r"[\s;=,]+", secret.value)}
        scheme, _, encoded = secret.value.partition(" ")
        if scheme.lower() == "basic":
            try:
                user, _, password = b64decode(encoded, validate=True).decode().partition(":")
            except ValueError:
                continue
            words |= {password, f"{user}:{password}"}
    return sorted((word for word in words if len(word) >= _SHORTEST), key=len, reverse=True)
