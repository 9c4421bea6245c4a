"""What people are told of a run."""

import re

import pytest
from markdown_it import MarkdownIt
from msgspec.structs import replace
from pytest_regressions.file_regression import FileRegressionFixture

from pages import LIBRARY, page
from scrape_clean import clean, compare
from scrape_clean.history.model import Known, Message, Night, Outcome, PageId
from scrape_clean.sinks.digest import digest, headline, run_message
from scrape_clean.sinks.messages import messages_of
from scrape_clean.sinks.wording import escaped, told_change, web_link
from scrape_clean.views.clear import one_line
from telling import START, changed_night, run_of

RUN = run_of(3)
MARKDOWN = MarkdownIt("gfm-like", {"linkify": False})
NASTY = (
    "Boats </li><script>alert('x')</script> [log in](http://evil.example) https://evil.example/ ![x](y) **loud** "
    "`code` ~~gone~~ # head | a | @everyone &lt;b&gt; {{7*7}} ${HOME} %s =1+1 <!channel> \u202eeslaf"
)


def edited(**changes: str) -> dict[str, list[str]]:
    """The library's page with some words in place of others (with ``_`` for a space)."""
    swaps = {old.replace("_", " "): new for old, new in changes.items()}
    return {
        name: [next((item.replace(old, new) for old, new in swaps.items() if old in item), item) for item in items]
        for name, items in LIBRARY.items()
    }


def changed(after: dict[str, list[str]], key: str = "") -> tuple[Message, ...]:
    """What a night on which the library's page became another tells."""
    return messages_of(RUN, *changed_night(key, after=after))


def other(outcome: Outcome, source: str, failures: int = 0, problem: str | None = None) -> tuple[Message, ...]:
    """What a night of another page tells."""
    page = PageId(source)
    url = f"https://{source}.example/?a=1&b=2"
    night = Night(page=page, outcome=outcome, url=url, seen=START, problem=problem)
    return messages_of(RUN, night, Known(page=page, failures=failures))


def links(text: str) -> set[str]:
    """Where the links of a Markdown text lead."""
    tokens = MARKDOWN.parse(text)
    inner = [child for token in tokens for child in token.children or ()]
    return {str(child.attrs["href"]) for child in inner if child.type == "link_open"}


def rich_night() -> tuple[Message, ...]:
    """A bit of everything."""
    page = edited(**{"48_seats": "52 seats", "four_books": "five books", "_for_nine_people": ""})
    page["Courses"].append("Lino cuts are printed on the first Sunday of May 2027.")
    page["Borrowing"].pop()
    return (
        *other("new", "harbour"),
        *changed(page),
        *other("failed", "campus", problem="answers 500"),
        *other("failed", "archive", failures=6, problem="the name is not known"),
        *other("suspect", "museum", problem="60 % of the page is gone"),
        *other("unchanged", "ferry", failures=2),
        *other("gone", "fair"),
    )


def test_a_digest_says_page_section_bullet_and_word(file_regression: FileRegressionFixture) -> None:
    """`pytest --force-regen tests/unit/sinks` writes it anew."""
    message = run_message(RUN, rich_night())
    assert message
    assert (message.kind, message.page, message.run) == ("run", None, 3)
    file_regression.check(f"{message.title}\n\n{message.text}", extension=".md", encoding="utf-8")


def test_a_quiet_night_has_no_digest() -> None:
    """Nothing at all, or nothing that changes a fact, or an error that has been told."""
    assert run_message(RUN, ()) is None
    tidied = {name: [item.replace("; ink", " - ink") for item in items] for name, items in LIBRARY.items()}
    assert run_message(RUN, changed(tidied)) is None
    assert run_message(RUN, other("failed", "campus", failures=1)) is None


def test_a_digest_has_the_same_id_whenever_the_run_ends() -> None:
    """A run that is gone on with tells the same once."""
    one, other_run = run_message(RUN, rich_night()), run_message(replace(RUN, finished=START), rich_night()[:3])
    assert one
    assert other_run
    assert one.id == other_run.id


def test_words_of_a_page_are_text_and_nothing_else() -> None:
    """No link, no markup, no mention, no line of its own, and nothing is evaluated."""
    sections = {name: [*items] for name, items in LIBRARY.items()}
    sections["Courses"].append(NASTY.replace("&", "&amp;").replace("<", "&lt;"))
    ((message,)) = changed(sections)
    message = replace(message, title=f"{NASTY}\r\nBcc: all@e.org", url="https://e.org/a b?<script>[x](y)\r\n")
    text = digest([message])
    assert len(re.findall(r"(?<!\\)://", text)) == 1  # a bare address would be made a link
    assert links(text) == {"https://e.org/a%20b?%3Cscript%3E%5Bx%5D%28y%29"}
    html = MARKDOWN.render(text)
    assert set(re.findall(r"<(/?\w+)", html)) <= set("p /p strong /strong em /em a /a ul /ul li /li".split())
    assert "{{7*7}}" in text.replace("\\", "")
    assert not re.search(r"(?<!\w)@\w|\u202e|\r", text)
    assert "\n" not in headline([message])
    assert "\r" not in headline([message])


