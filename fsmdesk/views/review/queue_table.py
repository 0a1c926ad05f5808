"""The table of one queue between done and billed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from fsmdesk.core.formats import Formats
from fsmdesk.core.times import wall_minute
from fsmdesk.core.words import tr, trn
from fsmdesk.services.closeout.messages import ReviewRow
from fsmdesk.views.today import today
from fsmdesk.views.widgets.badges import Look
from fsmdesk.views.widgets.table_columns import Column, Kind
from fsmdesk.views.widgets.table_model import RowTableModel
from fsmdesk.views.widgets.table_view import RowTable

_LATE_DAYS = 7
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class QueueTable(RowTable[ReviewRow]):
    """Signals:
    went_on(): Enter was pressed; the chosen rows shall go on to their next step.
    """

    went_on = Signal()

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        columns = _columns(formats)
        super().__init__(RowTableModel(columns, formats), formats, parent)
        self.rows().setParent(self)
        self.setAccessibleName(tr("Jobs that are done and not billed"))
        header = self.horizontalHeader()
        for at, column in enumerate(columns):
            mode = QHeaderView.ResizeMode.Stretch if column.stretch else QHeaderView.ResizeMode.Interactive
            header.setSectionResizeMode(at, mode)
            self.setColumnWidth(at, column.width)

    def show_rows(self, rows: Sequence[ReviewRow]) -> None:
        """Show exactly these; one that has gone leaves the next one current, and no tick."""
        place = self.currentIndex().row()
        left = {row.id for row in rows}
        for row in self.ticked():
            if row.id not in left:
                self.tick(row, False)
        self.rows().replace_rows(rows)
        self.refresh_ticks()
        if rows and place >= 0 and not self.currentIndex().isValid():
            self.setCurrentIndex(self.rows().index(min(place, len(rows) - 1), 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on instead of opening."""
        is_plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.key() in _ENTER and is_plain:
            self.went_on.emit()
        else:
            super().keyPressEvent(event)


def _columns(formats: Formats) -> tuple[Column, ...]:
    def age(row: ReviewRow) -> str:
        days = _days(row, formats)
        if days < 1:
            return tr("today")
        return trn("{n} day", "{n} days", days).format(n=formats.count(days))

    def age_colour(row: ReviewRow) -> str:
        return "danger_text" if _days(row, formats) >= _LATE_DAYS else ""

    def margin(row: ReviewRow) -> int | None:
        return row.net_minor - row.cost_minor if row.cost_minor is not None else None

    return (
        Column("number", tr("Number"), width=112, get=_numbered, is_strong=True, is_sortable=False),
        Column("title", tr("Job"), stretch=True, is_sortable=False),
        Column(
            "customer", tr("Customer"), width=210, get=_customer, colour=_customer_colour, is_sortable=False
        ),
        Column("technicians", tr("Technicians"), width=160, is_muted=True, is_sortable=False),
        Column("completed_at", tr("Completed"), Kind.INSTANT, width=166, is_muted=True, is_sortable=False),
        Column("age", tr("Age"), width=90, get=age, colour=age_colour, is_sortable=False),
        Column(
            "net_minor",
            tr("Amount"),
            Kind.MONEY,
            width=112,
            is_strong=True,
            is_totalled=True,
            is_sortable=False,
        ),
        Column("margin", tr("Margin"), Kind.MONEY, width=104, get=margin, is_muted=True, is_sortable=False),
        Column(
            *("problems", tr("Look twice"), Kind.BADGE),
            width=220,
            get=_problems,
            look=_problem_look,
            is_sortable=False,
        ),
    )


def _days(row: ReviewRow, formats: Formats) -> int:
    return (today(formats) - wall_minute(row.completed_at, formats.zone)[0]).days


def _numbered(row: ReviewRow) -> str:
    return f"#{row.number}"


def _customer(row: ReviewRow) -> str:
    return row.customer or tr("no customer")


def _customer_colour(row: ReviewRow) -> str:
    return "" if row.customer else "danger_text"


def _problems(row: ReviewRow) -> str:
    return " · ".join(row.problems)


def _problem_look(_row: ReviewRow) -> Look:
    return Look("warn", "triangle-alert")
