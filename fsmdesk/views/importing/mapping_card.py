"""Which column of the file is which field: one line for each column, with a drop-down to say otherwise."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from fsmdesk.core.formats import Formats
from fsmdesk.core.words import tr, trn
from fsmdesk.views.importing.choice_box import ChoiceBox
from fsmdesk.views.importing.wanted import FileLook
from fsmdesk.views.widgets.badges import Badge, Look
from fsmdesk.views.widgets.elided import ElidedWords
from fsmdesk.views.widgets.sign import Sign
from fsmdesk.views.widgets.surfaces import Card, paragraph, words

if TYPE_CHECKING:
    from fsmdesk.exchange.plans import ColumnPlan

_NOT_USED = ""
_BOX_WIDTH = 214
_BADGE_WIDTH = 100
_LOOKS = {
    "given": Look("info", "user"),
    "sure": Look("success", "check"),
    "likely": Look("warn", "circle-help"),
    "not used": Look("neutral"),
}


class MappingLine:
    """The widgets of one column."""

    def __init__(self, column: str, parent: QWidget) -> None:
        self.column = column
        self.name = ElidedWords(column, "strong", parent)
        self.examples = ElidedWords("", "muted", parent)
        self.box = ChoiceBox(tr("What column {column} is").format(column=column), parent)
        self.box.setFixedWidth(_BOX_WIDTH)
        self.box.setProperty("column", column)
        self.badge = Badge(parent=parent)
        self.how = ElidedWords("", "muted", parent)
        for label in (self.name, self.examples, self.how):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_line(self, line: "ColumnPlan") -> None:
        """Show what the column is, how sure that is, and its first values."""
        self.box.setCurrentIndex(max(self.box.findData(line.field), 0))
        text = line.sureness.label
        if line.sureness.value == "given":
            text = tr("Chosen")
        elif not line.field:
            text = tr("Kept as text")
        self.badge.set_badge(text, _LOOKS[line.sureness.value])
        for label, words_ in ((self.examples, tr(" · ").join(line.examples)), (self.how, line.how)):
            label.setText(" ".join(words_.split()))
            label.setToolTip(words_)


class MappingCard(Card):
    """Signals:
    mapped(str, str): a column, and the field that it is to be; empty to keep it as text.
    """

    mapped = Signal(str, str)

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(tr("Columns"), parent=parent)
        self._formats = formats
        self._shape: tuple[str, ...] = ()
        self.lines: dict[str, MappingLine] = {}
        self._lacking = paragraph("", "warn", self)
        self._lacking.hide()
        self.body.addWidget(self._lacking)
        self._holder = QWidget(self)
        self.body.addWidget(self._holder)

    def show_look(self, look: FileLook) -> None:
        """Show the columns of the file; the drop-downs stay where they are if the columns are the same."""
        shape = (look.wanted.kind, *(line.column for line in look.columns))
        if shape != self._shape:
            self._shape = shape
            self._build(look)
        for line in look.columns:
            self.lines[line.column].show_line(line)
        self._lacking.setText(look.lacking)
        self._lacking.setVisible(bool(look.lacking))
        used = sum(bool(line.field) for line in look.columns)
        count = self._formats.count
        remark = trn("{used} of {n} read", "{used} of {n} read", len(look.columns))
        self.heading.set_text(tr("Columns"), remark.format(used=count(used), n=count(len(look.columns))))

    def focus_first(self) -> None:
        """The first drop-down has the focus."""
        for line in self.lines.values():
            line.box.setFocus()
            return

    def _build(self, look: FileLook) -> None:
        fields = _fields_of(look.wanted.kind)
        self.body.removeWidget(self._holder)
        self._holder.hide()
        self._holder.deleteLater()
        self._holder = QWidget(self)
        grid = QGridLayout(self._holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        for column, stretch in ((0, 5), (1, 6), (5, 5)):
            grid.setColumnStretch(column, stretch)
        grid.setColumnMinimumWidth(4, _BADGE_WIDTH)
        titles = (tr("In the file"), tr("First values"), "", tr("Is"), "", tr("Read as"))
        for at, title in enumerate(titles):
            grid.addWidget(words(title, "label", self._holder), 0, at)
        self.lines = {}
        for row, plan in enumerate(look.columns, 1):
            line = MappingLine(plan.column, self._holder)
            _fill(line.box, fields)
            line.box.activated.connect(self._tell)
            self.lines[plan.column] = line
            grid.addWidget(line.name, row, 0)
            grid.addWidget(line.examples, row, 1)
            grid.addWidget(Sign("chevron-right", "muted", 14, self._holder), row, 2)
            grid.addWidget(line.box, row, 3)
            grid.addWidget(line.badge, row, 4, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(line.how, row, 5)
        self.body.addWidget(self._holder)

    @Slot()
    def _tell(self) -> None:
        box = self.sender()
        if isinstance(box, ChoiceBox):
            self.mapped.emit(str(box.property("column")), str(box.currentData()))


def _fields_of(kind: str) -> list[tuple[str, str]]:
    from fsmdesk.exchange.kinds import kind_named

    return [(field.name, tr(field.label)) for field in kind_named(kind).fields]


def _fill(box: ChoiceBox, fields: Sequence[tuple[str, str]]) -> None:
    box.addItem(tr("Not used, kept as text"), _NOT_USED)
    box.insertSeparator(1)
    for name, label in fields:
        box.addItem(label, name)
