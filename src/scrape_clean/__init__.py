"""Raw scraped pages in, clean de-duplicated bullet records out, as canonical JSON.

>>> from scrape_clean import clean
>>> page = clean("Opening hours\\n\\n• Monday to Friday, 9 to 5\\n• Monday to Friday, 9 to 5.\\n• Closed on Sundays\\n")
>>> [(record.text, len(record.occurrences)) for record in page.records]
[('Monday to Friday, 9 to 5.', 2), ('Closed on Sundays', 1)]
"""

__version__ = "0.1.0"

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
