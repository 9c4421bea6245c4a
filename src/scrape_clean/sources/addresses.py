"""What an address of a page must look like, before anybody is asked for it (RFC 3986, RFC 6454)."""

import ipaddress
import re
from typing import Final
from urllib.parse import SplitResult, urlsplit

import idna

__all__ = ["check_host", "check_url", "host_of", "is_like_host", "origin_of"]

_LONGEST: Final = 4_000
_HOST: Final = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)*[^\W_](?:[\w-]*[^\W_])?\.?")
_LONGEST_HOST: Final = 253
_LONGEST_LABEL: Final = 63
_LIKE_A_HOST: Final = re.compile(r"(localhost|[\w-]+(\.[\w-]+)+)(:\d+)?(/|$)")
_FILES: Final = (
    *(".html", ".htm", ".xhtml", ".txt", ".text", ".md", ".markdown", ".gz", ".warc", ".zst"),
    *(".json", ".jsonl", ".xml", ".csv", ".tsv", ".pdf", ".parquet"),
)
"""Endings of names that are rather a file's than a host's; .md and the like are top-level domains as well."""


def check_url(url: str) -> str | None:
    """Why a page cannot be fetched from an address, in a few words; None if it can."""
    if len(url) > _LONGEST:
        return f"has {len(url):,} characters; addresses have {_LONGEST:,} at most"
    if not url.isprintable() or " " in url:
        return "holds a space or control character; write it as %20 or the like"
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018  raises what is wrong with it
    except ValueError as problem:
        return f"is no address: {problem}"
    return _check_parts(parts, url)


def _check_parts(parts: SplitResult, url: str) -> str | None:
    if "@" in parts.netloc:
        return "holds a user or password; write `auth` with the password from env or file instead"
    if parts.scheme in {"http", "https"}:
        return check_host(parts.hostname or "")
    if parts.scheme == "file":
        return "is a file; write `files` with its path instead"
    host = url.partition("/")[0].partition(":")[0]
    if "://" not in url and "@" not in url and "." in host and check_host(host) is None:
        return f"has no scheme; did you mean `https://{url}`?"
    return "should begin with http:// or https://"


def is_like_host(name: str) -> bool:
    """Whether a name without a scheme looks like an address rather than a file: "example.org/a.html", no "a.html"."""
    return bool(_LIKE_A_HOST.match(name)) and ("/" in name or not name.lower().endswith(_FILES))


def check_host(host: str) -> str | None:
    """Why there can be no host of a name; None if there can. IPv6 addresses stand without brackets."""
    if not host:
        return "names no host"
    if ":" in host:
        return None if _is_address(host) else "names no host: the IPv6 address is not right"
    labels = host.rstrip(".").split(".")
    if len(host) > _LONGEST_HOST or not _HOST.fullmatch(host) or max(map(len, labels)) > _LONGEST_LABEL:
        return "names no host that there can be"
    return None


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def host_of(url: str) -> str:
    """The host of a checked address, in lower case and ASCII: one host has one name (RFC 5891)."""
    host = (urlsplit(url).hostname or "").rstrip(".")
    if host.isascii():
        return host
    try:
        return idna.encode(host).decode("ascii")
    except idna.IDNAError:  # nobody can be asked by that name
        return host


def origin_of(url: str) -> tuple[str, str, int]:
    """Scheme, host and port of a checked address."""
    parts = urlsplit(url)
    return parts.scheme, host_of(url), parts.port or (443 if parts.scheme == "https" else 80)
