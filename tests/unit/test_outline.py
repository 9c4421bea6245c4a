"""Section paths."""

from scrape_clean.model import Block, Container
from scrape_clean.outline import sections


def head(text: str, level: int, container: int = -1) -> Block:
    """A heading."""
    return Block("heading", 0, 0, text, level=level, container=container)


def para(container: int = -1) -> Block:
    """A paragraph."""
    return Block("paragraph", 0, 0, "words", container=container)


def test_headings_nest_by_level_and_end_at_the_next_of_theirs() -> None:
    """h1 > h2 > h3, back to h2; a skipped level is no obstacle."""
    blocks = [para(), head("A", 1), para(), head("B", 2), head("C", 4), para(), head("D", 2), para(), head("E", 1)]
    assert sections(blocks, ()) == (
        (),
        (),
        ("A",),
        ("A",),
        ("A", "B"),
        ("A", "B", "C"),
        ("A",),
        ("A", "D"),
        (),
    )


def test_a_heading_in_a_list_item_ends_with_the_item() -> None:
    """Cards in a list: each card's heading rules its card, and none of them what follows the list."""
    containers = [Container(-1, "body"), Container(0, "ul"), Container(1, "li"), Container(1, "li"), Container(0, "p")]
    blocks = [head("Services", 3, 0), head("One", 2, 2), para(2), head("Two", 2, 3), para(3), para(4)]
    assert sections(blocks, containers)[1:] == (
        ("Services",),
        ("Services", "One"),
        ("Services",),
        ("Services", "Two"),
        ("Services",),
    )


def test_a_heading_wrapped_in_a_div_rules_what_stands_after_the_div() -> None:
    """Only elements that hold a thing of their own are a scope."""
    containers = [Container(-1, "body"), Container(0, "div"), Container(0, "p")]
    assert sections([head("Title", 2, 1), para(2)], containers) == ((), ("Title",))


def test_a_heading_without_words_rules_nothing() -> None:
    """A picture in an h2 makes no section."""
    assert sections([head("A", 1), head("", 2), para()], ())[-1] == ("A",)


def test_a_page_of_nothing_but_nested_headings_has_short_paths() -> None:
    """The outer headings stay, the innermost one is the block's own."""
    containers = [Container(index - 1, "li") for index in range(500)]
    blocks = [head(f"H{index}", 3, index) for index in range(500)]
    paths = sections([*blocks, para(499)], containers)
    assert max(map(len, paths)) == 32
    assert paths[-1][:2] == ("H0", "H1")
    assert paths[-1][-1] == "H499"


def test_the_visible_line_of_details_stands_above_what_it_unfolds() -> None:
    """Headings in the answer stand below it, whatever their level; it ends with the element."""
    containers = [
        Container(-1, "body"),
        Container(0, "details"),
        Container(1, "summary"),
        Container(1, "p"),
        Container(0, "details"),
        Container(4, "summary"),
        Container(0, "div"),
    ]

    def line(text: str, container: int) -> Block:
        return Block("summary", 0, 0, text, container=container)

    blocks = [head("Questions", 2, 0), line("When?", 2), para(3), head("In winter", 2, 1), para(3)]
    blocks += [line("How much?", 5), para(4), para(6), line("Else", 6), para(6)]
    assert sections(blocks, containers)[1:] == (
        ("Questions",),
        ("Questions", "When?"),
        ("Questions", "When?"),
        ("Questions", "When?", "In winter"),
        ("Questions",),
        ("Questions", "How much?"),
        ("Questions",),
        ("Questions",),
        ("Questions",),
    )


def test_a_heading_without_text_ends_a_section_and_begins_none() -> None:
    """As of a picture; what stands below it is not said of the section above."""
    assert sections([head("A", 2), para(), head("", 2), para()], ()) == ((), ("A",), (), ())
