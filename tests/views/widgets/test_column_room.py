"""No day and no time of the locale is cut in a list."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from fsmdesk.core.formats import Formats
from fsmdesk.views.theme.fonts import number_font
from fsmdesk.views.widgets.column_room import width_for
from fsmdesk.views.widgets.table_columns import Column, Kind
from fsmdesk.views.widgets.table_delegate import PADDING

LOCALES = ("en_US", "en_GB", "de_DE", "fr_FR", "es_ES", "pt_BR", "hu_HU", "fi_FI", "ar_EG", "ja_JP")


@pytest.mark.parametrize("locale", LOCALES)
def test_the_longest_instant_and_day_fit(qapp: QApplication, locale: str) -> None:
    formats = Formats(locale, "USD", ZoneInfo("UTC"))
    metrics = QFontMetrics(number_font())
    at = width_for(Column("at", "At", Kind.INSTANT, width=10), formats)
    on = width_for(Column("on", "On", Kind.DATE, width=10), formats)
    for month in range(1, 13):
        for minute in (5, 1435):
            moment = datetime(2026, month, 28, *divmod(minute, 60), tzinfo=UTC)
            assert metrics.horizontalAdvance(formats.instant(moment)) + 2 * PADDING <= at
        assert metrics.horizontalAdvance(formats.date(date(2026, month, 28))) + 2 * PADDING <= on


def test_a_column_that_is_wide_enough_or_holds_words_keeps_its_width(qapp: QApplication) -> None:
    formats = Formats("en_US", "USD", ZoneInfo("UTC"))
    assert width_for(Column("at", "At", Kind.INSTANT, width=400), formats) == 400
    assert width_for(Column("name", "Name", width=33), formats) == 33
