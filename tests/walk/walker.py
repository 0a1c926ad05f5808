"""What a person without a mouse, or without sight, meets in a window: every control, its name, its role, its turn."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextBrowser,
    QTextEdit,
    QWidget,
)

_MOST_LINKS = 30
_MOST_STEPS = 800
_ROLES = {
    QLineEdit: {QAccessible.Role.EditableText},
    QPlainTextEdit: {QAccessible.Role.EditableText},
    QComboBox: {QAccessible.Role.ComboBox},
    QAbstractSlider: {QAccessible.Role.Slider, QAccessible.Role.ScrollBar},
    QTabBar: {QAccessible.Role.PageTabList},
    QAbstractItemView: {
        QAccessible.Role.Table,
        QAccessible.Role.List,
        QAccessible.Role.Tree,
    },
    QAbstractButton: {
        QAccessible.Role.Button,
        QAccessible.Role.CheckBox,
        QAccessible.Role.RadioButton,
        QAccessible.Role.ButtonMenu,
        QAccessible.Role.ButtonDropDown,
        QAccessible.Role.Link,
    },
}
_NO_ROLES = {
    QAccessible.Role.NoRole,
    QAccessible.Role.Client,
    QAccessible.Role.Window,
    QAccessible.Role.Pane,
}


def controls(window: QWidget) -> Iterator[QWidget]:
    """Everything visible that can have the keys, by a click or by Tab."""
    for widget in window.findChildren(QWidget):
        takes_keys = widget.focusPolicy() is not Qt.FocusPolicy.NoFocus and widget.focusProxy() is None
        if isinstance(widget, QLabel) and not widget.text():
            continue  # nothing to select
        if takes_keys and widget.isVisible() and widget.isEnabled() and widget.window() is window:
            yield widget


def named(widget: QWidget) -> str:
    """The control in the words of its code, for a failure."""
    chain = [type(widget).__name__]
    above = widget.parentWidget()
    while above is not None and len(chain) < 4:
        if type(above) is not QWidget:
            chain.append(type(above).__name__)
        above = above.parentWidget()
    text = widget.text() if isinstance(widget, QAbstractButton | QLabel | QLineEdit) else ""
    return f"{' < '.join(chain)} {text!r}" if text else " < ".join(chain)


def nameless(window: QWidget) -> list[str]:
    """Controls that a screen reader can say nothing of."""
    return [named(widget) for widget in controls(window) if not _says(widget, QAccessible.Text.Name)]


def miscast(window: QWidget) -> list[str]:
    """Controls that a screen reader calls something they are not."""
    found = []
    for widget in controls(window):
        interface = QAccessible.queryAccessibleInterface(widget)
        role = interface.role() if interface is not None else QAccessible.Role.NoRole
        expected = next((roles for kind, roles in _ROLES.items() if isinstance(widget, kind)), None)
        holds = widget.accessibleName() and any(widget is not other for other in _inside(widget))
        if role is QAccessible.Role.Client and (holds or scrolls_only(widget)):
            continue  # a region with a name
        if role in _NO_ROLES or (expected is not None and role not in expected):
            found.append(f"{named(widget)} is {role.name}")
    return found


def out_of_reach(window: QWidget) -> list[str]:
    """Controls that Tab never comes to, and those that it does not get away from."""
    wanted = {widget for widget in controls(window) if widget.focusPolicy() & Qt.FocusPolicy.TabFocus}
    first = next(iter(sorted(wanted, key=named)), None)
    if first is None:
        return []
    first.setFocus(Qt.FocusReason.TabFocusReason)
    reached: set[QWidget] = set()
    stuck: list[str] = []
    for _ in range(_MOST_STEPS):
        at = QApplication.focusWidget()
        if at is None or (at in reached and at is first):
            break
        reached.add(at)
        for _ in range(
            _MOST_LINKS if isinstance(at, QTextBrowser) else 1
        ):  # Tab goes from link to link first
            QTest.keyClick(at, Qt.Key.Key_Tab)
            if QApplication.focusWidget() is not at:
                break
        if QApplication.focusWidget() is at:
            stuck.append(f"trapped in {named(at)}")
            break
    missed = [widget for widget in wanted - reached if widget.isVisible() and not _by_arrows(widget, reached)]
    return stuck or [f"never reached {named(widget)}" for widget in missed]


def _by_arrows(widget: QWidget, reached: set[QWidget]) -> bool:
    """True if Tab stops at another button of the same choice, from which arrows lead on."""
    if not isinstance(widget, QAbstractButton):
        return False
    group = widget.group()
    if group is not None and group.exclusive():
        return any(button in reached for button in group.buttons())
    return widget.autoExclusive() and any(
        isinstance(other, QAbstractButton) and other.parent() is widget.parent() for other in reached
    )


def _inside(widget: QWidget) -> list[QWidget]:
    return [inner for inner in controls(widget.window()) if widget.isAncestorOf(inner)]


def mnemonics(window: QWidget) -> list[str]:
    """Letters that two controls in the window share, and marks of a letter that nobody meant."""
    texts = [(named(widget), text) for widget in window.findChildren(QWidget) for text in _marked(widget)]
    found: dict[str, str] = {}
    wrong = []
    for name, text in texts:
        for letter in _letters(text):
            if not letter.isalnum():
                wrong.append(f"{name}: a mark before {letter!r} in {text!r}")
            elif letter in found:
                wrong.append(f"{name} and {found[letter]} share Alt+{letter}")
            found[letter] = name
    return wrong


def _marked(widget: QWidget) -> list[str]:
    if not widget.isVisible():
        return []
    if isinstance(widget, QAbstractButton):
        return [widget.text()]
    if isinstance(widget, QTabBar):
        return [widget.tabText(at) for at in range(widget.count())]
    if isinstance(widget, QLabel) and widget.buddy() is not None:
        return [widget.text()]
    return []


def _letters(text: str) -> list[str]:
    plain = text.replace("&&", "")
    return [plain[at + 1 : at + 2].lower() for at, letter in enumerate(plain) if letter == "&"]


def _says(widget: QWidget, what: QAccessible.Text) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(what).strip() if interface is not None else ""


def scrolls_only(widget: QWidget) -> bool:
    """True for an area that has nothing but what is in it."""
    return isinstance(widget, QAbstractScrollArea) and not isinstance(
        widget, QAbstractItemView | QTextEdit | QPlainTextEdit
    )
