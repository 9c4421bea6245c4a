"""Sinks are found by name, and made of their settings."""

import re
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import EntryPoint
from typing import ClassVar

import pytest
from msgspec import Struct

from scrape_clean import plugins
from scrape_clean.errors import DeliveryError, PluginError, SettingsError
from scrape_clean.history.model import Message
from scrape_clean.secret import Secret
from scrape_clean.sinks.http import HttpPoster
from scrape_clean.sinks.messages import PAGES, RECORDS
from scrape_clean.sinks.posting import Poster
from scrape_clean.sinks.sink import destination_or_stand_in, load_destination, settings_of
from scrape_clean.sinks.webhook import Webhook, WebhookSettings
from telling import message


class Shelf:
    """A plug-in of the simplest kind."""

    def __init__(self, settings: Mapping[str, object]) -> None:
        """Take the table as it is."""
        self.settings = settings
        self.taken: list[str] = []

    def deliver(self, message: Message) -> None:
        """Keep it."""
        self.taken.append(message.id)


class Typed:
    """A plug-in that names the type of its settings, and asks for a way out."""

    class Settings(Struct):
        """Its keys."""

        row: int
        allow: tuple[str, ...] = ()

    on: ClassVar[tuple[str, ...]] = ("run",)
    posts: ClassVar[bool] = True

    def __init__(self, settings: Settings, poster: Poster) -> None:
        """Take both."""
        self.row = settings.row
        self.poster = poster

    def deliver(self, message: Message) -> None:
        """Never called."""


class Locked:
    """A plug-in that cannot be made."""

    def __init__(self, settings: Mapping[str, object]) -> None:
        """Show the password."""
        raise ConnectionError(f"no way in with {settings['key']!r} {getattr(settings['key'], 'value', '')}")


class Later(Shelf):
    """A plug-in that would hand over when somebody awaits it."""

    async def deliver(self, message: Message) -> None:  # type: ignore[override]
        """Never carried out."""


class Lazy(Shelf):
    """A plug-in that would hand over when somebody asks for what it gives."""

    def deliver(self, message: Message) -> Iterator[str]:  # type: ignore[override]
        """Never carried out."""
        yield message.id


class One(Shelf):
    """A plug-in that names its only kind of messages as no tuple."""

    on = "page.changed"


class Typo(Shelf):
    """A plug-in that names kinds that there are not."""

    on = ("page.change",)


def no_sink(settings: object) -> object:
    """Make something else."""
    return settings


