"""What an error of the connection means, in one line."""

import os
import socket
import ssl
from collections.abc import Iterator
from typing import Final

import httpcore2

from scrape_clean.errors import SourceError

__all__ = ["explain", "too_many_headers"]

_TOO_LARGE: Final = 431
_WAITING: Final = (ssl.SSLWantReadError, ssl.SSLWantWriteError)
"""No failures: TLS waits for the other side, and something else has ended that."""


def too_many_headers(most: int) -> SourceError:
    """The error that a flood of headers is."""
    return SourceError(f"sends more than {most:,} bytes of headers")


def explain(failure: Exception, max_header_bytes: int) -> SourceError:
    """What went wrong in the words of this project: those of a library may quote what must not be shown."""
    causes = [cause for cause in _chain(failure) if not isinstance(cause, _WAITING)]
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return SourceError(f"its certificate is not valid: {cause.verify_message}")
        if isinstance(cause, ssl.SSLError):
            why = (cause.reason or "unknown").replace("_", " ").lower()
            return SourceError(f"no secure connection: {why}", retryable=True)
        if isinstance(cause, socket.gaierror):
            return _unknown_name(cause)
        if getattr(cause, "error_status_hint", None) == _TOO_LARGE:  # h11's word
            return too_many_headers(max_header_bytes)
    if isinstance(failure, httpcore2.ConnectError):
        words = next((os.strerror(one.errno) for one in causes if isinstance(one, OSError) and one.errno), "")
        return SourceError(f"cannot be reached{': ' if words else ''}{words.lower()}", retryable=True)
    if isinstance(failure, httpcore2.TimeoutException):
        return SourceError("cannot be reached: no connection in time", retryable=True)
    if isinstance(failure, httpcore2.NetworkError) or str(failure).startswith(
        "<"
    ):  # an event of HTTP/2: reset, go away
        return SourceError("the connection broke off", retryable=True)
    if isinstance(failure, httpcore2.RemoteProtocolError):
        return SourceError(f"its answer is no sound HTTP: {_words(failure)}", retryable=True)
    return SourceError(f"its answer is no sound HTTP ({type(failure).__name__})", retryable=True)


def _chain(failure: BaseException) -> Iterator[BaseException]:
    """An error and what led to it, the nearest first."""
    waiting, seen = [failure], set()
    while waiting:
        error = waiting.pop(0)
        if id(error) not in seen:
            seen.add(id(error))
            yield error
            waiting += [one for one in (error.__cause__, error.__context__) if one is not None]
            if isinstance(error, BaseExceptionGroup):
                waiting += error.exceptions


def _unknown_name(cause: socket.gaierror) -> SourceError:
    again = cause.errno == socket.EAI_AGAIN
    hint = "see whether the network works" if again else "correct the url"
    return SourceError(f"its name cannot be looked up: {(cause.strerror or '').lower()}; {hint}", retryable=again)


def _words(failure: Exception) -> str:
    """The protocol library's reason, cut to what is no quotation."""
    text = str(failure).partition(":")[0].partition("(")[0].strip()
    return text[:80] if text.isprintable() and "'" not in text else type(failure).__name__
