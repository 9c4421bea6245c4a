"""List ordinals ("1.", "a)", "(iv)") in front of texts that also stand without them."""

import re
from collections.abc import Container, Hashable, Iterable

from scrape_clean.dedupe.normal import Form, normal_form

__all__ = ["behind_ordinal", "counted"]

_ORDINAL = re.compile(r"\s*(\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)])\s+(?=\S)")


def behind_ordinal(text: str) -> tuple[str, str] | None:
    """The ordinal in front of a text, and the rest."""
    match = _ORDINAL.match(text)
    return (match[1], text[match.end() :]) if match else None


def counted(texts: Iterable[str], plain: Container[Hashable]) -> dict[str, Form]:
    """Forms without their ordinal of texts that also stand without one (by key in ``plain``) and with no other one.

    "1. Installation" counts an item; "1. Liga" and "2. Liga" are two facts, whatever "Liga" is.
    """
    forms: dict[str, Form] = {}
    ordinals: dict[str, set[str]] = {}
    for text in texts:
        parts = behind_ordinal(text)
        if parts is None:
            continue
        form = normal_form(parts[1])
        if form.key in plain and form.tokens:
            forms[text] = form
            ordinals.setdefault(form.key, set()).add(parts[0])
    return {text: form for text, form in forms.items() if len(ordinals[form.key]) == 1}
