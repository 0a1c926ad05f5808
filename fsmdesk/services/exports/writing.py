"""Writes a list to a file, row by row, so that its length costs time but no memory."""

from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import islice
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from fsmdesk.core.errors import EnvironmentProblem, RuleBroken
from fsmdesk.core.formats import Formats
from fsmdesk.core.lists import ListPart, ListRequest, year_and_month
from fsmdesk.core.messages import say_nothing
from fsmdesk.core.permissions import may
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading
from fsmdesk.models import Company
from fsmdesk.reports.columns import ColumnKind, ExportColumn, ExportRow, GroupTitle
from fsmdesk.services.exports.messages import ExportList
from fsmdesk.services.exports.sheets import Sheet, exportable_kinds, sheet_of
from fsmdesk.services.listing import ListShape, grouping_of, narrowed, ordered, read_page
from fsmdesk.services.registry import answers
from fsmdesk.services.the_company import formats_of, the_company

CHUNK = 1000
_TOLD_AFTER = 50
_TOTALLED = frozenset(
    {"net_minor", "tax_minor", "total_minor", "open_minor", "overdue_minor", "amount_minor"}
)


@answers(ExportList)
def export_list(work: Reading, query: ExportList) -> int:
    """The file holds the rows that the request selects; it appears whole or not at all.

    Raises:
        RuleBroken: this kind, this column or this ending is not known.
        EnvironmentProblem: the file can't be written.
    """
    sheet = sheet_of(query.kind)
    if sheet is None:
        kinds = ", ".join(exportable_kinds())
        raise RuleBroken(tr("Export one of: {kinds}.").format(kinds=kinds), field="kind")
    target = Path(query.path)
    if target.suffix.lower() not in (".xlsx", ".csv"):
        raise RuleBroken(tr("The file's name must end in .xlsx or .csv."), field="path")
    keys = _keys(work, sheet, query.columns)
    columns = _columns(work, sheet, keys)
    part = target.with_name(target.name + ".part")
    try:
        rows = _told(work, sheet, query, _rows(work, sheet, keys, query))
        count = _write(part, target.suffix.lower(), tr(sheet.title), columns, rows)
        query.tell(count, count)  # the last moment to stop
        part.replace(target)
    except OSError as error:
        raise EnvironmentProblem(
            tr("{path} can't be written: {why}.").format(path=target, why=error.strerror or error)
        ) from error
    finally:
        part.unlink(missing_ok=True)
    return count


def _told(work: Reading, sheet: Sheet, query: ExportList, rows: Iterator[ExportRow]) -> Iterator[ExportRow]:
    """The same rows; whoever waits for them hears how many of them were written."""
    if query.tell is say_nothing:
        yield from rows
        return
    page = read_page(work, sheet.shape(work), query.request.only(ListPart.TOTALS), _plain)
    done = 0
    for row in rows:
        if done % _TOLD_AFTER == 0:
            query.tell(done, page.total_count)
        done += not isinstance(row, GroupTitle)
        yield row


def _write(
    part: Path, ending: str, title: str, columns: Sequence[ExportColumn], rows: Iterator[ExportRow]
) -> int:
    if ending == ".xlsx":
        from fsmdesk.reports.workbook import write_workbook

        return write_workbook(part, title, columns, rows)
    from fsmdesk.reports.csv_file import write_csv

    with part.open("w", encoding="utf-8-sig", newline="") as file:
        return write_csv(file, columns, rows)


def _keys(work: Reading, sheet: Sheet, wanted: Sequence[str]) -> list[str]:
    """The columns to write, in order; those the person may not see are left out."""
    unknown = [key for key in wanted if key not in sheet.columns]
    if unknown:
        raise RuleBroken(tr("There is no column {name}.").format(name=unknown[0]), field="columns")
    keys = list(wanted) or list(sheet.columns)
    needs = {key: sheet.columns[key].needs for key in keys}
    return [key for key in keys if (need := needs[key]) is None or may(work.actor.role, need)]


def _columns(work: Reading, sheet: Sheet, keys: Sequence[str]) -> list[ExportColumn]:
    company = work.session.get(Company, 1)
    currency = company.currency if company else "USD"
    zone = ZoneInfo(company.timezone) if company else None
    found = []
    for key in keys:
        column = sheet.columns[key]
        is_money = column.kind is ColumnKind.MONEY
        found.append(
            ExportColumn(
                tr(column.title),
                column.kind,
                currency=currency if is_money else "",
                zone=zone if column.kind is ColumnKind.INSTANT else None,
                has_total=is_money and key in _TOTALLED,
            )
        )
    return found


def _rows(work: Reading, sheet: Sheet, keys: Sequence[str], query: ExportList) -> Iterator[ExportRow]:
    """The rows, each group's below its title."""
    shape = sheet.shape(work)
    grouping = grouping_of(work, shape, query.request)
    titles = _titles(work, sheet, shape, keys, query.request) if grouping is not None else {}
    selected = ordered(shape, narrowed(work, shape, query.request), query.request, grouping)
    named = selected.selected_columns
    own = [key for key in keys if key not in sheet.enriched]
    of_group = [] if grouping is None else [grouping.value]
    lean = selected.with_only_columns(
        shape.key, *of_group, *(named[key] for key in own), maintain_column_froms=True
    )
    result = work.session.connection().execution_options(yield_per=CHUNK).execute(lean)
    first = 1 + len(of_group)
    place = {key: at + first for at, key in enumerate(own)}
    words = {key: column.words or _plain for key, column in sheet.columns.items()}
    takes = [(key, place.get(key), words[key]) for key in keys]
    for row, more in _enriched(work, sheet, iter(result)):
        if grouping is not None and row[1] in titles:
            yield titles.pop(row[1])
        yield [more[key].get(row[0]) if at is None else shown(row[at]) for key, at, shown in takes]


def _enriched(work: Reading, sheet: Sheet, rows: Iterator[Any]) -> Iterator[tuple[Any, Any]]:
    """Each row with what is looked up for a whole chunk of them."""
    while chunk := list(islice(rows, CHUNK)):
        more = sheet.enrich(work, [row[0] for row in chunk]) if sheet.enrich else {}
        for row in chunk:
            yield row, more


def _titles(
    work: Reading, sheet: Sheet, shape: ListShape, keys: Sequence[str], request: ListRequest
) -> dict[object, GroupTitle]:
    """The titles of the groups by value: as words, with how many rows there are and what they add up to."""
    page = read_page(work, shape, request.only(ListPart.GROUPS), _plain)
    formats = formats_of(the_company(work))
    found: dict[object, GroupTitle] = {}
    for group in page.groups:
        said = group.label or _group_words(sheet, shape, request.group_by, group.value, formats)
        sums = {keys.index(name): total for name, total in group.totals.items() if name in keys}
        words = tr("{group} ({count})").format(group=said, count=formats.count(group.count))
        found[group.value] = GroupTitle(words, {at: total for at, total in sums.items() if at})
    return found


def _group_words(sheet: Sheet, shape: ListShape, key: str, value: Any, formats: Formats) -> str:
    if value is None or value == "":
        return tr("Nothing entered")
    if shape.groups[key].is_by_month:
        year, month = year_and_month(value)
        return f"{formats.month(month)} {year}"
    if isinstance(value, bool):
        return tr("Yes") if value else tr("No")
    column = sheet.columns.get(key)
    return str((column.words if column is not None and column.words else _plain)(value))


def _plain(value: Any) -> Any:
    """Words of closed lists as the screen shows them; all else as it is."""
    return getattr(value, "label", value.value) if isinstance(value, Enum) else value
