"""How content customers were: with one customer, or with one technician's work."""

from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from fsmdesk.core.words import tr, trn
from fsmdesk.services.closeout.messages import FeedbackAverage, FeedbackFigures
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.surfaces import Card, paragraph, words

DAYS: Final = 365


class FeedbackFiguresCard(Card):
    """The average of a year, of how many answers, and what waits to be followed up, with the way there."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(tr("Feedback"), tr("last 12 months"), parent)
        self._desk = desk
        self._query = FeedbackFigures()
        self._average = words("", "figure", self)
        self._of = words(tr("of 5"), "muted", self)
        self._text = paragraph("", "muted", self)
        self._waiting = KeyButton("", "link", "star", parent=self)
        self._waiting.clicked.connect(self._open)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self._average)
        row.addWidget(self._of)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(self._text)
        foot = QHBoxLayout()
        foot.addWidget(self._waiting)
        foot.addStretch(1)
        self.body.addLayout(foot)
        self._show(FeedbackAverage(None, 0, 0, 0))

    def show_customer(self, customer_id: int) -> None:
        """Read what this customer said."""
        self._ask(FeedbackFigures(days=DAYS, customer_id=customer_id))

    def show_technician(self, technician_id: int) -> None:
        """Read what was said about this technician's jobs."""
        self._ask(FeedbackFigures(days=DAYS, technician_id=technician_id))

    def _ask(self, query: FeedbackFigures) -> None:
        if query != self._query:
            self._show(FeedbackAverage(None, 0, 0, 0))  # those of the one before are gone at once
        self._query = query

        def show(figures: FeedbackAverage) -> None:
            if query is self._query:
                self._show(figures)

        self._desk.ask(self, query, show)

    def _show(self, figures: FeedbackAverage) -> None:
        formats = self._desk.formats
        has_any = figures.average_centi is not None
        self._average.setVisible(has_any)
        self._of.setVisible(has_any)
        self._average.setText(formats.quantity((figures.average_centi or 0) * 10))
        answers = trn("{n} answer", "{n} answers", figures.count).format(n=formats.count(figures.count))
        low = tr("{n} low").format(n=formats.count(figures.low_count)) if figures.low_count else ""
        told = " · ".join(part for part in (answers, low) if part)
        self._text.setText(told if has_any else tr("Nobody was asked, or nobody answered."))
        waiting = trn("{n} waits to be followed up", "{n} wait to be followed up", figures.waiting_count)
        self._waiting.setText(waiting.format(n=formats.count(figures.waiting_count)))
        self._waiting.setAccessibleName(self._waiting.text())
        self._waiting.updateGeometry()
        self._waiting.setVisible(figures.waiting_count > 0)

    @Slot()
    def _open(self) -> None:
        self._desk.shell.go("feedback")
