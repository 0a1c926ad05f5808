"""How wide a column has to be, so that no day and no time of the locale is ever cut."""

from datetime import date
from functools import lru_cache
from typing import Final

from PySide6.QtGui import QFont, QFontMetrics

from fsmdesk.core.formats import Formats
from fsmdesk.views.theme.fonts import number_font
from fsmdesk.views.widgets.table_columns import Column, Kind
from fsmdesk.views.widgets.table_delegate import PADDING

# Figures are of one width: what differs are the names of the months, and the two halves of the day.
_DAYS: Final = tuple(date(2028, month, 28) for month in range(1, 13))
_MINUTES: Final = (11 * 60 + 58, 23 * 60 + 58)
_SPARE: Final = 2


def width_for(column: Column, formats: Formats) -> int:
    """The column's own width, or what the longest day or instant of the locale needs if that is more."""
    if column.kind not in (Kind.DATE, Kind.INSTANT):
        return column.width
    weight = QFont.Weight.DemiBold if column.is_strong else QFont.Weight.Normal
    days = tuple(formats.date(day) for day in _DAYS)
    minutes = tuple(formats.minute(minute) for minute in _MINUTES)
    room = _widest(days, minutes if column.kind is Kind.INSTANT else (), weight)
    return max(column.width, room + 2 * PADDING + _SPARE)


@lru_cache(maxsize=32)
def _widest(days: tuple[str, ...], minutes: tuple[str, ...], weight: QFont.Weight) -> int:
    metrics = QFontMetrics(number_font(weight=weight))
    texts = [f"{day} {minute}" for day in days for minute in minutes] if minutes else days
    return max(metrics.horizontalAdvance(text) for text in texts)
