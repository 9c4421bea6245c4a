"""Where links lead, without what leads nowhere else."""

import re
from functools import lru_cache
from urllib.parse import urlsplit, urlunsplit

__all__ = ["identity", "same_target"]

_TRACKING = re.compile(
    r"utm_\w+|mtm_\w+|pk_\w+|hsa_\w+|stm_\w+|vero_\w+|oly_\w+_id|mc_[ce]id|_hs\w+|__hs\w+|_ga|_gl|_openstat|__s|"
    r"fbclid|gclid|gclsrc|gbraid|wbraid|dclid|msclkid|yclid|ysclid|twclid|ttclid|igshid|igsh|li_fat_id|epik|"
    r"srsltid|s_cid|wickedid|rb_clickid|mkt_tok|ml_subscriber(?:_hash)?|cx_\w+|piwik_\w+|matomo_\w+|"
    r"(?:php)?sess(?:ion)?_?id|jsessionid",
    re.IGNORECASE,
)
"""Query parameters that name a campaign, a click or a visit, as browsers and privacy tools strip them."""
_SESSION_IN_PATH = re.compile(r";jsessionid=[^/?#]*", re.IGNORECASE)


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
    if "?" not in href and ";" not in href:
        return href
    try:
        parts = urlsplit(href)
    except ValueError:  # no valid address
        return href
    kept = [pair for pair in parts.query.split("&") if pair and not _TRACKING.fullmatch(pair.partition("=")[0])]
    return urlunsplit(parts._replace(path=_SESSION_IN_PATH.sub("", parts.path), query="&".join(kept)))
