"""White space and Unicode form: the only changes that a text goes through on its way into a block."""

import unicodedata

__all__ = ["fold", "fold_lines", "fold_spaces", "trim"]


def fold(text: str) -> str:
    """NFC (Unicode Annex 15), each run of white space one space, none at the ends; nothing else is touched."""
    folded = fold_spaces(text)
    return folded if folded.isascii() else unicodedata.normalize("NFC", folded)


def fold_spaces(text: str) -> str:
    """Each run of white space one space, none at the ends. Most texts are so already: only the space is printable."""
    bare = text.strip()
    return bare if bare.isprintable() and "  " not in bare else " ".join(bare.split())


def fold_lines(text: str) -> str:
    """NFC, trailing white space off each line, no empty lines at the ends: for preformatted text."""
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return unicodedata.normalize("NFC", "\n".join(lines).strip("\n"))


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the white space at its ends; an empty span where there is nothing else."""
    span = text[start:end]
    bare = span.lstrip()
    start += len(span) - len(bare)
    return start, start + len(bare.rstrip())
