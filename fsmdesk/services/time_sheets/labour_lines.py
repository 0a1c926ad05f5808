"""Lines of labour that follow the time: one for each technician, one more where overtime costs more."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select

from fsmdesk.core.billed_time import hours_milli
from fsmdesk.core.money import PPM, share_minor
from fsmdesk.core.states import BILLED_STATES
from fsmdesk.core.terms import LineKind
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading, Writing
from fsmdesk.models import Company, Item, ItemCost, LineCost, TechnicianPay, WorkOrder, WorkOrderLine
from fsmdesk.services.orders.labour_cost import is_hours
from fsmdesk.services.orders.messages import LineFromItem, LineValue
from fsmdesk.services.orders.new_lines import line_from_item
from fsmdesk.services.records import assign
from fsmdesk.services.the_company import the_company
from fsmdesk.services.time_sheets.sums import DaySum, day_sums, spent_on

_FROM_ITEM: Final = ("item_id", "kind", "description", "unit", "price_minor", "tax_id", "bill_to")


@dataclass(frozen=True, slots=True)
class Share:
    """What is billed for one technician on the job, in minutes."""

    technician_id: int
    is_overtime: bool
    minutes: int


def shares_of(company: Company, sums: Iterable[DaySum]) -> list[Share]:
    """What is billed for each technician, overtime apart where it costs more; in the order of their work."""
    minutes: dict[tuple[int, bool], int] = {}
    for day in sums:
        apart = day.overtime_minutes if company.overtime_markup_ppm else 0
        usual = day.regular_minutes + day.overtime_minutes - apart
        for is_overtime, some in ((False, usual), (True, apart)):
            key = (day.technician_id, is_overtime)
            minutes[key] = minutes.get(key, 0) + some
    return [Share(*key, some) for key, some in minutes.items() if some]


def bill_labour(work: Writing, order: WorkOrder) -> list[WorkOrderLine]:
    """All time on the job is on lines that follow it; those lines.

    A line of labour by the hour that nobody reported on takes a technician's time before a new one is added.
    Without labour in the price book nothing is added.
    """
    lines = _lines_of(work, order)
    shares = shares_of(the_company(work), day_sums(work, spent_on(work, order.id)))
    found = []
    for share in shares:
        line = _following(lines, share)
        if line is None and not share.is_overtime:
            line = _untouched(lines)
        if line is None:
            line = _new_line(work, order, lines, share)
        if line is not None:
            _follow(work, line, share)
            found.append(line)
    _forget(lines, shares)
    work.session.flush()
    return found


def follow_time(work: Writing, order: WorkOrder) -> bool:
    """Lines that follow the time hold what it is now, unless the job is billed. True if one changed.

    Whose time is followed gets a line for overtime as soon as there is some.
    """
    if order.state in BILLED_STATES:
        return False
    lines = _lines_of(work, order)
    followed = {line.technician_id for line in lines if line.follows_time}
    if not followed:
        return False
    shares = shares_of(the_company(work), day_sums(work, spent_on(work, order.id)))
    changed = False
    for share in shares:
        line = _following(lines, share)
        if line is None and share.is_overtime and share.technician_id in followed:
            line = _new_line(work, order, lines, share)
        if line is not None:
            was = line.done_milli
            _follow(work, line, share)
            changed |= line.done_milli != was
    changed |= _forget(lines, shares)
    work.session.flush()
    return changed


def awaits_time(work: Reading, order: WorkOrder) -> bool:
    """True if it is plain where the job's time belongs: it has no labour yet, or one line by the hour that
    nobody reported on.
    """
    labour = [line for line in _lines_of(work, order) if line.kind is LineKind.LABOUR]
    return not labour or (len(labour) == 1 and _untouched(labour) is not None)


def _lines_of(work: Reading, order: WorkOrder) -> list[WorkOrderLine]:
    query = select(WorkOrderLine).where(WorkOrderLine.work_order_id == order.id)
    return list(work.session.scalars(query.order_by(WorkOrderLine.position, WorkOrderLine.id)))


def _following(lines: Iterable[WorkOrderLine], share: Share) -> WorkOrderLine | None:
    wanted = (share.technician_id, share.is_overtime)
    return next(
        (line for line in lines if line.follows_time and (line.technician_id, line.is_overtime) == wanted),
        None,
    )


def _untouched(lines: Iterable[WorkOrderLine]) -> WorkOrderLine | None:
    return next(
        (
            line
            for line in lines
            if is_hours(line.kind, line.unit)
            and line.done_milli == 0
            and line.technician_id is None
            and not line.follows_time
        ),
        None,
    )


def _follow(work: Writing, line: WorkOrderLine, share: Share) -> None:
    assign(
        line,
        technician_id=share.technician_id,
        follows_time=True,
        is_overtime=share.is_overtime,
        done_milli=hours_milli(share.minutes),
    )
    work.session.add(line)
    work.session.flush()
    _set_cost(work, line)


def _forget(lines: Iterable[WorkOrderLine], shares: Iterable[Share]) -> bool:
    """Nothing is done on lines whose time is gone, or is on a line before them: two jobs may have become one."""
    awaited = {(share.technician_id, share.is_overtime) for share in shares}
    changed = False
    for line in lines:
        whose = (line.technician_id, line.is_overtime)
        if not line.follows_time:
            continue
        if whose not in awaited and line.done_milli:
            line.done_milli = 0
            changed = True
        awaited.discard((line.technician_id or 0, line.is_overtime))
    return changed


def _new_line(
    work: Writing, order: WorkOrder, lines: list[WorkOrderLine], share: Share
) -> WorkOrderLine | None:
    item = labour_item(work, lines)
    if item is None:
        return None
    value = line_from_item(work, LineFromItem(work_order_id=order.id, item_id=item.id))
    line = WorkOrderLine(
        work_order_id=order.id,
        position=max((each.position for each in lines), default=-1) + 1,
        planned_milli=0,
        done_milli=0,
        discount_ppm=value.discount_ppm,
        **{name: getattr(value, name) for name in _FROM_ITEM},
    )
    if share.is_overtime:
        _mark_up(line, value, the_company(work).overtime_markup_ppm)
    lines.append(line)
    return line


def _mark_up(line: WorkOrderLine, value: LineValue, markup_ppm: int) -> None:
    line.price_minor = share_minor(value.price_minor, PPM + markup_ppm)
    line.description = tr("{labour}, overtime").format(labour=value.description)


def labour_item(work: Reading, lines: Iterable[WorkOrderLine] = ()) -> Item | None:
    """What labour by the hour is sold as: as on the job already, else as the shop says, else the first there is."""
    for line in lines:
        if line.item_id is not None and is_hours(line.kind, line.unit):
            return work.session.get(Item, line.item_id)
    chosen = the_company(work).labour_item_id
    item = work.session.get(Item, chosen) if chosen is not None else None
    if item is not None and item.archived_at is None:
        return item
    return next(iter(hourly_items(work)), None)


def hourly_items(work: Reading) -> list[Item]:
    """What the price book has of labour by the hour, as it was added."""
    query = select(Item).where(Item.kind == LineKind.LABOUR, Item.archived_at.is_(None), ~Item.is_kit)
    return [item for item in work.session.scalars(query.order_by(Item.id)) if is_hours(item.kind, item.unit)]


def _set_cost(work: Writing, line: WorkOrderLine) -> None:
    """An hour costs what the technician costs, else what the item costs; whoever adds the line."""
    cost = work.session.scalar(
        select(TechnicianPay.hourly_cost_minor).where(TechnicianPay.technician_id == line.technician_id)
    )
    if cost is None:
        cost = work.session.scalar(select(ItemCost.cost_minor).where(ItemCost.item_id == line.item_id))
    if cost is None:
        return
    stored = work.session.scalar(select(LineCost).where(LineCost.line_id == line.id))
    if stored is None:
        work.session.add(LineCost(line_id=line.id, cost_minor=cost))
    else:
        assign(stored, cost_minor=cost)
