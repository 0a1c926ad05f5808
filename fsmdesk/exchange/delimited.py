"""Reads text files whose cells stand between separators: CSV and its relatives."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.texts import unguard_from_csv
from fsmdesk.core.words import tr

SEPARATORS = (",", ";", "\t", "|")

_SAMPLE_ROWS = 200
# Appended to the text: if it doesn't come back as a row of its own, a quotation mark was never closed.
_END = "end\x1fof\x1ftext"


@dataclass(frozen=True, slots=True)
class DelimitedText:
    """Every row of a text file with its number, blank ones too, and the separator; `others` fit as well."""

    grid: list[tuple[int, list[str]]]
    separator: str
    others: tuple[str, ...]
    notes: tuple[str, ...]


def read_delimited(text: str, separator: str | None = None) -> DelimitedText:
    """The cells of a text file, as they are written there.

    A `'` that stands before `=`, `+`, `-` or `@` is taken off: programs put it there so that a
    spreadsheet doesn't take the text for a formula.

    Raises:
        RuleBroken: the text is something else (a web page, JSON), or a quotation mark is never closed.
    """
    _refuse_other_formats(text)
    text, declared = _declared_separator(text)
    others: tuple[str, ...] = ()
    chosen = separator or declared
    if chosen is None:
        chosen, others = recognise_separator(text)
    elif len(chosen) != 1:
        raise RuleBroken(tr("A separator is one character."), field="separator")
    records, notes = _records(text, chosen)
    first = 2 if declared else 1
    grid = [(number, _unguarded(cells)) for number, cells in enumerate(records, first)]
    return DelimitedText(grid, chosen, others, notes)


def recognise_separator(text: str) -> tuple[str, tuple[str, ...]]:
    """The separator that cuts the most rows into the same number of cells, and others that do so as well."""
    ranked = sorted(
        ((*_evenness(text, separator), -order, separator) for order, separator in enumerate(SEPARATORS)),
        reverse=True,
    )
    share, width, _, best = ranked[0]
    if width < 2:
        return SEPARATORS[0], ()
    return best, tuple(each[3] for each in ranked[1:] if each[0] == share and each[1] > 1)


def _evenness(text: str, separator: str) -> tuple[float, int]:
    """Share of the first rows that have the usual number of cells, and that number."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        widths = [len(row) for row in islice(rows, _SAMPLE_ROWS) if row]
    except csv.Error:
        return 0.0, 1
    if not widths:
        return 0.0, 1
    width, count = Counter(widths).most_common(1)[0]
    if width < 2:
        return 0.0, 1
    # a header of another width speaks against the separator
    return (count + (widths[0] == width)) / (len(widths) + 1), width


def _records(text: str, separator: str) -> tuple[list[list[str]], tuple[str, ...]]:
    ended = f"{text}{'' if text.endswith(chr(10)) else chr(10)}{_END}\n"
    notes: tuple[str, ...] = ()
    try:
        rows = list(_parse(ended, separator, strict=True))
    except csv.Error:
        rows = list(_forgiving(ended, separator))
        notes = (tr("Some quotation marks inside quoted cells are not doubled; look at those rows."),)
    if rows[-1] != [_END]:
        raise _unclosed(rows)
    return rows[:-1], notes


def _unclosed(rows: list[list[str]]) -> RuleBroken:
    text = tr("A quotation mark that opens in row {row} is never closed.")
    return RuleBroken(text.format(row=len(rows)), field="file")


def _parse(text: str, separator: str, *, strict: bool) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict)


def _forgiving(text: str, separator: str) -> Iterator[list[str]]:
    read = 0
    try:
        for row in _parse(text, separator, strict=False):
            read += 1
            yield row
    except csv.Error as error:
        reason = tr("Row {row} can't be read: {reason}.").format(row=read + 1, reason=error)
        raise RuleBroken(reason, field="file") from error


def _declared_separator(text: str) -> tuple[str, str | None]:
    """Excel writes `sep=;` as a first line; the text without it, and the separator it names."""
    line, _, rest = text.partition("\n")
    line = line.rstrip("\r")
    if line[:4].lower() == "sep=" and len(line) == 5:
        return rest, line[4]
    return text, None


def _unguarded(cells: list[str]) -> list[str]:
    return [unguard_from_csv(cell) if cell[:1] == "'" else cell for cell in cells]


def _refuse_other_formats(text: str) -> None:
    start = text[:512].lstrip().lower()
    if start.startswith(("<!doctype", "<html", "<?xml", "<table")):
        raise RuleBroken(
            tr("This is a web page or XML, not a table. Save it as CSV or XLSX first."), field="file"
        )
    if start.startswith(("{", "[{", "[\n", "[\r")) and text.rstrip().endswith(("}", "]")):
        raise RuleBroken(tr("This is JSON, not a table. Save it as CSV or XLSX first."), field="file")
