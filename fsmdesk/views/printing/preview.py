"""A document before it is printed: its pages, the printer, a file."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from fsmdesk.core.errors import EnvironmentProblem
from fsmdesk.core.messages import Query
from fsmdesk.core.words import tr
from fsmdesk.services.printing.messages import Paper
from fsmdesk.views.actions import ActionSpec
from fsmdesk.views.desk import Desk
from fsmdesk.views.error_presenter import Notice
from fsmdesk.views.printing.binding import read_bound
from fsmdesk.views.printing.page_view import PageView
from fsmdesk.views.printing.pages import PagePicture, draw_pages
from fsmdesk.views.printing.printer import PrintRun
from fsmdesk.views.tasks import Lane, Step
from fsmdesk.views.widgets.banner import BannerArea
from fsmdesk.views.widgets.surfaces import words
from fsmdesk.views.widgets.top_bar import TopBar

_SHARPEST_DPI = 288
_FOLDER_KEY = "preview.folder"


def show_preview(desk: Desk, owner: QWidget, query: Query[Paper], title: str) -> "PreviewWindow":
    """A window with the document stands beside the owner's; it is read off the GUI thread."""
    return show_previews(desk, owner, (query,), title)


def show_previews(desk: Desk, owner: QWidget, queries: Sequence[Query[Paper]], title: str) -> "PreviewWindow":
    """The same for several documents, bound into one."""
    window = PreviewWindow(desk, owner.window(), queries, title)
    window.show()
    return window


class PreviewWindow(QWidget):
    """Reads the document when it opens; Esc closes it."""

    def __init__(self, desk: Desk, parent: QWidget, queries: Sequence[Query[Paper]], title: str) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        room = self.screen().availableSize() - QSize(8, 40)  # what the system draws around a window
        self.resize(QSize(900, 1000).boundedTo(room))
        self._desk = desk
        self._title = title
        self._queries = queries
        self.paper: Paper | None = None
        self._dots = 0.0
        self._run = PrintRun(desk, self)
        self._lay_out(title)
        self._add_actions()
        self._read()

    def show_notice(self, notice: Notice) -> None:
        """Show a banner above the pages."""
        self.banners.show_notice(notice)

    def print_paper(self) -> None:
        """Ask the system's printer dialog, then print."""
        if self.paper is not None:
            self._run.ask_printer(self.paper)

    def save_pdf(self) -> None:
        """Ask where, then write the PDF there."""
        if self.paper is None:
            return
        folder = self._desk.settings.text(_FOLDER_KEY, str(Path.home()))
        dialog = QFileDialog(self, tr("Save the PDF"), folder)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([tr("PDF (*.pdf)")])
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(f"{self.paper.name}.pdf")
        dialog.fileSelected.connect(self.write_to)
        dialog.open()

    @Slot(str)
    def write_to(self, path: str) -> None:
        """The PDF is in this file, whole or not at all."""
        if self.paper is None:
            return
        self._desk.settings.keep(_FOLDER_KEY, str(Path(path).parent))
        job = partial(_write, Path(path), self.paper.content)
        self._desk.tasks.run(self, job, self._written, self._failed, Lane.REST)

    def _lay_out(self, title: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.top_bar = TopBar(title, self)
        self.banners = BannerArea(self)
        self.view = PageView(self)
        self._place = words("", "muted", self)
        self.top_bar.add_right(self._place)
        self.view.page_changed.connect(self._show_place)
        self.view.zoom_changed.connect(self._sharpen)
        column.addWidget(self.top_bar)
        column.addWidget(self.banners)
        column.addWidget(self.view, 1)

    def _add_actions(self) -> None:
        actions = self._desk.actions
        for spec, is_primary, in_bar in (
            (ActionSpec("preview.out", tr("Smaller"), self.view.zoom_out, "-", "zoom-out"), False, True),
            (ActionSpec("preview.in", tr("Larger"), self.view.zoom_in, "+", "zoom-in"), False, True),
            (ActionSpec("preview.fit", tr("Fit width"), self.view.fit_width, "0"), False, False),
            (ActionSpec("preview.save", tr("Save PDF"), self.save_pdf, "Ctrl+S", "download"), False, True),
            (ActionSpec("preview.print", tr("Print"), self.print_paper, "Ctrl+P", "printer"), True, True),
            (ActionSpec("preview.close", tr("Close the preview"), self._leave, "Esc"), False, False),
        ):
            action = actions.add(self, spec)
            if in_bar:
                self.top_bar.add_action(spec, action, is_primary)

    def _leave(self) -> None:
        self.close()

    def _read(self) -> None:
        self._place.setText(tr("Reading…"))
        if len(self._queries) == 1:
            self._desk.ask(self, self._queries[0], self._show_paper, self._failed)
            return
        job = partial(read_bound, self._desk.office, self._queries, self._title)
        self._desk.tasks.run_long(self, job, self._show_paper, self._failed, self._show_step, Lane.READ)

    def _show_step(self, step: Step) -> None:
        self._place.setText(step.text)

    def _show_paper(self, paper: Paper) -> None:
        self.paper = paper
        self._draw(self._wanted_dots())

    def _draw(self, dots: float) -> None:
        if self.paper is None:
            return
        self._dots = dots
        job = partial(draw_pages, self.paper.content, dots)
        self._desk.tasks.run(self, job, self._show_pages, self._failed, Lane.REST)

    def _show_pages(self, pages: tuple[PagePicture, ...]) -> None:
        is_first = self.view.page_count == 0
        self.view.show_pages(pages)
        if is_first:
            self.view.fit_width()
            self.view.setFocus()

    def _wanted_dots(self) -> float:
        return min(96 * self.view.zoom * self.devicePixelRatioF(), _SHARPEST_DPI)

    @Slot(float)
    def _sharpen(self, _zoom: float) -> None:
        """After zooming the pages are drawn again as sharp as the screen shows them."""
        wanted = self._wanted_dots()
        if abs(wanted - self._dots) > 1:
            self._draw(wanted)

    @Slot(int)
    def _show_place(self, page: int) -> None:
        count = self.view.page_count
        self._place.setText(tr("Page {n} of {total}").format(n=page, total=count) if count else "")

    def _written(self, path: Path) -> None:
        text = tr("{file} is written.").format(file=path.name)
        self.show_notice(Notice(text, "success", key="written"))
        self._desk.shell.say(text)

    def _failed(self, error: Exception) -> None:
        self._place.setText("")
        self._desk.errors.show(error, self, again=self._read if self.paper is None else None)


def _write(path: Path, content: bytes) -> Path:
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise EnvironmentProblem(
            tr("{path} can't be written: {why}.").format(path=path, why=error.strerror or error)
        ) from error
    return path
