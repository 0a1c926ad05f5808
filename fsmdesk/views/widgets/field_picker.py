"""A field that finds a record while one types and keeps which one was picked."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QVBoxLayout, QWidget

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.messages import Query
from fsmdesk.core.words import tr
from fsmdesk.services.finding.messages import Found
from fsmdesk.views.desk import Desk
from fsmdesk.views.theme.theme import tokens
from fsmdesk.views.widgets.field import Field, move_on
from fsmdesk.views.widgets.field_text import LineEdit
from fsmdesk.views.widgets.option_list import Option, OptionList
from fsmdesk.views.widgets.surfaces import Surface

_WAIT_MS = 0  # keys pressed together are one search; nobody who types waits for it
_MARGIN = 6


class Picked(NamedTuple):
    """A record that was picked: its id, and the words that are shown for it."""

    id: int
    text: str


def found_option(found: Found) -> Option:
    """A found record as something to choose."""
    return Option(found.id, found.title, found.subtitle, value=found)


class FieldPicker(Field[Picked]):
    """`find` makes the query for what was typed, or gives the rows themselves where they are at hand, or
    None while they are on their way (then call `ask_again`). `option` shows one row of the answer.
    Enter before the answer is there takes the first of it.

    With `new_words`, such as `New machine “{text}”…`, the list ends with an entry for a new one.
    With `free_text`, what was typed and not picked stays in `typed()` instead of being an error; Enter and Tab
    then leave it as it is where the list offers nothing but a new one.

    Signals:
        picked(object): an Option was chosen, or None when the field was emptied.
        new_wanted(str): the entry for a new one was chosen; carries what was typed.
    """

    picked = Signal(object)
    new_wanted = Signal(str)

    def __init__(
        self,
        key: str,
        label: str,
        desk: Desk,
        find: Callable[[str], Query[Any] | Sequence[Any] | None],
        option: Callable[[Any], Option] = found_option,
        *,
        new_words: str = "",
        free_text: bool = False,
        is_required: bool = False,
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(key, label, is_required=is_required, parent=parent)
        self._desk = desk
        self._find = find
        self._option = option
        self._new_words = new_words
        self._free_text = free_text
        self._held: Picked | None = None
        self._asked = 0
        self._is_waiting = False  # for the answer to what was typed
        self._takes_first = False  # once it is there
        self._popup: _Popup | None = None
        self.edit = LineEdit(self)
        self.edit.setPlaceholderText(placeholder)
        self.edit.textEdited.connect(self._typed)
        self.edit.installEventFilter(self)
        self.hold(self.edit)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self._ask)

    def read(self) -> Picked | None:
        """What was picked."""
        if self._held is None and self.edit.text().strip() and not self._free_text:
            says = tr("Pick one from the list, or empty the field: {label}.")
            raise RuleBroken(says.format(label=self.label), self.key)
        return self._held

    def set_value(self, value: Picked | None) -> None:
        """Show this record."""
        self._held = Picked(*value) if value is not None else None
        self.edit.setText(self._held.text if self._held is not None else "")
        self.edit.setCursorPosition(0)
        self.clear_error()

    def typed(self) -> str:
        """What was typed and is not the picked record."""
        return "" if self._held is not None else self.edit.text().strip()

    def set_typed(self, text: str) -> None:
        """Show words that are no record, such as the name of one to be made."""
        self._held = None
        self.edit.setText(text)

    def raw(self) -> object:
        """The picked record, or what was typed."""
        return list(self._held) if self._held is not None else self.edit.text()

    def set_raw(self, raw: object) -> None:
        """Show it again."""
        if isinstance(raw, list | tuple) and len(raw) == 2 and isinstance(raw[0], int):
            self.set_value(Picked(raw[0], str(raw[1])))
        else:
            self.set_typed(str(raw))

    def shown(self, value: Picked | None) -> str:
        """The words of the record."""
        return value.text if value is not None else ""

    def same(self, one: Picked | None, other: Picked | None) -> bool:
        """The same record, whatever it is called now."""
        return (one.id if one is not None else None) == (other.id if other is not None else None)

    def set_read_only(self, is_read_only: bool) -> None:
        """The words can still be selected and copied."""
        self.edit.setReadOnly(is_read_only)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The field keeps the focus; arrows, Enter and Esc are for the list while it is open."""
        if event.type() == QEvent.Type.FocusOut:
            self._close()
            self.check()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._take_key(event):
            return True
        elif self._is_own_escape(event):
            event.accept()  # else the window's own Esc would leave the screen
            return True
        return super().eventFilter(watched, event)

    def _is_own_escape(self, event: QEvent) -> bool:
        is_asked = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        return (
            is_asked and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape and self.is_open()
        )

    def is_open(self) -> bool:
        """True while the list is shown."""
        return self._popup is not None and self._popup.isVisible()

    def options(self) -> Sequence[Option]:
        """What the list offers."""
        return self._popup.list.options() if self._popup is not None and self.is_open() else ()

    def _take_key(self, event: QKeyEvent) -> bool:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and not event.modifiers() and self._is_waiting:
            self._takes_first = True
            if self._timer.isActive():
                self._ask()
            return True
        popup = self._popup
        if popup is None or not popup.isVisible():
            if event.key() == Qt.Key.Key_Down and not self.edit.isReadOnly():
                self._ask()
                return True
            return False
        match event.key():
            case Qt.Key.Key_Down:
                popup.list.step(1)
            case Qt.Key.Key_Up:
                popup.list.step(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Tab:
                self._take_current()
            case Qt.Key.Key_Escape:
                self._close()
            case _:
                return False
        return True

    def _take_current(self) -> None:
        if self._popup is None:
            return
        is_left = self._free_text and self._popup.list.current_option() is None
        if is_left:
            self._close()
        if (is_left or self._popup.list.pick_current()) and self.edit.hasFocus():
            move_on(self.edit)

    @Slot()
    def _typed(self) -> None:
        self._takes_first = False
        was_held = self._held is not None
        self._held = None
        if self.edit.text().strip():
            self._is_waiting = True
            self._timer.start()
        else:
            self._close()
        if was_held:
            self.picked.emit(None)
        self._tell_changed()

    @Slot()
    def _ask(self) -> None:
        self._timer.stop()
        self._is_waiting = True
        self._asked += 1
        asked = self._asked
        typed = self.edit.text().strip() if self._held is None else ""

        def show(rows: Sequence[Any]) -> None:
            if asked == self._asked and self.edit.hasFocus():
                self._show(typed, [self._option(row) for row in rows])

        def refuse(error: Exception) -> None:
            if asked == self._asked:
                self._close()
            self._desk.errors.show(error, self)

        found = self._find(typed)
        if isinstance(found, Query):
            self._desk.ask(self, found, show, refuse)
        elif found is not None:
            show(found)

    def ask_again(self) -> None:
        """The rows that `find` had to wait for are there."""
        if self._is_waiting and not self._timer.isActive():
            self._ask()

    def _show(self, typed: str, options: list[Option]) -> None:
        if self._new_words and typed:
            options.append(Option(None, self._new_words.format(text=typed), is_new=True, value=typed))
        takes_first = self._takes_first
        self._is_waiting = self._takes_first = False
        if not options and self._free_text:
            self._close()
            if takes_first:
                move_on(self.edit)
            return
        if not options:
            options.append(Option(None, tr("Nothing found."), is_heading=True))
        if self._popup is None:
            self._popup = _Popup(self.window())
            self._popup.list.picked.connect(self._take)
        self._popup.show_under(self.edit, options, typed)
        if self._free_text and options[0].is_new:
            self._popup.list.step_off()
        if takes_first:
            self._take_current()

    @Slot(object)
    def _take(self, option: Option) -> None:
        self._close()
        if option.is_new:
            self.new_wanted.emit(str(option.value))
            return
        if isinstance(option.id, int):
            self.set_value(Picked(option.id, option.text))
            self.picked.emit(option)
            self._tell_changed()

    def _close(self) -> None:
        self._asked += 1
        self._is_waiting = self._takes_first = False
        self._timer.stop()
        if self._popup is not None:
            self._popup.hide()

    def hideEvent(self, event: object) -> None:
        """The list goes with the field."""
        self._close()


class _Popup(Surface):
    """The list under the field; a child of the window, since some systems do not let programs place windows."""

    def __init__(self, window: QWidget) -> None:
        super().__init__("popup", window)
        self._window = window
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        self.list = OptionList(self)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        column.addWidget(self.list)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(24)
        shadow.setOffset(0, 6)
        shadow.setColor(tokens().shadow)
        self.setGraphicsEffect(shadow)

    def show_under(self, edit: QWidget, options: list[Option], typed: str) -> None:
        """Show the options under the field, or above it where there is no room below."""
        self.list.show_options(options, typed)
        height = self.list.wanted_height(8) + 2 * _MARGIN + 2
        window = self._window
        corner = edit.mapTo(window, QPoint(0, edit.height() + 4))
        if corner.y() + height > window.height():
            corner = edit.mapTo(window, QPoint(0, -height - 4))
        width = min(max(edit.width(), 380), window.width() - corner.x() - 8)
        self.setGeometry(corner.x(), max(corner.y(), 4), width, height)
        self.show()
        self.raise_()
