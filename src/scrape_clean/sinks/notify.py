"""Messages to people, by apprise: mail, chat, phone (extra ``notify``)."""

from importlib import import_module
from typing import Annotated, Any, ClassVar

from msgspec import Meta, Struct

from scrape_clean.errors import DeliveryError, PluginError, SettingsError
from scrape_clean.history.model import Message, MessageKind
from scrape_clean.secret import Secret
from scrape_clean.sinks.digest import digest, headline
from scrape_clean.sinks.wording import subject, unmentioned

__all__ = ["Notify", "NotifySettings"]


class NotifySettings(Struct, frozen=True, kw_only=True):
    """Where people are told, by apprise: mail, chat, phone (extra `notify`)."""

    url: Annotated[
        Secret, Meta(description="Address in the form of apprise, such as `mailto://...`; from `env` or `file`.")
    ]


class Notify:
    """One channel: a digest of each run in which there is something to tell."""

    Settings: ClassVar[type[Struct]] = NotifySettings
    on: ClassVar[tuple[MessageKind, ...]] = ("run",)

    def __init__(self, settings: NotifySettings) -> None:
        """Find the service that the address names; nothing is sent.

        Raises:
            PluginError: apprise is not installed.
            SettingsError: apprise knows no such service, or the address lacks something.
        """
        url = settings.url.value
        self._scheme = url.partition("://")[0] if "://" in url else ""
        self._apprise = _apprise()
        asset = self._apprise.AppriseAsset(app_id="scrape-clean", app_desc="scrape-clean", app_url="")
        service = self._apprise.Apprise.instantiate(url, asset=asset)
        if service is None:
            known = f"{self._scheme}://" if self._scheme.isalnum() else "it"
            raise SettingsError([f"notify: url is none that apprise can use; see what {known} needs at appriseit.com"])
        if "overflow=" not in url:
            service.overflow_mode = self._apprise.OverflowMode.SPLIT  # a long text in parts instead of none at all
        if "mdv=" not in url and hasattr(service, "markdown_ver"):
            service.markdown_ver = "MarkdownV2"  # Telegram's older one knows no escapes in bold: it refuses the text
        self._service = self._apprise.Apprise(asset=asset)
        self._service.add(service)

    def deliver(self, message: Message) -> None:
        """Send the digest; of a message of one page, what a digest would say of it.

        Raises:
            DeliveryError: The service did not take it.
        """
        whole = message.kind == "run"
        title = unmentioned(subject(message.title or "scrape-clean")) if whole else headline([message])
        text = message.text if whole else digest([message])
        taken = self._service.notify(
            body=text,
            title=title,
            body_format=self._apprise.NotifyFormat.MARKDOWN,
            interpret_escapes=False,  # what looks like one on a page is text
        )
        if not taken:
            raise DeliveryError(f"{self._scheme}: the service did not take the message")


def _apprise() -> Any:  # noqa: ANN401  a module that may not be there
    try:
        return import_module("apprise")
    except ImportError:
        raise PluginError("notify needs apprise, which is not installed: pip install apprise") from None
