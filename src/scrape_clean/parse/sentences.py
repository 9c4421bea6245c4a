"""How sentences end, in any script."""

__all__ = ["SENTENCE_END", "ends_sentence"]

SENTENCE_END = (".", "!", "?", "…", "。", "！", "？", "؟", "।")
_CLOSING = "\"'”’»)]} "


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does, quotes and brackets behind it aside."""
    return text.rstrip(_CLOSING).endswith(SENTENCE_END)
