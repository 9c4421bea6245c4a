"""The command that sends what waits."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from scrape_clean.cli import main
from scrape_clean.cli.deliver import Office, deliver_command
from scrape_clean.history.outbox import backlogs, enqueue
from scrape_clean.sinks.sink import Destination
from telling import CHANGED, Memory, message, outbox


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    """An outbox with two messages for each of two sinks."""
    opened = outbox()
    with opened:
        enqueue(opened, [message(1), message(2)], {"hook": CHANGED, "shelf": CHANGED})
    yield opened
    opened.close()


def run(connection: sqlite3.Connection, sinks: dict[str, Memory], *arguments: str) -> Result:
    """What the command does, in the group of all commands, which turns errors into exit codes."""
    destinations = tuple(Destination(name=name, sink=sink) for name, sink in sinks.items())

    @contextlib.contextmanager
    def opener(path: Path) -> Iterator[Office]:
        assert path == Path("scrape-clean.toml")
        yield Office(begin=lambda: connection, destinations=destinations)

    group = type(main)("scrape-clean")
    group.add_command(deliver_command(opener))
    assert isinstance(group, click.Group)
    return CliRunner().invoke(group, ["deliver", *arguments])


def test_everything_is_sent(connection: sqlite3.Connection) -> None:
    """And what was, is told."""
    done = run(connection, {"hook": Memory(), "shelf": Memory()})
    assert done.exit_code == 0
    assert done.stderr == "scrape-clean: sink 'hook': 2 delivered\nscrape-clean: sink 'shelf': 2 delivered\n"


def test_one_sink_alone(connection: sqlite3.Connection) -> None:
    """The other one's messages wait; a name that is not there is an error."""
    hook, shelf = Memory(), Memory()
    assert run(connection, {"hook": hook, "shelf": shelf}, "--sink", "hook").exit_code == 0
    assert (len(hook.taken), len(shelf.taken)) == (2, 0)
    done = run(connection, {"hook": hook}, "--sink", "hock")
    assert (done.exit_code, done.stderr) == (2, "scrape-clean: no sink 'hock' is in the settings; there are: hook\n")


def test_what_was_given_up_is_sent_again_when_asked_for(connection: sqlite3.Connection) -> None:
    """With an exit code of its own as long as something is not taken."""
    hook = Memory()
    hook.fail(2, retryable=False)
    done = run(connection, {"hook": hook, "shelf": Memory()})
    assert done.exit_code == 8
    assert "sink 'hook': 0 delivered, 2 given up: answers 503" in done.stderr
    assert "scrape-clean deliver --retry --sink hook" in done.stderr
    assert "msg_0001" in done.stderr
    assert run(connection, {"hook": hook, "shelf": Memory()}).exit_code == 0
    assert hook.taken == []
    assert run(connection, {"hook": hook, "shelf": Memory()}, "--retry").exit_code == 0
    assert hook.taken == ["msg_0001", "msg_0002"]


def test_what_is_not_due_yet_is_said_to_wait(connection: sqlite3.Connection) -> None:
    """Nothing is tried, which is not to be taken for success; --retry tries at once."""
    hook = Memory()
    hook.fail(9)
    assert run(connection, {"hook": hook}).exit_code == 8
    hook.answers.clear()
    early = run(connection, {"hook": hook})
    assert (early.exit_code, hook.taken) == (8, [])
    assert "sink 'hook': not all is due yet; to try at once: scrape-clean deliver --retry --sink hook" in early.stderr
    assert run(connection, {"hook": hook}, "--retry").exit_code == 0
    assert hook.taken == ["msg_0001", "msg_0002"]


def test_a_sink_that_is_no_more_is_forgotten(connection: sqlite3.Connection) -> None:
    """Nothing is sent."""
    shelf = Memory()
    done = run(connection, {"shelf": shelf}, "--forget", "hook")
    assert (done.exit_code, done.stderr) == (0, "scrape-clean: 2 messages for sink 'hook' thrown away\n")
    assert shelf.taken == []
    assert [one.pending for one in backlogs(connection)] == [2]


def test_without_sinks_it_says_so(connection: sqlite3.Connection) -> None:
    """And what waits for those that were there."""
    done = run(connection, {})
    assert done.exit_code == 0
    assert "the settings have no sinks" in done.stderr
    assert "scrape-clean deliver --forget hook" in done.stderr
