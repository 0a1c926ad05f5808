"""The tab with the checklist of a job: items are saved one by one, as they are answered."""

from functools import partial
from typing import Any, Final

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fsmdesk.core.errors import ConflictError, RuleBroken
from fsmdesk.core.formats import Formats
from fsmdesk.core.messages import ChangeSet, Command
from fsmdesk.core.permissions import Permission
from fsmdesk.core.words import tr
from fsmdesk.services.checklists.messages import (
    Checklist,
    ChecklistCard,
    CheckRow,
)
from fsmdesk.services.orders.messages import WorkOrderCard
from fsmdesk.views.allowance import why_not
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.checklist.asking import Asking
from fsmdesk.views.widgets.checklist.check_commands import command_for, said_of
from fsmdesk.views.widgets.checklist.check_photos import CheckPhotos
from fsmdesk.views.widgets.checklist.check_row import CheckRowWidget
from fsmdesk.views.widgets.checklist.check_rows import CheckRows
from fsmdesk.views.widgets.checklist.check_words import answer_words
from fsmdesk.views.widgets.checklist.item_form import ItemForm
from fsmdesk.views.widgets.checklist.list_head import ListHead
from fsmdesk.views.widgets.checklist.row_menu import fill_menu
from fsmdesk.views.widgets.checklist.template_offer import TemplateOffer
from fsmdesk.views.widgets.checklist.typed_drafts import TypedDrafts
from fsmdesk.views.widgets.files.thumbnail_store import ThumbnailStore
from fsmdesk.views.widgets.inline_editor import InlineEditor
from fsmdesk.views.widgets.passing_menu import PassingMenu
from fsmdesk.views.widgets.surfaces import paragraph

_TYPED: Final = ("number", "text", "clear")


