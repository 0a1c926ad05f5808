"""Lines as they stand in the editor, and what they come to. No Qt."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Final

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.formats import Formats
from fsmdesk.core.money import half_up, line_net_minor
from fsmdesk.core.terms import HELD_BACK, BillTo, LineApproval, LineKind
from fsmdesk.core.words import tr
from fsmdesk.services.orders.messages import LineValue, NewLine
from fsmdesk.services.prices.messages import PriceOrigin

_DECIDED: Final = frozenset({LineApproval.APPROVED, LineApproval.DECLINED})
# What the office finds when it saves a line; it is no edit of anybody.
FOUND: Final[dict[str, Any]] = {
    "is_change": False,
    "approval": LineApproval.NOT_NEEDED,
    "approved_by": "",
    "approved_at": None,
}


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A row of the table. `id` is the row's own; `typed` keeps by column what can't be read as a value.

    A line is pending until the price book has said what it costs; one for a kit stays so, with the kit's
    parts in `parts`, until its quantity is typed. `origin` is what the price book would charge.
    """

    id: int
    value: LineValue
    typed: tuple[tuple[str, str], ...] = ()
    is_pending: bool = False
    origin: PriceOrigin | None = None
    parts: tuple[NewLine, ...] = ()

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


def is_held_back(value: LineValue) -> bool:
    """True while the line waits for approval, or was declined: then it comes to nothing."""
    return value.approval in HELD_BACK


def billed_minor(value: LineValue) -> int:
    """What the customer pays for the line."""
    return worth_minor(value) if value.bill_to is BillTo.CUSTOMER and not is_held_back(value) else 0


@dataclass(frozen=True, slots=True)
class Scope:
    """Whether the work has begun, so that what is added is a change, and from when the customer is asked."""

    has_begun: bool = False
    limit_minor: int | None = None


def judged(value: LineValue, scope: Scope) -> LineValue:
    """The line as the office will mark it once it is saved: a change or not, to be approved or not."""
    is_new = value.id is None
    is_change = value.is_change or (is_new and scope.has_begun and not value.follows_time)
    if not is_change or (not is_new and value.approval in _DECIDED):
        return value
    asked = worth_minor(value) if value.bill_to is BillTo.CUSTOMER else 0
    waits = scope.limit_minor is not None and asked > 0 and asked >= scope.limit_minor
    approval = LineApproval.WAITING if waits else LineApproval.NOT_NEEDED
    return replace(value, is_change=True, approval=approval)


def totals_of(lines: Iterable[DraftLine], sees_costs: bool) -> LineTotals:
    """What these lines come to."""
    values = [line.value for line in lines if not is_held_back(line.value)]
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
    """True if both say the same: a line that has no id or no cost yet may be the one that has.

    Whether it is a change, and who approved it, is no part of what somebody typed.
    """
    ids = one.id == other.id or None in (one.id, other.id)
    costs = one.cost_minor == other.cost_minor or None in (one.cost_minor, other.cost_minor)
    alike = replace(one, id=other.id, cost_minor=other.cost_minor, **FOUND) == replace(other, **FOUND)
    return ids and costs and alike


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
    try:
        known["kind"], known["bill_to"] = LineKind(known["kind"]), BillTo(known["bill_to"])
        known["approval"] = LineApproval(known.get("approval", LineApproval.NOT_NEEDED))
        value = LineValue(**known)
    except (KeyError, TypeError, ValueError):
        return None
    typed = tuple((str(key), str(text)) for key, text in raw.get("typed", ()))
    return DraftLine(line_id, value, typed)


def unpacked_all(raw: object) -> list[DraftLine]:
    """The lines that were packed, but for those of another program's time."""
    found = [unpacked(each, 0) for each in raw if isinstance(each, dict)] if isinstance(raw, list) else []
    return [line for line in found if line is not None]


def line_words(value: LineValue, formats: Formats) -> str:
    """One line in words, such as `2 h Labour: 190.00`."""
    quantity = formats.quantity_with_unit(value.done_milli or value.planned_milli, value.unit)
    return f"{quantity} {value.description}: {formats.money(worth_minor(value))}"
