"""A document before it is printed: its pages, the printer, a file."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from fsmdesk.core.messages import Query
from fsmdesk.core.permissions import Permission
from fsmdesk.core.words import tr, trn
from fsmdesk.services.printing.messages import BoundPapers, OnePaper, Paper
from fsmdesk.views.actions import ActionSpec
from fsmdesk.views.desk import Desk, Office
from fsmdesk.views.error_presenter import Notice
from fsmdesk.views.mail.window import about_paper, write_mail
from fsmdesk.views.printing.page_controls import PageControls
from fsmdesk.views.printing.page_loader import PageLoader
from fsmdesk.views.printing.page_view import PageView
from fsmdesk.views.printing.printer import PrintRun
from fsmdesk.views.printing.saving import write_each, write_one
from fsmdesk.views.printing.waiting import WaitingPage
from fsmdesk.views.tasks import Lane, Progress, Step
from fsmdesk.views.widgets.banner import BannerArea
from fsmdesk.views.widgets.folders import folder_of, keep_folder
from fsmdesk.views.widgets.standing import stand_over
from fsmdesk.views.widgets.top_bar import TopBar

_FOLDER_KEY = "preview.folder"


def show_preview(desk: Desk, owner: QWidget, query: Query[Paper], title: str) -> "PreviewWindow":
    """A window with the document stands beside the owner's; it is read off the GUI thread."""
    return _shown(PreviewWindow(desk, owner.window(), query, (), title))


def show_previews(desk: Desk, owner: QWidget, papers: Sequence[OnePaper], title: str) -> "PreviewWindow":
    """The same for several documents, bound into one; they can also be saved one by one."""
    if len(papers) == 1:
        return show_preview(desk, owner, papers[0], title)
    query = BoundPapers(papers=tuple(papers), title=title)
    return _shown(PreviewWindow(desk, owner.window(), query, tuple(papers), title))


def _shown(window: "PreviewWindow") -> "PreviewWindow":
    window.show()
    return window


