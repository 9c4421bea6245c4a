"""When it is worth trying again, how long to wait before, and when to leave a server alone."""

from random import Random
from typing import Final

from scrape_clean.errors import SourceError
from scrape_clean.sources.http.urls import Target

__all__ = ["Patience", "pause_before", "worth_retrying"]

_FIRST_WAIT: Final = 1.0
# Not Implemented, HTTP Version Not Supported, Network Authentication Required: the same request gets the same answer.
_LASTING: Final = frozenset({501, 505, 511})
_PASSING: Final = frozenset({408, 425, 429})
_BUSY: Final = frozenset({429, 503})
_MOST_IN_A_ROW: Final = 5


def worth_retrying(status: int) -> bool:
    """Whether a status may be another one soon."""
    return status in _PASSING or (500 <= status <= 599 and status not in _LASTING)


def pause_before(number: int, asked: float | None, longest: float, random: Random) -> float:
    """Seconds to wait before a try.

    Doubled each time, and drawn at random between that and half of it, so that clients that failed together do not come
    back together. What the server asks for is waited for, but never longer than ``longest``.

    Args:
        number: Which try it will be: 2 or more.
        asked: What the server asked for.
        longest: The cap.
        random: Where chance comes from.
    """
    doubled = min(_FIRST_WAIT * 2.0 ** min(number - 2, 30), longest)
    drawn = doubled * random.uniform(0.5, 1.0)
    return min(drawn if asked is None else max(asked, drawn), longest)


class Patience:
    """Servers that turned away or left unanswered several visits in a row, each with all its tries.

    A site of five thousand pages that is down would take days otherwise.
    """

    def __init__(self) -> None:
        """Begin with patience for everybody."""
        self._failed: dict[str, int] = {}

    def check(self, target: Target) -> None:
        """See whether a server may be asked once more.

        Raises:
            SourceError: It failed too often.
        """
        if self._failed.get(target.origin, 0) >= _MOST_IN_A_ROW:
            raise SourceError(
                f"its server did not answer {_MOST_IN_A_ROW} visits in a row, or said that it is busy;"
                " it is left alone until the next run"
            )

    def note(self, target: Target, problem: SourceError | None, status: int | None) -> None:
        """Take note of what came of a visit.

        Args:
            target: The address that the visit ended at, after redirects.
            problem: Why there is no page.
            status: What that address answered; None if it did not, or was not asked.
        """
        if problem is not None and problem.retryable and (status is None or status in _BUSY):
            self._failed[target.origin] = self._failed.get(target.origin, 0) + 1
        elif status is not None:
            self.answered(target)

    def answered(self, target: Target) -> None:
        """Take note that a server is there."""
        self._failed.pop(target.origin, None)
