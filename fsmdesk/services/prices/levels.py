"""Price levels: prices for some customers, changed by so much, or named item by item."""

from collections.abc import Sequence

from sqlalchemy import func, select

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.money import check_amount
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading, Writing
from fsmdesk.models import Customer, Item, ItemPrice, PriceLevel
from fsmdesk.services.prices.messages import LevelPriceValue, PriceLevelRow, PriceLevels, SavePriceLevel
from fsmdesk.services.prices.pricing import changed_by
from fsmdesk.services.records import assign, cleaned, find, find_seen, refuse_taken
from fsmdesk.services.registry import answers, handles

LEAST_PPM, MOST_PPM = -1_000_000, 10_000_000


@answers(PriceLevels)
def price_levels(work: Reading, query: PriceLevels) -> tuple[PriceLevelRow, ...]:
    """The price levels by name."""
    customers = (
        select(func.count())
        .where(Customer.price_level_id == PriceLevel.id, Customer.archived_at.is_(None))
        .correlate(PriceLevel)
        .scalar_subquery()
    )
    own = (
        select(func.count())
        .where(ItemPrice.level_id == PriceLevel.id)
        .correlate(PriceLevel)
        .scalar_subquery()
    )
    wanted = select(PriceLevel, customers, own).order_by(PriceLevel.name)
    if not query.include_archived:
        wanted = wanted.where(PriceLevel.archived_at.is_(None))
    return tuple(
        PriceLevelRow(
            level.id,
            level.version,
            level.name,
            level.change_ppm,
            customer_count,
            own_count,
            level.archived_at is not None,
        )
        for level, customer_count, own_count in work.session.execute(wanted)
    )


@handles(SavePriceLevel)
def save_price_level(work: Writing, command: SavePriceLevel) -> int:
    """The level is as the command says; an archived one changes no price any more."""
    texts = cleaned(command, required=("name",), short=("name",))
    if not LEAST_PPM <= command.change_ppm <= MOST_PPM:
        raise RuleBroken(tr("A level changes prices by -100 to 1000 percent."), field="change_ppm")
    words = tr("There is a level {value} already.")
    refuse_taken(work, PriceLevel.name, texts["name"], command.level_id, words)
    if command.level_id is None:
        level = PriceLevel()
    else:
        level = find_seen(work, PriceLevel, command.level_id, command.seen_version)
    archived_at = (level.archived_at or work.now) if command.is_archived else None
    assign(level, change_ppm=command.change_ppm, archived_at=archived_at, **texts)
    work.session.add(level)
    work.session.flush()
    return level.id


def level_prices_of(work: Reading, item: Item) -> tuple[LevelPriceValue, ...]:
    """What the item costs at each level in use."""
    rows = work.session.execute(
        select(PriceLevel, ItemPrice.price_minor)
        .outerjoin(ItemPrice, (ItemPrice.level_id == PriceLevel.id) & (ItemPrice.item_id == item.id))
        .where(PriceLevel.archived_at.is_(None))
        .order_by(PriceLevel.name)
    )
    return tuple(
        LevelPriceValue(level.id, own, level.name, changed_by(item.price_minor, level.change_ppm))
        for level, own in rows
    )


def set_level_prices(work: Writing, item: Item, wanted: Sequence[LevelPriceValue]) -> bool:
    """The item has these prices of its own; levels that are not named keep theirs. True if that changed anything.

    Raises:
        RuleBroken: a price is negative.
    """
    changed = False
    for value in wanted:
        level = find(work, PriceLevel, value.level_id)
        stored = work.session.scalar(
            select(ItemPrice).where(ItemPrice.item_id == item.id, ItemPrice.level_id == level.id)
        )
        if value.own_minor is None:
            if stored is not None:
                work.session.delete(stored)
                changed = True
            continue
        check_amount(value.own_minor, "level_prices")
        if value.own_minor < 0:
            raise RuleBroken(tr("A price can't be negative."), field="level_prices")
        if stored is None:
            work.session.add(ItemPrice(item_id=item.id, level_id=level.id, price_minor=value.own_minor))
            changed = True
        elif stored.price_minor != value.own_minor:
            stored.price_minor = value.own_minor
            changed = True
    work.session.flush()
    return changed
