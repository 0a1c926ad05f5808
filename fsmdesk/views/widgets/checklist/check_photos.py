"""Photos that answer items: picked from the disk, or handed in by a drop or a paste."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from fsmdesk.core.messages import Command
from fsmdesk.core.words import tr
from fsmdesk.services.checklists.messages import CheckRow, PhotographCheck
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.files.adding import FileAdder
from fsmdesk.views.widgets.files.handing_out import HandingOut, Wanted
from fsmdesk.views.widgets.files.incoming import Incoming, from_disk

_FOLDER: Final = "files.add_folder"


class CheckPhotos(QObject):
    """Signals:
    ended(): a photo was kept, or was refused.
    """

    ended = Signal()

    def __init__(self, desk: Desk, widget: QWidget) -> None:
        super().__init__(widget)
        self._desk = desk
        self._widget = widget
        self._picking_for: CheckRow | None = None
        self._adder = FileAdder(desk, self)
        self._adder.ended.connect(self.ended)
        self._out = HandingOut(desk, widget)

    def take(self, item: CheckRow, files: Sequence[Incoming]) -> None:
        """The first of these answers the item."""

        def command(name: str, content: bytes) -> Command[int]:
            return PhotographCheck(check_id=item.id, seen_version=item.version, name=name, content=content)

        self._adder.carry_in(files[:1], command)

    def pick(self, item: CheckRow) -> None:
        """Ask for a photo; the folder is the one that files were last taken from."""
        self._picking_for = item
        dialog = QFileDialog(self._widget.window(), tr("Add photo"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setDirectory(self._desk.settings.text(_FOLDER))
        dialog.fileSelected.connect(self._picked)
        dialog.open()

    def open(self, item: CheckRow) -> None:
        """The photo is shown in the system's viewer."""
        if item.attachment_id is not None:
            self._out.open([Wanted(item.attachment_id, item.photo)])

    @Slot(str)
    def _picked(self, path: str) -> None:
        if self._picking_for is not None:
            self.take(self._picking_for, from_disk([path]))
