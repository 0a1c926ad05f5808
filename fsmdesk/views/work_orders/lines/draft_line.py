"""Lines as they stand in the editor, and what they come to. No Qt."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.formats import Formats
from fsmdesk.core.money import half_up, line_net_minor
from fsmdesk.core.terms import BillTo, LineKind
from fsmdesk.core.words import tr
from fsmdesk.services.orders.messages import LineValue


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A row of the table. `id` is the row's own; `typed` keeps by column what can't be read as a value.

    A line is pending until the price book has said what it costs.
    """

    id: int
    value: LineValue
    typed: tuple[tuple[str, str], ...] = ()
    is_pending: bool = False

    def typed_in(self, key: str) -> str | None:
        """What stands in this column and can't be read; None if what stands there is a value."""
        return next((text for column, text in self.typed if column == key), None)

    def with_typed(self, key: str, text: str | None) -> "DraftLine":
        """The same line with this text, or with nothing unreadable, in the column."""
        others = tuple(pair for pair in self.typed if pair[0] != key)
        return replace(self, typed=others if text is None else (*others, (key, text)))


@dataclass(frozen=True, slots=True)
class LineTotals:
    """What all lines come to: for the customer, and for the shop where that is known and may be seen."""

    billed_minor: int
    cost_minor: int | None

    @property
    def margin_ppm(self) -> int | None:
        """What is left of what the customer pays; None where nothing is paid or the cost is not known."""
        if self.cost_minor is None or self.billed_minor <= 0:
            return None
        percent = half_up((self.billed_minor - self.cost_minor) * 100, self.billed_minor)
        return percent * 10_000


def worth_minor(value: LineValue) -> int:
    """What the line is worth: what is done, and while nothing is done, what is planned.

    A line that can't be reckoned yet is worth nothing; saving says what is wrong with it.
    """
    quantity = value.done_milli or value.planned_milli
    try:
        return line_net_minor(quantity, value.price_minor, value.discount_ppm)
    except RuleBroken:
        return 0


def billed_minor(value: LineValue) -> int:
    """What the customer pays for the line."""
    return worth_minor(value) if value.bill_to is BillTo.CUSTOMER else 0


def totals_of(lines: Iterable[DraftLine], sees_costs: bool) -> LineTotals:
    """What these lines come to."""
    values = [line.value for line in lines]
    billed = sum(billed_minor(value) for value in values)
    if not sees_costs or all(value.cost_minor is None for value in values):
        return LineTotals(billed, None)
    return LineTotals(billed, sum(_cost_minor(value) for value in values))


def _cost_minor(value: LineValue) -> int:
    try:
        return line_net_minor(value.done_milli or value.planned_milli, value.cost_minor or 0)
    except RuleBroken:
        return 0


def same_line(one: LineValue, other: LineValue) -> bool:
    """True if both say the same: a line that has no id or no cost yet may be the one that has."""
    ids = one.id == other.id or None in (one.id, other.id)
    costs = one.cost_minor == other.cost_minor or None in (one.cost_minor, other.cost_minor)
    return ids and costs and replace(one, id=other.id, cost_minor=other.cost_minor) == other


def same_lines(one: Sequence[LineValue], other: Sequence[LineValue]) -> bool:
    """True if both are the same lines in the same order."""
    return len(one) == len(other) and all(map(same_line, one, other))


def checked_values(lines: Sequence[DraftLine], key: str) -> tuple[LineValue, ...]:
    """The lines as they are saved.

    Raises:
        RuleBroken: something that was typed can't be read, or a line says nothing.
    """
    for number, line in enumerate(lines, 1):
        wrong = ""
        if line.is_pending:
            wrong = tr("the price book has not answered yet.")
        elif line.typed:
            wrong = tr("“{text}” can't be read.").format(text=line.typed[0][1])
        if wrong:
            raise RuleBroken(tr("Line {n}: {what}").format(n=number, what=wrong), key)
    return tuple(line.value for line in lines)


def packed(line: DraftLine) -> dict[str, object]:
    """The line as it is kept in a draft."""
    return {**asdict(line.value), "typed": [list(pair) for pair in line.typed]}


def unpacked(raw: Mapping[str, Any], line_id: int) -> DraftLine | None:
    """The line that `packed` gave; None if it is from another program's time."""
    names = {field.name for field in fields(LineValue)}
    known = {name: value for name, value in raw.items() if name in names}
    if set(known) != names:
        return None
    try:
        known["kind"], known["bill_to"] = LineKind(known["kind"]), BillTo(known["bill_to"])
    except ValueError:
        return None
    typed = tuple((str(key), str(text)) for key, text in raw.get("typed", ()))
    return DraftLine(line_id, LineValue(**known), typed)


def line_words(value: LineValue, formats: Formats) -> str:
    """One line in words, such as `2 h Labour: 190.00`."""
    quantity = formats.quantity_with_unit(value.done_milli or value.planned_milli, value.unit)
    return f"{quantity} {value.description}: {formats.money(worth_minor(value))}"
