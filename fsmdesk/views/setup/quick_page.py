"""A step in which records are typed one after the other, or come from a file; what is there is listed below."""

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fsmdesk.core.messages import ChangeSet
from fsmdesk.core.words import tr
from fsmdesk.services.setup.messages import SetupStep
from fsmdesk.views.setup.page import StepPage
from fsmdesk.views.setup.quick_forms import QuickForm
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.surfaces import Card, clear_layout, words


class QuickPage(StepPage):
    """Signals:
    import_wanted(): the person has them in a file.
    """

    import_wanted = Signal()
    form: QuickForm

    def __init__(self, step: SetupStep, form: QuickForm, parent: QWidget) -> None:
        super().__init__(step, form, parent)
        self._then: Callable[[], object] | None = None
        row = QHBoxLayout()
        self.import_button = KeyButton(tr("Import from a file…"), "", "upload", parent=self.card)
        self.import_button.clicked.connect(self.import_wanted)
        self.add_button = KeyButton(tr("Add"), "", "plus", "Ctrl+S", parent=self.card)
        self.add_button.clicked.connect(self.add)
        row.addWidget(self.import_button)
        row.addStretch(1)
        row.addWidget(self.add_button)
        self.card.body.addLayout(row)
        self._list = Card(tr("There already"), parent=self)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self._list.body.addLayout(self._rows)
        self._list.hide()
        self.column.addWidget(self._list)
        form.desk.hub.saved.connect(self._hear)
        form.saved.connect(self._saved)

    def begin(self) -> None:
        """What was typed before is there, or an empty form."""
        if not self.form.is_dirty():
            self.form.open_new(self.form.first_values)
        self._read()
        self.focus_first()

    def settle(self, then: Callable[[], object]) -> None:
        """Save what is typed, then go on."""
        if not self.form.is_dirty():
            then()
        elif self.form.save():
            self._then = then

    @Slot()
    def add(self) -> None:
        """Save what is typed and begin the next one."""
        self._then = None
        self.form.save()

    @Slot()
    def _saved(self) -> None:
        self.form.open_new(self.form.first_values)
        self._read()
        then, self._then = self._then, None
        if then is not None:
            then()
        elif self.isVisible():
            self.focus_first()

    @Slot(object, object)
    def _hear(self, changes: ChangeSet, _origin: object) -> None:
        if changes.touches(self.form.kind) and self.isVisible():
            self._read()

    def _read(self) -> None:
        self.form.desk.ask(self, self.form.there(), self._show)

    def _show(self, answer: object) -> None:
        lines, count = self.form.lines(answer)
        clear_layout(self._rows)
        for name, remark in lines:
            self._rows.addWidget(_line(name, remark, self))
        if count > len(lines):
            self._rows.addWidget(words(tr("and {n} more").format(n=count - len(lines)), "muted", self))
        self._list.setVisible(bool(lines))


def _line(name: str, remark: str, parent: QWidget) -> QWidget:
    line = QWidget(parent)
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(words(name, "", line), 1)
    row.addWidget(words(remark, "muted", line))
    return line
