"""Raising many prices at once: looked at first, then done in one piece."""

from collections.abc import Iterator
from typing import Final

from sqlalchemy import select

from fsmdesk.core.errors import ConflictError, RuleBroken
from fsmdesk.core.money import check_amount, half_up
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading, Writing
from fsmdesk.models import Item, ItemPrice, PriceLevel
from fsmdesk.services.prices.messages import Raise, RaisedPrice, RaisePreview, RaisePrices
from fsmdesk.services.prices.pricing import changed_by
from fsmdesk.services.registry import answers, handles

_LEAST_PPM: Final = -1_000_000
_MOST_PPM: Final = 10_000_000
_BATCH: Final = 500


@answers(RaisePreview)
def raise_preview(work: Reading, query: RaisePreview) -> tuple[RaisedPrice, ...]:
    """What a raise would change, by name."""
    _check(query.how)
    return tuple(row for row, _record in _raised(work, query.how))


@handles(RaisePrices)
def raise_prices(work: Writing, command: RaisePrices) -> int:
    """The prices are those of the preview.

    Raises:
        ConflictError: a price is not what the preview showed any more.
    """
    _check(command.how)
    found = list(_raised(work, command.how))
    if tuple((row.before_minor, row.after_minor) for row, _record in found) != command.seen:
        raise ConflictError(tr("Prices were changed since this preview. Look at it again."))
    for row, record in found:
        record.price_minor = check_amount(row.after_minor, "change_ppm")
    work.session.flush()
    return len(found)


def _check(how: Raise) -> None:
    if not _LEAST_PPM <= how.change_ppm <= _MOST_PPM:
        raise RuleBroken(tr("Prices are changed by -100 to 1000 percent."), field="change_ppm")
    if how.step_minor < 1:
        raise RuleBroken(tr("Say to what prices are rounded."), field="step_minor")


def raised_to(price_minor: int, how: Raise) -> int:
    """The price after the raise: changed, then rounded to the nearest whole step.

    What was worth something is worth a step at least, unless all of it is taken off.
    """
    exact = changed_by(price_minor, how.change_ppm)
    rounded = half_up(exact, how.step_minor) * how.step_minor
    return how.step_minor if exact > 0 and rounded == 0 else rounded


def _raised(work: Reading, how: Raise) -> Iterator[tuple[RaisedPrice, Item | ItemPrice]]:
    number = 0
    for item, own, level in _prices(work, how):
        record = own if own is not None else item
        after = raised_to(record.price_minor, how)
        if after != record.price_minor:
            number += 1
            words = (item.code, item.name, level)
            yield RaisedPrice(number, item.id, record.version, *words, record.price_minor, after), record


def _prices(work: Reading, how: Raise) -> Iterator[tuple[Item, ItemPrice | None, str]]:
    """Each item that is meant, followed by the own prices of levels where they are meant as well."""
    items = _items(work, how)
    own: dict[int, list[tuple[ItemPrice, str]]] = {}
    if how.with_levels:
        rows = work.session.execute(
            select(ItemPrice, PriceLevel.name)
            .join(PriceLevel, PriceLevel.id == ItemPrice.level_id)
            .where(PriceLevel.archived_at.is_(None))
            .order_by(PriceLevel.name, ItemPrice.id)
        )
        for price, level in rows:
            own.setdefault(price.item_id, []).append((price, level))
    for item in items:
        yield item, None, ""
        for price, level in own.get(item.id, ()):
            yield item, price, level


def _items(work: Reading, how: Raise) -> list[Item]:
    query = select(Item).where(~Item.is_kit, Item.archived_at.is_(None))
    if how.category is not None:
        query = query.where(Item.category == how.category)
    ordered = query.order_by(Item.name, Item.id)
    if not how.item_ids:
        return list(work.session.scalars(ordered))
    wanted = sorted(set(how.item_ids))
    found: list[Item] = []
    for at in range(0, len(wanted), _BATCH):
        found += work.session.scalars(query.where(Item.id.in_(wanted[at : at + _BATCH])))
    return sorted(found, key=lambda item: (item.name, item.id))
