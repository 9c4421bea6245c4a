"""List ordinals ("1.", "a)", "(iv)") in front of texts that also stand without them."""

import re
from collections.abc import Callable, Iterable, Sequence

from scrape_clean.dedupe.normalization.normal import Form, normal_form

__all__ = ["behind_ordinal", "counted"]

_ORDINAL = re.compile(r"\s*(\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)])\s+(?=\S)")


def behind_ordinal(text: str) -> tuple[str, str] | None:
    """The ordinal in front of a text, and the rest."""
    match = _ORDINAL.match(text)
    return (match[1], text[match.end() :]) if match else None


def counted(texts: Iterable[str], stand: Callable[[Sequence[str]], Sequence[bool]]) -> dict[str, Form]:
    """Forms without their ordinal of texts that also stand without one and with no other one.

    "1. Installation" counts an item; "1. Liga" and "2. Liga" are two facts, whatever "Liga" is.

    Args:
        texts: The texts.
        stand: Tells for each of some keys whether a text has it.
    """
    parts = [(text, *part) for text in texts if (part := behind_ordinal(text)) is not None]
    forms = [normal_form(rest) for _, _, rest in parts]
    found: dict[str, Form] = {}
    ordinals: dict[str, set[str]] = {}
    for (text, ordinal, _), form, stands in zip(parts, forms, stand([form.key for form in forms]), strict=True):
        if stands and form.tokens:
            found[text] = form
            ordinals.setdefault(form.key, set()).add(ordinal)
    return {text: form for text, form in found.items() if len(ordinals[form.key]) == 1}
