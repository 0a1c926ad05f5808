"""Kits: items that stand for others, so many of each."""

from collections.abc import Sequence

from sqlalchemy import select

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading, Writing
from fsmdesk.models import Item, KitPart
from fsmdesk.services.prices.messages import KitPartValue
from fsmdesk.services.records import assign, find

_MOST_MILLI = 1_000_000_000


def parts_of(work: Reading, kit_id: int) -> tuple[KitPartValue, ...]:
    """The parts of a kit in their order; none for other items."""
    rows = work.session.execute(
        select(KitPart.item_id, KitPart.quantity_milli, Item.name, Item.unit, Item.price_minor)
        .join(Item, Item.id == KitPart.item_id)
        .where(KitPart.kit_id == kit_id)
        .order_by(KitPart.position, KitPart.id)
    )
    return tuple(KitPartValue(*row) for row in rows)


def set_parts(work: Writing, kit: Item, wanted: Sequence[KitPartValue]) -> bool:
    """The item is a kit of these parts; without any it is none. True if that changed anything.

    Raises:
        RuleBroken: a part is a kit, or stands there twice, or the item is itself part of a kit.
    """
    _check_parts(work, kit, wanted)
    stored = {
        part.item_id: part for part in work.session.scalars(select(KitPart).where(KitPart.kit_id == kit.id))
    }
    changed = bool(kit.is_kit) != bool(wanted)
    assign(kit, is_kit=bool(wanted))
    work.session.flush()
    for item_id in stored.keys() - {part.item_id for part in wanted}:
        work.session.delete(stored[item_id])
        changed = True
    for position, value in enumerate(wanted):
        part = stored.get(value.item_id) or KitPart(kit_id=kit.id, item_id=value.item_id)
        assign(part, position=position, quantity_milli=value.quantity_milli)
        changed |= value.item_id not in stored or work.session.is_modified(part)
        work.session.add(part)
    work.session.flush()
    return changed


def _check_parts(work: Reading, kit: Item, wanted: Sequence[KitPartValue]) -> None:
    if len({part.item_id for part in wanted}) < len(wanted):
        raise RuleBroken(tr("An item stands in a kit once, with its quantity."), field="parts")
    for value in wanted:
        item = find(work, Item, value.item_id)
        if item.is_kit or item.id == kit.id:
            raise RuleBroken(tr("{name} is a kit itself: kits hold no kits.").format(name=item.name), "parts")
        if not 0 < value.quantity_milli <= _MOST_MILLI:
            words = tr("Say how many of {name} are in the kit.")
            raise RuleBroken(words.format(name=item.name), field="parts")
    if wanted and not kit.is_kit:
        holder = work.session.scalar(
            select(Item.name).join(KitPart, KitPart.kit_id == Item.id).where(KitPart.item_id == kit.id)
        )
        if holder is not None:
            words = tr("{name} is part of the kit {kit}, so it can't be one: kits hold no kits.")
            raise RuleBroken(words.format(name=kit.name, kit=holder), field="parts")