class PreviewWindow(QWidget):
    """Reads the document when it opens; Esc closes it. Without a query, a derived class makes the document."""

    def __init__(
        self, desk: Desk, parent: QWidget, query: Query[Paper] | None, papers: Sequence[OnePaper], title: str
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        room = self.screen().availableSize() - QSize(8, 40)  # what the system draws around a window
        self.resize(QSize(960, 1000).boundedTo(room))
        stand_over(self, parent)
        self._desk = desk
        self._query = query
        self._papers = tuple(papers)
        may_mail = desk.may(Permission.SEND_MAIL)
        self._mail_about = about_paper(query) if query is not None and may_mail else None
        self._ticket = 0
        self.paper: Paper | None = None
        self._run = PrintRun(desk, self)
        self._run.stepped.connect(self._show_step)
        self._run.ended.connect(self._show_pages)
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

    def change(self, query: Query[Paper]) -> None:
        """Show this one instead; what is shown stays until then."""
        self._query = query
        self._desk.ask(self, query, partial(self._show_paper, query, True), self._failed)

    def save_pdf(self) -> None:
        """Ask where, then write the PDF there."""
        if self.paper is None:
            return
        dialog = QFileDialog(self, tr("Save the PDF"), folder_of(self._desk.settings, _FOLDER_KEY))
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
        keep_folder(self._desk.settings, _FOLDER_KEY, Path(path).parent)
        job = partial(write_one, Path(path), self.paper.content)
        self._desk.tasks.run(self, job, self._written, self._failed, Lane.REST)

    def save_each(self) -> None:
        """Ask for a folder, then write each document there under its own name."""
        dialog = QFileDialog(self, tr("Save each as a PDF"), folder_of(self._desk.settings, _FOLDER_KEY))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.write_each_to)
        dialog.open()

    @Slot(str)
    def write_each_to(self, folder: str) -> None:
        """Each document is a file of its own in this folder, beside what is there."""
        keep_folder(self._desk.settings, _FOLDER_KEY, Path(folder))
        job = partial(write_each, self._desk.office, self._papers, Path(folder))
        self._ticket = self._desk.tasks.run_long(
            self, job, partial(self._each_written, Path(folder)), self._failed, self._show_step, Lane.READ
        )

    def write_mail(self) -> None:
        """A mail with this document is begun."""
        if self._mail_about is not None and self._query is not None:
            write_mail(self._desk, self, self._mail_about, (self._query,))

    def _lay_out(self, title: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.top_bar = TopBar(title, self)
        self.banners = BannerArea(self)
        self.view = PageView(self)
        self.loader = PageLoader(self._desk, self.view)
        self.loader.shown.connect(self._show_pages)
        self.waiting = WaitingPage(tr("Reading…"), self)
        self.waiting.cancelled.connect(self._stop)
        self.top_bar.add_right(PageControls(self._desk, self.view, self.top_bar))
        self._rooms = QStackedWidget(self)
        self._rooms.addWidget(self.waiting)
        self._rooms.addWidget(self.view)
        self.middle = QHBoxLayout()
        self.middle.addWidget(self._rooms, 1)
        column.addWidget(self.top_bar)
        column.addWidget(self.banners)
        column.addLayout(self.middle, 1)

    def _add_actions(self) -> None:
        actions = self._desk.actions
        offered = [
            (ActionSpec("preview.out", tr("Smaller"), self.view.zoom_out, "-", "zoom-out"), False),
            (ActionSpec("preview.in", tr("Larger"), self.view.zoom_in, "+", "zoom-in"), False),
            (ActionSpec("preview.fit", tr("Fit width"), self.view.fit_width, "0"), False),
            (ActionSpec("preview.next", tr("Next page"), self.view.next_page, "Ctrl+PgDown"), False),
            (ActionSpec("preview.previous", tr("Page before"), self.view.previous_page, "Ctrl+PgUp"), False),
            (ActionSpec("preview.close", tr("Close the preview"), self._leave, "Esc"), False),
            (ActionSpec("preview.save", tr("Save PDF"), self.save_pdf, "Ctrl+S", "download"), True),
            (ActionSpec("preview.print", tr("Print"), self.print_paper, "Ctrl+P", "printer"), True),
        ]
        if self._mail_about is not None:
            mail = ActionSpec("preview.mail", tr("E-mail"), self.write_mail, "Ctrl+M", "send")
            offered.insert(-1, (mail, True))
        if self._papers:
            each = ActionSpec("preview.each", tr("Save each"), self.save_each, "Ctrl+Shift+S", "files")
            offered.insert(-1, (each, True))
        for spec, in_bar in offered:
            action = actions.add(self, spec)
            if in_bar:
                self.top_bar.add_action(spec, action, spec.id == "preview.print")

    def _leave(self) -> None:
        self.close()

    def _read(self) -> None:
        if self._query is None:
            return
        self._rooms.setCurrentWidget(self.waiting)
        job = partial(_read_paper, self._desk.office, self._query)
        show = partial(self._show_paper, self._query, False)
        self._ticket = self._desk.tasks.run_long(self, job, show, self._failed, self._show_step, Lane.READ)

    @Slot(object)
    def _show_step(self, step: Step) -> None:
        self.waiting.show_step(step)
        self._rooms.setCurrentWidget(self.waiting)

    def _show_paper(self, query: Query[Paper] | None, is_same: bool, paper: Paper) -> None:
        """Show it, unless another one is wanted by now."""
        if query is self._query:
            self.paper = paper
            self.loader.show(paper.content, is_same)

    @Slot()
    def _show_pages(self) -> None:
        if self._rooms.currentWidget() is not self.view:
            self._rooms.setCurrentWidget(self.view)
            self.view.setFocus()

    @Slot()
    def _stop(self) -> None:
        """Whatever is under way is given up; without a document there is nothing to stay for."""
        self._desk.tasks.cancel(self._ticket)
        self._run.stop()
        if self.paper is None:
            self.close()

    def _written(self, path: Path) -> None:
        text = tr("{file} is written.").format(file=path.name)
        self._tell_written(text, path)

    def _each_written(self, folder: Path, paths: Sequence[Path]) -> None:
        self._show_pages()
        words = trn("{n} file is in {folder}.", "{n} files are in {folder}.", len(paths))
        text = words.format(n=self._desk.formats.count(len(paths)), folder=folder.name or str(folder))
        self._tell_written(text, folder)

    def _tell_written(self, text: str, path: Path) -> None:
        opens = (tr("Open"), partial(_open, path))
        self.show_notice(Notice(text, "success", (opens,), key="written"))
        self._desk.shell.say(text)

    def _failed(self, error: Exception) -> None:
        self._show_pages()
        self._desk.errors.show(error, self, again=self._read if self.paper is None else None)


def _read_paper(office: Office, query: Query[Paper], progress: Progress) -> Paper:
    """The document; of several it is told how many are made, and between two of them it may be stopped."""
    if not isinstance(query, BoundPapers):
        return office.ask(query)

    def tell(done: int, total: int) -> None:
        progress.report(
            done, total, tr("Document {n} of {total}").format(n=min(done + 1, total), total=total)
        )

    return office.ask(BoundPapers(papers=query.papers, title=query.title, tell=tell))


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
