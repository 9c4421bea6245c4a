"""Landmarks: what the author says that an element is."""

import pytest

from scrape_clean.label.landmarks import in_notes, landmarks
from scrape_clean.model import Container

BODY = Container(-1, "body")


@pytest.mark.parametrize(
    ("container", "landmark"),
    [
        (Container(0, "nav"), "landmark:navigation"),
        (Container(0, "div", role="navigation"), "landmark:navigation"),
        (Container(0, "footer"), "landmark:contentinfo"),
        (Container(0, "aside"), "landmark:complementary"),
        (Container(0, "header"), "landmark:banner"),
        (Container(0, "div", role="dialog"), "landmark:dialog"),
        (Container(0, "nav", role="doc-toc"), "landmark:navigation"),
        (Container(0, "section", role="doc-index"), "landmark:navigation"),
        (Container(0, "nav", role="presentation"), None),
        (Container(0, "div"), None),
    ],
)
def test_role_before_element(container: Container, landmark: str | None) -> None:
    """The element's role, else the element's own landmark, decides."""
    assert landmarks([BODY, container]) == [None, landmark]


def test_a_header_inside_an_article_introduces_it() -> None:
    """By HTML-AAM a header is a banner only outside main, article and section."""
    assert landmarks([BODY, Container(0, "article"), Container(1, "header")]) == [None, None, None]


def test_everything_below_a_landmark_is_in_it() -> None:
    """The outermost landmark counts."""
    containers = [BODY, Container(0, "footer"), Container(1, "nav"), Container(2, "li"), Container(0, "p")]
    assert landmarks(containers) == [None, *["landmark:contentinfo"] * 3, None]


@pytest.mark.parametrize(
    ("role", "inner", "landmark"),
    [
        ("", ("doc-footnote", "doc-footnote"), None),
        ("", ("note", "doc-footnote"), None),
        ("", ("doc-footnote", ""), "landmark:complementary"),
        ("", (), "landmark:complementary"),
        ("complementary", ("doc-footnote",), "landmark:complementary"),
    ],
)
def test_an_aside_of_notes_is_no_landmark(role: str, inner: tuple[str, ...], landmark: str | None) -> None:
    """As docutils writes them: they are part of the text. With anything else in there it is one."""
    containers = [BODY, Container(0, "aside", role=role), *(Container(1, "aside", role=one) for one in inner)]
    assert landmarks(containers)[1] == landmark


def test_notes_hold_all_that_is_in_them() -> None:
    """A list of them, too."""
    containers = [BODY, Container(0, "section", role="doc-endnotes"), Container(1, "li"), Container(0, "p")]
    assert in_notes(containers) == [False, True, True, False]


def test_a_note_is_one_of_the_text_in_an_aside_alone() -> None:
    """Elsewhere, over the text, it says what else a name may mean."""
    assert in_notes([BODY, Container(0, "aside", role="note"), Container(0, "div", role="note")]) == [
        False,
        True,
        False,
    ]
