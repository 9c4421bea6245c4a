"""Where links lead, without what leads nowhere else."""

import re
from functools import lru_cache
from urllib.parse import unquote, urlsplit, urlunsplit

from scrape_clean.model import Record

__all__ = ["identity", "masked_mail", "same_target", "without_references"]

_TRACKING = re.compile(
    r"utm_\w+|mtm_\w+|pk_\w+|hsa_\w+|stm_\w+|vero_\w+|oly_\w+_id|mc_[ce]id|_hs\w+|__hs\w+|_ga|_gl|_openstat|__s|"
    r"fbclid|gclid|gclsrc|gbraid|wbraid|dclid|msclkid|yclid|ysclid|twclid|ttclid|igshid|igsh|li_fat_id|epik|"
    r"srsltid|s_cid|wickedid|rb_clickid|mkt_tok|ml_subscriber(?:_hash)?|cx_\w+|piwik_\w+|matomo_\w+|"
    r"(?:php)?sess(?:ion)?_?id|jsessionid",
    re.IGNORECASE,
)
"""Query parameters that name a campaign, a click or a visit, as browsers and privacy tools strip them."""
_SESSION_IN_PATH = re.compile(r";jsessionid=[^/?#]*", re.IGNORECASE)

_MASKED_MAIL = re.compile(r"/cdn-cgi/l/email-protection#((?:[0-9a-f]{2}){2,128})$", re.IGNORECASE)
"""An e-mail address as Cloudflare hides it from harvesters: a key that is another in each copy of the page, and the
address under it (https://developers.cloudflare.com/waf/tools/scrape-shield/email-address-obfuscation/)."""

_REFERENCE = re.compile(r"\[(?:\w{1,6} )?\w{1,3}\]")
_BESIDE = re.compile(r"\d{1,3}|[*\u2020\u2021]{1,3}")
_NUMBERS = "[⁰¹²³⁴-⁹]{1,3}(?:(?:, ?|[\u2013⁻])[⁰¹²³⁴-⁹]{1,3})*"
_RAISED = re.compile(_NUMBERS)
"""What a link to a note says: "[12]", "[note 3]", "¹²"; without brackets or raising, only right behind a word."""
_BEHIND_CLAUSE = re.compile(
    rf"(?:(?<=[.,;:!?\u2026\u201d\u2019\u00bb])(?<![0-9][.,:]){_NUMBERS}|(?<=[0-9][.,:])[⁰¹²³⁴-⁹])(?![⁰¹²³⁴-⁹])"
)
"""A raised number behind punctuation is no power. Two digits behind the point of a number are the rest of it."""
_MEASURED = re.compile(r"[0-9]\s?(?:sq\.? ?|cu\.? ?)?(?:[kcdm\u00b5]?m|in|ft|yd|mi|[\u043a\u0441\u043c]?\u043c)\.\Z")
"""A length that is written short: "20 cm.\u00b2" is a measure all the same."""
_LONGEST_MEASURE = 12
_IN_FRONT = re.compile(rf"{_NUMBERS}(?![⁰¹²³⁴-⁹])(?![^\W\d_]{{1,2}}(?![^\W\d_]))\s*")
"""The number of a note that counts nothing, as there is no other note; not that of an isotope ("¹³C")."""


def without_references(record: Record) -> str:
    """A record's text without the marks of notes, whose numbers shift with each new note.

    Without a link, "m²" is a measure and "¹³C" an isotope: such marks count as that behind a clause only.
    """
    text = record.text
    for link in reversed(record.links):
        attached = link.start > 0 and not text[link.start - 1].isspace()
        place = link.href.partition("#")[2]
        mark = _REFERENCE.fullmatch(link.text) or _RAISED.fullmatch(link.text) or link.text == _named(place)
        if (mark or (attached and _BESIDE.fullmatch(link.text))) and place:
            text = text[: link.start] + text[link.end :]
    first = _IN_FRONT.match(text)
    if first is not None and not text[first.end() : first.end() + 1].islower():  # "¹² euros"
        text = text[first.end() :]
    return _BEHIND_CLAUSE.sub(_unless_measured, text)


def _unless_measured(mark: re.Match[str]) -> str:
    start = mark.start()
    is_power = mark[0] in "\u00b2\u00b3" and _MEASURED.search(mark.string[max(start - _LONGEST_MEASURE, 0) : start])
    return mark[0] if is_power else ""


def _named(place: str) -> str:
    """What a link says to a note that is named by its label, as in Markdown."""
    return f"[{unquote(place.removeprefix('fn-'))}]"


def masked_mail(href: str) -> str | None:
    """The e-mail address that a link hides; None for any other link."""
    found = _MASKED_MAIL.search(href)
    if found is None:
        return None
    key, *letters = bytes.fromhex(found[1])
    return bytes(key ^ letter for letter in letters).decode(errors="replace")


def identity(href: str, page: str | None) -> str:
    """Where a link leads, as a name for what it stands by; empty for one that leads to a place on its own page."""
    target = same_target(href)
    if (
        not target
        or target.startswith("#")
        or (page and "#" in target and target.partition("#")[0] == same_target(page))
    ):
        return ""
    return target


@lru_cache(maxsize=1 << 13)
def same_target(href: str) -> str:
    """The address without tracking parameters; equal for two links that lead to one place."""
    if mail := masked_mail(href):
        return f"mailto:{mail}"
    if "?" not in href and ";" not in href:
        return href
    try:
        parts = urlsplit(href)
    except ValueError:  # no valid address
        return href
    kept = [pair for pair in parts.query.split("&") if pair and not _TRACKING.fullmatch(pair.partition("=")[0])]
    return urlunsplit(parts._replace(path=_SESSION_IN_PATH.sub("", parts.path), query="&".join(kept)))
