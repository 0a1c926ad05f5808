"""The card with the files of a machine, a customer or a site."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from fsmdesk.core.words import tr
from fsmdesk.services.files.messages import FileOwner
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.files.files_part import FilesPart
from fsmdesk.views.widgets.surfaces import Card


class FilesCard(Card):
    """A heading with the number of files, and the files."""

    def __init__(self, desk: Desk, owner: FileOwner, parent: QWidget | None = None) -> None:
        super().__init__(tr("Photos and files"), parent=parent)
        self._formats = desk.formats
        self._owner = owner
        self.part = FilesPart(desk, self, most_rows=2, has_marks=False)
        layout = self.part.layout()
        if layout is not None:
            layout.setContentsMargins(0, 0, 0, 0)
        self.part.counted.connect(self._count)
        self.body.addWidget(self.part)

    def show_record(self, record_id: int) -> None:
        """Show the files of this record."""
        self.part.show_owner(self._owner, record_id)

    @Slot(int)
    def _count(self, count: int) -> None:
        self.heading.set_text(tr("Photos and files"), self._formats.count(count) if count else "")