class Outside:
    """What posters were asked for."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.allowed: list[tuple[str, ...]] = []

    def __call__(self, allow: Sequence[str]) -> Poster:
        """Make one that sends nothing here."""
        self.allowed.append(tuple(allow))
        return _poster()


def _poster() -> Poster:
    """Any."""
    import httpcore2  # noqa: PLC0415  only here

    return HttpPoster(httpcore2.AnyIOBackend())


@pytest.fixture
def _installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """These are installed."""
    names = {"shelf": "Shelf", "typed": "Typed", "locked": "Locked", "other": "no_sink", "gone": "Gone"}
    names |= {thing.__name__.lower(): thing.__name__ for thing in (Later, Lazy, One, Typo)}
    for thing in (Shelf, Typed, Locked, no_sink, Later, Lazy, One, Typo):
        monkeypatch.setattr(plugins, thing.__name__, thing, raising=False)
    points = [EntryPoint(name, f"scrape_clean.plugins:{thing}", "scrape_clean.sinks") for name, thing in names.items()]
    monkeypatch.setattr(plugins, "entry_points", lambda group: [one for one in points if one.group == group])


@pytest.mark.usefixtures("_installed")
def test_a_plugin_gets_its_table_and_its_messages() -> None:
    """One small class; its secrets are masked in what is told of it."""
    found = load_destination("mine", "shelf", {"path": "x", "key": Secret("s3cr3t")}, posters=Outside())
    assert isinstance(found.sink, Shelf)
    assert found.sink.settings == {"path": "x", "key": Secret("s3cr3t")}
    assert found.on == RECORDS
    found.sink.deliver(message(1))
    assert found.sink.taken == ["msg_0001"]
    assert found.told("no\nway with s3cr3t") == "no way with ***"
    assert len(found.told("endless " * 9000)) == 500


@pytest.mark.usefixtures("_installed")
def test_a_plugin_may_name_the_type_of_its_settings_and_ask_for_a_way_out() -> None:
    """Then it gets one of those, checked, and a poster that may reach what it allows."""
    outside = Outside()
    found = load_destination("mine", "typed", {"row": 7, "allow": ["10.0.0.0/8"]}, ("page.gone",), posters=outside)
    assert isinstance(found.sink, Typed)
    assert (found.sink.row, outside.allowed, found.on) == (7, [("10.0.0.0/8",)], ("page.gone",))
    assert load_destination("mine", "typed", {"row": 7}, posters=outside).on == ("run",)
    with pytest.raises(SettingsError, match=re.escape("sink 'mine' (typed): Expected `int`, got `str` - at `$.row`")):
        load_destination("mine", "typed", {"row": "x"}, posters=outside)
    assert settings_of("typed") is Typed.Settings
    assert settings_of("shelf") is None


@pytest.mark.usefixtures("_installed")
@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("locked", "sink 'mine' (locked) cannot be made: ConnectionError: no way in with Secret(***) ***"),
        ("other", "sink 'mine' (other) has no method deliver"),
        ("gone", "sink 'gone' cannot be loaded: AttributeError: "),
        ("hook", "no sink 'hook' is installed; there are: gone, later, lazy, locked, one, other, shelf, typed, typo"),
        ("later", "sink 'mine' (later) has a deliver that a call does not carry out: it must be a plain function"),
        ("lazy", "sink 'mine' (lazy) has a deliver that a call does not carry out"),
        (
            "one",
            "sink 'mine' (one) names no kinds of messages: on: is one string, and several are wanted; give a tuple: ('",
        ),
        (
            "typo",
            "sink 'mine' (typo) names no kinds of messages: Invalid enum value 'page.change' - at `$[0]`; there are",
        ),
    ],
)
def test_a_plugin_that_cannot_be_used_is_told_in_one_line(kind: str, words: str) -> None:
    """With no secret in it."""
    with pytest.raises(PluginError, match=f"^{re.escape(words)}") as caught:
        load_destination("mine", kind, {"key": Secret("s3cr3t")}, posters=Outside())
    assert "s3cr3t" not in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.usefixtures("_installed")
def test_a_plugin_that_cannot_be_made_is_stood_in_for() -> None:
    """It takes nothing, for the reason that it is told for, which shows no secret; what is not loaded is no sink."""
    secret = {"key": Secret("s3cr3t")}
    found = destination_or_stand_in("mine", "locked", secret, ("page.gone",), posters=Outside())
    assert (found.name, found.on) == ("mine", ("page.gone",))
    assert destination_or_stand_in("mine", "locked", secret, posters=Outside()).on == RECORDS
    assert found.problem is not None
    assert "cannot be made: ConnectionError" in found.problem
    assert "s3cr3t" not in found.problem
    with pytest.raises(DeliveryError, match="cannot be made: ConnectionError") as caught:
        found.sink.deliver(message(1))
    assert caught.value.retryable
    assert destination_or_stand_in("mine", "shelf", {"path": "x"}, posters=Outside()).problem is None
    with pytest.raises(PluginError, match="cannot be loaded"):
        destination_or_stand_in("mine", "gone", {}, posters=Outside())


@pytest.mark.usefixtures("_installed")
@pytest.mark.parametrize("kind", ["later", "lazy", "one", "typo"])
def test_what_a_plugin_could_not_take_waits(kind: str) -> None:
    """Rather than count as delivered, or be meant for nobody."""
    found = destination_or_stand_in("mine", kind, {}, posters=Outside())
    assert (found.on, found.problem is None) == (RECORDS, False)
    with pytest.raises(DeliveryError):
        found.sink.deliver(message(1))
    if kind in {"one", "typo"}:  # the settings say it well
        assert load_destination("mine", kind, {}, ("run",), posters=Outside()).on == ("run",)


def test_the_built_in_ones_are_found_in_the_same_way() -> None:
    """By their entry points."""
    outside = Outside()
    table = {"url": Secret("https://e.org/x"), "allow": ("intranet",)}
    found = load_destination("hook", "webhook", table, posters=outside)
    assert isinstance(found.sink, Webhook)
    assert found.on == (*PAGES, "page.updated")
    assert outside.allowed == [("intranet",)]
    assert found.secrets == (Secret("https://e.org/x"),)
    ready = WebhookSettings(url=Secret("https://e.org/x"))
    assert isinstance(load_destination("hook", "webhook", ready, posters=outside).sink, Webhook)
    assert settings_of("notify")
    with pytest.raises(SettingsError, match=r"^sink 'hook': webhook: url holds no address"):
        load_destination("hook", "webhook", {"url": Secret("no")}, posters=outside)
