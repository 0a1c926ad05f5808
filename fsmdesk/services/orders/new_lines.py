"""A line from the price book as it would stand on a job: price, tax, and who is billed."""

from sqlalchemy import select

from fsmdesk.core.money import half_up
from fsmdesk.core.permissions import Permission, may
from fsmdesk.core.terms import BillTo, LineKind
from fsmdesk.db.database import Reading
from fsmdesk.models import Agreement, Customer, Equipment, Item, ItemCost, KitPart, Tax, WorkOrder
from fsmdesk.services.orders.labour_cost import hourly_cost, is_hours
from fsmdesk.services.orders.messages import LineFromItem, LinesFromItem, LineValue, NewLine
from fsmdesk.services.prices.pricing import PriceList
from fsmdesk.services.records import find
from fsmdesk.services.registry import answers
from fsmdesk.services.the_company import today_of


@answers(LineFromItem)
def line_from_item(work: Reading, query: LineFromItem) -> LineValue:
    """The new line, not saved yet."""
    order = find(work, WorkOrder, query.work_order_id)
    item = find(work, Item, query.item_id)
    return _new_line(work, order, item, query.quantity_milli, PriceList(work, order.customer_id)).value


@answers(LinesFromItem)
def lines_from_item(work: Reading, query: LinesFromItem) -> tuple[NewLine, ...]:
    """The new lines, not saved yet; a kit without parts is one line like any other item."""
    order = find(work, WorkOrder, query.work_order_id)
    item = find(work, Item, query.item_id)
    prices = PriceList(work, order.customer_id)
    parts = work.session.execute(
        select(Item, KitPart.quantity_milli)
        .join(KitPart, KitPart.item_id == Item.id)
        .where(KitPart.kit_id == item.id)
        .order_by(KitPart.position, KitPart.id)
    ).all()
    if not item.is_kit or not parts:
        return (_new_line(work, order, item, query.quantity_milli, prices),)
    prices.learn([part.id for part, _quantity in parts])
    return tuple(
        _new_line(work, order, part, half_up(quantity * query.quantity_milli, 1000), prices)
        for part, quantity in parts
    )


def _new_line(work: Reading, order: WorkOrder, item: Item, quantity_milli: int, prices: PriceList) -> NewLine:
    origin = prices.price_of(item)
    value = LineValue(
        id=None,
        item_id=item.id,
        kind=item.kind,
        description=item.name,
        unit=item.unit,
        planned_milli=quantity_milli,
        done_milli=0,
        price_minor=origin.price_minor,
        discount_ppm=0,
        tax_id=tax_of(work, order, item),
        bill_to=who_pays(work, order, item.kind),
        cost_minor=_cost_of(work, order, item),
    )
    return NewLine(value, origin)


def _cost_of(work: Reading, order: WorkOrder, item: Item) -> int | None:
    """What one unit costs the shop, for those who may see it: labour what its technician costs."""
    if not may(work.actor.role, Permission.SEE_COSTS):
        return None
    hourly = hourly_cost(work, order.id, None) if is_hours(item.kind, item.unit) else None
    if hourly is not None:
        return hourly
    return work.session.scalar(select(ItemCost.cost_minor).where(ItemCost.item_id == item.id))


def who_pays(work: Reading, order: WorkOrder, kind: LineKind) -> BillTo:
    """The manufacturer's warranty for parts, else the agreement where it covers the kind, else the customer."""
    today = today_of(work)
    if kind is LineKind.PART and order.equipment_id is not None:
        machine = work.session.get(Equipment, order.equipment_id)
        if machine is not None and machine.warranty_until is not None and machine.warranty_until >= today:
            return BillTo.WARRANTY
    agreement = work.session.get(Agreement, order.agreement_id) if order.agreement_id else None
    if agreement is not None and agreement.archived_at is None:
        in_force = agreement.starts_on <= today and (agreement.ends_on is None or agreement.ends_on >= today)
        covered = {
            LineKind.LABOUR: agreement.covers_labour,
            LineKind.PART: agreement.covers_parts,
            LineKind.FEE: agreement.covers_fees,
        }
        if in_force and covered[kind]:
            return BillTo.AGREEMENT
    return BillTo.CUSTOMER


def tax_of(work: Reading, order: WorkOrder, item: Item | None) -> int | None:
    """The exemption for customers who are exempt, else the item's tax, else the usual one."""
    customer = work.session.get(Customer, order.customer_id) if order.customer_id else None
    if customer is not None and customer.tax_exempt:
        exemption = work.session.scalar(select(Tax.id).where(Tax.is_exemption, Tax.archived_at.is_(None)))
        if exemption is not None:
            return exemption
    if item is not None and item.tax_id is not None:
        return item.tax_id
    return work.session.scalar(select(Tax.id).where(Tax.is_default, Tax.archived_at.is_(None)))
