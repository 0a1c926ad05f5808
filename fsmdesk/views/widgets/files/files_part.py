"""Photos and files of one record: dropped, pasted or picked; looked at, marked, opened, saved, removed."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal, Slot
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QShowEvent,
)
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from fsmdesk.core.messages import ChangeSet
from fsmdesk.core.permissions import Permission
from fsmdesk.core.terms import FileMark
from fsmdesk.core.times import now
from fsmdesk.core.words import tr
from fsmdesk.services.files.messages import FileOwner, FileRow, FilesOf, MarkFiles, RemoveFiles
from fsmdesk.views.allowance import why_not
from fsmdesk.views.desk import Desk
from fsmdesk.views.tasks import Step
from fsmdesk.views.theme.icons import token_colour
from fsmdesk.views.widgets.busy import ProgressCard
from fsmdesk.views.widgets.files.adding import FileAdder
from fsmdesk.views.widgets.files.file_bar import FileBar
from fsmdesk.views.widgets.files.file_form import FileForm
from fsmdesk.views.widgets.files.file_grid import FileGrid
from fsmdesk.views.widgets.files.handing_out import HandingOut
from fsmdesk.views.widgets.files.incoming import from_disk, incoming_of, takes
from fsmdesk.views.widgets.files.thumbnail_store import ThumbnailStore
from fsmdesk.views.widgets.inline_editor import InlineEditor
from fsmdesk.views.widgets.passing_menu import PassingMenu
from fsmdesk.views.widgets.surfaces import paragraph

_FOLDER = "files.add_folder"
_MARKS = {"before": FileMark.BEFORE, "after": FileMark.AFTER, "unmark": FileMark.NONE}


class FilesPart(QWidget):
    """Reads its files when it is looked at, and again when any seat changed files.

    With `has_marks` photos show the state before or after the work.

    Signals:
        counted(int): so many files are there.
    """

    counted = Signal(int)

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, most_rows: int = 3, has_marks: bool = True
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._owner: tuple[FileOwner, int] | None = None
        self._refusal = ""
        self._is_old = False
        self._is_over = False
        self._has_marks = has_marks
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(tr("Photos and files"))
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 6, 2)
        column.setSpacing(10)
        self.bar = FileBar(has_marks, self)
        self.empty = paragraph("", "muted", self)
        self.grid = FileGrid(ThumbnailStore(desk, self), desk.formats, most_rows, self)
        self.editor = InlineEditor(FileForm(desk, has_marks), self)
        self.progress: ProgressCard | None = None
        for widget in (self.bar, self.empty, self.grid, self.editor):
            column.addWidget(widget)
        self.adder = FileAdder(desk, self)
        self.out = HandingOut(desk, self)
        self._wire()
        self._show_rows(())

    def _wire(self) -> None:
        self.bar.add_wanted.connect(self.pick)
        self.bar.wanted.connect(self._do)
        self.grid.wanted.connect(self._do)
        self.grid.chosen_changed.connect(self._show_choice)
        self.grid.menu_wanted.connect(self._show_menu)
        self.grid.drag_wanted.connect(self._drag)
        self.editor.closed.connect(self._editor_closed)
        self.adder.progressed.connect(self._show_progress)
        self.adder.ended.connect(self._end_progress)
        self._desk.hub.saved.connect(self._hear)

    def show_owner(self, owner: FileOwner, owner_id: int) -> None:
        """Show the files of this record."""
        if self._owner != (owner, owner_id):
            self._owner = (owner, owner_id)
            self._refusal = _refusal(self._desk, owner)
            self.editor.hide()
            self._show_rows(())
        self._read_soon()

    def showEvent(self, event: QShowEvent) -> None:
        """Read what was missed."""
        super().showEvent(event)
        if self._is_old:
            self._read_soon()

    def files(self) -> Sequence[FileRow]:
        """The files that are shown."""
        return self.grid.files.rows()

    def take(self, data: QMimeData) -> bool:
        """Add what is in it to the record; False if there is nothing to add, or nothing may be added."""
        if self._owner is None or self._refusal or not takes(data):
            return False
        moment = now().astimezone(self._desk.formats.zone)
        found = incoming_of(data, moment)
        self.adder.add(*self._owner, found)
        return bool(found)

    @Slot()
    def pick(self) -> None:
        """Ask for files of this computer; the folder is remembered."""
        if self._owner is None or self._refusal:
            return
        dialog = QFileDialog(self.window(), tr("Add files"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setDirectory(self._desk.settings.text(_FOLDER))
        dialog.filesSelected.connect(self._picked)
        dialog.open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+V adds what is on the clipboard."""
        if event.matches(QKeySequence.StandardKey.Paste):
            data = QGuiApplication.clipboard().mimeData()
            if data is not None and self.take(data):
                return
            if not self._refusal:
                self._desk.shell.say(tr("There is no file and no picture on the clipboard."))
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and pictures may be dropped, but not our own."""
        is_own = event.source() is not None
        if not is_own and not self._refusal and self._owner is not None and takes(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self._set_over(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """They went elsewhere."""
        self._set_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """They are added."""
        self._set_over(False)
        if self.take(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """While files are held over it, it shows that they may be dropped."""
        if self._is_over:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            pen = QPen(token_colour("accent"))
            pen.setWidth(2)
            pen.setStyle(Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), 8, 8)

    def _read_soon(self) -> None:
        self._is_old = not self.isVisible()
        if self._owner is not None and not self._is_old:
            owner = self._owner

            def show(rows: tuple[FileRow, ...]) -> None:
                if owner == self._owner:
                    self._show_rows(rows)

            self._desk.ask(self, FilesOf(owner=owner[0], owner_id=owner[1]), show)

    def _show_rows(self, rows: Sequence[FileRow]) -> None:
        self.grid.show_rows(rows)
        self.grid.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        words = tr("No photos or files yet. Drop them here, paste them with Ctrl+V, or add them.")
        self.empty.setText(tr("No photos or files.") if self._refusal else words)
        self.counted.emit(len(rows))

    @Slot()
    def _show_choice(self) -> None:
        self.bar.show_state(len(self.grid.chosen()), self._refusal)

    @Slot(object)
    def _show_progress(self, step: Step) -> None:
        column = self.layout()
        if self.progress is None and isinstance(column, QVBoxLayout):
            self.progress = ProgressCard(tr("Adding files"), self)
            self.progress.cancelled.connect(self.adder.cancel)
            column.insertWidget(1, self.progress)
        if self.progress is not None:
            self.progress.show_step(step)

    @Slot()
    def _end_progress(self) -> None:
        if self.progress is not None:
            self.progress.hide()
            self.progress.deleteLater()
            self.progress = None

    @Slot(list)
    def _picked(self, paths: list[str]) -> None:
        if self._owner is not None and paths:
            self._desk.settings.keep(_FOLDER, paths[0].rpartition("/")[0])
            self.adder.add(*self._owner, from_disk(paths))

    @Slot(str)
    def _do(self, what: str) -> None:
        files = self.grid.chosen()
        outward = {"open": self.out.open, "save": self.out.save, "copy": self.out.copy}
        if not files:
            return
        if what in outward:
            outward[what](files)
        elif self._refusal:
            self._desk.shell.say(self._refusal)
        elif what == "edit":
            self.editor.open(files[0].id)
        elif what == "remove":
            self._remove(files)
        elif self._has_marks:
            self._mark(files, _MARKS[what])

    def _mark(self, files: Sequence[FileRow], mark: FileMark) -> None:
        others = [file for file in files if file.mark is not mark]
        if others:
            command = MarkFiles(files=tuple((file.id, file.version) for file in others), mark=mark)
            said = tr("{what}: {mark}").format(what=_named(others), mark=mark.label)
            self._desk.do(self, command, self._settle, said=said)

    def _remove(self, files: Sequence[FileRow]) -> None:
        command = RemoveFiles(files=tuple((file.id, file.version) for file in files))
        self._desk.do(self, command, self._settle, said=tr("Removed {what}").format(what=_named(files)))

    def _settle(self, _done: object) -> None:
        self._read_soon()

    @Slot(object)
    def _show_menu(self, where: object) -> None:
        if not isinstance(where, QPoint):
            return
        menu = PassingMenu(self)
        for name, made in self.bar.buttons.items():
            if made.isVisibleTo(self.bar):
                menu.addAction(made.text()).triggered.connect(made.click)
            if name == "save":
                menu.addAction(tr("Copy")).triggered.connect(self._copy)
        menu.show_at(where)

    @Slot()
    def _copy(self) -> None:
        self.out.copy(self.grid.chosen())

    @Slot()
    def _drag(self) -> None:
        self.out.drag(self.grid.chosen())

    @Slot(bool)
    def _editor_closed(self, had_focus: bool) -> None:
        if had_focus:
            self.grid.setFocus()

    @Slot(object, object)
    def _hear(self, changes: ChangeSet, _origin: object) -> None:
        if self._owner is not None and changes.touches("attachment"):
            self._read_soon()

    def _set_over(self, is_over: bool) -> None:
        self._is_over = is_over
        self.update()


def _refusal(desk: Desk, owner: FileOwner) -> str:
    """Why the person may not change the files there; empty if it is allowed."""
    if owner is not FileOwner.WORK_ORDER:
        return why_not(desk, Permission.EDIT_CUSTOMERS)
    if desk.may(Permission.EDIT_WORK_ORDERS):
        return ""
    return why_not(desk, Permission.REPORT_WORK)


def _named(files: Sequence[FileRow]) -> str:
    return files[0].name if len(files) == 1 else tr("{count} files").format(count=len(files))
