"""Questions about an item that are answered in a line below it; what is typed there is kept as well."""

from typing import Final

from PySide6.QtCore import QObject, Signal, Slot

from fsmdesk.core.words import tr
from fsmdesk.services.checklists.messages import CheckRow
from fsmdesk.views.widgets.checklist.ask_line import AskLine
from fsmdesk.views.widgets.checklist.check_row import CheckRowWidget
from fsmdesk.views.widgets.checklist.check_rows import bring_into_view
from fsmdesk.views.widgets.checklist.typed_drafts import TypedDrafts

# What is asked, the verb of its button, and what is wanted with the text.
_QUESTIONS: Final = {
    "skip": (tr("Why does it not apply?"), tr("Does not apply"), "skip_because"),
    "note": (tr("Remark"), tr("Save"), "note_that"),
    "follow_up": (tr("What is to be done?"), tr("Make the job"), "follow_up_as"),
}


class Asking(QObject):
    """One question at a time.

    Signals:
        answered(int, str, object): what is wanted of the item with this id, and the text.
    """

    answered = Signal(int, str, object)

    def __init__(self, drafts: TypedDrafts, parent: QObject) -> None:
        super().__init__(parent)
        self._drafts = drafts
        self._row: CheckRowWidget | None = None
        self._what = ""
        self.line: AskLine | None = None

    def ask(self, row: CheckRowWidget, what: str, text: str | None = None) -> None:
        """Ask below this row."""
        self.close()
        question, verb, _wanted = _QUESTIONS[what]
        kept = self._drafts.read(row.item.id, what)
        text = text if text is not None else kept[1] if kept is not None else _proposed(row.item, what)
        self.line = AskLine(question, verb, text, row)
        self.line.agreed.connect(self._agree)
        self.line.edited.connect(self._keep)
        self.line.left.connect(self._leave)
        self._row, self._what = row, what
        row.column.insertWidget(row.column.count() - 1, self.line)
        self.line.show()
        self.line.setFocus()
        self.line.edit.selectAll()
        bring_into_view(self.line)

    def restore(self, row: CheckRowWidget) -> None:
        """A question that was open when the program ended is open again."""
        for what in _QUESTIONS:
            kept = self._drafts.read(row.item.id, what)
            if kept is not None and self.line is None:
                self.ask(row, what, kept[1])

    def settle(self, check_id: int, wanted: str) -> None:
        """What was asked is done."""
        for what, (_question, _verb, name) in _QUESTIONS.items():
            if name == wanted:
                self._drafts.drop(check_id, what)
                if self._row is not None and self._row.item.id == check_id and self._what == what:
                    self._close_to_row()

    def close(self) -> None:
        """Nothing is asked; what was typed stays as a draft."""
        if self.line is not None:
            self.line.hide()
            self.line.deleteLater()
        self.line, self._row, self._what = None, None, ""

    @Slot(str)
    def _agree(self, text: str) -> None:
        if self._row is not None:
            self.answered.emit(self._row.item.id, _QUESTIONS[self._what][2], text)

    @Slot(str)
    def _keep(self, text: str) -> None:
        if self._row is not None:
            self._drafts.keep(self._row.item.id, self._row.item.version, text, self._what)

    @Slot()
    def _leave(self) -> None:
        if self._row is not None:
            self._drafts.drop(self._row.item.id, self._what)
        self._close_to_row()

    def _close_to_row(self) -> None:
        row, had_focus = self._row, self.line is not None and self.line.edit.hasFocus()
        self.close()
        if row is not None and had_focus:
            row.setFocus()


def _proposed(item: CheckRow, what: str) -> str:
    return item.value.label if what == "follow_up" else item.note
