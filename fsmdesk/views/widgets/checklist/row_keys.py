"""The keys of an item: arrows walk, Enter goes on, letters do what the menu does where no text is typed."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from fsmdesk.views.widgets.checklist.check_mark import CheckMark

_K = Qt.Key
_WALK = {_K.Key_Up: "previous", _K.Key_Down: "next", _K.Key_Return: "next", _K.Key_Enter: "next"}
_LETTERS = {
    _K.Key_F: "fail",
    _K.Key_N: "skip",
    _K.Key_R: "note",
    _K.Key_J: "follow_up",
    _K.Key_Delete: "clear",
    _K.Key_Backspace: "clear",
}
_MOVES = {_K.Key_Up: "up", _K.Key_Down: "down"}
_NOTHING = Qt.KeyboardModifier.NoModifier
_KEYPAD = Qt.KeyboardModifier.KeypadModifier


def what_is_pressed(event: QKeyEvent, control: QObject) -> str:
    """What the key is for; empty if it is for the control itself."""
    key, modifiers = Qt.Key(event.key()), event.modifiers() & ~_KEYPAD
    if modifiers == Qt.KeyboardModifier.AltModifier:
        return _MOVES.get(key, "")
    if key == _K.Key_Menu:
        return "menu"
    if modifiers != _NOTHING:
        return ""
    if isinstance(control, QPlainTextEdit):
        return _in_text(key, control)
    if isinstance(control, QLineEdit):
        return "revert" if key == _K.Key_Escape and control.isModified() else _WALK.get(key, "")
    if isinstance(control, CheckMark) and key in (_K.Key_Space, _K.Key_X):
        return "tick"
    return _WALK.get(key) or _LETTERS.get(key, "")


def _in_text(key: Qt.Key, edit: QPlainTextEdit) -> str:
    """Arrows walk from the first line up and from the last line down; in between they are the text's."""
    if key in (_K.Key_Return, _K.Key_Enter):
        return "next"
    if key == _K.Key_Escape and edit.document().isModified():
        return "revert"
    cursor = edit.textCursor()
    before = cursor.position()
    if key == _K.Key_Up:
        moved = cursor.movePosition(cursor.MoveOperation.Up)
        return "" if moved and cursor.position() != before else "previous"
    if key == _K.Key_Down:
        moved = cursor.movePosition(cursor.MoveOperation.Down)
        return "" if moved and cursor.position() != before else "next"
    return ""
