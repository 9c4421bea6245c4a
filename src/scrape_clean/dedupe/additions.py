"""What sites add to texts that also stand without it: words at their end, a list ordinal in front."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from scrape_clean.dedupe.evidence import Wording
from scrape_clean.dedupe.normal import Form
from scrape_clean.dedupe.ordinals import counted
from scrape_clean.dedupe.standing import Standing
from scrape_clean.dedupe.tails import appended_tails, without_tail

__all__ = ["Additions", "additions"]


class Additions(Struct, frozen=True):
    """What is known of the additions of some texts."""

    tails: frozenset[tuple[str, ...]]
    lasts: frozenset[str]
    """The last words of the tails."""
    standing: Standing
    """The tokens of all texts."""
    counted: Mapping[str, Form]
    """Forms without their ordinal."""

    def taken_off(self, text: str, form: Form) -> Form:
        """The form of a text without what was added."""
        if text in self.counted:
            return self.counted[text]
        if form.tokens and form.tokens[-1] in self.lasts:
            return without_tail(form, text, self.tails, self.standing)
        return form


def additions(texts: Iterable[str], plain: Iterable[Wording]) -> Additions:
    """Learn from some texts what is added to them.

    Args:
        texts: Each text at least once.
        plain: Their wordings in the order of their keys; read several times.
    """
    standing = Standing(wording.form.tokens for wording in plain)
    tails = appended_tails(plain, standing)
    keys = Standing(wording.form.key for wording in plain)
    return Additions(tails, frozenset(tail[-1] for tail in tails), standing, counted(texts, keys))
