"""What sites add to texts that also stand without it: words at their end, a list ordinal in front."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from scrape_clean.dedupe.clustering.collection import Wordings
from scrape_clean.dedupe.clustering.tails import appended_tails, standing_before, without_tail
from scrape_clean.dedupe.normalization.columns import Forms
from scrape_clean.dedupe.normalization.normal import Form
from scrape_clean.dedupe.normalization.ordinals import counted
from scrape_clean.dedupe.normalization.sequences import Flags, Numbers

__all__ = ["Additions", "additions"]


class Additions(Struct, frozen=True):
    """What is known of the additions of some texts."""

    tails: frozenset[tuple[str, ...]]
    lasts: frozenset[str]
    """The last words of the tails."""
    stands: Flags
    """For each wording whether it also stands without its last word."""
    counted: Mapping[str, Form]
    """Forms without their ordinal."""

    def taken_off(self, text: str, form: Form, place: int) -> Form:
        """The form of a text without what was added, given the place of its wording."""
        if text in self.counted:
            return self.counted[text]
        if form.tokens and form.tokens[-1] in self.lasts:
            return without_tail(form, text, self.tails, stands=bool(self.stands[place]))
        return form

    def without(self, texts: Sequence[str], forms: Forms, places: Numbers) -> Forms:
        """The forms of texts without what was added, given the places of their wordings."""
        rows = {at for at, text in enumerate(texts) if text in self.counted}
        rows.update(forms.ending(self.lasts).tolist())
        found = {}
        for at in rows:
            form = forms.form(at)
            bare = self.taken_off(texts[at], form, int(places[at]))
            if bare is not form:
                found[at] = bare
        return forms.replaced(found)


def additions(texts: Iterable[str], plain: Wordings) -> Additions:
    """Learn from some texts what is added to them.

    Args:
        texts: Each text at least once.
        plain: Their wordings.
    """
    tails = appended_tails(plain)
    lasts = frozenset(tail[-1] for tail in tails)
    return Additions(tails, lasts, standing_before(plain.sequences), counted(texts, plain.stand))
