"""The kinds of sinks that come with the package, each with the keys of its own."""

from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from scrape_clean.sinks.webhook import WebhookSettings

__all__ = ["SINKS"]

SINKS: Final[Mapping[str, type[Struct]]] = {"webhook": WebhookSettings}
