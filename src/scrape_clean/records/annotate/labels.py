"""Labels of fields: "Email: a@b", "Founded: 1962; Director: A. Mensah"."""

import re
from collections.abc import Iterator
from typing import Final

from scrape_clean.model import Annotation
from scrape_clean.records.annotate.reading import Reading

__all__ = ["labels"]

_START: Final = re.compile("^|[;|•·,:.] ")
"""Behind which a label may stand."""
_LABEL: Final = re.compile(
    r"(?P<label>[^\W\d_][^\W_]{0,24}(?:[ .-][^\W_]{1,24}){0,3}\.?) ?"
    r"(?:[:：] |[:：](?![\s\d:]|(?:in|innen|r|n|e)\b))(?=\S)"  # not "Künstler:innen"
)
_VALUE: Final = re.compile(r"[^;|•·]{1,200}")
_NEXT: Final = re.compile(r"[,.] [^\W\d_][^\W_]{0,24}(?: [^\W_]{1,24})? ?[:：] |(?<=\w): ")


def labels(reading: Reading) -> Iterator[Annotation]:
    """The words before a colon that name what follows; the value is what follows, up to the next label or semicolon.

    At the beginning of a text or of one of its parts only: a colon within a sentence ends no label.
    """
    text = reading.text
    last_colon = max(text.rfind(":"), text.rfind("："))
    if last_colon < 0:
        return
    floor = 0
    for start in _START.finditer(text):
        if start.end() > last_colon:
            break
        match = _LABEL.match(text, start.end()) if start.end() >= floor else None
        if match is None:
            continue
        floor = match.end()
        label = match["label"]
        if not label[0].isupper() and label[0].lower() != label[0].upper():
            continue
        value = _VALUE.match(text, match.end())
        if value is None or text.startswith("//", match.end()):
            continue
        said = value[0]
        if (following := _NEXT.search(said)) is not None:
            said = said[: following.start()] if following[0] != ": " else ""
        said = said.strip(" ,.;")
        if said:
            yield Annotation("label", match.start("label"), match.end("label"), label, said)
