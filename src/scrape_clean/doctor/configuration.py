"""What good settings should have, too."""

from collections.abc import Iterator

from scrape_clean.doctor.findings import Finding
from scrape_clean.settings import Settings, WebPage, home_of

__all__ = ["check_settings"]


def check_settings(settings: Settings) -> Iterator[Finding]:
    """That there is something to do, that sites can reach somebody, and what was odd when the file was read."""
    count = len(settings.sources)
    off = f" ({len(settings.disabled)} switched off)" if settings.disabled else ""
    told = f"{settings.path.name}: {count:,} source{'' if count == 1 else 's'}{off}"
    told += "".join(
        f", {len(some)} {name}{'' if len(some) == 1 else 's'}"
        for some, name in ((settings.sinks, "sink"), (settings.notify, "channel"))
        if some
    )
    if count:
        yield Finding("ok", "settings", told)
    else:
        yield Finding("warn", "settings", told, "`scrape-clean add URL` adds one")
    yield from (Finding("warn", "settings", warning) for warning in settings.warnings)
    agents = [source.policy.user_agent for source in settings.sources if home_of(source.place)]
    if not all("(+" in agent or "@" in agent for agent in agents):
        yield Finding(
            "warn", "settings", "sites cannot see whom to write to", 'add `contact = "you@example.org"` below [fetch]'
        )
    yield from _doubles(settings)


def _doubles(settings: Settings) -> Iterator[Finding]:
    """The same page twice is fetched and told twice."""
    seen: dict[str, str] = {}
    for source in settings.sources:
        if isinstance(source.place, WebPage) and (first := seen.setdefault(source.place.url, source.id)) != source.id:
            yield Finding("warn", "settings", f"`{first}` and `{source.id}` have the same url", "remove one of them")
