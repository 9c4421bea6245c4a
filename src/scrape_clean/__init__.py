"""Raw scraped pages in, clean de-duplicated bullet records out, as canonical JSON.

>>> from scrape_clean import clean
>>> page = clean("Opening hours\\n\\n• Monday to Friday, 9 to 5\\n• Monday to Friday, 9 to 5.\\n• Closed on Sundays\\n")
>>> [(record.text, len(record.occurrences)) for record in page.records]
[('Monday to Friday, 9 to 5.', 2), ('Closed on Sundays', 1)]

Every name is loaded when it is first used: a program pays for what it needs, and the command line starts at once.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from scrape_clean.compare import (
        AnnotationChange,
        Change,
        Comparison,
        Edit,
        Memory,
        SectionChange,
        Span,
        Volatile,
        compare,
        learn_volatile,
    )
    from scrape_clean.dedupe import cluster, explain
    from scrape_clean.errors import (
        BusyError,
        DeliveryError,
        HistoryError,
        InputError,
        OutputError,
        PluginError,
        ScrapeCleanError,
        SettingsError,
        SourceError,
        UsageError,
    )
    from scrape_clean.ledger import Ledger, balance
    from scrape_clean.model import Annotation, Cell, Drop, Fact, Heading, Link, Metadata, Occurrence, Record, Snapshot
    from scrape_clean.page import CleanedPage
    from scrape_clean.pipeline import Options, clean
    from scrape_clean.plugins import load_annotators
    from scrape_clean.records.annotate import annotate
    from scrape_clean.records.annotate.own import Annotator, Pattern, pattern_of
    from scrape_clean.template import template_of

__version__ = "0.1.0"

__all__ = [
    "Annotation",
    "AnnotationChange",
    "Annotator",
    "BusyError",
    "Cell",
    "Change",
    "CleanedPage",
    "Comparison",
    "DeliveryError",
    "Drop",
    "Edit",
    "Fact",
    "Heading",
    "HistoryError",
    "InputError",
    "Ledger",
    "Link",
    "Memory",
    "Metadata",
    "Occurrence",
    "Options",
    "OutputError",
    "Pattern",
    "PluginError",
    "Record",
    "ScrapeCleanError",
    "SectionChange",
    "SettingsError",
    "Snapshot",
    "SourceError",
    "Span",
    "UsageError",
    "Volatile",
    "__version__",
    "annotate",
    "balance",
    "clean",
    "cluster",
    "compare",
    "explain",
    "learn_volatile",
    "load_annotators",
    "pattern_of",
    "template_of",
]

_NAMES: Final = {
    "compare": "AnnotationChange Change Comparison Edit Memory SectionChange Span Volatile compare learn_volatile",
    "dedupe": "cluster explain",
    "errors": "BusyError DeliveryError HistoryError InputError OutputError "
    "PluginError ScrapeCleanError SettingsError SourceError UsageError",
    "ledger": "Ledger balance",
    "model": "Annotation Cell Drop Fact Heading Link Metadata Occurrence Record Snapshot",
    "page": "CleanedPage",
    "pipeline": "Options clean",
    "plugins": "load_annotators",
    "records.annotate": "annotate",
    "records.annotate.own": "Annotator Pattern pattern_of",
    "template": "template_of",
}
"""In which module each public name lives; as the imports above have it, which only type checkers follow."""
_HOMES: Final = {name: f"{__name__}.{module}" for module, names in _NAMES.items() for name in names.split()}
_MODULES: Final = frozenset(
    {"canonical", "choices", "label", "outline", "parse", "records", *(name for name in _NAMES if "." not in name)}
)
"""The modules that ``import scrape_clean`` alone gives."""


class _Package(ModuleType):
    """A package in which ``compare`` is the function, though importing the package ``compare`` binds that name too."""

    def __setattr__(self, name: str, value: object) -> None:
        if name not in _HOMES or not isinstance(value, ModuleType):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package  # as the language reference has it: "Customizing module attribute access"

if not TYPE_CHECKING:  # a checker would take any name for one of ours

    def __getattr__(name: str) -> object:
        """Load a public name or a module when it is first used (PEP 562)."""
        if name in _HOMES:
            globals()[name] = found = getattr(import_module(_HOMES[name]), name)
            return found
        if name in _MODULES:
            return import_module(f"{__name__}.{name}")
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*__all__, *_MODULES, *(name for name in globals() if name.startswith("__"))})
