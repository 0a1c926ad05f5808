"""The base of the board's dialogs: a title, fields, what speaks against it, and a button with the verb."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.placement import Finding, Severity
from fsmdesk.core.words import tr
from fsmdesk.views.theme.icons import icon
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.field import Field
from fsmdesk.views.widgets.surfaces import paragraph, words

_SIGNS = {
    Severity.GOOD: ("check", "on_site_text"),
    Severity.WARN: ("triangle-alert", "en_route_text"),
    Severity.ASK_WHY: ("circle-alert", "danger_text"),
    Severity.BLOCK: ("ban", "danger_text"),
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ActDialog(QDialog):
    """Shown over the window with `open`. Ctrl+Enter does it, from a field Enter does; Esc leaves all as it was.

    A subclass puts its fields in `form`, and overrides `act`.
    """

    def __init__(self, title: str, remark: str, verb: str, parent: QWidget) -> None:
        super().__init__(parent.window())
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(460)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addWidget(words(title, "section", self))
        self._remark = paragraph(remark, "muted", self)
        self._remark.setVisible(bool(remark))
        column.addWidget(self._remark)
        self.form = QVBoxLayout()
        self.form.setSpacing(10)
        column.addLayout(self.form)
        self._findings = QVBoxLayout()
        self._findings.setSpacing(4)
        column.addLayout(self._findings)
        self._error = paragraph("", "danger", self)
        self._error.hide()
        column.addWidget(self._error)
        column.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        self.no_button = KeyButton(tr("Keep it as it is"), keys="Esc", parent=self)
        self.no_button.clicked.connect(self.reject)
        self.yes_button = KeyButton(verb, "primary", keys="Ctrl+Return", parent=self)
        self.yes_button.setDefault(True)
        self.yes_button.clicked.connect(self._agree)
        row.addWidget(self.no_button)
        row.addWidget(self.yes_button)
        column.addLayout(row)

    def act(self) -> None:
        """The person agrees.

        Raises:
            RuleBroken: something that was typed can't be read, or makes no sense.
        """
        raise NotImplementedError

    def say(self, text: str) -> None:
        """Show what is wrong; nothing with no text."""
        self._error.setText(text)
        self._error.setVisible(bool(text))

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show these sentences, each with its sign."""
        while (item := self._findings.takeAt(0)) is not None:
            line = item.widget()
            if line is not None:
                line.hide()
                line.deleteLater()
        for finding in findings:
            self._findings.addWidget(self._line(finding))

    def beside(self, *fields: Field[int | str] | QWidget) -> None:
        """Put these next to each other, each as wide as the others."""
        row = QHBoxLayout()
        row.setSpacing(12)
        for field in fields:
            row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        self.form.addLayout(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does it."""
        if event.key() in _ENTER:
            self._agree()
        else:
            super().keyPressEvent(event)

    def _line(self, finding: Finding) -> QWidget:
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        sign = QLabel(holder)
        name, token = _SIGNS[finding.severity]
        sign.setPixmap(icon(name, token).pixmap(15, 15))
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(paragraph(finding.text, "", holder), 1)
        return holder

    @Slot()
    def _agree(self) -> None:
        if not self.yes_button.isEnabled():
            return
        try:
            self.act()
        except RuleBroken as error:
            self.say(str(error))
            return
        self.accept()
