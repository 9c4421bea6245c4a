"""Pages that keep an older copy of themselves."""

import copy

from pages import LIBRARY, Sections, page
from scrape_clean import Comparison, clean, compare

RULES = [
    f"{rule[:-1]}, says the {town} board."
    for rule, town in zip(
        [*LIBRARY["Borrowing"], *LIBRARY["Reading room"], *LIBRARY["Courses"]],
        "Harbour Castle Mill Abbey Forge Orchard Bridge Lagoon Tower Quarry Meadow Chapel".split(),
        strict=True,
    )
]


def nights(now: list[str], kept: list[str]) -> Comparison:
    """The rules on one night, and what stands under their heading and under one for older rules on the next."""
    before: Sections = {"Rules": RULES, "Visit": ["Take tram 9 to the harbour."]}
    after = {"Rules": now, "Visit": before["Visit"], "Rules until May": kept}
    return compare(page(before), page(after))


def test_an_edit_is_told_in_its_place_while_a_copy_keeps_the_old_words() -> None:
    """The rule is changed, and is what its id names; its old words in the copy are no news."""
    now = copy.copy(RULES)
    now[5] = now[5].replace("large table", "small table")
    found = nights(now, RULES)
    assert [(one.type, one.moved, one.substantive) for one in found.changes] == [("changed", False, True)]
    (change,) = found.changes
    assert change.after
    assert change.after.section[-1] == "Rules"
    assert [(edit.before.text, edit.after.text) for edit in change.edits] == [("large", "small")]
    (kept,) = found.muted
    assert (kept.type, kept.ancestors, kept.after and kept.after.text) == ("added", (change.id,), RULES[5])


def test_eight_lines_that_stand_twice_are_a_copy() -> None:
    """Fewer may be the labels of cards."""
    for number, types in ((9, ["changed"]), (8, ["added", "moved"])):
        rules = RULES[:number]
        now = [rule.replace("large table", "small table") for rule in rules]
        found = compare(page({"Rules": rules}), page({"Rules": now, "Rules until May": rules}))
        assert [one.type for one in found.changes] == types


def test_a_rule_that_only_the_copy_keeps_is_told_as_gone() -> None:
    """It stands on the page all the same, so nothing alarms; nothing is called moved."""
    found = nights([*RULES[:6], *RULES[7:]], RULES)
    (gone,) = found.changes
    assert (gone.type, gone.substantive, gone.before and gone.before.text) == ("removed", False, RULES[6])
    (kept,) = found.muted
    assert (kept.type, (kept.id,), kept.ancestors) == ("added", gone.descendants, (gone.id,))


def test_the_copy_goes_again() -> None:
    """Seen from the other side: the edited rule is edited back, and the copy is no loss."""
    now = copy.copy(RULES)
    now[5] = now[5].replace("large table", "small table")
    before = {"Rules": now, "Rules until May": RULES}
    found = compare(page(before), page({"Rules": RULES}))
    assert [(one.type, one.substantive) for one in found.changes] == [("changed", True)]
    assert [one.type for one in found.muted] == ["removed"]


def test_an_edited_copy_leaves_the_original_alone() -> None:
    """The new section differs, not the old one."""
    kept = copy.copy(RULES)
    kept[5] = kept[5].replace("large table", "small table")
    found = nights(RULES, kept)
    assert [(one.type, one.after and one.after.text) for one in found.changes] == [("added", kept[5])]


def test_lines_that_every_card_has_make_no_copy() -> None:
    """A second card with the first one's labels: what stood in the first moved, and something else took its place."""
    labels = ["Doors open at seven.", "Tickets at the door.", "Bring your own mug."]
    before = clean(_cards({"Saturday": ["The Larks play live.", *labels]}), media_type="text/html")
    after = clean(
        _cards({"Saturday": ["The Wrens play live.", *labels], "Sunday": ["The Larks play live.", *labels]}),
        media_type="text/html",
    )
    found = compare(before, after)
    assert ("added", "The Wrens play live.") in {(one.type, one.after.text) for one in found.changes if one.after}


def _cards(cards: Sections) -> str:
    body = "".join(
        f"<section><h2>{name}</h2><ul>{''.join(f'<li>{item}</li>' for item in items)}</ul></section>"
        for name, items in cards.items()
    )
    return f"<html><head><title>Club</title></head><body><main><h1>Club</h1>{body}</main></body></html>"
