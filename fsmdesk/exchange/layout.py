"""Finds the header in a grid of cells and makes columns and rows of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from fsmdesk.core.words import tr
from fsmdesk.exchange.table import Cell, Column, SourceRow, cell_text, is_blank

NumberedRow = tuple[int, Sequence[Cell]]

_LOOK_AT = 15
# Fewer rows than these don't show that the header lacks a title.
_ENOUGH_ROWS = 4
REJECT_COLUMNS = ("Row", "Reason")


@dataclass(frozen=True, slots=True)
class Layout:
    """Columns and rows of a grid, the number of its header row, and what a reader should know about it."""

    columns: tuple[Column, ...]
    rows: tuple[SourceRow, ...]
    header_row: int
    notes: tuple[str, ...]


def lay_out(grid: Sequence[NumberedRow], *, ragged: bool) -> Layout | None:
    """The table in a grid of cells; None if every cell is blank.

    Args:
        grid: the rows with their numbers.
        ragged: a few rows that are longer than the others are a fault of theirs (text files), and
            no sign of a column without title (workbooks).
    """
    filled = [(number, cells) for number, cells in grid if not all(map(is_blank, cells))]
    if not filled:
        return None
    at = _header_index(filled)
    header_row, top = filled[at]
    above = filled[at - 1][1] if at else ()
    groups, titles, below = _merge_second_header(above, top, filled[at + 1 :])
    width = max(_last_filled(titles), _usual_width(below, ragged))
    titles += [""] * (width - len(titles))
    return _columns_and_rows(groups, titles, width, header_row, below)


def _header_index(filled: Sequence[NumberedRow]) -> int:
    """Where the header is: the first row, unless a few titles stand above a fuller row of words."""
    counts = [_count(cells) for _, cells in filled[: _LOOK_AT * 2]]
    widest = max(counts)
    for at, count in enumerate(counts[:_LOOK_AT]):
        if count > max(2, widest / 3) or count * 2 > widest:
            return at if at == 0 or _is_wordy(filled[at][1]) else 0
    return 0


def _merge_second_header(
    above: Sequence[Cell], top: Sequence[Cell], below: list[NumberedRow]
) -> tuple[list[str], list[str], list[NumberedRow]]:
    """Group titles and column titles; a merged title takes the row under it as its columns' titles."""
    titles = [cell_text(cell) for cell in top]
    if len(below) > 1 and _is_second_header(titles, below[0][1]):
        under = [cell_text(cell) for cell in below[0][1]]
        under += [""] * (len(titles) - len(under))
        groups = _carried(titles, under)
        both = [low if low.strip() else high for high, low in zip(_padded(titles, under), under, strict=True)]
        return groups, both, below[1:]
    groups = _carried([cell_text(cell) for cell in above], titles) if _count(above) > 1 else []
    return groups + [""] * (len(titles) - len(groups)), titles, below


def _is_second_header(titles: Sequence[str], under: Sequence[Cell]) -> bool:
    """True if words stand exactly under the gaps of the header and the titles before the gaps."""
    gaps = {
        at for at in range(1, max(len(titles), len(under))) if at >= len(titles) or not titles[at].strip()
    }
    spans = gaps | {at - 1 for at in gaps}
    filled = {at for at, cell in enumerate(under) if not is_blank(cell)}
    named = {at for at, title in enumerate(titles) if title.strip()}
    return bool(gaps) and bool(named - spans) and filled == spans and _is_wordy(under)


def _carried(titles: Sequence[str], under: Sequence[str]) -> list[str]:
    """The titles of merged cells, repeated over the columns they span."""
    carried, last = [], ""
    for at, low in enumerate(under):
        last = titles[at] if at < len(titles) and titles[at].strip() else last
        carried.append(last if low.strip() else "")
    return carried


def _padded(titles: Sequence[str], under: Sequence[str]) -> list[str]:
    return [*titles, *([""] * (len(under) - len(titles)))]


def _columns_and_rows(
    groups: Sequence[str], titles: Sequence[str], width: int, header_row: int, below: Sequence[NumberedRow]
) -> Layout:
    unnamed = _values_without_title(titles, width, below)
    kept = [at for at in range(width) if titles[at].strip() or at in unnamed]
    names = _unique_names([" ".join(titles[at].split()) or f"Column {at + 1}" for at in kept])
    columns = tuple(
        Column(name, titles[at], position, groups[at].strip() if at < len(groups) else "")
        for position, (name, at) in enumerate(zip(names, kept, strict=True))
    )
    plain = kept == list(range(width))
    rows = tuple(_row(number, cells, kept, width, plain) for number, cells in below)
    surplus = sum(1 for row in rows if row.surplus)
    notes = []
    if surplus:
        notes.append(tr("{n} rows have more cells than the header.").format(n=surplus))
    if unnamed:
        notes.append(tr("{n} columns have values but no title.").format(n=len(unnamed)))
    return Layout(columns, rows, header_row, tuple(notes))


def _row(number: int, cells: Sequence[Cell], kept: Sequence[int], width: int, plain: bool) -> SourceRow:
    if len(cells) == width and plain:
        return SourceRow(number, tuple(cells))
    beyond = tuple(cells[width:])
    padded = (*cells[:width], *([""] * (width - len(cells))))
    surplus = beyond if any(not is_blank(cell) for cell in beyond) else ()
    return SourceRow(number, padded if plain else tuple(padded[at] for at in kept), surplus)


def _values_without_title(titles: Sequence[str], width: int, below: Sequence[NumberedRow]) -> set[int]:
    untitled = [at for at in range(width) if not titles[at].strip()]
    return {at for at in untitled if any(at < len(cells) and not is_blank(cells[at]) for _, cells in below)}


def _unique_names(names: Sequence[str]) -> list[str]:
    unique: dict[str, None] = {}
    for name in names:
        fresh, count = name, 1
        while fresh in unique:
            count += 1
            fresh = f"{name} ({count})"
        unique[fresh] = None
    return list(unique)


def _usual_width(below: Sequence[NumberedRow], ragged: bool) -> int:
    """How far the rows reach: all of them, or three in four where single rows may be faulty."""
    widths = sorted(_last_filled(cells) for _, cells in below)
    if ragged:
        return widths[len(widths) // 4] if len(widths) >= _ENOUGH_ROWS else 0
    return widths[-1] if widths else 0


def _count(cells: Sequence[Cell]) -> int:
    return sum(not is_blank(cell) for cell in cells)


def _last_filled(cells: Sequence[Cell]) -> int:
    return next((at for at in range(len(cells), 0, -1) if not is_blank(cells[at - 1])), 0)


def _is_wordy(cells: Sequence[Cell]) -> bool:
    """True if every filled cell is a text with letters in it."""
    texts = [cell for cell in cells if not is_blank(cell)]
    return all(isinstance(cell, str) and any(letter.isalpha() for letter in cell) for cell in texts)
