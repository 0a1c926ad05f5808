"""Files on their way out: opened in the system's program, copied, dragged, saved under a name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QDrag, QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from fsmdesk.core.errors import EnvironmentProblem, RuleBroken
from fsmdesk.core.file_names import disk_name, may_run
from fsmdesk.core.words import tr
from fsmdesk.services.files.messages import FileRow, ReadFile
from fsmdesk.views import confirm
from fsmdesk.views.desk import Desk
from fsmdesk.views.tasks import Lane
from fsmdesk.views.widgets.files.copies import COPIES

_FOLDER = "files.save_folder"
_MOST_OPENED = 12


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file of which only id and name are known."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class HandedOut:
    """A private copy; `may_run` if opening it may run a program, `picture` for programs that take pictures."""

    name: str
    path: Path
    may_run: bool
    picture: QImage | None = None


class HandingOut(QObject):
    """Reads files in a worker and hands them to other programs."""

    def __init__(self, desk: Desk, widget: QWidget) -> None:
        super().__init__(widget)
        self._desk = desk
        self._widget = widget
        self._to_save: list[FileRow | Wanted] = []

    def open(self, files: Sequence[FileRow | Wanted]) -> None:
        """Each is opened in the program that the system has for it; what may run is asked about first."""
        if len(files) > _MOST_OPENED:
            words = tr("At most {most} files are opened at once.").format(most=_MOST_OPENED)
            self._desk.errors.show(RuleBroken(words), self._widget)
            return
        for file in files:
            self._hand_out([file], self._open_copy)

    def copy(self, files: Sequence[FileRow | Wanted]) -> None:
        """They are on the clipboard, as files and a single picture as picture too."""
        self._hand_out(files, self._copy)

    def drag(self, files: Sequence[FileRow | Wanted]) -> None:
        """They are dragged, if the button is still down when they have been read."""
        self._hand_out(files, self._drag)

    def save(self, files: Sequence[FileRow | Wanted]) -> None:
        """Ask where to, and save them there."""
        if not files:
            return
        self._to_save = list(files)
        dialog = QFileDialog(self._widget.window(), tr("Save as"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setDirectory(self._desk.settings.text(_FOLDER))
        if len(files) == 1:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.selectFile(disk_name(files[0].name))
        else:
            dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._save_chosen)
        dialog.open()

    @Slot(str)
    def _save_chosen(self, path: str) -> None:
        if len(self._to_save) == 1:
            self.save_one(self._to_save[0], path)
        else:
            self.save_all(self._to_save, path)

    def save_one(self, file: FileRow | Wanted, path: str) -> None:
        """The file is at this path."""
        self._save([(file, Path(path))])

    def save_all(self, files: Sequence[FileRow | Wanted], folder: str) -> None:
        """The files are in this folder; none takes the place of what is there."""
        taken: set[str] = set()
        wanted = []
        for file in files:
            path = _free(Path(folder), disk_name(file.name), taken)
            taken.add(path.name.casefold())
            wanted.append((file, path))
        self._save(wanted)

    def _save(self, wanted: Sequence[tuple[FileRow | Wanted, Path]]) -> None:
        self._desk.settings.keep(_FOLDER, str(wanted[0][1].parent))
        office = self._desk.office

        def job() -> None:
            for file, path in wanted:
                content = office.ask(ReadFile(file_id=file.id)).content
                _write(path, content)

        def settle(_nothing: object) -> None:
            first = wanted[0][1]
            if len(wanted) == 1:
                self._desk.shell.say(tr("Saved {path}").format(path=first))
            else:
                words = tr("Saved {count} files in {folder}")
                self._desk.shell.say(words.format(count=len(wanted), folder=first.parent))

        self._desk.tasks.run(self, job, settle, self._fail, Lane.REST)

    def _hand_out(
        self, files: Sequence[FileRow | Wanted], then: Callable[[Sequence[HandedOut]], object]
    ) -> None:
        if not files:
            return
        office = self._desk.office
        wants_picture = len(files) == 1

        def job() -> list[HandedOut]:
            found = []
            for file in files:
                whole = office.ask(ReadFile(file_id=file.id))
                path = COPIES.put(whole.name, whole.content)
                # Only a picture that our own service could read is shown to Qt's readers.
                picture = QImage.fromData(whole.content) if wants_picture and whole.has_picture else None
                is_risky = may_run(whole.name, whole.content[:64])
                found.append(HandedOut(whole.name, path, is_risky, picture))
            return found

        self._desk.tasks.run(self, job, then, self._fail, Lane.REST)

    def _open_copy(self, copies: Sequence[HandedOut]) -> None:
        for copy in copies:
            if not copy.may_run:
                self._open_path(copy)
                continue
            words = tr(
                "Opening {name} may run a program on this computer. Open it only if you know who it is from."
            )
            question = confirm.Question(
                tr("Open {name}?").format(name=copy.name),
                words.format(name=copy.name),
                tr("Open it anyway"),
                is_dangerous=True,
            )
            confirm.ask(question, partial(self._open_risky, copy), self._widget)

    def _open_risky(self, copy: HandedOut, _reason: str) -> None:
        self._open_path(copy)

    def _open_path(self, copy: HandedOut) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy.path))):
            words = tr("This computer has no program that opens {name}. Save it, and open it there.")
            self._desk.errors.show(RuleBroken(words.format(name=copy.name)), self._widget)

    def _copy(self, copies: Sequence[HandedOut]) -> None:
        QGuiApplication.clipboard().setMimeData(data_of(copies))
        if len(copies) == 1:
            self._desk.shell.say(tr("Copied {name}").format(name=copies[0].name))
        else:
            self._desk.shell.say(tr("Copied {count} files").format(count=len(copies)))

    def _drag(self, copies: Sequence[HandedOut]) -> None:
        if QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            drag = QDrag(self._widget)
            drag.setMimeData(data_of(copies))
            drag.exec(Qt.DropAction.CopyAction)

    def _fail(self, error: Exception) -> None:
        self._desk.errors.show(error, self._widget)


def data_of(copies: Sequence[HandedOut]) -> QMimeData:
    """What other programs are given: the files, and the picture where there is just one."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(copy.path)) for copy in copies])
    if len(copies) == 1 and copies[0].picture is not None and not copies[0].picture.isNull():
        data.setImageData(copies[0].picture)
    return data


def _free(folder: Path, name: str, taken: set[str]) -> Path:
    path, stem, number = folder / name, Path(name), 2
    while path.exists() or path.name.casefold() in taken:
        path = folder / f"{stem.stem} ({number}){stem.suffix}"
        number += 1
    return path


def _write(path: Path, content: bytes) -> None:
    beside = path.with_name(f".{path.name}.unfinished")
    try:
        try:
            beside.write_bytes(content)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        words = tr("{path} can't be written: {why}.")
        raise EnvironmentProblem(words.format(path=path, why=error.strerror or error)) from error
