"""The base of lists of records that can be archived: new, open, archive, Excel."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import ClassVar, Generic, Protocol, TypeVar

from PySide6.QtWidgets import QMenu

from fsmdesk.core.lists import ListFilter, ListRequest
from fsmdesk.core.permissions import Permission
from fsmdesk.core.words import tr
from fsmdesk.services.parties.messages import ArchiveRecord
from fsmdesk.views.actions import ActionSpec
from fsmdesk.views.allowance import limit, why_not
from fsmdesk.views.desk import Desk
from fsmdesk.views.excel_export import ExcelExport
from fsmdesk.views.widgets.badges import Look
from fsmdesk.views.widgets.empty_state import EmptyState
from fsmdesk.views.widgets.filter_bar import FilterChip
from fsmdesk.views.widgets.list_screen import ListScreen
from fsmdesk.views.widgets.merge_dialog import MergeDialog
from fsmdesk.views.widgets.table_columns import Column


class Record(Protocol):
    """A row of such a list."""

    @property
    def id(self) -> int:
        """What the record is known by."""

    @property
    def version(self) -> int:
        """The version that was read."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def is_archived(self) -> bool:
        """True if it has left the lists."""


_MERGED = frozenset({"customer", "site", "equipment", "item", "technician"})
RecordT = TypeVar("RecordT", bound=Record)
ARCHIVED_LOOK = Look("neutral", "archive")


def archived_chip() -> FilterChip:
    """Shows what was archived instead of what was not."""
    return FilterChip("archived", tr("Archived"), ListFilter("archived", values=(True,)))


def archived_word(row: Record) -> str:
    """The word that marks an archived row."""
    return tr("Archived") if row.is_archived else ""


class RecordListScreen(ListScreen[RecordT], Generic[RecordT]):
    """A subclass names the record's kind, the kind of its export, who may edit, and what a new one is called.

    `record_kind` is opened by the place that opens it; a new one is typed in the place `record_place`.
    """

    record_kind: ClassVar[str] = ""
    record_place: ClassVar[str] = ""
    export_kind: ClassVar[str] = ""
    needs: ClassVar[Permission] = Permission.EDIT_CUSTOMERS
    chips: ClassVar[Sequence[FilterChip]] = (archived_chip(),)

    def __init__(self, desk: Desk, title: str, placeholder: str, new_words: str) -> None:
        self._new_words = new_words
        super().__init__(desk, title, placeholder)
        if self.export_kind:
            self._excel = ExcelExport(self, self.export_kind)
            self.offer_excel()
        new = ActionSpec(f"{self.name}.new", new_words, self.begin_new, "Ctrl+Shift+N", "plus")
        limit(self.add_action(new, primary=True), why_not(desk, self.needs))
        archive = ActionSpec(f"{self.name}.archive", tr("Archive or bring back"), self._archive_chosen, "Del")
        limit(self.add_action(archive, in_bar=False), why_not(desk, self.needs))

        if self.record_kind in _MERGED:
            words = tr("Merge the two ticked rows…")
            merge = ActionSpec(f"{self.name}.merge", words, self.merge_ticked, "Ctrl+Shift+G")
            limit(self.add_action(merge, in_bar=False), why_not(desk, self.needs))

    def merge_ticked(self) -> MergeDialog | None:
        """Ask which of the two ticked records stays; one that is not ticked twice is told what to do."""
        ticked = self.table.ticked()
        if len(ticked) != 2:
            self.desk.shell.say(tr("Tick the two rows that are one, then merge them."))
            return None
        return self._merge(ticked[0], ticked[1])

    def _merge(self, kept: Record, merged: Record) -> MergeDialog:
        dialog = MergeDialog(
            self.desk, self.record_kind, kept.id, merged.id, self.table.tick_none, self.window()
        )
        dialog.open()
        return dialog

    def narrowed(self, request: ListRequest) -> ListRequest:
        """The request without archived rows, unless it asks for them."""
        if request.filter_values("archived"):
            return request
        return replace(request, filters=(*request.filters, ListFilter("archived", values=(False,))))

    def begin_new(self) -> None:
        """Begin a new record."""
        self.desk.shell.go(self.record_place)

    def open_row(self, row: RecordT) -> None:
        """Open the record."""
        self.desk.shell.open_record(self.record_kind, row.id)

    def offering(self, state: EmptyState) -> EmptyState:
        """The empty state with the first step, for those who may take it."""
        if self.desk.may(self.needs):
            state.offer(self._new_words, self.begin_new, "plus")
        return state

    def row_menu(self, menu: QMenu, row: RecordT) -> None:
        """Open it, archive it or bring it back."""
        menu.addAction(tr("Open")).triggered.connect(partial(self.open_row, row))
        words = tr("Bring back") if row.is_archived else tr("Archive")
        archive = menu.addAction(words)
        archive.triggered.connect(partial(self._archive, row))
        menu.setToolTipsVisible(True)
        limit(archive, why_not(self.desk, self.needs))
        others = [other for other in self.table.ticked() if other.id != row.id]
        if len(others) == 1 and self.record_kind in _MERGED:
            text = tr("Merge {name} into this…").format(name=others[0].name)
            merge = menu.addAction(text)
            merge.triggered.connect(partial(self._merge, row, others[0]))
            limit(merge, why_not(self.desk, self.needs))

    def export_excel(self, request: ListRequest, columns: Sequence[Column]) -> None:
        """The same rows and columns as a spreadsheet."""
        self._excel.ask_where(self.narrowed(request), columns)

    def _archive_chosen(self) -> None:
        for row in self.table.chosen():
            self._archive(row)
        self.table.tick_none()

    def _archive(self, row: Record) -> None:
        command = ArchiveRecord(
            kind=self.record_kind, record_id=row.id, seen_version=row.version, archived=not row.is_archived
        )
        said = tr("{name} is back.") if row.is_archived else tr("{name} is archived.")
        self.desk.do(self, command, self._archived, said=said.format(name=row.name))

    def _archived(self, _done: object) -> None:
        self.banners.close_notice("error")
