"""The seam to the outside: what takes messages, whoever wrote it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from inspect import isasyncgenfunction, iscoroutinefunction, isgeneratorfunction
from typing import Final, Protocol, TypeAlias, get_args

import msgspec
from msgspec import Struct

from scrape_clean.arguments import refuse_one_string
from scrape_clean.errors import DeliveryError, PluginError, ScrapeCleanError, SettingsError, UsageError
from scrape_clean.history.model import Message, MessageKind
from scrape_clean.plugins import load_plugin
from scrape_clean.secret import Secret
from scrape_clean.sinks.messages import RECORDS
from scrape_clean.sinks.posting import Poster

__all__ = [
    "SINKS",
    "Destination",
    "Posters",
    "Sink",
    "destination_or_stand_in",
    "load_destination",
    "settings_of",
]

SINKS: Final = "scrape_clean.sinks"
"""The entry-point group of sinks. Each names a class or function that takes the sink's table of the settings, without
``name``, ``kind`` and ``on``, and gives a `Sink`. Where it has an attribute ``Settings``, a msgspec Struct, it gets one
of those, checked, else the table as it is; secrets come as `Secret`. An attribute ``on`` names the kinds of messages
that it gets where the settings do not say. With an attribute ``posts`` that is true it gets a `Poster` as well, which
refuses addresses that are not public unless ``allow`` in its settings names them."""

_LATER: Final = (iscoroutinefunction, isgeneratorfunction, isasyncgenfunction)
"""What tells functions that a call alone does not carry out: the message would count as taken."""
_LONGEST_LINE: Final = 500
_UNTIL_THE_NEXT_RUN: Final = 60.0
"""Seconds; longer than a run has patience."""

Posters: TypeAlias = Callable[[Sequence[str]], Poster]
"""Makes a poster that may reach, beside public addresses, the hosts and networks of a list."""


class Sink(Protocol):
    """A receiver: a web address, a channel, a database, a queue."""

    def deliver(self, message: Message) -> None:
        """Hand a message over; to return is to say that it is safe there.

        The same message may come twice, after a crash, and then has the same id.

        Raises:
            DeliveryError: It was not taken. Any other exception counts as one that may pass.
        """
        ...


class Destination(Struct, frozen=True, kw_only=True):
    """A sink as it stands in the settings."""

    name: str
    """What the outbox knows it by; another name is another sink, with no messages waiting."""
    sink: Sink
    on: tuple[MessageKind, ...] = RECORDS
    """The kinds of messages that it gets."""
    secrets: tuple[Secret, ...] = ()
    """What must not be in any text about it."""
    problem: str | None = None
    """Why it cannot be used now, so that its messages wait; None when it can."""

    def told(self, text: str) -> str:
        """A text about the sink, on one line that is not endless, and with its secrets masked."""
        return _masked(text, self.secrets)[:_LONGEST_LINE]


class _Away:
    """Stands in for a sink that cannot be made: what is meant for it stays in the outbox."""

    def __init__(self, problem: str) -> None:
        self._problem = problem

    def deliver(self, message: Message) -> None:
        del message
        raise DeliveryError(self._problem, retry_after=_UNTIL_THE_NEXT_RUN)


def settings_of(kind: str) -> type[Struct] | None:
    """The type of a kind of sink's settings; None where it takes any table.

    Raises:
        PluginError: There is no such kind of sink, or it cannot be loaded.
    """
    found = getattr(load_plugin(SINKS, "sink", kind), "Settings", None)
    return found if isinstance(found, type) and issubclass(found, Struct) else None


def load_destination(
    name: str,
    kind: str,
    settings: Struct | Mapping[str, object],
    on: tuple[MessageKind, ...] = (),
    *,
    posters: Posters,
) -> Destination:
    """Make a sink of its settings.

    Args:
        name: Its name, unique in the settings.
        kind: Name of its entry point: ``webhook``, ``notify``, or that of a plug-in.
        settings: Its table, or an instance of its kind's `settings_of`.
        on: The kinds of messages that it gets; empty for the kind's default.
        posters: How a sink gets out that asks for a way.

    Raises:
        SettingsError: The table says what it must not.
        PluginError: There is no such kind, or it cannot be made or used.
        UsageError: ``on`` is one string.
    """
    refuse_one_string("on", on)
    factory = load_plugin(SINKS, "sink", kind)
    secrets = tuple(_secrets(settings))
    given = _converted(kind, name, settings)
    try:
        sink = factory(given, posters(_allowed(given))) if getattr(factory, "posts", False) else factory(given)
    except SettingsError as problem:
        raise SettingsError([f"sink {name!r}: {mistake}" for mistake in problem.mistakes]) from None
    except ScrapeCleanError:
        raise
    except Exception as problem:  # noqa: BLE001  a plug-in's own, whatever it is
        told = f"sink {name!r} ({kind}) cannot be made: {type(problem).__name__}: {problem}"
        raise PluginError(_masked(told, secrets)) from None  # the exception itself may show a secret
    deliver = getattr(sink, "deliver", None)
    if not callable(deliver):
        raise PluginError(f"sink {name!r} ({kind}) has no method deliver")
    if any(is_later(deliver) for is_later in _LATER):
        told = "has a deliver that a call does not carry out: it must be a plain function, not async"
        raise PluginError(f"sink {name!r} ({kind}) {told}")
    return Destination(name=name, sink=sink, on=on or _kinds(factory, f"sink {name!r} ({kind})"), secrets=secrets)


def destination_or_stand_in(
    name: str,
    kind: str,
    settings: Struct | Mapping[str, object],
    on: tuple[MessageKind, ...] = (),
    *,
    posters: Posters,
) -> Destination:
    """As `load_destination`; but one that cannot be made now is stood in for, and says why.

    A package may be missing, or what the sink connects to be away: a night is not lost for the sake of telling of it.

    Raises:
        SettingsError: The table says what it must not.
        PluginError: There is no such kind, or it cannot be loaded.
    """
    try:
        return load_destination(name, kind, settings, on, posters=posters)
    except PluginError as problem:
        secrets = tuple(_secrets(settings))
        kinds = on or _kinds_or_records(load_plugin(SINKS, "sink", kind))
        return Destination(name=name, sink=_Away(str(problem)), on=kinds, secrets=secrets, problem=str(problem))


def _kinds(factory: object, who: str) -> tuple[MessageKind, ...]:
    """The kinds of messages that a kind of sink is for.

    Raises:
        PluginError: Its attribute ``on`` names others, or is one string.
    """
    given = getattr(factory, "on", RECORDS)
    try:
        refuse_one_string("on", given)
        return msgspec.convert(given, tuple[MessageKind, ...])
    except (UsageError, msgspec.ValidationError) as problem:
        known = ", ".join(get_args(MessageKind))
        raise PluginError(f"{who} names no kinds of messages: {problem}; there are: {known}") from None


def _kinds_or_records(factory: object) -> tuple[MessageKind, ...]:
    """As `_kinds`; the usual ones where these cannot be known, so that something waits."""
    try:
        return _kinds(factory, "")
    except PluginError:
        return RECORDS


def _converted(kind: str, name: str, settings: Struct | Mapping[str, object]) -> object:
    wanted = settings_of(kind)
    if wanted is None or isinstance(settings, wanted):
        return settings if isinstance(settings, Struct) else dict(settings)
    try:
        return msgspec.convert(settings, wanted, from_attributes=True)
    except msgspec.ValidationError as problem:
        raise SettingsError([f"sink {name!r} ({kind}): {problem}"]) from None


def _allowed(settings: object) -> tuple[str, ...]:
    found = settings.get("allow", ()) if isinstance(settings, Mapping) else getattr(settings, "allow", ())
    return (found,) if isinstance(found, str) else tuple(map(str, found))


def _secrets(settings: object) -> Iterator[Secret]:
    """Every secret in a table or Struct, however deep."""
    if isinstance(settings, Secret):
        yield settings
    elif isinstance(settings, Struct):
        for name in settings.__struct_fields__:
            yield from _secrets(getattr(settings, name))
    elif isinstance(settings, Mapping):
        for value in settings.values():
            yield from _secrets(value)
    elif isinstance(settings, list | tuple):
        for value in settings:
            yield from _secrets(value)


def _masked(text: str, secrets: Iterable[Secret]) -> str:
    for secret in sorted(secrets, key=lambda one: -len(one.value)):  # one may be part of another
        text = text.replace(secret.value, "***") if secret.value else text
    return " ".join(text.split())
