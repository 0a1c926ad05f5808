"""What an item costs at each price level: the usual price as a hint, or one of its own."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fsmdesk.core.formats import Formats
from fsmdesk.core.words import tr
from fsmdesk.services.prices.messages import LevelPriceValue
from fsmdesk.views.widgets.elided import ElidedWords
from fsmdesk.views.widgets.field import Field
from fsmdesk.views.widgets.field_typed import FieldMoney

LevelPrices = tuple[LevelPriceValue, ...]
_PRICE_WIDTH = 132


class _LevelPrice(QWidget):
    """One level."""

    def __init__(self, value: LevelPriceValue, formats: Formats, parent: QWidget) -> None:
        super().__init__(parent)
        self.level = value
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.price = FieldMoney("level_prices", "", formats)
        self.price.setFixedWidth(_PRICE_WIDTH)
        self.price.set_value(value.own_minor)
        self.price.edit.setPlaceholderText(formats.money(value.usual_minor))
        self.price.edit.setAccessibleName(tr("Price at {level}").format(level=value.level))
        row.addWidget(ElidedWords(value.level, "", self))
        row.addStretch(1)
        row.addWidget(self.price)

    def value(self) -> LevelPriceValue:
        """The level with the price that is typed.

        Raises:
            RuleBroken: it can't be read.
        """
        level = self.level
        return LevelPriceValue(level.level_id, self.price.read(), level.level, level.usual_minor)


class FieldLevelPrices(Field[LevelPrices]):
    """Hidden while the office has no level. An empty price is the price book's, changed by the level."""

    def __init__(self, key: str, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(key, tr("Prices at levels"), parent=parent)
        self._formats = formats
        box = QWidget(self)
        self._stack = QVBoxLayout(box)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(6)
        self.prices: list[_LevelPrice] = []
        self.hold(box)
        self.hide()

    def read(self) -> LevelPrices:
        """The levels with their own prices, None where there is none."""
        return tuple(price.value() for price in self.prices)

    def set_value(self, value: LevelPrices | None) -> None:
        """Show exactly these."""
        for price in self.prices:
            self._stack.removeWidget(price)
            price.hide()
            price.deleteLater()
        self.prices = [_LevelPrice(each, self._formats, self) for each in value or ()]
        for price in self.prices:
            price.price.set_read_only(self._is_locked)
            price.price.changed.connect(self._tell_changed)
            self._stack.addWidget(price)
        self.setVisible(bool(self.prices))
        self.clear_error()

    def raw(self) -> object:
        """What was typed for each level."""
        return [[price.level.level_id, price.price.raw()] for price in self.prices]

    def set_raw(self, raw: object) -> None:
        """Show what was typed for each level that is still there."""
        pairs = (
            [one for one in raw if isinstance(one, list) and len(one) == 2] if isinstance(raw, list) else []
        )
        typed = {one[0]: one[1] for one in pairs}
        for price in self.prices:
            if price.level.level_id in typed:
                price.price.set_raw(typed[price.level.level_id])

    def shown(self, value: LevelPrices | None) -> str:
        """The prices in words."""
        own = [price for price in value or () if price.own_minor is not None]
        money = self._formats.money
        return ", ".join(f"{price.level} {money(price.own_minor or 0)}" for price in own)

    def same(self, one: LevelPrices | None, other: LevelPrices | None) -> bool:
        """The same prices of its own at the same levels."""
        sides = ({price.level_id: price.own_minor for price in side or ()} for side in (one, other))
        first, second = sides
        return first == second

    def set_read_only(self, is_read_only: bool) -> None:
        """The prices can be read."""
        self._is_locked = is_read_only
        for price in self.prices:
            price.price.set_read_only(is_read_only)

    _is_locked = False
