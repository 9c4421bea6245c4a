"""Telling somebody outside that runs happen, so that one which does not is noticed.

The addresses are those of healthchecks.io (https://healthchecks.io/docs/http_api/): the address itself for success,
``/start`` and ``/fail`` behind its path for the others; a few lines of text go with them.
"""

from typing import Annotated, Final, Literal, TypeAlias
from urllib.parse import urlsplit, urlunsplit

from msgspec import Meta, Struct

from scrape_clean.errors import DeliveryError
from scrape_clean.secret import Secret
from scrape_clean.sinks.posting import ADDRESS, WRITTEN_OUT, Poster, place_of

__all__ = ["Heartbeat", "HeartbeatSettings", "Moment"]

Moment: TypeAlias = Literal["start", "success", "failure"]

_BEHIND: Final[dict[Moment, str]] = {"start": "/start", "success": "", "failure": "/fail"}
_TRIES: Final = 2
_MOST_BYTES: Final = 10_000
"""Of the text: what a person reads; the service keeps 100 kB."""


class HeartbeatSettings(Struct, frozen=True, kw_only=True):
    """An address that is called at the start and end of each run, so that a missing run is noticed."""

    url: Annotated[
        Secret,
        Meta(
            description="Address called when a run has succeeded; written out or from `env` or `file`.",
            extra=ADDRESS,
            extra_json_schema=WRITTEN_OUT,
        ),
    ]
    start_url: Annotated[
        Secret | None,
        Meta(
            description="Called when a run starts; by default `url` with `/start` appended to its path.",
            extra=ADDRESS,
            extra_json_schema=WRITTEN_OUT,
        ),
    ] = None
    failure_url: Annotated[
        Secret | None,
        Meta(
            description="Called when a run ends in any other way; by default `url` with `/fail` appended to its path.",
            extra=ADDRESS,
            extra_json_schema=WRITTEN_OUT,
        ),
    ] = None
    timeout: Annotated[float, Meta(gt=0, le=60, description="Seconds for one call.")] = 10.0
    allow: Annotated[
        tuple[str, ...],
        Meta(description="Hosts and networks that may be called although they are not public, such as an intranet."),
    ] = ()


class Heartbeat:
    """Calls the addresses; whatever comes of it, the run goes on."""

    def __init__(self, settings: HeartbeatSettings, poster: Poster) -> None:
        """Call nobody yet."""
        self._settings = settings
        self._poster = poster

    def tell(self, moment: Moment, text: str = "") -> str | None:
        """Say where a run stands.

        Args:
            moment: What to tell.
            text: A few lines for people, kept by the service; without secrets.

        Returns:
            What went wrong, in one line without the path of the address, which is a key; None when nothing did.
        """
        url = self._address(moment)
        body = text.encode("utf-8", "replace")[:_MOST_BYTES]
        headers = (("content-type", "text/plain; charset=utf-8"),)
        problem = ""
        for _ in range(_TRIES):
            try:
                answer = self._poster.post(url, headers, body, timeout=self._settings.timeout)
            except DeliveryError as error:
                problem = str(error)
                continue
            if 200 <= answer.status < 300:
                return None
            problem = f"{place_of(url)} answers {answer.status}"
        return f"heartbeat ({moment}): {problem}"

    def _address(self, moment: Moment) -> str:
        own = {"start": self._settings.start_url, "failure": self._settings.failure_url}.get(moment)
        if own is not None:
            return own.value
        try:
            parts = urlsplit(self._settings.url.value)
        except ValueError:  # the poster says what it is
            return self._settings.url.value
        return urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}{_BEHIND[moment]}" or "/"))
