"""Tables for people: pandas frames of what a page holds."""

import io
import re
from collections.abc import Sequence
from typing import Literal

import pandas as pd

from scrape_clean.model import Drop, Record
from scrape_clean.records.edtf import days_of

__all__ = ["FORMULA_STARTS", "SECTION_MARK", "csv_bytes", "first_date", "frame_of"]

SECTION_MARK = " > "
_CRLF = "\r\n"
FORMULA_STARTS = r"'=+\-@\t\r\n＝＋－＠"
"""Characters of a regular expression's class: what a cell must not start with (OWASP, CSV Injection), and the guard."""
_FORMULA = re.compile(rf"^(?=[{FORMULA_STARTS}])")
_RECORDS = {
    "id": "str",
    "kind": "str",
    "text": "str",
    "section": "str",
    "position": "int64",
    "depth": "int64",
    "marker": "str",
    "occurrences": "int64",
    "date": "str",
    "date_start": "str",
    "date_end": "str",
    "year": "Int64",
}
_ANNOTATIONS = {
    "id": "str",
    "kind": "str",
    "start": "int64",
    "end": "int64",
    "text": "str",
    "value": "str",
    "role": "str",
}
_OCCURRENCES = {"id": "str", "start": "int64", "end": "int64", "path": "str", "section": "str", "wording": "str"}
_LINKS = {"id": "str", "href": "str", "text": "str", "start": "int64", "end": "int64"}
_DROPS = {"stage": "str", "reason": "str", "rule": "str", "text": "str", "start": "int64", "end": "int64"}


def frame_of(
    records: Sequence[Record],
    drops: Sequence[Drop],
    what: Literal["records", "annotations", "occurrences", "links", "drops"],
) -> pd.DataFrame:
    """The frame that `CleanedPage.to_frame` describes.

    Raises:
        ValueError: There is no such table.
    """
    if what == "records":
        rows = [
            (
                *(r.id, r.kind, r.text, SECTION_MARK.join(r.section), r.position, r.depth, r.marker),
                *(len(r.occurrences), *first_date(r)),
            )
            for r in records
        ]
        return _frame(rows, _RECORDS)
    if what == "annotations":
        found = [(r.id, a.kind, a.start, a.end, a.text, a.value, a.role) for r in records for a in r.annotations]
        return _frame(found, _ANNOTATIONS)
    if what == "occurrences":
        places = ((r.id, o) for r in records for o in r.occurrences)
        lines = [(i, o.start, o.end, o.path, SECTION_MARK.join(o.section), o.wording) for i, o in places]
        return _frame(lines, _OCCURRENCES)
    if what == "links":
        return _frame([(r.id, x.href, x.text, x.start, x.end) for r in records for x in r.links], _LINKS)
    if what == "drops":
        return _frame([(d.stage, d.reason, d.rule, d.text, d.start, d.end) for d in drops], _DROPS)
    raise ValueError(f"no table {what!r}: choose records, annotations, occurrences, links or drops")


def first_date(record: Record) -> tuple[str | None, str | None, str | None, int | None]:
    """EDTF of the first date that has a value and a year, its first and last day, and the year it begins in."""
    for one in record.annotations:
        if one.kind == "date" and one.value:
            first, last = days_of(one.value)
            known = first or last
            return one.value, first, last, int(known[: known.index("-", 1)]) if known else None
    return None, None, None, None


def _frame(rows: Sequence[tuple[object, ...]], columns: dict[str, str]) -> pd.DataFrame:
    """Columns are typed even without rows, so that frames of many pages can be put together."""
    return pd.DataFrame(rows, columns=list(columns)).astype(columns)


def csv_bytes(frame: pd.DataFrame, *, header: bool = True) -> bytes:
    """A table as CSV (RFC 4180, UTF-8, line feeds) that is safe for a spreadsheet (OWASP, CSV Injection).

    A cell that would be taken for a formula gets an apostrophe in front, and so does one that starts with an
    apostrophe: taking one leading apostrophe off gives every cell back.
    """
    safe = frame.copy()
    for name in [name for name in safe.columns if not pd.api.types.is_numeric_dtype(safe[name])]:
        safe[name] = safe[name].str.replace(_FORMULA, "'", regex=True)
    lines = _Lines()
    safe.to_csv(lines, index=False, header=header, lineterminator=_CRLF)
    return lines.getvalue().encode()


class _Lines(io.StringIO):
    """Takes a row at a time and ends it with a line feed.

    Rows come with both signs of a line's end, since Python before 3.13 quotes a cell only for a sign that it ends rows
    with: a lone carriage return would end the row for whoever reads it.
    """

    def write(self, row: str, /) -> int:
        """A row."""
        return super().write(row.removesuffix(_CRLF) + "\n")
