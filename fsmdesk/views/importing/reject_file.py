"""The rejected rows as a file that can be mended and imported again: asks where, writes it, says so."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from fsmdesk.core.words import tr
from fsmdesk.views.error_presenter import Notice
from fsmdesk.views.importing.jobs import save_rejects
from fsmdesk.views.screen import Screen
from fsmdesk.views.tasks import Lane

if TYPE_CHECKING:
    from fsmdesk.services.imports.files import FileImport

FOLDER_KEY = "import.folder"
NOTICE_KEY = "import"


class RejectFile:
    """Notices appear on the screen."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen

    def offer(self, done: "FileImport") -> QFileDialog:
        """Ask for a file; the rejected rows are written to it."""
        return self.ask_where(done, partial(self.save, done))

    def ask_where(self, done: "FileImport", then: Callable[[str], object]) -> QFileDialog:
        """Ask for a file; `then` is called with its path."""
        table = done.plan.table
        folder = self._screen.desk.settings.text(FOLDER_KEY, str(Path.home()))
        dialog = QFileDialog(self._screen.window(), tr("Keep the rejected rows in a file"), folder)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        filters = [tr("Excel (*.xlsx)"), tr("Text (*.csv)")]
        suffix = "xlsx" if table.sheet else "csv"
        dialog.setNameFilters(filters if table.sheet else filters[::-1])
        dialog.setDefaultSuffix(suffix)
        name = tr("{file} rejected").format(file=Path(table.file_name).stem)
        dialog.selectFile(f"{name}.{suffix}")
        dialog.fileSelected.connect(then)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def save(self, done: "FileImport", path: str) -> None:
        """Write the rows; a file that can't be written is told with the offer to name another."""
        job = partial(save_rejects, Path(path), done)
        failed = partial(self._not_saved, done)
        self._screen.desk.tasks.run(self._screen, job, self._saved, failed, Lane.REST)

    def _saved(self, path: Path) -> None:
        text = tr("The rejected rows are in {file}. Mend them there and import that file.")
        self._screen.show_notice(Notice(text.format(file=path.name), "success", key=NOTICE_KEY))

    def _not_saved(self, done: "FileImport", error: Exception) -> None:
        self._screen.desk.errors.show(error, self._screen, partial(self.offer, done))
