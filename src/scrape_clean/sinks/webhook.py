"""Messages to a web address: CloudEvents with Standard Webhooks signatures."""

import re
from datetime import UTC, datetime
from typing import Annotated, ClassVar, Final

from msgspec import Meta, Struct

from scrape_clean.errors import DeliveryError, SettingsError
from scrape_clean.history.model import Message, MessageKind
from scrape_clean.secret import Secret
from scrape_clean.sinks.events import MEDIA_TYPE, event_bytes
from scrape_clean.sinks.messages import PAGES
from scrape_clean.sinks.posting import ADDRESS, WRITTEN_OUT, Answer, Poster, place_of, url_problem
from scrape_clean.sinks.signatures import key_of, key_problem, signed
from scrape_clean.sources.retry_after import retry_after

__all__ = ["Webhook", "WebhookSettings"]

_OK: Final = range(200, 300)
_REDIRECTS: Final = range(300, 400)
_NEVER: Final = {
    410: "it wants no more messages",
    413: "the message is too large for it",
    422: "it does not accept this message",
}
"""What no further try changes. Other answers of 400 to 499 are put right at the receiver (a key, an address, a limit),
so they are tried again like those of 500 to 599."""
_TOKEN: Final = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_RESERVED: Final = frozenset(
    {"content-type", "content-length", "host", "webhook-id", "webhook-timestamp", "webhook-signature"}
)


def _name_problem(name: str) -> str | None:
    if not _TOKEN.fullmatch(name):
        return "is no name of a header"
    return "is set by scrape-clean itself" if name.lower() in _RESERVED else None


def _value_problem(value: str) -> str | None:
    if not value.isprintable() or not value.isascii():
        return "should be plain ASCII in one line"
    return "begins or ends with a blank; take it out" if value != value.strip() else None


class WebhookSettings(Struct, frozen=True, kw_only=True):
    """A web address that gets each message as a CloudEvent, signed by the rules of Standard Webhooks."""

    url: Annotated[
        Secret,
        Meta(
            description="Where messages are posted; written out or from `env` or `file`.",
            extra=ADDRESS,
            extra_json_schema=WRITTEN_OUT,
        ),
    ]
    secret: (
        Annotated[
            Secret,
            Meta(
                description="Key for signing messages: `whsec_` and base64 of 24 to 64 random bytes.",
                extra={"secret": key_problem},
            ),
        ]
        | None
    ) = None
    old_secrets: Annotated[
        tuple[Secret, ...],
        Meta(description="Further keys to sign with, while a receiver still uses one of them."),
    ] = ()
    headers: Annotated[
        dict[str, Secret],
        Meta(
            description="Sent with each message, such as `Authorization`; from `env` or `file`.",
            extra={"check_key": _name_problem, "secret": _value_problem},
        ),
    ] = {}
    timeout: Annotated[float, Meta(gt=0, le=300, description="Deadline in seconds for one try.")] = 15.0
    allow: Annotated[
        tuple[str, ...],
        Meta(description="Hosts and networks that may be reached although they are not public, such as an intranet."),
    ] = ()


class Webhook:
    """One receiver."""

    Settings: ClassVar[type[Struct]] = WebhookSettings
    on: ClassVar[tuple[MessageKind, ...]] = (*PAGES, "page.updated")
    posts: ClassVar[bool] = True

    def __init__(self, settings: WebhookSettings, poster: Poster) -> None:
        """Check what can be checked without asking anybody.

        Raises:
            SettingsError: The address, a key or a header cannot be used.
        """
        keys = (*(() if settings.secret is None else (settings.secret,)), *settings.old_secrets)
        problems = [
            f"{name} {problem}"
            for name, problem in (
                ("url", url_problem(settings.url.value)),
                *(("secret", key_problem(key.value)) for key in keys),
                *((f"header {header!r}", _name_problem(header)) for header in settings.headers),
                *((f"header {header!r}", _value_problem(value.value)) for header, value in settings.headers.items()),
            )
            if problem
        ]
        if problems:
            raise SettingsError([f"webhook: {problem}" for problem in problems])
        self._settings = settings
        self._place = place_of(settings.url.value)
        self._poster = poster
        self._keys = tuple(map(key_of, keys))

    def deliver(self, message: Message) -> None:
        """Post the message; any answer of 200 to 299 means that it was taken.

        Raises:
            DeliveryError: It was not. It can be tried again unless the answer is 410, 413 or 422.
        """
        now = datetime.now(UTC)
        body = event_bytes(message)
        headers = (
            ("content-type", f"{MEDIA_TYPE}; charset=utf-8"),
            *signed(message.id, body, self._keys, now),
            *((name, secret.value) for name, secret in self._settings.headers.items()),
        )
        answer = self._poster.post(self._settings.url.value, headers, body, timeout=self._settings.timeout)
        if answer.status not in _OK:
            raise self._refusal(answer, now)

    def _refusal(self, answer: Answer, now: datetime) -> DeliveryError:
        place, status = self._place, answer.status
        if status in _REDIRECTS:
            return DeliveryError(f"{place} answers {status}: it redirects; name the new address in the settings")
        why = f": {_NEVER[status]}" if status in _NEVER else ""
        return DeliveryError(
            f"{place} answers {status}{why}",
            retryable=status not in _NEVER,
            retry_after=retry_after(answer.header("retry-after"), now),
        )
