"""The menu of an item: everything that can be done with it, with its keys."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QMenu

from fsmdesk.core.terms import CheckKind, CheckOutcome
from fsmdesk.core.words import tr
from fsmdesk.services.checklists.messages import CheckRow
from fsmdesk.views.widgets.checklist.check_row import CheckRowWidget


class _Entry(QObject):
    """Tells the row what was chosen; lives as long as the menu."""

    def __init__(self, row: CheckRowWidget, what: str, menu: QMenu) -> None:
        super().__init__(menu)
        self._row = row
        self._what = what

    @Slot()
    def tell(self) -> None:
        """Tell it."""
        self._row.wanted.emit(self._what, None)


def fill_menu(menu: QMenu, row: CheckRowWidget, may_answer: bool, may_edit: bool) -> None:
    """What the person may do stands in the menu."""
    for what, text, keys in [*(_answering(row.item) if may_answer else [])]:
        _add(menu, row, what, text, keys)
    if row.item.outcome is CheckOutcome.FAILED and row.item.follow_up_id is None:
        _add(menu, row, "follow_up", tr("Make a follow-up job…"), "J")
    if may_edit:
        menu.addSeparator()
        _add(menu, row, "edit", tr("Edit item…"), "")
        _add(menu, row, "up", tr("Move up"), "Alt+Up")
        _add(menu, row, "down", tr("Move down"), "Alt+Down")
        _add(menu, row, "remove", tr("Remove item"), "")


def _answering(item: CheckRow) -> list[tuple[str, str, str]]:
    has_answer = item.outcome in (CheckOutcome.PASSED, CheckOutcome.FAILED)
    entries = []
    if item.value.kind is CheckKind.TICK or (has_answer and item.value.kind is not CheckKind.CHOICE):
        if item.outcome is CheckOutcome.FAILED:
            entries.append(("pass", tr("It is all right"), ""))
        else:
            entries.append(("fail", tr("It failed"), "F"))
    if item.outcome is not CheckOutcome.NOT_APPLICABLE:
        entries.append(("skip", tr("Does not apply…"), "N"))
    entries.append(("note", tr("Remark…"), "R"))
    if item.outcome is not None:
        entries.append(("clear", tr("Clear the answer"), "Del"))
    return entries


def _add(menu: QMenu, row: CheckRowWidget, what: str, text: str, keys: str) -> None:
    action = menu.addAction(f"{text}\t{keys}" if keys else text)
    action.triggered.connect(_Entry(row, what, menu).tell)
