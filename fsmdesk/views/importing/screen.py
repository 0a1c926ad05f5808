"""Import: a list of another program is chosen, looked at, tried, and brought in."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QStackedLayout, QVBoxLayout, QWidget

from fsmdesk.core.words import tr, trn
from fsmdesk.views.actions import ActionSpec
from fsmdesk.views.desk import Desk
from fsmdesk.views.error_presenter import Notice
from fsmdesk.views.importing.busy_page import BusyPage
from fsmdesk.views.importing.done_page import DonePage
from fsmdesk.views.importing.jobs import bring_in, look_at, rehearse
from fsmdesk.views.importing.kinds import shown_kind
from fsmdesk.views.importing.preview_page import PreviewPage
from fsmdesk.views.importing.reject_file import FOLDER_KEY, NOTICE_KEY, RejectFile
from fsmdesk.views.importing.start_page import StartPage
from fsmdesk.views.importing.wanted import FileLook, OtherKind, Wanted
from fsmdesk.views.making import Pieces, make
from fsmdesk.views.screen import Screen
from fsmdesk.views.tasks import Lane
from fsmdesk.views.widgets.importing import KIND_KEY
from fsmdesk.views.widgets.settings_nav import stand_beside_nav

if TYPE_CHECKING:
    from fsmdesk.services.imports.files import FileImport


class ImportScreen(Screen):
    """Start, preview, done; and a page that waits in between."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, tr("Import"), has_command_field=False)
        self._wanted: Wanted | None = None
        self._look: FileLook | None = None
        self._trial: FileImport | None = None
        self._done: FileImport | None = None
        self._ticket = 0
        self._is_importing = False
        self._reject_file = RejectFile(self)
        self._add_actions()
        make(self._make_pages())

    def _make_pages(self) -> Pieces:
        self.start = StartPage(self._choose, self)
        yield
        self.busy = BusyPage(self)
        yield
        self.preview = PreviewPage(self.desk.formats, self._run, self)
        yield
        self.done = DonePage(self.desk.formats, self)
        yield
        yield from self._lay_out()
        self._wire()
        self.setAcceptDrops(True)
        self._show_page(self.start)
        yield

    def arrive(self, record_id: int | None) -> None:
        """Show what was going on; or begin with the kind that the list the person comes from holds."""
        kind = self.desk.settings.text(KIND_KEY)
        if kind:
            self.desk.settings.keep(KIND_KEY, "")
            if not self._is_importing:
                self.start_over()
                self.start.choose_kind(kind)
        page = self._pages.currentWidget()
        if page is self.start:
            self.start.zone.choose_button.setFocus()
        elif page is self.done and self._done is not None:
            self.done.show_button.setFocus()

    def read_again(self) -> None:
        """Read the file again; it may have been mended."""
        if self._pages.currentWidget() is self.preview and self._wanted is not None:
            self._read(self._wanted)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One file is welcome, unless rows are going in."""
        if self._dropped_file(event) is not None:
            event.acceptProposedAction()
            self.start.zone.light(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """It went elsewhere."""
        self.start.zone.light(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the file."""
        path = self._dropped_file(event)
        self.start.zone.light(False)
        if path is not None:
            event.acceptProposedAction()
            self.take_file(str(path))

    def choose_file(self) -> QFileDialog:
        """Ask for a file; it is read once it is named."""
        folder = self.desk.settings.text(FOLDER_KEY, str(Path.home()))
        dialog = QFileDialog(self.window(), tr("Choose a list to import"), folder)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([tr("Lists (*.csv *.tsv *.txt *.xlsx *.xlsm)"), tr("All files (*)")])
        dialog.fileSelected.connect(self.take_file)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    @Slot(str)
    def take_file(self, path: str) -> None:
        """Read this file."""
        self.desk.settings.keep(FOLDER_KEY, str(Path(path).parent))
        self.preview.begin()
        self._read(Wanted(path=Path(path), kind=self.start.kind()), is_new=True)

    def start_over(self) -> None:
        """Nothing is chosen; a file that is being read or tried is forgotten."""
        if self._is_importing:
            return
        self.desk.tasks.cancel(self._ticket)
        self._wanted = self._look = self._trial = self._done = None
        self.banners.close_notice(NOTICE_KEY)
        self.banners.close_notice("error")
        self._show_page(self.start)
        self.start.zone.choose_button.setFocus()

    def _read(self, wanted: Wanted, is_new: bool = False) -> None:
        self._wanted = wanted
        self._trial = self._done = None
        self.desk.tasks.cancel(self._ticket)
        self.banners.close_notice(NOTICE_KEY)
        self.banners.close_notice("error")
        if is_new:
            self._look = None
            title = tr("Reading {file}…").format(file=wanted.path.name)
            self._show_page(self.busy)
            self.busy.begin(title, tr("Its columns, its dates and numbers, row by row."), can_cancel=True)
        else:
            self.preview.show_trial(None)
        job = partial(look_at, self.desk.office, self.desk.formats, wanted)
        self._ticket = self.desk.tasks.run(self, job, self._show_look, self._refuse, Lane.READ)

    def _show_look(self, look: FileLook | OtherKind) -> None:
        if isinstance(look, OtherKind):
            self._offer_kinds(look)
            return
        is_first = self._pages.currentWidget() is not self.preview
        self._wanted = look.wanted
        self._look = look
        self.preview.show_look(look)
        self._show_page(self.preview)
        if is_first or look.questions or look.lacking:
            self.preview.focus_first()
        self._try_rows(look)

    def _try_rows(self, look: FileLook) -> None:
        if look.plan is not None and look.plan.is_ready:
            job = partial(rehearse, self.desk.office, look.plan)
            self._ticket = self.desk.tasks.run(self, job, self._show_trial, self._not_tried, Lane.WRITE)

    def _not_tried(self, error: Exception) -> None:
        self.desk.errors.show(error, self, self.read_again)
        self.preview.show_failure(tr("The rows could not be tried."))

    def _show_trial(self, trial: "FileImport") -> None:
        self._trial = trial
        self.preview.show_trial(trial)

    def _refuse(self, error: Exception) -> None:
        """The file can't be read this way: say why, and stay where something can be done about it."""
        again = partial(self._read, self._wanted, self._look is None) if self._wanted is not None else None
        self.desk.errors.show(error, self, again)
        self._stay()

    def _offer_kinds(self, found: OtherKind) -> None:
        actions = tuple(
            (
                tr("Read as {kind}").format(kind=shown_kind(name).title.lower()),
                partial(self._read, found.wanted.as_kind(name), self._look is None),
            )
            for name in found.kinds
        )
        said, likely = (shown_kind(name).title.lower() for name in (found.wanted.kind, found.kinds[0]))
        text = tr("This file holds no {kind}; it looks like a list of {other}.")
        self.show_notice(Notice(text.format(kind=said, other=likely), "warn", actions, key=NOTICE_KEY))
        self._stay()

    def _stay(self) -> None:
        """Back to what was shown: the file as it was read before, or the start."""
        if self._look is None:
            self._show_page(self.start)
            self.start.zone.choose_button.setFocus()
        else:
            self._wanted = self._look.wanted
            self.preview.show_look(self._look)
            self._try_rows(self._look)

    @Slot(str, str)
    def _answer(self, about: str, answer: str) -> None:
        if self._wanted is not None:
            is_kind = about == "kind"
            self._read(self._wanted.as_kind(answer) if is_kind else self._wanted.answered(about, answer))

    @Slot(str, str)
    def _map(self, column: str, field: str) -> None:
        if self._wanted is not None and self._look is not None:
            self._read(self._wanted.mapped(column, field, self._look.used))

    def bring_in(self) -> None:
        """The rows go in; where rejects are to be left out, the person first says where to keep them."""
        if self._trial is None or not self._run.isEnabled():
            return
        if self.preview.foot.keeps_going:
            self._reject_file.ask_where(self._trial, self._import)
        else:
            self._import("")

    def _import(self, rejects_path: str) -> None:
        """With a path for the rejects the good rows go in without them, else all or nothing."""
        trial = self._trial
        if trial is None:
            return
        self._is_importing = True
        self._show_actions()
        good = trial.counts.came - trial.counts.rejected
        title = trn("Importing {n} row…", "Importing {n} rows…", good)
        self._show_page(self.busy)
        about = tr("They go in as one piece: if anything goes wrong, none of them is kept.")
        self.busy.begin(title.format(n=self.desk.formats.count(good)), about, can_cancel=False)
        job = partial(bring_in, self.desk.office, trial.plan, bool(rejects_path))
        settle = partial(self._settle, rejects_path)
        self._ticket = self.desk.tasks.run(self, job, settle, self._fail, Lane.WRITE)

    def _settle(self, rejects_path: str, done: "FileImport") -> None:
        self._is_importing = False
        if not done.kept:
            self._show_trial(done)
            self._show_page(self.preview)
            text = tr("Nothing was imported: rows are rejected now that were not before.")
            self.show_notice(Notice(text, "warn", key=NOTICE_KEY))
            return
        self._done = done
        self.desk.hub.tell(done.changes, self)
        self._show_page(self.done)
        self.done.show_done(done)
        self.desk.shell.say(done.closing)
        if rejects_path and done.rejects:
            self._reject_file.save(done, rejects_path)

    def _fail(self, error: Exception) -> None:
        self._is_importing = False
        self._show_page(self.preview)
        self.desk.errors.show(error, self, self.bring_in)

    @Slot()
    def save_rejects(self) -> None:
        """Ask for a file; the rejected rows are written to it."""
        done = self._done or self._trial
        if done is not None and done.rejects:
            self._reject_file.offer(done)

    @Slot()
    def _show_records(self) -> None:
        if self._done is not None:
            self.desk.shell.go(shown_kind(self._done.plan.kind.name).place)

    def _dropped_file(self, event: QDropEvent) -> Path | None:
        urls = event.mimeData().urls()
        if self._is_importing or len(urls) != 1 or not urls[0].isLocalFile():
            return None
        path = Path(urls[0].toLocalFile())
        return path if path.is_file() else None

    def _add_actions(self) -> None:
        add = self.add_action
        over = ActionSpec("import.over", tr("Another file"), self.start_over, "Esc", "arrow-left")
        self._over = add(over)
        choose = ActionSpec("import.choose", tr("Choose a file…"), self.choose_file, "Ctrl+O", "sheet")
        self._choose = add(choose, in_bar=False)
        run = ActionSpec("import.run", tr("Import"), self.bring_in, "Ctrl+Return", "upload")
        self._run = add(run, in_bar=False)

    def _lay_out(self) -> Pieces:
        self._pages = QStackedLayout()
        for page in (self.start, self.busy, self.preview, self.done):
            self._pages.addWidget(page)
            yield
        inside = QVBoxLayout()
        inside.addLayout(self._pages)
        self.body.addLayout(inside, 1)
        stand_beside_nav(self, "import")

    def _wire(self) -> None:
        self.busy.cancelled.connect(self.start_over)
        self.preview.answered.connect(self._answer)
        self.preview.mapped.connect(self._map)
        self.preview.save_wanted.connect(self.save_rejects)
        self.done.show_wanted.connect(self._show_records)
        self.done.save_wanted.connect(self.save_rejects)

    def _show_page(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        self._show_actions()

    def _show_actions(self) -> None:
        page = self._pages.currentWidget()
        self._choose.setEnabled(not self._is_importing)
        self._over.setVisible(page in (self.preview, self.done))
        if page is not self.preview:
            self._run.setEnabled(False)
