"""What an item costs a customer: the price book's price, changed by the customer's level, or that level's own."""

from collections.abc import Collection

from sqlalchemy import select

from fsmdesk.core.money import half_up
from fsmdesk.db.database import Reading
from fsmdesk.models import Customer, Item, ItemPrice, PriceLevel
from fsmdesk.services.prices.messages import PriceOrigin

_PPM = 1_000_000


class PriceList:
    """The prices of one customer, read once for any number of items."""

    def __init__(self, work: Reading, customer_id: int | None) -> None:
        self._work = work
        self._level = level_of(work, customer_id)
        self._own: dict[int, int] = {}
        self._known: set[int] = set()

    def learn(self, item_ids: Collection[int]) -> None:
        """The level's own prices of these items are read in one go."""
        wanted = set(item_ids) - self._known
        self._known |= wanted
        if self._level is None or not wanted:
            return
        query = select(ItemPrice.item_id, ItemPrice.price_minor).where(
            ItemPrice.level_id == self._level.id, ItemPrice.item_id.in_(sorted(wanted))
        )
        self._own.update((item_id, price) for item_id, price in self._work.session.execute(query))

    def price_of(self, item: Item) -> PriceOrigin:
        """What one unit costs this customer today."""
        self.learn([item.id])
        level, book = self._level, item.price_minor
        if level is None:
            return PriceOrigin(book, book)
        if item.id in self._own:
            return PriceOrigin(self._own[item.id], book, level.name)
        return PriceOrigin(changed_by(book, level.change_ppm), book, level.name, level.change_ppm)


def level_of(work: Reading, customer_id: int | None) -> PriceLevel | None:
    """The customer's price level; None where there is none, or it is archived."""
    customer = work.session.get(Customer, customer_id) if customer_id is not None else None
    if customer is None or customer.price_level_id is None:
        return None
    level = work.session.get(PriceLevel, customer.price_level_id)
    return level if level is not None and level.archived_at is None else None


def changed_by(price_minor: int, change_ppm: int) -> int:
    """The price raised or lowered by so many millionths, to the minor unit."""
    return half_up(price_minor * (_PPM + change_ppm), _PPM)
