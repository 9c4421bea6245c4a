"""Laws of telling: nothing is lost or overtaken, whatever sinks do; and words of a page are text, whatever they are."""

import html
import re
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from scrape_clean.errors import DeliveryError
from scrape_clean.history.model import Message
from scrape_clean.history.outbox import dead_letters, enqueue
from scrape_clean.sinks.delivery import deliver
from scrape_clean.sinks.sink import Destination
from scrape_clean.sinks.wording import escaped
from scrape_clean.views.clear import one_line
from telling import CHANGED, START, FakeClock, message, outbox


class Crash(BaseException):
    """The process dies."""


class Moody:
    """A sink that takes, refuses, or dies before or after it has taken, as it is told."""

    def __init__(self, moods: list[str]) -> None:
        """One mood a try; then it takes everything."""
        self.moods = moods
        self.taken: list[str] = []

    def deliver(self, message: Message) -> None:
        """As the mood is."""
        mood = self.moods.pop(0) if self.moods else "take"
        if mood == "die":
            raise Crash
        if mood in ("busy", "never", "bug"):
            raise {"busy": DeliveryError("busy"), "never": DeliveryError("never", retryable=False)}.get(
                mood, RuntimeError("bug")
            )
        self.taken.append(message.id)
        if mood == "take and die":
            raise Crash


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(0, 3), min_size=1, max_size=8),
    st.lists(st.sampled_from(["take", "take", "busy", "busy", "bug", "never", "die", "take and die"]), max_size=40),
)
def test_whatever_a_sink_does_everything_arrives_in_order_or_is_dead(nights: list[int], moods: list[str]) -> None:
    """Each id once, after doubles are dropped; a steady sink beside it misses nothing."""
    connection, clock = outbox(), FakeClock()
    moody, steady = Moody(moods), Moody([])
    written: list[str] = []
    for night, count in enumerate([*nights, *[0] * (len(moods) + 1)]):
        clock.set(START + timedelta(days=night))
        fresh = [message(len(written) + number, run=night) for number in range(count)]
        written += [one.id for one in fresh]
        with connection:
            enqueue(connection, fresh, {"moody": CHANGED, "steady": CHANGED})
        destinations = [Destination(name="moody", sink=moody), Destination(name="steady", sink=steady)]
        try:
            deliver(lambda: connection, destinations, clock=clock)
        except Crash:
            connection.rollback()
    dead = [letter.id for letter in dead_letters(connection)]
    known = list(dict.fromkeys(moody.taken))
    assert [one for one in written if one in set(known)] == known
    assert set(known) | set(dead) == set(written)
    assert steady.taken == written
    connection.close()


MARKUP = [*"<a> </a> <http://a.b> [a](b) ![ ** _ ` ~~ &lt; \\ a <!--".split(), " ", "<b on=1>"]


@given(st.text(max_size=60) | st.lists(st.sampled_from(MARKUP), max_size=12).map("".join))
def test_words_of_a_page_are_text_in_markdown(text: str) -> None:
    """A renderer gives them back, with no element of their making."""
    shown = MarkdownIt("gfm-like", {"linkify": False}).renderInline(f"x {escaped(text)} x")
    assert not re.search("<[^>]*>", shown)
    plain = html.unescape(shown).replace("\u2060", "")
    assert plain.split() == f"x {one_line(text)} x".replace("\u2060", "").split()
