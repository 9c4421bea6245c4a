"""Other people's code, found by its entry point and loaded only when it is named."""

from collections.abc import Callable, Iterable
from importlib.metadata import entry_points
from typing import Any, Final

from scrape_clean.arguments import refuse_one_string
from scrape_clean.errors import PluginError
from scrape_clean.records.annotate.own import Annotator

__all__ = ["ANNOTATORS", "load_annotators", "load_plugin"]

ANNOTATORS: Final = "scrape_clean.annotators"
"""The entry-point group of annotators: each names a callable, an `Annotator`."""


def load_annotators(names: Iterable[str]) -> tuple[Annotator, ...]:
    """The installed annotators of some names, in their order.

    Raises:
        PluginError: None has such a name, or it cannot be imported or called.
        UsageError: One string stands for all names.
    """
    refuse_one_string("names", names)
    return tuple(load_plugin(ANNOTATORS, "annotator", name) for name in names)


def load_plugin(group: str, noun: str, name: str) -> Callable[..., Any]:
    """What an entry point names.

    Args:
        group: The group of entry points.
        noun: What such a thing is called, for errors: ``annotator``.
        name: Which one.

    Raises:
        PluginError: None has such a name, or it cannot be imported or called.
    """
    installed = {point.name: point for point in entry_points(group=group)}
    if name not in installed:
        known = ", ".join(sorted(installed)) or "none"
        raise PluginError(f"no {noun} {name!r} is installed; there are: {known}")
    try:
        plugin = installed[name].load()
    except PluginError:
        raise
    except Exception as problem:
        raise PluginError(f"{noun} {name!r} cannot be loaded: {type(problem).__name__}: {problem}") from problem
    if not callable(plugin):
        raise PluginError(f"{noun} {name!r} is no function but {type(plugin).__name__}")
    return plugin  # type: ignore[no-any-return]  # a plug-in's type is its author's word
