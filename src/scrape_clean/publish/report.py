"""``report.html``: one night over all sources, to open from disk.

Whatever needs a person comes first: pages that changed, then those that are suspect or failed. What is quiet is folded.
A browser must open it whatever the night was like: of a flood of changes so many are shown, and the rest is counted.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Final

from msgspec import Struct

from scrape_clean.compare import Change, SectionChange
from scrape_clean.history.model import Outcome, Run
from scrape_clean.publish.model import PageReport
from scrape_clean.views.clear import language_tag, marked_up, one_line, shown_address, web_address
from scrape_clean.views.items import marks, section_lists, section_notes
from scrape_clean.views.look import document
from scrape_clean.views.pieces import Piece, pieces, record_of, summary
from scrape_clean.views.short import begun, cut, shortened

__all__ = ["MOST_CHANGES", "MOST_FOLDED", "MOST_OF_A_PAGE", "MOST_SECTIONS", "report_html"]

MOST_OF_A_PAGE: Final = 200
"""Changes of one page that are shown."""
MOST_CHANGES: Final = 3000
"""Changes of a night that are shown: three megabytes, which a browser lays out in seconds."""
MOST_FOLDED: Final = 1000
"""Of pages that are suspect or on which no fact changed, so that these take no room from the others."""
MOST_SECTIONS: Final = 1000
"""Sections of a night that are shown as new, gone or renamed: a site that renames one may do so on every page."""

_GROUPS: Final[dict[Outcome, tuple[str, str]]] = {
    "changed": ("Changed", ""),
    "suspect": ("Suspect", "looks broken: the last good night stays, nothing is flagged"),
    "failed": ("Failed", "the last good night stays"),
    "new": ("New", "seen for the first time"),
    "gone": ("Gone", "no longer listed by the source"),
    "unchanged": ("Unchanged", "no fact changed"),
}
_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_EARLIER: Final = "With what earlier runs found of pages that this one did not look at, or before they were killed."
_AT_A_GLANCE: Final = 3
"""Changes of a page that the overview tells."""
_LONGEST_GLANCE: Final = 400
"""Characters of each."""
_FOLDED: Final = frozenset({"new", "gone", "unchanged"})


class _Group(Struct):
    """The pages of one outcome, as HTML."""

    count: int
    blocks: list[str]
    rows: list[str]
    """For the overview at the top."""
    earlier: int = 0
    """Of them, those that an earlier run found."""


def report_html(run: Run, pages: Iterable[PageReport]) -> bytes:
    """The report of one run.

    Args:
        run: The run.
        pages: All of its pages, in order of `PageId`; drawn one by one, so that memory holds what is shown and no more.
    """
    groups = {outcome: _Group(0, [], []) for outcome in _GROUPS}
    left, left_sections = {True: MOST_CHANGES, False: MOST_FOLDED}, MOST_SECTIONS
    for number, page in enumerate(pages, 1):
        group = groups[page.outcome]
        group.count += 1
        group.earlier += page.night is not None
        anchor = f"p-{number}"
        is_open = page.outcome == "changed"
        shown = min(left[is_open], MOST_OF_A_PAGE)
        left[is_open] -= min(len(_told(page)), shown)
        sections = page.changes.sections[: min(left_sections, MOST_OF_A_PAGE)] if page.changes else ()
        left_sections -= len(sections)
        if page.outcome in _FOLDED and not _has_news(page):
            group.blocks.append(_line(page, anchor))
        else:
            group.blocks.append("".join(f"{line}\n" for line in _card(page, anchor, shown, sections)))
        if page.outcome not in _FOLDED:
            group.rows.append(_row(page, anchor))
    title = f"Night of {_day(run.started)}"
    return document(title, "en", "".join(_body(run, title, groups))).encode("utf-8", "replace")


def _body(run: Run, title: str, groups: dict[Outcome, _Group]) -> Iterator[str]:
    yield f'<a class="skip" href="#found">To what was found</a>\n<header><h1>{marked_up(title)}</h1>\n'
    took = f", took {_duration(run.started, run.finished)}" if run.finished else ""
    ended = ", interrupted" if run.status == "interrupted" else took
    yield f'<p class="note">Run {run.id}, started {_time(run.started)}{ended}</p>\n'
    if any(group.earlier for group in groups.values()):
        yield f'<p class="note">{_EARLIER}</p>\n'
    yield f'<p class="lead">{_sentence(groups)}</p>\n{_tiles(groups)}</header>\n{_contents(groups)}<main id="found">\n'
    for outcome, group in groups.items():
        if group.count:
            yield from _group(outcome, group)
    yield f"</main>\n<footer><p>Made by scrape-clean {marked_up(run.version)}. Times are UTC.</p></footer>\n"


def _sentence(groups: dict[Outcome, _Group]) -> str:
    count = sum(group.count for group in groups.values())
    if not count:
        return "No page was looked at."
    if not any(groups[outcome].count for outcome in ("changed", "suspect", "failed")):
        fresh = groups["new"].count
        begun = f" {fresh:,} {'page is' if fresh == 1 else 'pages are'} new: what changes there is told from now on."
        return f"A quiet night: nothing changed and nothing failed.{begun if fresh else ''}"
    return ""


def _tiles(groups: dict[Outcome, _Group]) -> str:
    """The counts; each leads to its group."""
    always = ("changed", "suspect", "failed", "unchanged")
    items = []
    for outcome, group in groups.items():
        inner = f"<b>{group.count:,}</b> {outcome}"
        if group.count:
            items.append(f'<li><a class="tile is-{outcome}" href="#{outcome}">{inner}</a></li>')
        elif outcome in always:
            items.append(f'<li><span class="tile">{inner}</span></li>')
    return f'<ul class="tiles">{"".join(items)}</ul>\n'


def _contents(groups: dict[Outcome, _Group]) -> str:
    """Which pages need a look; left out where one sees them anyway."""
    rows = [row for group in groups.values() for row in group.rows]
    if len(rows) < 2:
        return ""
    return f'<nav aria-label="Pages to look at"><ul class="rows">\n{"".join(rows)}</ul></nav>\n'


def _row(page: PageReport, anchor: str) -> str:
    """Page, section, bullet and word at a glance."""
    told = [change for change in _told(page) if change.substantive] if page.outcome == "changed" else []
    lines = "".join(_glance(page, change) for change in told[:_AT_A_GLANCE])
    if len(told) > _AT_A_GLANCE:
        lines += f'<p class="glance dim">and {len(told) - _AT_A_GLANCE:,} more</p>'
    if page.problem:
        lines = f'<p class="glance">{marked_up(cut(one_line(page.problem), 200))}</p>'
    nights = f" for {page.nights:,} nights" if page.nights > 1 else ""
    count = summary(told) if page.outcome == "changed" else f"{page.outcome}{nights}"
    name = f'<a href="#{anchor}" {_own(page)}>{_name(page)}</a>'
    night = f" · run {page.night.id}" if page.night else ""
    source = f'<span class="source">{marked_up(page.page.source)}{night}</span>'
    told_of = f'<span class="told is-{page.outcome}">{count}</span>'
    return f"<li><div>{name} {source}{lines}</div>{told_of}</li>\n"


def _glance(page: PageReport, change: Change) -> str:
    section = record_of(change).section
    where = f'<span class="above">{marked_up(cut(section[-1], 60))} › </span>' if section else ""
    found = [Piece(cut(piece.text, 90), piece.mark) for piece in shortened(pieces(change), 40)]
    shown = marks(begun(found, _LONGEST_GLANCE))
    if change.type in ("added", "removed"):
        tag = "ins" if change.type == "added" else "del"
        shown = f"<{tag}>{shown}</{tag}>"
    return f'<p class="glance {change.type}" {_own(page)}>{where}{shown}</p>'


def _group(outcome: Outcome, group: _Group) -> Iterator[str]:
    name, meaning = _GROUPS[outcome]
    blocks = "".join(group.blocks)
    if outcome in _FOLDED:
        heading = f"<h2>{group.count:,} {name.lower()} <small>{meaning}</small></h2>"
        yield f'<section id="{outcome}"><details><summary>{heading}</summary>\n'
        yield f'<ul class="rows">{blocks}</ul></details></section>\n'
    else:
        heading = f"<h2>{name} <small>{meaning}</small></h2>" if meaning else f"<h2>{name}</h2>"
        yield f'<section id="{outcome}">{heading}\n{blocks}</section>\n'


def _card(page: PageReport, anchor: str, most: int, sections: Sequence[SectionChange]) -> Iterator[str]:
    """A page with what is to be told of it."""
    folded = page.outcome in _FOLDED
    kind = " suspect" if page.outcome in ("suspect", "failed") else ""
    yield f'<li id="{anchor}"><article>' if folded else f'<article class="page{kind}" id="{anchor}">'
    yield f'<p class="source">{marked_up(page.page.source)}</p><h3 {_own(page)}>{_name(page)}</h3>'
    yield f'<p class="note">{_address(page)}</p>'
    if page.night:
        yield f'<p class="note">{_night(page.night)}</p>'
    if page.problem:
        problem = marked_up(cut(page.problem, 500))
        yield f'<p class="problem"><strong>{page.outcome.capitalize()}:</strong> {problem}</p>'
    if lasted := _lasted(page):
        yield f'<p class="note">{lasted}</p>'
    told = _told(page)
    if page.changes is not None and _has_news(page):
        count = summary(told) if told else f"{len(page.changes.sections):,} of its sections"
        withheld = page.outcome == "suspect"
        if withheld or folded:
            yield f"<details><summary>{'What it shows now, not flagged: ' if withheld else ''}{count}</summary>"
        else:
            yield f'<p class="note">{count}</p>'
        yield f"<div {_language(page)}>"
        yield from section_notes(sections)
        yield from section_lists(told[:most], _anchors(page, anchor)[:most], 4, page.url)
        yield "</div>"
        rest = max(len(told) - most, 0) + len(page.changes.sections) - len(sections)
        if rest:
            yield _rest(page, rest)
        if withheld or folded:
            yield "</details>"
    yield "</article></li>" if folded else "</article>"


def _anchors(page: PageReport, anchor: str) -> list[str]:
    """Where each change stands in the report: by its id, so that a feed or message can lead there."""
    if page.outcome == "suspect":
        return [f"{anchor}-{number}" for number in range(1, len(_told(page)) + 1)]
    return [f"c-{name}" for name in page.ids]


def _line(page: PageReport, anchor: str) -> str:
    count = f"{page.records:,} records" if page.records else ""
    night = _night(page.night) if page.night else ""
    parts = [part for part in (marked_up(page.page.source), _address(page), count, night) if part]
    told = f'<span class="note">{" · ".join(parts)}</span>'
    return f'<li id="{anchor}"><span {_own(page)}>{_name(page)}</span> {told}</li>\n'


def _rest(page: PageReport, count: int) -> str:
    where = f"{page.folder}/changes.json" if page.folder else "changes.json"
    return f'<p class="note">and {count:,} more: all of them are in <code>{marked_up(where)}</code></p>'


def _told(page: PageReport) -> tuple[Change, ...]:
    if page.changes is None:
        return ()
    return page.changes.withheld if page.outcome == "suspect" else page.changes.changes


def _has_news(page: PageReport) -> bool:
    return page.changes is not None and bool(_told(page) or page.changes.sections)


def _name(page: PageReport) -> str:
    name = page.title or (shown_address(page.url) if page.url else "") or page.page.key or page.page.source
    return marked_up(cut(one_line(name), 120))


def _own(page: PageReport) -> str:
    """Attributes of an element that holds a page's own words."""
    return f'dir="auto" {_language(page)}'


