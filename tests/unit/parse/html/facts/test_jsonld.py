"""JSON-LD as pages really have it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrape_clean.parse.html.facts.jsonld import Graph, texts_of, types_of


def tops(script: str) -> list[object]:
    """The headlines of the nodes that stand by themselves."""
    return [node.get("headline") for node in Graph([script]).top]


@pytest.mark.parametrize(
    "script",
    [
        '{"headline": "A"}',
        '[{"headline": "A"}]',
        '{"@context": "https://schema.org", "@graph": [{"headline": "A"}]}',
        '\n<!--\n{"headline": "A"}\n-->\n',
        '//<![CDATA[\n{"headline": "A"}\n//]]>',
        '/*<![CDATA[*/{"headline": "A"}/*]]>*/',
        '/* <![CDATA[ */\n{"headline": "A"}\n/* ]]> */\n',
        '//<!--\n{"headline": "A"}\n//  -->',
        '<!-- <![CDATA[\n{"headline": "A"}\n]]>',
        '{"headline": "A"}  \n -->',
        '{"headline": "A",}',
        '{"headline": "A", "keywords": ["x", "y",],}',
        '{"headline": "A"};',
        '{"headline": "A", // the title\n "x": 1 /* one */}',
        '{"headline": "A", "articleBody": "one\ntwo\tthree"}',
        "{&quot;headline&quot;: &quot;A&quot;}",
        '\ufeff{"headline": "A"}',
        '{"headline": "A", "ratingValue": NaN}',
        '{"headline": "A"} garbage',
    ],
)
def test_broken_in_ordinary_ways(script: str) -> None:
    """Read all the same."""
    assert [title for title in tops(script) if title] == ["A"]


def test_repairs_leave_strings_alone() -> None:
    """A comma before a bracket, a comment, a mark or an address in a string is text."""
    headline = "a, ] // b /* c */ https://x.example/,} <!-- d --> ]]>"
    assert tops(f'{{"headline": "{headline}",}}') == [headline]


def test_several_values_in_one_script() -> None:
    """One after another, with or without a comma."""
    assert tops('{"headline": "A"}{"headline": "B"},\n{"headline": "C"}') == ["A", "B", "C"]


@pytest.mark.parametrize("script", ["", "null", "[]", '"x"', "{", "no json", '{"headline": "A"', "[" * 200_000, "NaN"])
def test_what_cannot_be_read_is_left_out(script: str) -> None:
    """Without an error, and without half of it."""
    assert tops(script) == []


def test_parts_are_no_nodes_of_their_own() -> None:
    """The articles inside a list or a page are not what the page is about."""
    script = {"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "headline": "A"}]}
    assert [types_of(node) for node in Graph([json.dumps(script)]).top] == [["ItemList"]]


def test_names() -> None:
    """A string, a node, a list of both, a reference to a node elsewhere, a name in two parts."""
    graph = Graph(['{"@graph": [{"@id": "#p", "@type": "Person", "name": "Ida"}, {"@id": "#q", "name": "Otto"}]}'])
    value = [
        "Mia",
        {"name": "Tom &amp; Co"},
        {"@id": "#p"},
        {"givenName": "Eva", "familyName": "Lo"},
        {"@id": "#none"},
        7,
    ]
    assert [name for name in graph.names(value) if name] == ["Mia", "Tom & Co", "Ida", "Eva Lo"]


def test_texts_are_lines_without_markup() -> None:
    """Strings in JSON-LD are often HTML."""
    assert texts_of("<p>One &amp; <b>two</b></p>\n three &lt; 4") == ["One & two three < 4"]
    assert texts_of([{"@value": "x", "@language": "en"}, "", None, 3, {"name": "no text"}]) == ["x"]


def test_types_lose_their_vocabulary() -> None:
    """However it is written."""
    assert types_of({"@type": ["http://schema.org/NewsArticle", "schema:Article", "Thing", 4]}) == [
        *("NewsArticle", "Article", "Thing"),
    ]


@pytest.mark.parametrize("filling", ['"', "/*", ", ", "//", "\\", '{"a":', "<!--", "&quot;", '",', "]]>", "[{}],"])
def test_large_scripts_come_to_an_end(filling: str) -> None:
    """A megabyte of what the repairs look for; quadratic time would not end here."""
    assert len(Graph([filling * (1_000_000 // len(filling))]).top) in (0, 40)


@pytest.mark.parametrize(
    "form", ['{{"a": {} name: 1}}', "x --> {} x", "x ]]> {} */", "<!-- {} x", "// {} x", '"a", {} x']
)
def test_runs_of_blanks_are_passed_over_once(form: str) -> None:
    """A megabyte of them, as broken templates leave; quadratic or cubic time would not end here."""
    assert len(Graph([form.format(" " * 1_000_000)]).top) == 0


KEYS = st.sampled_from(["@type", "@id", "@graph", "name", "author", "headline", "url", "mainEntity"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner)
)


@given(VALUES)
def test_any_json_is_read(value: object) -> None:
    """Nothing about the values is taken for granted."""
    graph = Graph([json.dumps(value)])
    for node in graph.top:
        types_of(node)
        assert all(isinstance(name, str) for name in graph.names(node.get("author")))
