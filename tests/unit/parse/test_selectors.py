"""Selectors that both HTML readers take alike, and no others."""

import pytest

from scrape_clean.errors import UsageError
from scrape_clean.parse.html import parse_html
from scrape_clean.parse.html.soup_tree import SoupTree
from scrape_clean.parse.html.trees import LexborTree
from scrape_clean.parse.selectors import Selectors

PAGE = b"""<!doctype html><html lang=en><title>t</title><body class="Wide b">
<main id=Main data-x="1:2"><h1>a</h1><p>b</p>
<ul class=x><li class=y>1<li>2<li class="y z">3<p>in</p></ul><table><tr><td>1<td colspan=2>2<tr><td>3</table>
<foo-bar title="caf\xc3\xa9">c</foo-bar><a href="/one.html" rel=NoFollow>d</a><a>e</a><noscript><p>n</p></noscript>
<template><p class=x>t</p></template><div style="display:none">f</div><svg viewBox="0 0 1 1"><text>g</text></svg>"""


@pytest.mark.parametrize(
    "selector",
    [
        *("p", "*", "P", "h1 + p", "h1 ~ ul", "ul > li", "main p, li p", ".y.z", ".Wide", ".wide", "#Main", "#main"),
        *("[data-x]", '[data-x="1:2"]', "[class~=y]", "[href$='.html' i]", "[rel=nofollow]", "[rel=nofollow i]"),
        *("[title*='é']", "[lang|=en]", "li:first-child", "li:nth-child(2n+1)", "li:nth-child(1 of .z)", "li:not(.y)"),
        *("li:not(.y, .z)", "td:nth-of-type(2)", "tr:last-child td", "ul:has(p)", "ul:has(> li.z)", ":is(h1, p)"),
        *("li:not(:first-child)", ":where(td, th)", ":root > body", "foo-bar", "noscript", "[style*=none]", "svg text"),
        *("p:only-of-type", "\\.a, .y", "template p", "a:not([href])", "main *:not(ul *)"),
    ],
)
def test_both_readers_find_the_same(selector: str) -> None:
    """The same elements in the same order; nothing inside a template or in the markup of a noscript."""
    Selectors(keep=(selector,))
    fast, slow = (
        [
            (item.tag, {name: value or "" for name, value in item.attributes.items()})
            for item in tree(PAGE).find(selector)
        ]
        for tree in (LexborTree, SoupTree)
    )
    assert fast == slow
    assert bool(fast) == (selector not in (".wide", "#main", "template p"))


@pytest.mark.parametrize(
    ("selector", "reason"),
    [
        ("p[", "is no CSS selector: Malformed attribute selector"),
        (" ", "is no CSS selector: give 1 to 1,000 characters"),
        ("a" * 1001, "give 1 to 1,000 characters"),
        ("> p", "is no CSS selector"),
        ("p:hover", "':hover' is not among first-child"),
        ("p::before", "':before' is not among"),
        ("p:contains('x')", "':contains' is not among"),
        ("div:has(:not(p))", ":has() may not hold another function"),
        ("div:has(p a)", "is no CSS selector"),
        ("svg|a", "namespaces"),
        ("[xlink|href]", "namespaces"),
        (".\ud800", "cannot be used"),
    ],
)
def test_others_are_refused_in_one_line(selector: str, reason: str) -> None:
    """With what is wrong and what would do."""
    with pytest.raises(UsageError) as refused:
        Selectors(drop=(selector,))
    assert reason in str(refused.value)
    assert len(str(refused.value).splitlines()) == 1


def test_signs_in_values_mean_nothing() -> None:
    """A colon or bar in a string, in brackets or escaped is text."""
    selectors = ('[title="a:hover|b"]', "[data-x|='1']", ".a\\:b", "[a=':has(:not(']")
    assert Selectors(keep=selectors).keep == selectors


def test_one_string_instead_of_a_tuple_is_refused() -> None:
    """Else each letter of it would be a selector."""
    with pytest.raises(UsageError, match="give a tuple"):
        Selectors(drop="main")  # type: ignore[arg-type]


def test_no_page_can_choose_for_the_user() -> None:
    """The mark on a chosen element has a name that HTML cannot spell."""
    page = '<p /choice="keep:p" \\/choice=drop:p &#47;choice=x>a</p><nav /choice=keep:nav>b</nav>'
    assert [block.chosen for block in parse_html(page, selectors=Selectors(keep=("i",))).blocks] == [None, None]