class ChecklistPart(QWidget):
    """Follows the job that is shown, and what other seats answer meanwhile.

    Signals:
        job_wanted(int): this job is to be opened.
    """

    job_wanted = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._job: int | None = None
        self._card = ChecklistCard(())
        self._is_old = False
        self._under_way: dict[int, tuple[str, object]] = {}
        self._waiting: dict[int, tuple[str, object]] = {}
        self.drafts = TypedDrafts(desk.drafts)
        self._store = ThumbnailStore(desk, self)
        self._photos = CheckPhotos(desk, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 6, 2)
        column.setSpacing(8)
        self.head = ListHead(desk.formats, self)
        self._templates = TemplateOffer(desk, self.head.template_button)
        self.empty = paragraph("", "muted", self)
        self.rows = CheckRows(self._make_row, self)
        self.form = ItemForm(desk)
        self.editor = InlineEditor(self.form, self)
        for widget in (self.head, self.empty, self.rows, self.editor):
            column.addWidget(widget)
        self.asking = Asking(self.drafts, self)
        self._wire()

    def _wire(self) -> None:
        self.head.add_wanted.connect(self._add_item)
        self.head.template_wanted.connect(self._ask_templates)
        self.rows.made.connect(self._row_made)
        self.asking.answered.connect(self._do)
        self.form.saved.connect(self._item_saved)
        self._photos.ended.connect(self._read)
        self._templates.taken.connect(self._read)
        self._desk.hub.saved.connect(self._hear)

    def show_card(self, card: WorkOrderCard) -> None:
        """Show the checklist of this job."""
        self.show_job(card.id)

    def show_job(self, work_order_id: int) -> None:
        """The same by the job's id."""
        if work_order_id != self._job:
            self._job = work_order_id
            self.form.owner_id = work_order_id
            self.editor.hide()
            self.asking.close()
            self._under_way.clear()
            self._waiting.clear()
            self.drafts.begin(work_order_id)
            self._show(ChecklistCard(()))
        self._read()

    def showEvent(self, event: QShowEvent) -> None:
        """Read what was missed."""
        super().showEvent(event)
        if self._is_old:
            self._read()

    def setFocus(self) -> None:  # type: ignore[override]
        """The first item that is open has the keys."""
        rows = self.rows.rows()
        first = next((row for row in rows if row.item.outcome is None), rows[0] if rows else None)
        if first is not None:
            self.rows.go_to(first)
        else:
            self.head.add_button.setFocus()

    @Slot()
    def _read(self) -> None:
        self._is_old = not self.isVisible()
        job = self._job
        if job is None or self._is_old:
            return

        def show(card: ChecklistCard) -> None:
            if job == self._job:
                self._show(card)

        self._desk.ask(self, Checklist(work_order_id=job), show)

    def _show(self, card: ChecklistCard) -> None:
        self._card = card
        answering = card.lock_words or why_not(self._desk, Permission.REPORT_WORK)
        editing = card.lock_words or why_not(self._desk, Permission.EDIT_WORK_ORDERS)
        self.rows.show_items(card.items, answering)
        self.head.show_items(card.items, editing)
        self.empty.setVisible(not card.items)
        words = tr(
            "Nothing to check yet. Add what the technician should look at, or take the list of a template."
        )
        self.empty.setText(editing or words)
        for check_id in [each for each in self._waiting if each not in self._under_way]:
            what, given = self._waiting.pop(check_id)
            self._do(check_id, what, given)

    def _make_row(self, item: CheckRow, parent: QWidget) -> CheckRowWidget:
        row = CheckRowWidget(item, self._desk, self._store, parent)
        row.wanted.connect(self._row_wants)
        row.walked.connect(self._walk)
        row.typed.connect(self._keep_typed)
        return row

    @Slot(object)
    def _row_made(self, row: CheckRowWidget) -> None:
        kept = self.drafts.read(row.item.id)
        if kept is not None:
            version, raw = kept
            row.set_raw(raw)
            if version == row.item.version:
                row.show_error(tr("What you typed is back and is not saved yet. Enter saves it."))
            else:
                row.show_error(self._clash_words(row.item, ""))
        self.asking.restore(row)

    @Slot()
    def _keep_typed(self) -> None:
        row = self.sender()
        if isinstance(row, CheckRowWidget):
            raw = row.raw()
            if raw is None:
                self.drafts.drop(row.item.id)
            else:
                self.drafts.keep(row.item.id, row.item.version, raw)

    @Slot(int)
    def _walk(self, step: int) -> None:
        row = self.sender()
        if isinstance(row, CheckRowWidget):
            self.rows.walk_from(row, step)

    @Slot(str, object)
    def _row_wants(self, what: str, given: object) -> None:
        row = self.sender()
        if isinstance(row, CheckRowWidget):
            self._do(row.item.id, what, given)

    @Slot(int, str, object)
    def _do(self, check_id: int, what: str, given: object) -> None:
        row = self.rows.row(check_id)
        if row is None:
            return
        if check_id in self._under_way:
            if self._under_way[check_id] != (what, given):
                self._waiting[check_id] = (what, given)
            return
        command = command_for(what, given, row.item, self.rows.place_of(check_id))
        if command is not None:
            self._send(row.item, what, given, command)
        elif what == "clear":
            row.settle()
            self.drafts.drop(check_id)
        else:
            self._do_here(row, what, given)

    def _do_here(self, row: CheckRowWidget, what: str, given: object) -> None:
        """What is no command: questions, menus, files."""
        item = row.item
        match what:
            case "skip" | "note" | "follow_up":
                self.asking.ask(row, what)
            case "photos":
                self._photos.take(item, given if isinstance(given, list) else [])
            case "pick":
                self._photos.pick(item)
            case "open":
                self._photos.open(item)
            case "job" if item.follow_up_id is not None:
                self.job_wanted.emit(item.follow_up_id)
            case "edit":
                self.editor.open(item.id)
            case "menu":
                self._open_menu(row)

    def _send(self, item: CheckRow, what: str, given: object, command: Command[Any]) -> None:
        self._under_way[item.id] = (what, given)
        said = said_of(what, given, item, self._desk.formats)
        settle, refuse = partial(self._settle, item.id, what), partial(self._refuse, item.id, what)
        self._desk.do(self, command, settle, refuse, said=said)

    def _settle(self, check_id: int, what: str, _done: object) -> None:
        self._under_way.pop(check_id, None)
        row = self.rows.row(check_id)
        if row is not None:
            if what in _TYPED:
                row.settle()
                self.drafts.drop(check_id)
            row.show_error("")
        self.asking.settle(check_id, what)
        self._read()

    def _refuse(self, check_id: int, what: str, error: Exception) -> None:
        self._under_way.pop(check_id, None)
        self._waiting.pop(check_id, None)
        row = self.rows.row(check_id)
        if isinstance(error, ConflictError) and row is not None:
            self._show_clash(row, error)
        elif isinstance(error, RuleBroken) and row is not None:
            row.show_error(str(error))
        else:
            self._desk.errors.show(error, self)
        self._read()

    def _show_clash(self, row: CheckRowWidget, error: ConflictError) -> None:
        """Somebody else was first: theirs is shown, and what is typed stays until Enter or Esc."""
        job, check_id = self._job, row.item.id

        def show(card: ChecklistCard) -> None:
            if job != self._job:
                return
            self._show(card)
            fresh = self.rows.row(check_id)
            if fresh is not None:
                fresh.show_error(self._clash_words(fresh.item, error.who))

        if job is not None:
            self._desk.ask(self, Checklist(work_order_id=job), show)

    def _clash_words(self, item: CheckRow, who: str) -> str:
        theirs = answer_words(item, self._desk.formats)
        theirs = theirs or (item.outcome.label if item.outcome is not None else tr("open"))
        words = tr("{who} changed this in the meantime: {theirs}. Enter saves yours, Esc takes theirs.")
        return words.format(who=who or item.answered_by or tr("Somebody else"), theirs=theirs)

    def _open_menu(self, row: CheckRowWidget) -> None:
        menu = PassingMenu(self)
        editing = self._card.lock_words or why_not(self._desk, Permission.EDIT_WORK_ORDERS)
        answering = self._card.lock_words or why_not(self._desk, Permission.REPORT_WORK)
        fill_menu(menu, row, not answering, not editing)
        button = row.menu_button
        menu.show_at(button.mapToGlobal(button.rect().bottomLeft() + QPoint(0, 2)))

    @Slot()
    def _add_item(self) -> None:
        self.editor.open_new()

    @Slot(object)
    def _item_saved(self, _check_id: object) -> None:
        self._read()

    @Slot()
    def _ask_templates(self) -> None:
        if self._job is not None:
            self._templates.ask(self._job)

    @Slot(object, object)
    def _hear(self, changes: ChangeSet, origin: object) -> None:
        if origin is not self and changes.touches("work_order_check", "attachment"):
            self._read()


def check_count(card: WorkOrderCard, formats: Formats) -> str:
    """How far the list is, in words for the tab: `4/7`."""
    recorded = card.recorded
    if not recorded.checks:
        return ""
    return f"{formats.count(recorded.answered_checks)}/{formats.count(recorded.checks)}"
