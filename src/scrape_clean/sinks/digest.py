"""What a run has to tell people, in one message: which page, which section, which bullet, which word."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Final

from msgspec import Struct

from scrape_clean.compare import Change, SectionChange
from scrape_clean.history.model import Message, MessageKind, Run
from scrape_clean.sinks.messages import PAGES, message_id
from scrape_clean.sinks.wording import escaped, subject, told_change, unmentioned, web_link
from scrape_clean.views.pieces import by_section

__all__ = ["digest", "headline", "run_message"]

_MOST_CHARACTERS: Final = 6000
"""Of the changes; what is told of pages as a whole has a fifth of it for each kind."""
_MOST_OF_A_PAGE: Final = 8
"""Changes that are shown of one page, if there is room for them."""
_MOST_SECTIONS: Final = 3
_NAME: Final = 80
_PROBLEM: Final = 200


def run_message(run: Run, messages: Iterable[Message]) -> Message | None:
    """The message of a whole run, made of those of its pages; None when there is nothing to tell.

    Args:
        run: Which run.
        messages: Those that the run has told (`told` of the outbox), in order; their records are not needed.
    """
    found = [message for message in messages if _is_told(message)]
    if not found:
        return None
    return Message(
        id=message_id(run, None, "run"),
        run=run.id,
        kind="run",
        time=run.finished or run.started,
        title=headline(found),
        text=digest(found),
    )


def headline(messages: Sequence[Message]) -> str:
    """How much there is to tell, on one plain line that mentions nobody: a subject."""
    changed = _of(messages, "page.changed")
    changes = sum(len(_facts(message)) for message in changed)
    told = [f"{_count(changes, 'change')} on {_count(len(changed), 'page')}"] if changed else []
    told += [_count(len(found), part.one, part.more) for part in _PARTS if (found := _of(messages, part.kind))]
    if len(messages) == 1:
        told.append(_name(messages[0]))
    return f"scrape-clean: {unmentioned(subject('; '.join(told), 150))}"


def digest(messages: Sequence[Message]) -> str:
    """Messages of pages as Markdown for people, of bounded length; what is left out is counted.

    Facts that changed come first, page by page; then errors that begin or last, pages that are well again, new and
    gone. How a text is only written, and where it stands, is not told.
    """
    parts = [*_changed_part(_of(messages, "page.changed"))]
    parts += [_part_lines(part, found) for part in _PARTS if (found := _of(messages, part.kind))]
    return "\n\n".join(parts) + "\n"


def _changed_part(messages: Sequence[Message]) -> Iterator[str]:
    left = _MOST_CHARACTERS
    for place, message in enumerate(messages):
        block = "\n\n".join(_page_blocks(message))
        if place and len(block) > left:
            rest = messages[place:]
            changes = sum(len(_facts(one)) for one in rest)
            yield f"and {_count(changes, 'change')} on {_count(len(rest), 'more page', 'more pages')}"
            return
        left -= len(block)
        yield block


def _page_blocks(message: Message) -> Iterator[str]:
    """A page: its name and address, then its changes under their sections."""
    facts = _facts(message)
    yield _titled(message)
    if sections := list(_section_lines(message.changes.sections if message.changes else ())):
        yield "\n".join(sections)
    shown = _with_room(facts[:_MOST_OF_A_PAGE])
    for section, changes in by_section(shown):
        inside = section[1:] if section[:1] == (message.title,) else section
        if inside:
            yield f"*{escaped(subject(' › '.join(inside), 2 * _NAME))}*"
        yield "\n".join(f"- {told_change(change)}" for change in changes)
    if more := len(facts) - len(shown):
        yield f"and {_count(more, 'more change', 'more changes')} on this page"


def _with_room(changes: Sequence[Change]) -> Sequence[Change]:
    """The first changes of a page, as many as a digest of this page alone holds."""
    sizes = accumulate(len(told_change(change)) for change in changes)
    return changes[: sum(size <= _MOST_CHARACTERS for size in sizes)]


def _section_lines(changes: Sequence[SectionChange]) -> Iterator[str]:
    for change in changes[:_MOST_SECTIONS]:
        names = [escaped(subject(" › ".join(path), _NAME)) for path in (change.before, change.after) if path]
        yield f"- section {change.type}: {' → '.join(names)}"
    if len(changes) > _MOST_SECTIONS:
        yield f"- and {_count(len(changes) - _MOST_SECTIONS, 'more section', 'more sections')}"


def _problem_line(message: Message) -> str:
    nights = message.failures
    lasting = f"; no good night for {nights:,} nights" if nights > 1 else ""
    return f"{_titled(message)}: {escaped(subject(message.problem or 'no reason is known', _PROBLEM))}{lasting}"


def _healed_line(message: Message) -> str:
    return f"{_titled(message)}: after {_count(message.failures, 'night')}"


def _titled(message: Message) -> str:
    link = web_link(message.url)
    return f"**{escaped(_name(message))}**{' ' if link else ''}{link}"


def _name(message: Message) -> str:
    """What a page is called: its title, else its key, else its source."""
    page = message.page
    known = (message.title or "", page.key if page else "", page.source if page else "")
    return next((name for name in map(subject, known) if name), "a page")


class _Part(Struct, frozen=True):
    """What is told of pages as a whole, one line a page."""

    kind: MessageKind
    title: str
    line: Callable[[Message], str]
    one: str
    more: str


_PARTS: Final = (
    _Part("page.failed", "Cannot be read", _problem_line, "page fails", "pages fail"),
    _Part("page.suspect", "Looks broken; nothing is flagged", _problem_line, "page looks broken", "pages look broken"),
    _Part("page.healed", "Well again", _healed_line, "page is well again", "pages are well again"),
    _Part("page.new", "New", _titled, "new page", "new pages"),
    _Part("page.gone", "No longer listed", _titled, "page is gone", "pages are gone"),
)


def _part_lines(part: _Part, messages: Sequence[Message]) -> str:
    return "\n".join((f"**{part.title}**", "", *_bounded([part.line(message) for message in messages])))


def _bounded(lines: Sequence[str]) -> Iterator[str]:
    left = _MOST_CHARACTERS // len(_PARTS)
    for place, line in enumerate(lines):
        left -= len(line)
        if place and left < 0:
            yield f"- and {_count(len(lines) - place, 'more page', 'more pages')}"
            return
        yield f"- {line}"


def _is_told(message: Message) -> bool:
    """Whether people want to know; a change that is flagged for no fact is none."""
    return message.kind in PAGES and (message.kind != "page.changed" or bool(_facts(message)))


def _facts(message: Message) -> list[Change]:
    return [change for change in message.changes.changes if change.substantive] if message.changes else []


def _of(messages: Sequence[Message], kind: MessageKind) -> list[Message]:
    return [message for message in messages if message.kind == kind]


def _count(number: int, one: str, more: str = "") -> str:
    return f"{number:,} {one if number == 1 else more or one + 's'}"
