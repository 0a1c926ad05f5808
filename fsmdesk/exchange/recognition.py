"""Tells which kind of record a file holds, and refuses by name those that hold another."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.words import tr
from fsmdesk.exchange.fields import Kind
from fsmdesk.exchange.kinds import KINDS, kind_named
from fsmdesk.exchange.kinds.foreign import FOREIGN, ForeignList
from fsmdesk.exchange.matching import ColumnMatch, Sureness, match_columns
from fsmdesk.exchange.phrases import LOST, phrase, phrases, without_brackets
from fsmdesk.exchange.reading import Judge, read_table
from fsmdesk.exchange.table import SourceTable

_LOOK_AT_ROWS = 40
_NOUN_SIGN = 2
_SHEET_SIGN = 4
_MANY = 6
_NO_LISTS = frozenset(
    phrases("instruction|instructions|read me|readme|help|cover|legend|pick list|pick lists|picklist")
)
# Both are jobs: a list of one is also a list of the other.
_SAME_FAMILY = frozenset({"work-orders", "requests"})


def judge_for(kind: Kind) -> Judge:
    """Marks tables by how much they look like this kind: below 0 if they hold something else, or nothing of it."""

    def judge(table: SourceTable) -> float:
        mark = _mark(kind, table)
        if phrase(table.sheet) in _NO_LISTS:
            return mark - 2000
        if refusal(kind, table) is not None:
            return mark - 1000
        if mark < kind.least_sign or lacks(kind, match_columns(table, kind)) is not None:
            return mark - 500
        return mark if table.rows else mark * 0.3 - 0.1

    return judge


def read_kind(
    path: Path,
    kind_name: str,
    *,
    encoding: str | None = None,
    separator: str | None = None,
    sheet: str | None = None,
) -> SourceTable:
    """The table of a file that is to be imported as this kind: of a workbook, the sheet that holds it."""
    judge = judge_for(kind_named(kind_name))
    return read_table(path, encoding=encoding, separator=separator, sheet=sheet, judge=judge)


def refuse_other_kinds(kind: Kind, table: SourceTable) -> None:
    """Returns if the table can hold this kind.

    Raises:
        RuleBroken: it holds something else; says what it looks like and what can be imported.
    """
    other = refusal(kind, table)
    if other is None:
        return
    text = tr("This file holds no {kind}; it looks like a list of {other}. What can be imported: {kinds}.")
    kinds = ", ".join(each.shown.lower() for each in KINDS)
    words = text.format(kind=kind.shown.lower(), other=other.lower(), kinds=kinds)
    if table.sheet:
        words = tr("Sheet “{sheet}”: {text}").format(sheet=table.sheet, text=words)
    raise RuleBroken(words, field="file")


def refusal(kind: Kind, table: SourceTable) -> str | None:
    """What the table holds instead of this kind, in words; None if it can hold this kind."""
    own = _mark(kind, table)
    foreign = _foreign(table)
    if foreign is not None and (foreign.clear or own < _MANY):
        return tr(foreign.label)
    best, other = max(((_mark(each, table), each) for each in KINDS), key=lambda each: each[0])
    if other is kind or {other.name, kind.name} <= _SAME_FAMILY:
        return None
    return other.shown if best > own * 1.4 + 1 else None


def lacks(kind: Kind, matches: Sequence[ColumnMatch]) -> str | None:
    """What no column holds though every row needs it, in words; None if nothing is lacking."""
    found = {match.field.name for match in matches if match.field}
    for group in kind.needs:
        if not found & set(group):
            return _either(kind, group)
    return None


def refuse_lacking(kind: Kind, table: SourceTable, matches: Sequence[ColumnMatch]) -> None:
    """Returns if there is a column for what each row needs.

    Raises:
        RuleBroken: there is none; names the columns there are.
    """
    needed = lacks(kind, matches)
    is_given = any(match.sureness is Sureness.GIVEN for match in matches)
    if needed is None and (is_given or _mark(kind, table) >= kind.least_sign):
        return
    fault = (
        tr("no column looks like {needed}").format(needed=needed)
        if needed
        else tr("too few columns speak for them")
    )
    text = tr(
        "This file holds no {kind}: {fault}. Its columns: {columns}. Say yourself which is what, "
        "or choose another of what can be imported: {kinds}."
    )
    columns = ", ".join(column.name for column in table.columns)
    kinds = ", ".join(each.name for each in KINDS)
    words = text.format(kind=kind.shown.lower(), fault=fault, columns=columns, kinds=kinds)
    raise RuleBroken(words, field="mapping")


def _either(kind: Kind, names: Sequence[str]) -> str:
    labels = [tr(kind.by_name[name].label).lower() for name in names]
    return (
        labels[0]
        if len(labels) == 1
        else tr("{names} or {last}").format(names=", ".join(labels[:-1]), last=labels[-1])
    )


def _mark(kind: Kind, table: SourceTable) -> float:
    """How much the columns speak for a kind."""
    few = replace(table, rows=table.rows[:_LOOK_AT_ROWS])
    total = float(_SHEET_SIGN if _is_called_after(kind, table.sheet) else 0)
    for match in match_columns(few, kind):
        if match.field is not None and phrase(match.column.header) not in match.field.weak:
            weight = 1.0 if match.sureness is Sureness.SURE else 0.7
            total += weight * (match.field.sign + _noun_sign(kind, match))
    return total


def _is_called_after(kind: Kind, sheet: str) -> bool:
    """True for sheets such as `Customers`, `Work Orders` and `Facility`."""
    words = phrase(sheet)
    return bool(words) and (words in kind.own_nouns or words.removesuffix("s") in kind.own_nouns)


def _noun_sign(kind: Kind, match: ColumnMatch) -> int:
    """A key or name that is called after the kind speaks for it: `customer id`, `technician`."""
    if match.field is None or match.field.name not in ("external_id", "name", "title", "category"):
        return 0
    words = phrase(match.column.header)
    return _NOUN_SIGN if any(f" {noun} " in f" {words} " for noun in kind.own_nouns) else 0


def _foreign(table: SourceTable) -> ForeignList | None:
    headers = [phrase(without_brackets(column.header)) for column in table.columns]
    return next((each for each in FOREIGN if all(_meets(headers, group) for group in each.signs)), None)


def _meets(headers: Sequence[str], names: Sequence[str]) -> bool:
    return any(header in names or (LOST in header and _lost_letters(header, names)) for header in headers)


def _lost_letters(header: str, names: Sequence[str]) -> bool:
    return any(
        len(name) == len(header) and all(b in (LOST, a) for a, b in zip(name, header, strict=True))
        for name in names
    )
