"""The rows that are not taken, each with its number and the reason."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from fsmdesk.core.formats import Formats
from fsmdesk.core.words import tr, trn
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.fitting_table import FittingTable
from fsmdesk.views.widgets.surfaces import Card
from fsmdesk.views.widgets.table_columns import Column, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fsmdesk.exchange.rows import Reject
    from fsmdesk.views.importing.row_words import RejectedRow

_MOST_ROWS = 6


class RejectsCard(Card):
    """Signals:
    save_wanted(): the rows are wanted as a file that can be mended.
    """

    save_wanted = Signal()

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(tr("Rejected"), parent=parent)
        self._formats = formats
        columns = (
            Column("id", tr("Row"), Kind.NUMBER, width=70, is_strong=True, is_sortable=False),
            Column("reason", tr("Reason"), stretch=True, is_sortable=False),
            Column("said", tr("What the row says"), width=380, is_muted=True, is_sortable=False),
        )
        self.table: FittingTable[RejectedRow] = FittingTable(columns, formats, self, _MOST_ROWS)
        self.table.setAccessibleName(tr("Rejected rows"))
        self.body.addWidget(self.table)
        self.save_button = KeyButton(tr("Save rejects…"), icon_name="download", parent=self)
        self.save_button.setToolTip(tr("As a file that can be mended and imported again"))
        self.save_button.clicked.connect(self._save)
        self.heading.add_right(self.save_button)
        self.hide()

    def show_rejects(self, rejects: "Sequence[Reject]") -> None:
        """Show exactly these."""
        from fsmdesk.views.importing.row_words import rejected_rows

        rows = rejected_rows(rejects)
        self.table.show_rows(rows)
        remark = trn("{n} row, with its reason", "{n} rows, each with its reason", len(rows))
        self.heading.set_text(tr("Rejected"), remark.format(n=self._formats.count(len(rows))))
        self.setVisible(bool(rows))

    @Slot()
    def _save(self) -> None:
        self.save_wanted.emit()
