"""Writes what a list shows as a spreadsheet: asks where, runs off the GUI thread, says where it is."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from fsmdesk.core.formats import Formats
from fsmdesk.core.lists import ListRequest
from fsmdesk.core.words import tr, trn
from fsmdesk.services.exports.messages import ExportList
from fsmdesk.views.desk import Office
from fsmdesk.views.error_presenter import Notice
from fsmdesk.views.screen import Screen
from fsmdesk.views.tasks import Lane, Progress
from fsmdesk.views.widgets.folders import folder_of, keep_folder
from fsmdesk.views.widgets.progress_banner import ProgressBanner
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
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)  # else it would go on watching the folder
        dialog.open()
        return dialog

    def write(self, path: str) -> None:
        """Write the rows to this file; a long list tells how far it is, and can be stopped."""
        desk = self._screen.desk
        keep_folder(desk.settings, _FOLDER_KEY, Path(path).parent)
        query = ExportList(kind=self._kind, path=path, request=self._request, columns=self._columns)
        _Writing(self._screen, query).begin()


class _Writing:
    """One file that is being written."""

    def __init__(self, screen: Screen, query: ExportList) -> None:
        self._screen = screen
        self._query = query
        self._name = Path(query.path).name
        self._ticket = 0
        self._banner = ProgressBanner(screen.banners, tr("Writing {file}…").format(file=self._name))
        self._banner.cancelled.connect(self.stop)

    def begin(self) -> None:
        """The file is written off the GUI thread."""
        desk = self._screen.desk
        self._screen.banners.close_notice("export")
        job = partial(_write, desk.office, self._query, desk.formats)
        self._ticket = desk.tasks.run_long(
            self._screen, job, self._written, self._failed, self._banner.show_step, Lane.READ
        )

    def stop(self) -> None:
        """No file is left; one that was there before stays as it was."""
        self._screen.desk.tasks.cancel(self._ticket)
        self._banner.end()
        self._screen.desk.shell.say(tr("{file} was not written.").format(file=self._name))

    def _written(self, count: int) -> None:
        self._banner.end()
        words = trn("{n} row is in {file}.", "{n} rows are in {file}.", count)
        text = words.format(n=self._screen.desk.formats.count(count), file=self._name)
        self._screen.desk.shell.say(text)
        opens = (tr("Open"), partial(_open, self._query.path))
        self._screen.show_notice(Notice(text, "success", (opens,), key="export"))

    def _failed(self, error: Exception) -> None:
        self._banner.end()
        self._screen.desk.errors.show(error, self._screen)


def _write(office: Office, query: ExportList, formats: Formats, progress: Progress) -> int:
    name = Path(query.path).name

    def tell(done: int, total: int) -> None:
        text = tr("{file}: row {n} of {total}").format(
            file=name, n=formats.count(done), total=formats.count(total)
        )
        progress.report(done, total, text)

    return office.ask(replace(query, tell=tell))


def _open(path: str) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(path))