def _language(page: PageReport) -> str:
    """As an attribute; an empty one says that it is not known, rather than English as all around."""
    return f'lang="{language_tag(page.language) or ""}"'


def _address(page: PageReport) -> str:
    if not page.url:
        return marked_up(page.page.key)
    link = web_address(page.url)
    shown = marked_up(shown_address(page.url))
    return f'<a href="{marked_up(link)}" rel="noreferrer">{shown}</a>' if link else shown


def _night(run: Run) -> str:
    return f"found by run {run.id}, started {_time(run.started)}"


def _lasted(page: PageReport) -> str:
    parts = []
    if page.nights > 1 and page.since:
        parts.append(f"for {page.nights:,} nights, since {_time(page.since)}")
    if page.outcome in ("suspect", "failed"):
        parts.append(f"last good night: {_time(page.last_good) if page.last_good else 'none yet'}")
    return "; ".join(parts)


def _day(moment: datetime) -> str:
    """In words; by our own names, since the clock's are those of the machine's locale."""
    there = moment.astimezone(UTC)
    return f"{_DAYS[there.weekday()]}, {there.day} {_MONTHS[there.month - 1]} {there.year}"


def _time(moment: datetime) -> str:
    moment = moment.astimezone(UTC)
    return f'<time datetime="{moment:%Y-%m-%dT%H:%M:%SZ}">{moment:%Y-%m-%d %H:%M}</time>'


def _duration(start: datetime, end: datetime) -> str:
    seconds = max(0, round((end - start).total_seconds()))
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {rest} s" if minutes else f"{rest} s"
