"""Writes what a list shows as a spreadsheet: asks where, runs off the GUI thread, says where it is."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from fsmdesk.core.lists import ListRequest
from fsmdesk.core.words import tr, trn
from fsmdesk.services.exports.messages import ExportList
from fsmdesk.views.error_presenter import Notice
from fsmdesk.views.screen import Screen
from fsmdesk.views.widgets.folders import folder_of, keep_folder
from fsmdesk.views.widgets.table_columns import Column

_FOLDER_KEY = "export.folder"


class ExcelExport:
    """`kind` is that of ExportList; the keys of the columns are those of its sheet."""

    def __init__(self, screen: Screen, kind: str) -> None:
        self._screen = screen
        self._kind = kind
        self._request = ListRequest()
        self._columns: tuple[str, ...] = ()

    def ask_where(self, request: ListRequest, columns: Sequence[Column]) -> QFileDialog:
        """Ask for a file; these rows and columns are written once it is named."""
        self._request = request
        self._columns = tuple(column.key for column in columns)
        folder = folder_of(self._screen.desk.settings, _FOLDER_KEY)
        dialog = QFileDialog(self._screen.window(), tr("Write a spreadsheet"), folder)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([tr("Excel (*.xlsx)"), tr("Text (*.csv)")])
        dialog.setDefaultSuffix("xlsx")
        dialog.selectFile(f"{self._kind}.xlsx")
        dialog.fileSelected.connect(self.write)
        dialog.open()
        return dialog

    def write(self, path: str) -> None:
        """Write the rows to this file."""
        desk = self._screen.desk
        keep_folder(desk.settings, _FOLDER_KEY, Path(path).parent)
        query = ExportList(kind=self._kind, path=path, request=self._request, columns=self._columns)
        desk.ask(self._screen, query, partial(self._written, path))

    def _written(self, path: str, count: int) -> None:
        words = trn("{n} row is in {file}.", "{n} rows are in {file}.", count)
        text = words.format(n=self._screen.desk.formats.count(count), file=Path(path).name)
        self._screen.desk.shell.say(text)
        opens = (tr("Open"), partial(_open, path))
        self._screen.show_notice(Notice(text, "success", (opens,), key="export"))


def _open(path: str) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(path))
