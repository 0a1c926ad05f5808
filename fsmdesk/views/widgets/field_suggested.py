"""A line of text for which what others wrote there before is suggested."""

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt, QTimer, Slot
from PySide6.QtWidgets import QCompleter, QWidget

from fsmdesk.views.widgets.field_text import FieldText


class FieldSuggested(FieldText):
    """Anything may be typed; what is known already is offered while typing, so that it is written the same."""

    def __init__(self, key: str, label: str, *, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(key, label, placeholder=placeholder, parent=parent)
        self._known = QStringListModel(self)
        completer = QCompleter(self._known, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.activated.connect(self._take)
        self.edit.setCompleter(completer)

    def suggest(self, names: Sequence[str]) -> None:
        """Offer these while typing."""
        self._known.setStringList(list(names))

    def read(self) -> str:
        """What is known already is written as it is known."""
        self._note_taken()
        typed = super().read()
        return next((name for name in self._known.stringList() if name.casefold() == typed.casefold()), typed)

    def raw(self) -> object:
        """What was typed, or taken from the suggestions."""
        self._note_taken()
        return super().raw()

    def _note_taken(self) -> None:
        """Qt takes a line that was completed for one that nobody typed."""
        if self.edit.text() != self._given:
            self.edit.setModified(True)

    @Slot()
    def _take(self) -> None:
        QTimer.singleShot(0, self, self._edited)  # once the line has the words
