"""A password: shown as dots, never kept in a draft, never sent to the office."""

from PySide6.QtWidgets import QLineEdit, QWidget

from fsmdesk.core.words import tr
from fsmdesk.views.widgets.field_text import FieldText


class FieldPassword(FieldText):
    """Empty means that nothing was typed: the password that is known stays."""

    def __init__(self, key: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(key, label, parent=parent)
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)

    def say_known(self, is_known: bool) -> None:
        """Whether this computer has one, in the empty field."""
        self.edit.setPlaceholderText(tr("Known on this computer") if is_known else tr("Not known here yet"))

    def raw(self) -> object:
        """Nothing: a draft is a file."""
        return ""
