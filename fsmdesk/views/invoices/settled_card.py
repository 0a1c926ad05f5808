"""What has settled an invoice: payments and credit notes."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal, Slot

from fsmdesk.core.formats import Formats
from fsmdesk.core.words import tr
from fsmdesk.services.billing.messages import SettledBy
from fsmdesk.views.widgets.fitting_table import TableCard
from fsmdesk.views.widgets.table_columns import Column, Kind


@dataclass(frozen=True, slots=True)
class SettledRow:
    """One settlement as a row."""

    id: int
    on: date
    words: str
    amount_minor: int
    credit_note_id: int | None


_COLUMNS = (
    Column("on", tr("Day"), Kind.DATE, width=130, is_sortable=False),
    Column("words", tr("By"), stretch=True, is_sortable=False),
    Column("amount_minor", tr("Amount"), Kind.MONEY, width=120, is_strong=True, is_sortable=False),
)


class SettledCard(TableCard[SettledRow]):
    """Signals:
    credit_note_wanted(int): the credit note in the row should be opened.
    """

    credit_note_wanted = Signal(int)

    def __init__(self, formats: Formats) -> None:
        super().__init__(tr("Settled by"), tr("Nothing has been paid yet."), _COLUMNS, formats)
        self.opened.connect(self._open)

    def show_settled(self, settled: tuple[SettledBy, ...]) -> None:
        """Show exactly these."""
        self.show_rows(
            [
                SettledRow(at, each.on, each.words, each.amount_minor, each.credit_note_id)
                for at, each in enumerate(settled)
            ]
        )

    @Slot(object)
    def _open(self, row: SettledRow) -> None:
        if row.credit_note_id is not None:
            self.credit_note_wanted.emit(row.credit_note_id)
