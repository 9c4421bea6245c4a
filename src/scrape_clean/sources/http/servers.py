"""What a run has found out about servers: it lasts as long as the run, however often connections are opened anew."""

from msgspec import Struct, field

from scrape_clean.sources.http.retry import Patience
from scrape_clean.sources.http.rulebook import Known
from scrape_clean.sources.http.turns import Pace

__all__ = ["Servers"]


class Servers(Struct, frozen=True):
    """Plain values: nothing of it belongs to an event loop."""

    paces: dict[str, Pace] = field(default_factory=dict)
    """By the name or address of a host."""
    rules: Known = field(default_factory=dict)
    patience: Patience = field(default_factory=Patience)
