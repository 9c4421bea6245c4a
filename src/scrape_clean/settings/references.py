"""Secrets, which settings never hold themselves: they name an environment variable or a file."""

import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Final, Protocol

from msgspec import Struct

from scrape_clean.secret import Secret

__all__ = ["UNKNOWN", "UNREAD", "Answer", "Secrets", "Vault", "is_reference"]

_LARGEST: Final = 64 * 1024
"""Bytes of a file that holds one secret."""


class Answer(Struct, frozen=True, kw_only=True):
    """What came of asking for a secret."""

    secret: Secret = Secret("")
    problem: str | None = None
    """Why there is none; it never says what was found."""
    warning: str | None = None


class Secrets(Protocol):
    """Where secrets are kept."""

    def read(self, reference: Mapping[str, object]) -> Answer:
        """The secret that ``{ env = "NAME" }`` or ``{ file = "path" }`` stands for."""
        ...


def is_reference(value: object) -> bool:
    """Whether a value names a secret and nothing else."""
    return isinstance(value, dict) and len(value) == 1 and set(value) <= {"env", "file"}


class Vault:
    """The environment and the files of this machine."""

    def __init__(self, environ: Mapping[str, str], folder: Path) -> None:
        """Read nothing yet.

        Args:
            environ: Variables by name.
            folder: Relative paths of files start here.
        """
        self._environ = environ
        self._folder = folder

    def read(self, reference: Mapping[str, object]) -> Answer:
        """The secret, without the line feed at the end of its file."""
        ((kind, name),) = reference.items()
        if not isinstance(name, str) or not name or "\0" in name:
            return Answer(problem=f"{kind} should be a name in quotes")
        return self._from_environment(name) if kind == "env" else self._from_file(name)

    def _from_environment(self, name: str) -> Answer:
        value = self._environ.get(name)
        if value is None:
            return Answer(problem=f"the environment variable {name} is not set; set it where the job starts")
        return _checked(value, f"the environment variable {name}")

    def _from_file(self, name: str) -> Answer:
        path = self._folder / name
        try:
            descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
            with os.fdopen(descriptor, "rb") as stream:
                status = os.fstat(descriptor)
                if not stat.S_ISREG(status.st_mode):
                    return Answer(problem=f"{name} is no regular file")
                data = stream.read(_LARGEST + 1)
        except (OSError, ValueError) as error:
            reason = (isinstance(error, OSError) and error.strerror) or "no path"
            return Answer(problem=f"{name} cannot be read: {reason[:1].lower()}{reason[1:]}")
        if len(data) > _LARGEST:
            return Answer(problem=f"{name} is larger than {_LARGEST:,} bytes; a secret is short")
        try:
            answer = _checked(data.decode().rstrip("\r\n"), name)
        except UnicodeDecodeError:
            return Answer(problem=f"{name} is not UTF-8")
        if answer.problem is None and os.name != "nt" and status.st_mode & 0o077:
            return Answer(
                secret=answer.secret, warning=f"{name} can be read by other users of this machine: chmod 600 it"
            )
        return answer


class _Unread:
    """For looking at settings where the secrets are not at hand."""

    def read(self, reference: Mapping[str, object]) -> Answer:
        """Something in the place of each secret."""
        ((kind, name),) = reference.items()
        if not isinstance(name, str) or not name or "\0" in name:
            return Answer(problem=f"{kind} should be a name in quotes")
        return Answer(secret=UNKNOWN)


UNKNOWN: Final = Secret("")
"""Stands where a secret was not read."""
UNREAD: Final[Secrets] = _Unread()


def _checked(value: str, name: str) -> Answer:
    if not value.strip():
        return Answer(problem=f"{name} is empty")
    if any(ord(sign) < 32 or ord(sign) == 127 for sign in value):
        return Answer(problem=f"{name} holds a control character or more than one line")
    return Answer(secret=Secret(value))
