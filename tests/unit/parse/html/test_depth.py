"""The bound on nesting."""

from scrape_clean.parse.html.depth import MAX_DEPTH, limit_depth


def test_ordinary_markup_is_left_alone() -> None:
    """Also when it is deep, or has many tags that do not nest."""
    for markup in (b"<div>" * MAX_DEPTH + b"a", b"<p>a<br>" * MAX_DEPTH, b"<i>a</i>" * 2 * MAX_DEPTH):
        assert limit_depth(markup) == markup


def test_what_is_deeper_loses_its_tags() -> None:
    """The text stays, and the tags that are left still match."""
    inner = b"<b class='x'>a</b>b<i>c"
    shallow = b"<div>" * MAX_DEPTH + b"abc" + b"</div>" * MAX_DEPTH
    deep = b"<div>" * MAX_DEPTH + b"<div>" + inner + b"</i></div>" + b"</div>" * MAX_DEPTH
    assert limit_depth(deep) == shallow
