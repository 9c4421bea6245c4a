"""A value that must never be shown."""

from msgspec import Struct

__all__ = ["Secret"]


class Secret(Struct, frozen=True, gc=False):
    """A password, cookie, token or signing key: in no log, report, file name or ``repr``."""

    value: str

    def __repr__(self) -> str:
        """Masked."""
        return "Secret(***)"

    __str__ = __repr__
