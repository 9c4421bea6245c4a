"""``scrape-clean deliver``: send what waits in the outbox."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TypeAlias

import click
from msgspec import Struct

from scrape_clean.cli.report import console, say
from scrape_clean.errors import DeliveryError, UsageError
from scrape_clean.filenames import HISTORY, SETTINGS
from scrape_clean.history import History
from scrape_clean.history.outbox import backlogs, forget, retry
from scrape_clean.nightly.lock import DELIVERY, alone
from scrape_clean.settings import load
from scrape_clean.sinks.delivery import Begin, Patience, Sent, outbox_lines
from scrape_clean.sinks.delivery import deliver as send
from scrape_clean.sinks.sink import Destination

__all__ = ["Office", "Opener", "deliver", "deliver_command"]

_SECONDS = 300.0


class Office(Struct, frozen=True, kw_only=True):
    """What delivering needs."""

    begin: Begin
    """Opens a transaction on the history's database."""
    destinations: tuple[Destination, ...]


Opener: TypeAlias = Callable[[Path], AbstractContextManager[Office]]
"""From the settings' file to the office, which is closed when it is left; one process at a time has it."""


class _Wanted(Struct, frozen=True):
    """What is asked for."""

    sinks: tuple[str, ...]
    retry: bool
    forget: str | None
    seconds: float


def deliver_command(opener: Opener) -> click.Command:
    """The command, over whatever opens settings and history."""

    @click.command("deliver")
    @click.option("--settings", type=click.Path(path_type=Path), default=Path(SETTINGS), show_default=True,
                  help="The settings file.")  # fmt: skip
    @click.option("--sink", "sinks", multiple=True, metavar="NAME", help="Only this sink. Repeatable.")
    @click.option("--retry", "again", is_flag=True, help="Send at once, including messages that were given up.")
    @click.option("--forget", "gone", metavar="NAME", help="Discard all messages waiting for a sink; nothing is sent.")
    @click.option("--seconds", type=click.FloatRange(min=0), default=_SECONDS, show_default=True,
                  help="Start no further try after this many seconds.")  # fmt: skip
    def command(settings: Path, *, sinks: tuple[str, ...], again: bool, gone: str | None, seconds: float) -> None:
        """Send the messages that are waiting for sinks.

        Every run does so when it ends. A message that was not accepted is tried again when it is due, or at once with
        --retry, if the receiver is back. Messages that were given up are listed by doctor; --retry sends them, too,
        after those that followed them. Exits with 8 if a message was not accepted.

        \b
        scrape-clean deliver
        scrape-clean deliver --retry --sink hook
        """
        with opener(settings) as office:
            _work(office, _Wanted(sinks, again, gone, seconds))

    return command


def _work(office: Office, wanted: _Wanted) -> None:
    """Do what is asked for.

    Raises:
        UsageError: There is no such sink.
        DeliveryError: Something was not taken, and waits or was given up.
    """
    if wanted.forget is not None:
        with office.begin() as connection:
            count = forget(connection, wanted.forget)
        say(f"{count:,} {'message' if count == 1 else 'messages'} for sink {wanted.forget!r} thrown away", console())
        return
    chosen = _chosen(office.destinations, wanted.sinks)
    if wanted.retry:
        with office.begin() as connection:
            for destination in chosen:
                retry(connection, destination.name)
    outcomes = send(office.begin, chosen, patience=Patience(budget=wanted.seconds))
    for line in _lines(outcomes):
        say(line, console())
    with office.begin() as connection:
        left = list(outbox_lines(connection, [one.name for one in office.destinations]))
        waiting = {one.sink for one in backlogs(connection) if one.pending}
    for line in left:
        say(line, console())
    early = [one.sink for one in outcomes if one.sink in waiting and not one.error]
    for name in early:
        say(f"sink {name!r}: not all is due yet; to try at once: scrape-clean deliver --retry --sink {name}", console())
    if early or any(outcome.error for outcome in outcomes):
        raise DeliveryError("not everything was delivered; what waits is tried again by the next run")


def _chosen(destinations: tuple[Destination, ...], names: tuple[str, ...]) -> tuple[Destination, ...]:
    known = {one.name for one in destinations}
    for name in names:
        if name not in known:
            raise UsageError(f"no sink {name!r} is in the settings; there are: {', '.join(sorted(known)) or 'none'}")
    return tuple(one for one in destinations if not names or one.name in names)


def _lines(outcomes: tuple[Sent, ...]) -> Iterator[str]:
    if not outcomes:
        yield "the settings have no sinks: there is nobody to deliver to"
    for outcome in outcomes:
        given_up = f", {outcome.dead:,} given up" if outcome.dead else ""
        error = f": {outcome.error}" if outcome.error else ""
        yield f"sink {outcome.sink!r}: {outcome.delivered:,} delivered{given_up}{error}"


@contextmanager
def _open(path: Path) -> Iterator[Office]:
    """The sinks of some settings, and the history's outbox."""
    from scrape_clean.nightly.outside import destinations_of  # noqa: PLC0415  the network's libraries

    settings = load(path)
    with alone(settings.output, DELIVERY), History.open(settings.output / HISTORY, check=False) as history:
        yield Office(begin=history.outbox, destinations=destinations_of(settings))


deliver = deliver_command(_open)
