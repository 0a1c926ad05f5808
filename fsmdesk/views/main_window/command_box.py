"""The command box (Ctrl+K): every action and every record, by any scrap of text."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsDropShadowEffect,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from fsmdesk.core.words import tr
from fsmdesk.views.actions import OFFERED, ActionRegistry, ActionSpec, shown_keys
from fsmdesk.views.theme.theme import tokens
from fsmdesk.views.widgets.busy import Spinner
from fsmdesk.views.widgets.option_list import Option, OptionList
from fsmdesk.views.widgets.sign import Sign
from fsmdesk.views.widgets.surfaces import Surface, hairline, words

_WIDTH = 640
_WAIT_MS = 0  # keys pressed together are one search; nobody who types waits for it
_ACTIONS_SHOWN = 8

Answer = Callable[[Sequence[Option]], None]
FindRecords = Callable[[str, Answer], None]


class CommandBox(QWidget):
    """Covers the window while it is open; Esc or a click beside it closes it.

    Signals:
        record_chosen(object): the person chose a record; carries the Option that `find_records` gave.
    """

    record_chosen = Signal(object)

    def __init__(self, registry: ActionRegistry, parent: QWidget) -> None:
        super().__init__(parent)
        self._registry = registry
        self._find_records: FindRecords | None = None
        self._asked = 0
        self._records: Sequence[Option] = ()
        self._offered: list[tuple[ActionSpec, QAction]] = []
        self._focus_before: QWidget | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self._ask)
        self._is_built = False
        self._is_waiting = False  # for the answer to what was typed
        self._takes_first = False  # once it is there
        self.hide()

    def find_with(self, find_records: FindRecords) -> None:
        """From now on records are looked up by this call; it answers later, on the GUI thread."""
        self._find_records = find_records

    @Slot()
    def open_box(self) -> None:
        """Open the box, empty, over everything."""
        if not self._is_built:
            self._build()
        window = self.window()
        # What can be done depends on what is in front, so ask before the box covers it.
        self._offered = self._registry.offered()
        self._focus_before = window.focusWidget()
        self.place_over(window)
        self._records = ()
        self.field.clear()
        self._show()
        self.show()
        self.raise_()
        self.field.setFocus()

    @Slot()
    def close_box(self) -> None:
        """Close the box; the focus is where it was."""
        self._asked += 1
        self._is_waiting = self._takes_first = False
        self._timer.stop()
        self.hide()
        if self._focus_before is not None:
            self._focus_before.setFocus()
            self._focus_before = None

    def place_over(self, window: QWidget) -> None:
        """Cover the window."""
        self.setGeometry(window.rect())
        if self._is_built:
            self._size_panel()

    def _build(self) -> None:
        self._is_built = True
        self._panel = Surface("popup", self)
        shadow = QGraphicsDropShadowEffect(self._panel)
        shadow.setBlurRadius(40)
        shadow.setOffset(0, 12)
        shadow.setColor(tokens().shadow)
        self._panel.setGraphicsEffect(shadow)
        column = QVBoxLayout(self._panel)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        top = QHBoxLayout()
        top.setContentsMargins(10, 4, 10, 4)
        top.setSpacing(10)
        self.field = QLineEdit(self._panel)
        self.field.setProperty("bare", "true")
        self.field.setPlaceholderText(tr("Search or command — “overdue hvac north”"))
        self.field.setAccessibleName(tr("Search or command"))
        self.field.setMinimumHeight(28)
        self.field.textEdited.connect(self._typed)
        self.field.installEventFilter(self)
        self._spinner = Spinner(16, self._panel)
        self._spinner.hide()
        top.addWidget(Sign("search", side=18, parent=self._panel))
        top.addWidget(self.field, 1)
        top.addWidget(self._spinner)
        self.list = OptionList(self._panel)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.picked.connect(self._picked)
        column.addLayout(top)
        column.addWidget(hairline(self._panel))
        column.addWidget(self.list, 1)
        self._nothing = words(tr("Nothing found."), "muted", self._panel)
        self._nothing.setContentsMargins(12, 6, 12, 10)
        column.addWidget(self._nothing)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow keys walk the list while the field keeps the focus."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            match event.key():
                case Qt.Key.Key_Down:
                    self.list.step(1)
                case Qt.Key.Key_Up:
                    self.list.step(-1)
                case Qt.Key.Key_Return | Qt.Key.Key_Enter if self._is_waiting:
                    self._takes_first = True  # what is listed was found for less than what is typed
                case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                    self.list.pick_current()
                case Qt.Key.Key_Escape:
                    self.close_box()
                case _:
                    return super().eventFilter(watched, event)
            return True
        if event.type() == QEvent.Type.FocusOut and self.isVisible() and self.window().isActiveWindow():
            self.close_box()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: object) -> None:
        """A click beside the panel closes the box."""
        self.close_box()

    @Slot()
    def _typed(self) -> None:
        self._asked += 1
        self._is_waiting = self._takes_first = False
        self._records = () if not self.field.text().strip() else self._records
        self._show()
        if self._find_records is not None and self.field.text().strip():
            self._is_waiting = True
            self._timer.start()

    def _stop_waiting(self) -> None:
        takes_first, self._is_waiting, self._takes_first = self._takes_first, False, False
        if takes_first:
            self.list.pick_current()

    @Slot()
    def _ask(self) -> None:
        if self._find_records is None:
            return
        self._asked += 1
        asked = self._asked
        self._spinner.show()

        def answer(records: Sequence[Option]) -> None:
            if asked == self._asked:  # a later question makes this answer old
                self._spinner.hide()
                self._records = records
                self._show()
                self._stop_waiting()

        self._find_records(self.field.text().strip(), answer)

    def _show(self) -> None:
        typed = self.field.text().strip()
        # A screen may have gone with its actions since the box was opened.
        self._offered = [entry for entry in self._offered if isValid(entry[1])]
        found = matching_actions(self._offered, typed)
        records = list(self._records)
        actions = [
            Option(spec.id, action.text(), shown_keys(spec.shortcut), spec.icon or "corner-down-left", action)
            for spec, action in found[: None if not typed else _ACTIONS_SHOWN]
        ]
        sections = [(tr("Records"), records), (tr("Actions"), actions)]
        if records and actions and _means_action(typed, records[0].text, actions[0].text):
            sections.reverse()
        options: list[Option] = []
        for title, rows in sections:
            options += [Option(None, title, is_heading=True), *rows] if rows else []
        self.list.show_options(options, typed)
        self.list.setVisible(bool(options))
        self._nothing.setVisible(not options)
        self._size_panel()

    def _size_panel(self) -> None:
        width = min(_WIDTH, self.width() - 40)
        height = 60 + (self.list.wanted_height(14) if self.list.options() else 40) + 12
        left = (self.width() - width) // 2
        self._panel.setGeometry(left, max(self.height() // 9, 20), width, min(height, self.height() - 120))

    @Slot(object)
    def _picked(self, option: Option) -> None:
        self.close_box()
        if isinstance(option.value, QAction):
            if isValid(option.value):
                option.value.trigger()
        else:
            self.record_chosen.emit(option)


def matching_actions(
    offered: Sequence[tuple[ActionSpec, QAction]], typed: str
) -> list[tuple[ActionSpec, QAction]]:
    """The actions whose text or further words contain every typed word; those that begin so first.

    Those of other places are there once something is typed, unless this place has them too.
    """
    wanted = typed.lower().split()
    here = {spec.id for spec, _action in offered}
    found = [
        (spec, action)
        for spec, action in offered
        if all(word in f"{action.text()} {spec.words}".lower() for word in wanted)
        and spec.id != "window.commands"
        and not (spec.id.startswith(OFFERED) and (not wanted or spec.id.removeprefix(OFFERED) in here))
    ]
    if wanted:
        found.sort(key=lambda entry: not entry[1].text().lower().startswith(wanted[0]))
        found.sort(key=lambda entry: not _begins_so(entry[1].text(), wanted[0]))
    return found


def _means_action(typed: str, record: str, action: str) -> bool:
    """True where the action is called as it was typed, and the record is only about it, such as by its address."""
    return _begins_so(action, typed) and not _begins_so(record, typed)


def _begins_so(name: str, typed: str) -> bool:
    """True if one of the words begins with what was typed."""
    return f" {typed.lower()}" in f" {name.lower()}"
