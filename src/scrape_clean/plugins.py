"""Other people's code, found by its entry point and loaded only when it is named."""

from collections.abc import Iterable
from importlib.metadata import entry_points
from typing import Final

from scrape_clean.errors import PluginError
from scrape_clean.records.annotate.own import Annotator

__all__ = ["ANNOTATORS", "load_annotators"]

ANNOTATORS: Final = "scrape_clean.annotators"
"""The entry-point group of annotators: each names a callable, an `Annotator`."""


def load_annotators(names: Iterable[str]) -> tuple[Annotator, ...]:
    """The installed annotators of some names, in their order.

    Raises:
        PluginError: None has such a name, or it cannot be imported or called.
    """
    installed = {point.name: point for point in entry_points(group=ANNOTATORS)}
    found = []
    for name in names:
        if name not in installed:
            known = ", ".join(sorted(installed)) or "none"
            raise PluginError(f"no annotator {name!r} is installed; there are: {known}")
        try:
            annotator = installed[name].load()
        except Exception as problem:
            raise PluginError(f"annotator {name!r} cannot be loaded: {type(problem).__name__}: {problem}") from problem
        if not callable(annotator):
            raise PluginError(f"annotator {name!r} is no function but {type(annotator).__name__}")
        found.append(annotator)
    return tuple(found)
