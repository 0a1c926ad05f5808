"""A drop-down with very many choices, found by typing a part of one."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QListView, QWidget

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.words import tr
from fsmdesk.views.widgets.field_choice import Choice, FieldSelect
from fsmdesk.views.widgets.field_text import LineEdit


class FieldSearchSelect(FieldSelect):
    """Typing narrows the choices; what is typed must be one of them, or a part that tells which.

    A value that is not offered is kept.
    """

    def __init__(
        self, key: str, label: str, choices: Sequence[Choice], parent: QWidget | None = None
    ) -> None:
        super().__init__(key, label, is_required=True, parent=parent)
        view = self.box.view()
        assert isinstance(view, QListView)  # the only one that a drop-down makes of itself
        view.setUniformItemSizes(True)  # else each of hundreds is measured whenever the style changes
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.box.setMaxVisibleItems(14)
        self.box.setMinimumContentsLength(8)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        line = LineEdit(self.box)
        self.box.setLineEdit(line)
        self.set_choices(choices)
        completer = QCompleter(self.box.model(), self)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.box.setCompleter(completer)
        line.textEdited.connect(self._tell_changed)
        line.editingFinished.connect(self._settle)

    def read(self) -> int | str | None:
        """The choice whose words are typed."""
        typed = self.box.currentText().strip()
        at = self.box.findText(typed, Qt.MatchFlag.MatchFixedString)
        if typed and at < 0:
            raise RuleBroken(tr("“{text}” is not on the list.").format(text=typed), self.key)
        found = self.box.itemData(at) if at >= 0 else None
        return found if isinstance(found, int | str) else None

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer these; what is typed and on no list stays as it is typed."""
        try:
            self.read()
        except RuleBroken:
            typed = self.raw()
            self.set_raw("")
            super().set_choices(choices)
            self.set_raw(typed)
        else:
            super().set_choices(choices)

    def set_value(self, value: int | str | None) -> None:
        """This value is chosen; one that is not offered is offered from now on."""
        if value not in (None, "") and self.box.findData(value) < 0:
            self.box.addItem(str(value), value)
        super().set_value(value)
        if value in (None, ""):
            self.box.setEditText("")

    def raw(self) -> object:
        """What is typed."""
        return self.box.currentText()

    def set_raw(self, raw: object) -> None:
        """Show what was typed."""
        self.box.setEditText(str(raw))

    def _settle(self) -> None:
        typed = self.box.currentText().strip()
        at = self.box.findText(typed, Qt.MatchFlag.MatchFixedString)
        only = self._only_one_with(typed) if typed and at < 0 else -1
        if max(at, only) >= 0:
            self.box.setCurrentIndex(max(at, only))
        if only >= 0:
            self._tell_changed()
        self.check()

    def _only_one_with(self, typed: str) -> int:
        """The one choice that begins with what is typed, else the one that holds it; -1 if it is not clear."""
        part = typed.casefold()
        choices = [self.box.itemText(at).casefold() for at in range(self.box.count())]
        begun = [at for at, words in enumerate(choices) if words.startswith(part)]
        found = begun or [at for at, words in enumerate(choices) if part in words]
        return found[0] if len(found) == 1 else -1
