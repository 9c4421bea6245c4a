"""What a text says that other systems want as fields: dates, quantities, money, names, links, each with its place."""

from collections.abc import Sequence

from scrape_clean.model import Annotation
from scrape_clean.records.annotate.acronyms import acronyms
from scrape_clean.records.annotate.countries import countries
from scrape_clean.records.annotate.dates import dates
from scrape_clean.records.annotate.labels import labels
from scrape_clean.records.annotate.language import detect
from scrape_clean.records.annotate.links import addresses, phones
from scrape_clean.records.annotate.merge import merged, spans_of
from scrape_clean.records.annotate.names import names
from scrape_clean.records.annotate.own import Annotator, checked
from scrape_clean.records.annotate.quantities import prepare, quantities
from scrape_clean.records.annotate.reading import read
from scrape_clean.records.annotate.titles import titles
from scrape_clean.records.annotate.words import lexicon_of

__all__ = ["annotate"]


def annotate(text: str, *, language: str | None = None, annotators: Sequence[Annotator] = ()) -> tuple[Annotation, ...]:
    """Find what a text says that has a standard form, each with its place.

    Args:
        text: One bullet, paragraph or row.
        language: A BCP 47 tag (``de``, ``en-GB``); found out from the text when None. A region settles whether 3/4/2024
            is in March or April, and how telephone numbers without a country code are read.
        annotators: The user's own, besides the built-in ones.

    Returns:
        In order of place, the wider one first. Offsets count code points; two overlap only where one lies in the other.
        A function of its arguments alone.

    Raises:
        PluginError: One of ``annotators`` broke the rules for annotations.
    """
    tag = language or detect(text) or "en"
    reading = read(text, lexicon_of(tag))
    prepare(reading.language)
    found = [one for annotator in annotators for one in checked(annotator, text, language)]
    found += addresses(reading)
    found += phones(reading, tag)
    found += dates(reading, tag)
    found += quantities(reading, spans_of(found))
    for annotator in (titles, acronyms, countries, names, labels):
        found += annotator(reading)
    return merged(found)
