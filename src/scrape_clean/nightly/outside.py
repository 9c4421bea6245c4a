"""Who is told of a night, made from the settings."""

from collections.abc import Callable, Sequence

from scrape_clean.settings import Settings
from scrape_clean.sinks.heartbeat import Heartbeat
from scrape_clean.sinks.http import HttpPoster
from scrape_clean.sinks.notify import NotifySettings
from scrape_clean.sinks.posting import Poster
from scrape_clean.sinks.sink import Destination, destination_or_stand_in
from scrape_clean.sources.http.guard import GuardedBackend, look_up

__all__ = ["destinations_of", "heartbeat_of"]


def destinations_of(settings: Settings, stopped: Callable[[], bool] = lambda: False) -> tuple[Destination, ...]:
    """Every sink and channel that is switched on; one that cannot be made is stood in for, and says why.

    Args:
        settings: Which there are.
        stopped: Whether to leave: then no receiver's answer is waited for.

    Raises:
        SettingsError: A table says what its kind does not take.
        PluginError: There is no such kind, or it cannot be loaded.
    """

    def posters(allow: Sequence[str]) -> Poster:
        return _poster(allow, stopped)

    sinks = [destination_or_stand_in(one.id, one.kind, one.options, one.on, posters=posters) for one in settings.sinks]
    people = [
        destination_or_stand_in(one.id, "notify", NotifySettings(url=one.url), one.on, posters=posters)
        for one in settings.notify
    ]
    return (*sinks, *people)


def heartbeat_of(settings: Settings) -> Heartbeat | None:
    """Who watches that runs happen, if somebody does."""
    if settings.heartbeat is None:
        return None
    return Heartbeat(settings.heartbeat, _poster(settings.heartbeat.allow))


def _poster(allow: Sequence[str], stopped: Callable[[], bool] = lambda: False) -> Poster:
    """Requests to public addresses, and to those that are allowed beside them."""
    return HttpPoster(GuardedBackend(tuple(allow), look_up), stopped=stopped)
