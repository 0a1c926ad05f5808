"""The lines of a work order, saved as one list."""

from sqlalchemy import select

from fsmdesk.core.errors import NotAllowed, RuleBroken
from fsmdesk.core.money import check_amount
from fsmdesk.core.permissions import Permission, may
from fsmdesk.core.terms import LineApproval
from fsmdesk.core.texts import clean_text
from fsmdesk.core.words import tr
from fsmdesk.db.database import Writing
from fsmdesk.models import Item, ItemCost, LineCost, Tax, Technician, WorkOrder, WorkOrderLine
from fsmdesk.services.orders.labour_cost import hourly_cost, is_hours
from fsmdesk.services.orders.messages import LineValue
from fsmdesk.services.orders.scope import Scope, asked_of_customer, judge_line, scope_of
from fsmdesk.services.records import assign, find

MAX_QUANTITY_MILLI = 1_000_000_000
MAX_PRICE_MINOR = 100_000_000_000
_SAME = (
    *("item_id", "kind", "planned_milli", "done_milli", "price_minor", "discount_ppm", "tax_id", "bill_to"),
    *("technician_id", "follows_time"),
)


def replace_lines(work: Writing, order: WorkOrder, wanted: tuple[LineValue, ...]) -> bool:
    """The work order has exactly these lines, in this order. True if anything changed.

    Raises:
        RuleBroken: a line is not right; its field reads `lines`.
    """
    stored = {
        line.id: line
        for line in work.session.scalars(select(WorkOrderLine).where(WorkOrderLine.work_order_id == order.id))
    }
    kept = {value.id for value in wanted if value.id is not None}
    scope = scope_of(work, order)
    changed = False
    for line_id in stored.keys() - kept:
        work.session.delete(stored[line_id])
        changed = True
    for position, value in enumerate(wanted):
        changed |= _save_line(work, order, scope, stored.get(value.id or 0), position, value)
    return changed


def _save_line(
    work: Writing,
    order: WorkOrder,
    scope: Scope,
    stored: WorkOrderLine | None,
    position: int,
    value: LineValue,
) -> bool:
    check_line(work, value, position)
    is_new = value.id is None
    if not is_new and stored is None:
        raise RuleBroken(tr("Line {n} was removed by somebody else.").format(n=position + 1), field="lines")
    line = stored or WorkOrderLine(work_order_id=order.id, approval=LineApproval.NOT_NEEDED)
    before_minor, before_technician = asked_of_customer(line) if stored else 0, line.technician_id
    description = clean_text(value.description, "lines", multiline=True, label=tr("Description"))
    note = clean_text(value.note, "lines", multiline=True, label=tr("Note"))
    unit = clean_text(value.unit, "lines", label=tr("Unit"))
    fields = {name: getattr(value, name) for name in _SAME}
    assign(line, **fields, description=description, note=note, unit=unit, position=position)
    judge_line(scope, line, is_new, before_minor)
    changed = is_new or work.session.is_modified(line)
    work.session.add(line)
    work.session.flush()
    if value.cost_minor is not None and set_line_cost(work, line.id, value.cost_minor):
        return True
    followed = follow_labour(work, line, line.technician_id != before_technician)
    if is_new and not followed and value.cost_minor is None and value.item_id is not None:
        copy_item_cost(work, line.id, value.item_id)
    return changed or followed


def check_line(work: Writing, value: LineValue, position: int) -> None:
    """Nothing happens if the line is one that can be billed.

    Raises:
        RuleBroken: which line, and what is wrong with it.
    """

    def wrong(text: str) -> RuleBroken:
        return RuleBroken(tr("Line {n}: {what}").format(n=position + 1, what=text), field="lines")

    if not value.description.strip():
        raise wrong(tr("say what it is."))
    for quantity in (value.planned_milli, value.done_milli):
        if not 0 <= quantity <= MAX_QUANTITY_MILLI:
            raise wrong(tr("a quantity is between 0 and 1,000,000."))
    if abs(value.price_minor) > MAX_PRICE_MINOR:
        raise wrong(tr("this price is not believable."))
    if not 0 <= value.discount_ppm <= 1_000_000:
        raise wrong(tr("a discount is between 0 and 100 percent."))
    check_amount(value.price_minor, "lines")
    if value.tax_id is not None and find(work, Tax, value.tax_id).archived_at is not None:
        raise wrong(tr("this tax is archived."))
    if value.item_id is not None:
        find(work, Item, value.item_id)
    if value.technician_id is not None:
        find(work, Technician, value.technician_id)


def set_line_cost(work: Writing, line_id: int, cost_minor: int) -> bool:
    """One unit on the line costs the shop this much. True if that changed.

    Raises:
        NotAllowed: who may not see costs may not set them.
    """
    cost = work.session.scalar(select(LineCost).where(LineCost.line_id == line_id))
    if cost is not None and cost.cost_minor == cost_minor:
        return False
    if not may(work.actor.role, Permission.SEE_COSTS):
        raise NotAllowed(tr("You may not change costs."))
    check_amount(cost_minor, "lines")
    if cost is None:
        work.session.add(LineCost(line_id=line_id, cost_minor=cost_minor))
    else:
        assign(cost, cost_minor=cost_minor)
    return True


def follow_labour(work: Writing, line: WorkOrderLine, is_others: bool) -> bool:
    """Labour by the hour costs what those who do it cost. True if that changed anything.

    A cost that is there stays, unless the labour is another technician's now (`is_others`).
    """
    if not is_hours(line.kind, line.unit):
        return False
    cost = work.session.scalar(select(LineCost).where(LineCost.line_id == line.id))
    if cost is not None and not (is_others and line.technician_id is not None):
        return False
    hourly = hourly_cost(work, line.work_order_id, line.technician_id)
    if hourly is None or (cost is not None and cost.cost_minor == hourly):
        return False
    if cost is None:
        work.session.add(LineCost(line_id=line.id, cost_minor=hourly))
    else:
        assign(cost, cost_minor=hourly)
    return True


def copy_item_cost(work: Writing, line_id: int, item_id: int) -> None:
    """A new line costs what its item costs today, whoever added it."""
    cost = work.session.scalar(select(ItemCost.cost_minor).where(ItemCost.item_id == item_id))
    if cost is not None:
        work.session.add(LineCost(line_id=line_id, cost_minor=cost))
