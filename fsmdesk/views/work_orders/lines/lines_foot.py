"""What all lines come to, below them."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from fsmdesk.core.formats import Formats
from fsmdesk.core.words import tr
from fsmdesk.views.theme.fonts import number_font
from fsmdesk.views.widgets.surfaces import words
from fsmdesk.views.work_orders.lines.draft_line import LineTotals


class LinesFoot(QWidget):
    """Customer pays, cost and margin; the latter only for those who may see them."""

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formats = formats
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 10, 10, 2)
        row.setSpacing(10)
        row.addStretch(1)
        row.addWidget(words(tr("Customer pays"), parent=self))
        self.pays = words("", "figure", self)
        self.pays.setFont(number_font())
        row.addWidget(self.pays)
        row.addSpacing(10)
        self.cost = words("", "muted", self)
        self.cost.setFont(number_font())
        row.addWidget(self.cost)

    def show_totals(self, totals: LineTotals) -> None:
        """Show these."""
        self.pays.setText(self._formats.money(totals.billed_minor))
        self.cost.setVisible(totals.cost_minor is not None)
        if totals.cost_minor is None:
            return
        parts = [tr("Cost {amount}").format(amount=self._formats.money(totals.cost_minor))]
        if totals.margin_ppm is not None:
            parts.append(tr("margin {percent}").format(percent=self._formats.percent(totals.margin_ppm)))
        self.cost.setText(" · ".join(parts))
