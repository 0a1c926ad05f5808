"""The closing account: what came in, what was made along the way, and where to see it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fsmdesk.core.formats import Formats
from fsmdesk.core.words import tr, trn
from fsmdesk.views.importing.count_tiles import CountTiles
from fsmdesk.views.importing.kinds import shown_kind
from fsmdesk.views.importing.rejects_card import RejectsCard
from fsmdesk.views.importing.remarks_card import RemarksCard
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.sign import Sign
from fsmdesk.views.widgets.surfaces import Card, ScrollColumn, words

if TYPE_CHECKING:
    from fsmdesk.services.imports.files import FileImport


class DonePage(QWidget):
    """Signals:
    show_wanted(): the records are to be seen.
    save_wanted(): the rejected rows are wanted as a file.
    """

    show_wanted = Signal()
    save_wanted = Signal()

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formats = formats
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        scroll = ScrollColumn(self)
        column.addWidget(scroll)
        scroll.body.addWidget(self._head())
        self.tiles = CountTiles(formats, self)
        self.rejects = RejectsCard(formats, self)
        self.rejects.save_wanted.connect(self.save_wanted)
        self.remarks = RemarksCard(tr("Made along the way"), self)
        for part in (self.tiles, self.rejects, self.remarks):
            scroll.body.addWidget(part)

    def show_done(self, done: "FileImport") -> None:
        """Show the account of an import that was kept."""
        kind = shown_kind(done.plan.kind.name)
        counts = done.counts
        taken = counts.new + counts.changed
        title = trn("{n} row of {file} is in.", "{n} rows of {file} are in.", taken)
        self.title.setText(title.format(n=self._formats.count(taken), file=done.plan.table.file_name))
        self.closing.setText(done.closing)
        text = tr("Show {kind}").format(kind=kind.title.lower())
        self.show_button.setText(text)
        self.show_button.setAccessibleName(text)
        self.show_button.updateGeometry()
        self.tiles.show_counts(counts, counts.came)
        self.rejects.show_rejects(done.rejects)
        self.remarks.show_remarks(done.also)
        self.show_button.setFocus()

    def _head(self) -> Card:
        card = Card(parent=self)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(Sign("circle-check", "success_text", 32, card))
        said = QVBoxLayout()
        said.setSpacing(2)
        self.title = words("", "section", card)
        self.closing = words("", "muted", card)
        said.addWidget(self.title)
        said.addWidget(self.closing)
        row.addLayout(said, 1)
        self.show_button = KeyButton("", "primary", parent=card)
        self.show_button.clicked.connect(self._show)
        row.addWidget(self.show_button)
        card.body.addLayout(row)
        return card

    @Slot()
    def _show(self) -> None:
        self.show_wanted.emit()
