"""A card of small records that belong to a bigger one, such as contacts: shown, added and edited in place."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from fsmdesk.core.words import tr
from fsmdesk.views.allowance import limit
from fsmdesk.views.widgets.badges import Badge, Look
from fsmdesk.views.widgets.buttons import IconButton, KeyButton
from fsmdesk.views.widgets.editor_form import EditorForm
from fsmdesk.views.widgets.elided import ElidedWords
from fsmdesk.views.widgets.inline_editor import InlineEditor
from fsmdesk.views.widgets.joined import breakable
from fsmdesk.views.widgets.surfaces import Card, clear_layout, hairline, paragraph

_STEP_IN = 20


@dataclass(frozen=True, slots=True)
class PartLine:
    """One of the small records in words; `badge` stands behind the title, and
    lines of greater `depth` further in.
    """

    id: int
    version: int
    title: str
    text: str = ""
    badge: tuple[str, Look] | None = None
    depth: int = 0


@dataclass(frozen=True, slots=True)
class LineAction:
    """What else can be done with a line: an icon, its name, and what happens."""

    icon: str
    text: str
    run: Callable[[PartLine], object]


class PartCard(Card):
    """Lines with buttons, and a form that opens below them. `refusal` says why nothing may be changed."""

    def __init__(
        self,
        title: str,
        empty_words: str,
        form: EditorForm[Any, Any],
        *,
        add_words: str = "",
        action: LineAction | None = None,
        refusal: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, parent=parent)
        self._title = title
        self._action = action
        self._refusal = refusal
        self.add_button = KeyButton(add_words or tr("Add"), "link", "plus", parent=self)
        self.add_button.clicked.connect(self.begin_new)
        limit(self.add_button, refusal)
        self.heading.add_right(self.add_button)
        self._empty = paragraph(empty_words, "muted", self)
        self.body.addWidget(self._empty)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.body.addLayout(self._lines)
        self.editor = InlineEditor(form, self)
        self.editor.closed.connect(self._closed)
        self.body.addWidget(self.editor)

    def first_values(self) -> dict[str, object]:
        """What a new record begins with."""
        return {}

    def show_lines(self, lines: Sequence[PartLine]) -> None:
        """Show exactly these."""
        clear_layout(self._lines)
        for at, line in enumerate(lines):
            if at:
                self._lines.addWidget(hairline(self))
            self._lines.addWidget(self._widget_of(line))
        self._empty.setVisible(not lines)
        self.heading.set_text(self._title, str(len(lines)) if lines else "")

    def line_widgets(self) -> list["PartWidget"]:
        """The lines that are shown."""
        items = (self._lines.itemAt(at) for at in range(self._lines.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if isinstance(widget, PartWidget)]

    @Slot()
    def begin_new(self) -> None:
        """Open the form for a new one."""
        self.add_button.setEnabled(False)
        self.editor.open_new(self.first_values())

    def _widget_of(self, line: PartLine) -> "PartWidget":
        made = PartWidget(line, self._action, self._refusal, self)
        made.edit_wanted.connect(self._edit)
        return made

    @Slot(int)
    def _edit(self, record_id: int) -> None:
        self.add_button.setEnabled(False)
        self.editor.open(record_id)

    @Slot(bool)
    def _closed(self, had_focus: bool) -> None:
        self.add_button.setEnabled(not self._refusal)
        if had_focus and not self._refusal:
            self.add_button.setFocus()


class PartWidget(QWidget):
    """One line. Signals:

    edit_wanted(int): its pencil was pressed, or the line double-clicked.
    """

    edit_wanted = Signal(int)

    def __init__(self, line: PartLine, action: LineAction | None, refusal: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.line = line
        self._action = action
        row = QHBoxLayout(self)
        row.setContentsMargins(line.depth * _STEP_IN, 7, 0, 7)
        row.setSpacing(2)
        row.addLayout(self._words(), 1)
        self.edit_button = IconButton("pencil", tr("Edit {name}").format(name=line.title), parent=self)
        self.edit_button.clicked.connect(self._edit)
        buttons = [self.edit_button]
        if action is not None:
            self.action_button = IconButton(action.icon, f"{action.text}: {line.title}", parent=self)
            self.action_button.clicked.connect(self._run)
            buttons.append(self.action_button)
        self._is_locked = bool(refusal)
        for control in buttons:
            limit(control, refusal)
            row.addWidget(control, 0, Qt.AlignmentFlag.AlignTop)

    def _words(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(ElidedWords(self.line.title, "strong", self))
        if self.line.badge is not None:
            head.addWidget(Badge(*self.line.badge, parent=self))
        head.addStretch(1)
        column.addLayout(head)
        if self.line.text:
            text = paragraph(breakable(self.line.text), "small", self)
            text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
            column.addWidget(text)
        return column

    def mouseDoubleClickEvent(self, _event: object) -> None:
        """Edit it."""
        if not self._is_locked:
            self._edit()

    @Slot()
    def _edit(self) -> None:
        self.edit_wanted.emit(self.line.id)

    @Slot()
    def _run(self) -> None:
        if self._action is not None:
            self._action.run(self.line)
