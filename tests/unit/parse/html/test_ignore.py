"""Elements that the user's selectors match."""

import pytest

from scrape_clean import UsageError
from scrape_clean.parse.html import Reader, parse_html

PAGE = (
    '<ul><li>Pears <span class="n">12</span> left<li id=ad>Buy now<li>Plums</ul><template><i class=n>x</i></template>'
)


@pytest.mark.parametrize("reader", ["lexbor", "soup"])
def test_they_are_hidden_by_a_rule_of_their_own(reader: Reader) -> None:
    """Inside a text, too; nothing else is."""
    blocks = parse_html(PAGE, reader=reader, ignore=(".n", "ul > #ad")).blocks
    assert [block.text for block in blocks if block.hidden is None and block.text] == ["Pears left", "Plums"]
    assert [block.text for block in blocks if block.hidden == "ignored"] == ["12", "Buy now"]
    assert all(block.hidden is None for block in parse_html(PAGE.partition("<template>")[0], reader=reader).blocks)
    assert parse_html("", reader=reader, ignore=("p",)).text == ""


@pytest.mark.parametrize("reader", ["lexbor", "soup"])
@pytest.mark.parametrize("selector", ["li[", ":::", ""])
def test_a_selector_that_is_none_is_refused(reader: Reader, selector: str) -> None:
    """With the selector."""
    with pytest.raises(UsageError, match="ignore selector"):
        parse_html(PAGE, reader=reader, ignore=(selector,))
