"""Which rates of a tax hold when, told while they are typed."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QGridLayout, QWidget

from fsmdesk.core.formats import Formats
from fsmdesk.core.tax_periods import Period, periods
from fsmdesk.core.words import tr
from fsmdesk.services.setup.messages import TaxComponentValue
from fsmdesk.views.theme.fonts import number_font
from fsmdesk.views.today import today
from fsmdesk.views.widgets.surfaces import Surface, paragraph, words


class TaxPreview(Surface):
    """One line for each span of time; today's is strong. Hidden where nothing ever changes."""

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__("inset", parent)
        self._formats = formats
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(12, 10, 12, 10)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(2, 1)
        self.setAccessibleName(tr("Which rate holds when"))
        self.hide()

    def show_components(self, components: Sequence[TaxComponentValue]) -> None:
        """Tell about these rates."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        spans = periods(components)
        self.setVisible(len(spans) > 1 or len(components) > 1)
        for row, span in enumerate(spans):
            self._show_span(row, span)

    def lines(self) -> list[str]:
        """What is told, line by line."""
        rows = range(self._grid.rowCount())
        found = ([self._text(row, column) for column in range(3)] for row in rows)
        return [" ".join(filter(None, line)) for line in found if any(line)]

    def _show_span(self, row: int, span: Period[TaxComponentValue]) -> None:
        now = today(self._formats)
        is_now = (span.first or date.min) <= now <= (span.last or date.max)
        total = self._formats.percent(sum(part.rate_ppm for part in span.parts))
        when, rate = words(self._when(span), "strong" if is_now else "muted", self), words(total, "", self)
        rate.setFont(number_font())
        self._grid.addWidget(when, row, 0)
        self._grid.addWidget(rate, row, 1)
        self._grid.addWidget(paragraph(self._parts(span.parts), "small", self), row, 2)

    def _when(self, span: Period[TaxComponentValue]) -> str:
        short = self._formats.short_date
        if span.first is None and span.last is None:
            return tr("always")
        if span.first is None and span.last is not None:
            return tr("until {day}").format(day=short(span.last))
        if span.last is None and span.first is not None:
            return tr("from {day}").format(day=short(span.first))
        assert span.first is not None
        assert span.last is not None
        return f"{short(span.first)} – {short(span.last)}"

    def _parts(self, parts: Sequence[TaxComponentValue]) -> str:
        if not parts:
            return tr("no rate: nothing is taxed")
        names = [part.name or tr("no name yet") for part in parts]
        if len(parts) == 1:
            return names[0]
        rates = (self._formats.percent(part.rate_ppm) for part in parts)
        return " + ".join(f"{name} {rate}" for name, rate in zip(names, rates, strict=True))

    def _text(self, row: int, column: int) -> str:
        item = self._grid.itemAtPosition(row, column)
        widget = item.widget() if item is not None else None
        return str(widget.property("text")) if widget is not None else ""
