"""What a customer owes."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from fsmdesk.core.formats import Formats
from fsmdesk.core.words import tr, trn
from fsmdesk.services.parties.messages import CustomerCard
from fsmdesk.views.widgets.badges import Badge, Look
from fsmdesk.views.widgets.surfaces import Card, words


class MoneyCard(Card):
    """Open and overdue amounts, large, with how late the oldest is."""

    def __init__(self, formats: Formats) -> None:
        super().__init__(tr("Owes"), formats.currency)
        self._formats = formats
        row = QHBoxLayout()
        row.setSpacing(28)
        open_column, self._open = self._figure(tr("Open"))
        late_column, self._overdue = self._figure(tr("Overdue"))
        row.addLayout(open_column)
        row.addLayout(late_column)
        row.addStretch(1)
        self.body.addLayout(row)
        self._late = Badge(parent=self)
        self._hold = Badge(tr("Credit hold"), Look("warn", "lock"), self)
        marks = QHBoxLayout()
        marks.addWidget(self._late)
        marks.addWidget(self._hold)
        marks.addStretch(1)
        self.body.addLayout(marks)

    def show_customer(self, card: CustomerCard) -> None:
        """Show the figures of this customer."""
        self._open.setText(self._formats.money(card.open_minor))
        self._overdue.setText(self._formats.money(card.overdue_minor))
        self._late.setVisible(card.overdue_days > 0)
        if card.overdue_days > 0:
            late = trn("{n} day late", "{n} days late", card.overdue_days)
            text = late.format(n=self._formats.count(card.overdue_days))
            self._late.set_badge(text, Look("danger", "circle-alert"))
        self._hold.setVisible(card.credit_hold)

    def _figure(self, name: str) -> tuple[QVBoxLayout, QLabel]:
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(words(name, "label", self))
        figure = words("", "figure", self)
        column.addWidget(figure)
        return column, figure