def test_a_move_that_is_told_says_where_from() -> None:
    """A few words state another fact under another heading."""
    before = {**LIBRARY, "Courses": [*LIBRARY["Courses"], "Fully *booked*"]}
    after = {**LIBRARY, "Borrowing": [*LIBRARY["Borrowing"], "Fully *booked*"]}
    (change,) = compare(page(before), page(after)).changes
    assert told_change(change) == r"moved: Fully \*booked\* (from Town library › Courses)"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "http://[::1", "", None, "https:///x"])
def test_what_is_no_address_of_the_web_is_no_link(url: str | None) -> None:
    """And no user's name or password is shown."""
    assert web_link(url) == ""
    assert web_link("https://me:pass@e.org/x y") == "<https://e.org/x%20y>"


@pytest.mark.parametrize("text", [NASTY, "a\u200b@b", "***", "1. x", "# x", "\\", "&#64;x", "<", "![", "_a_"])
def test_escaped_text_reads_as_it_was(text: str) -> None:
    """Through a renderer of Markdown, but for what cannot be seen."""
    shown = MarkdownIt("commonmark").renderInline(f"x {escaped(text)}")
    plain = re.sub("<[^>]*>", "", shown).replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"')
    plain = plain.replace("&amp;", "&").replace("\u2060", "")
    assert plain == f"x {one_line(text)}"


def test_a_digest_is_bounded_and_counts_what_it_leaves_out() -> None:
    """However much there is to tell."""
    many = edited()
    many["Courses"] = [f"Course {number} costs {number} pounds." for number in range(40)]
    more = {**many, "Courses": [f"Course {number} costs {number + 100} pounds." for number in range(40)]}
    (first,) = messages_of(RUN, *changed_night(before=many, after=more))
    text = digest([first])
    assert text.count("\n- changed") == 8
    assert "and 32 more changes on this page" in text
    text = digest([first] * 2000 + list(other("failed", "campus", problem="x" * 900)) * 2000)
    assert len(text) < 10_000
    assert re.search(r"and [\d,]+ changes on 1,9\d\d more pages", text)
    assert re.search(r"and 1,9\d\d more pages", text)


def test_changes_of_many_edits_are_bounded_too() -> None:
    """Also on the only page there is."""
    words = ([f"the boat of quay {number} has {number * 7 + night} seats" for number in range(200)] for night in (3, 4))
    before, after = ({"Rules": [f"Hall {hall}: {' '.join(one)}" for hall in range(8)]} for one in words)
    (message,) = messages_of(RUN, *changed_night(before=before, after=after))
    text = digest([message])
    assert text.count("\n- changed") == 8
    assert text.count(" … and 192 more edits") == 8
    assert len(text) < 5000


def test_links_that_changed_are_counted_with_the_edits() -> None:
    """A record may have any number of them."""
    links = ([f'<a href="/{night}/{number}">hall {number}</a>' for number in range(40)] for night in "ab")
    before, after = (
        clean(f"<main><h1>T</h1><ul><li>{' '.join(one)}<li>Boats<li>Mills</ul></main>", media_type="text/html")
        for one in links
    )
    (change,) = compare(before, after).changes
    told = told_change(replace(change, edits=tuple(replace(edit, substantive=True) for edit in change.edits)))
    assert told.count("link ") == 7
    assert told.endswith(") … and 33 more edits")


def test_a_very_long_address_is_left_out() -> None:
    """Cut, it would lead elsewhere."""
    assert web_link(f"https://e.org/{'a' * 2000}") == ""


def test_a_long_text_is_cut_around_its_words() -> None:
    """What changed is always shown."""
    long = " ".join(f"word{number}" for number in range(300))
    before, after = ({"Rules": [f"{long} costs {n} pounds {long}", "Two", "Three"]} for n in (3, 4))
    (message,) = messages_of(RUN, *changed_night(before=before, after=after))
    assert "costs **3 → 4** pounds" in digest([message])
    assert len(digest([message])) < 400


@pytest.mark.parametrize(
    ("messages", "line"),
    [
        (other("failed", "campus"), "scrape-clean: 1 page fails; campus"),
        (other("new", "a") + other("new", "b"), "scrape-clean: 2 new pages"),
        (changed(edited(**{"48_seats": "52 seats"})), "scrape-clean: 1 change on 1 page; Town library"),
    ],
)
def test_a_headline_says_how_much_there_is(messages: tuple[Message, ...], line: str) -> None:
    """And of a single page, which."""
    assert headline(messages) == line
