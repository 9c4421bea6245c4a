"""The kinds of sinks that come with the package, each with the keys of its own."""

from collections.abc import Mapping
from typing import Annotated, Final

from msgspec import Meta, Struct

from scrape_clean.secret import Secret
from scrape_clean.settings.values import OR_LITERAL, check_secret_url

__all__ = ["SINKS", "WebhookTable"]


class WebhookTable(Struct, frozen=True, kw_only=True):
    """An address that gets each message as a CloudEvent, signed by the rules of Standard Webhooks."""

    url: Annotated[
        Secret,
        Meta(
            extra={"literal": check_secret_url, "secret": check_secret_url},
            extra_json_schema={OR_LITERAL: True},
            description="Where messages are sent; written out or from `env` or `file`.",
        ),
    ]
    secret: Annotated[Secret | None, Meta(description="Key that messages are signed with; from `env` or `file`.")] = (
        None
    )


SINKS: Final[Mapping[str, type[Struct]]] = {"webhook": WebhookTable}
