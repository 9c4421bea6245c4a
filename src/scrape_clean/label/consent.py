"""Notices that ask for consent to cookies: they have names for it in every language, but seldom a role."""

import re
from collections import Counter
from typing import Final

from scrape_clean.model import Document

__all__ = ["CONSENT", "consent_notices"]

CONSENT: Final = "consent"
_NOTICE: Final = (
    r"(?:accept|alert|avis|avviso|banner|bar|bot|box|consent|dialog|directive|disclaimer|hint|hinweis|info|law|layer|manager"
    r"|melding|message|modal|noti[cf]|overlay|pol[ií]|popup|privacy|root|sdk|setting|wall|warn)"
)
_WORDS: Final = ("cookie", "consent", "gdpr")
_NAMES: Final = re.compile(rf"cookies?[-_ ]?{_NOTICE}|(?<![a-z])(?:consent|gdpr)[-_ ]?{_NOTICE}", re.IGNORECASE)
"""As authors name the element in its class, id or label. "cookies" alone is a part of a bakery's page, and
"informed-consent" what a hospital tells."""
_MOST: Final = 0.5
"""Share of a page's shown blocks: what holds more is the page, whose root is named for what its visitor chose."""
_CONTENT: Final = frozenset({"main", "article"})


def consent_notices(document: Document) -> list[bool]:
    """For each container whether it is a notice that asks for consent, or a part of one."""
    words = " ".join([container.names for container in document.containers if container.names]).lower()
    if not any(word in words for word in _WORDS):  # on most pages
        return [False] * len(document.containers)
    notices = {names for names in {container.names for container in document.containers} if _NAMES.search(names)}
    if not notices:
        return [False] * len(document.containers)
    # The outermost container around that is named so; -1 for none, -2 in main and article; none is around the root.
    named = [-1] * (len(document.containers) + 1)
    for at, container in enumerate(document.containers):
        outer = named[container.parent]
        if outer == -1 and container.tag in _CONTENT:
            outer = -2
        elif outer == -1 and container.names in notices:
            outer = at
        named[at] = outer
    del named[-1]
    shown: Counter[int] = Counter()
    for block in document.blocks:
        if block.hidden is None and block.container >= 0:
            shown[named[block.container]] += 1
    most = _MOST * shown.total()
    return [outer >= 0 and shown[outer] <= most for outer in named]
