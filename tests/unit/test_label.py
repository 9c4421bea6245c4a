"""Labels: each block keeps its place, and the rule that spoke is named."""

import pytest

from scrape_clean.label import label, unseen
from scrape_clean.model import Block, Container, Document


def page(*containers: Container, texts: tuple[tuple[int, str], ...]) -> Document:
    """A document with a paragraph in each of some containers."""
    blocks = [Block("paragraph", 0, 0, text, container=where) for where, text in texts]
    return Document(text="", blocks=tuple(blocks), containers=containers)


BODY = Container(-1, "body")


@pytest.mark.parametrize(
    ("container", "rule"),
    [
        (Container(0, "nav"), "landmark:navigation"),
        (Container(0, "div", role="navigation"), "landmark:navigation"),
        (Container(0, "footer"), "landmark:contentinfo"),
        (Container(0, "aside"), "landmark:complementary"),
        (Container(0, "header"), "landmark:banner"),
        (Container(0, "div", role="dialog"), "landmark:dialog"),
        (Container(0, "nav", role="presentation"), "body"),
        (Container(0, "div"), "body"),
    ],
)
def test_landmarks(container: Container, rule: str) -> None:
    """The element's role, else the element's own landmark, decides."""
    labelled = label(page(BODY, container, texts=((0, "A real sentence."), (1, "Home"))))
    assert [item.rule for item in labelled] == ["body", rule]
    assert labelled[1].label == ("content" if rule == "body" else "boilerplate")


def test_a_header_inside_an_article_introduces_it() -> None:
    """By HTML-AAM a header is a banner only outside main, article and section."""
    document = page(BODY, Container(0, "article"), Container(1, "header"), texts=((2, "Title line"),))
    assert label(document)[0].rule == "body"


def test_everything_below_a_landmark_is_in_it() -> None:
    """The outermost landmark names the rule."""
    document = page(
        BODY, Container(0, "footer"), Container(1, "nav"), Container(2, "li"), texts=((3, "Imprint"), (0, "Text"))
    )
    assert [item.rule for item in label(document)] == ["landmark:contentinfo", "body"]


def test_a_page_inside_a_landmark_is_not_lost() -> None:
    """Where no word stands outside the landmarks, all of them are content."""
    document = page(BODY, Container(0, "aside"), texts=((1, "The whole page"), (1, "***")))
    assert [(item.label, item.rule) for item in label(document)] == [
        ("content", "only-text"),
        ("boilerplate", "no-word"),
    ]


def test_hidden_text_and_metadata_are_named_as_such() -> None:
    """What no reader of the page sees is told apart from boilerplate."""
    blocks = (
        Block("metadata", 0, 1, "Title"),
        Block("paragraph", 1, 2, "secret", hidden="display-none"),
        Block("control", 2, 3, "Search"),
        Block("bullet", 3, 4, ""),
        Block("table_row", 4, 5, "✓"),
    )
    labelled = label(Document(text="abcde", blocks=blocks))
    assert [item.rule for item in labelled] == ["metadata", "hidden:display-none", "control", "no-word", "body"]
    assert [unseen(item.rule) for item in labelled] == [True, True, False, False, False]
    assert tuple(item.block for item in labelled) == blocks
