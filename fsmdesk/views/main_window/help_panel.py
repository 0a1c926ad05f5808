"""The help on the screen that is shown (F1): what it is for, what can be done there, and by which keys."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from fsmdesk.core.words import tr
from fsmdesk.views.actions import ActionRegistry, ActionSpec, shown_keys
from fsmdesk.views.main_window.help_texts import help_on
from fsmdesk.views.main_window.places import Place
from fsmdesk.views.widgets.buttons import IconButton
from fsmdesk.views.widgets.surfaces import ScrollColumn, SectionTitle, Surface, clear_layout, paragraph, words

_WIDTH = 348
# Of these areas every screen has the same; of the places of the rail one line says enough.
_EVERYWHERE = ("window", "go", "theme", "seat")


class HelpPanel(Surface):
    """Lies over the right edge of `parent` while it is open; Esc or F1 again closes it."""

    def __init__(self, registry: ActionRegistry, parent: QWidget) -> None:
        super().__init__("help", parent)
        self._registry = registry
        self._over = parent
        self._rows: list[tuple[str, str]] = []
        self._focus_before: QWidget | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(20, 14, 12, 0)
        self._title = words("", "title", self)
        head.addWidget(self._title, 1)
        close = IconButton("x", tr("Close the help"), "Esc", parent=self)
        close.clicked.connect(self.close_help)
        head.addWidget(close)
        column.addLayout(head)
        self._column = ScrollColumn(self, margins=(20, 8, 20, 16))
        self._column.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(self._column, 1)
        parent.installEventFilter(self)
        self.hide()

    def turn(self, place: Place) -> None:
        """Open the help on this place, or close it if it is open."""
        if self.isVisible():
            self.close_help()
            return
        self._focus_before = self.window().focusWidget()
        self.show_place(place)
        self._fit()
        self.show()
        self.raise_()
        self.setFocus()

    def close_help(self) -> None:
        """The help is closed; if it had the focus, that is where it was before."""
        focus = self.window().focusWidget()
        had_focus = focus is not None and (focus is self or self.isAncestorOf(focus))
        self.hide()
        if had_focus and self._focus_before is not None and isValid(self._focus_before):
            self._focus_before.setFocus()
        self._focus_before = None

    def show_place(self, place: Place) -> None:
        """Tell about this place, whose screen is in front."""
        self._title.setText(place.title)
        self.setAccessibleName(tr("Help: {screen}").format(screen=place.title))
        body = self._column.body
        clear_layout(body)
        self._rows.clear()
        text = help_on(place.id)
        self._column.verticalScrollBar().setValue(0)
        body.addWidget(paragraph(text.about, parent=self))
        offered = [(spec, action.text()) for spec, action in self._registry.offered() if action.isVisible()]
        here = [(spec, name) for spec, name in offered if _area(spec) not in _EVERYWHERE]
        self._add_rows(tr("Here"), [*((name, spec.shortcut) for spec, name in here), *text.keys])
        offered.sort(key=lambda one: one[0].id == "window.close")  # nobody looks for the way out first
        everywhere = [(name, spec.shortcut) for spec, name in offered if _is_told_everywhere(spec)]
        self._add_rows(tr("Everywhere"), [*everywhere, (tr("Places of the rail"), "Ctrl+1 … 9")])
        if self.isVisible():
            self.raise_()

    def rows(self) -> list[tuple[str, str]]:
        """What is listed: what can be done, and the keys that do it, empty for none."""
        return list(self._rows)

    def _add_rows(self, title: str, rows: Sequence[tuple[str, str]]) -> None:
        self._column.body.addSpacing(6)
        self._column.body.addWidget(SectionTitle(title, parent=self))
        holder = QWidget(self)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(7)
        for what, keys in _with_keys_first(rows):
            self._rows.append((what, shown_keys(keys)))
            column.addWidget(_KeyRow(*self._rows[-1], holder))
        self._column.body.addWidget(holder)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the right edge."""
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Esc is for the help while it has the keys, not for the screen under it."""
        is_asked = event.type() == QEvent.Type.ShortcutOverride
        if is_asked and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close, or scroll."""
        bar = self._column.verticalScrollBar()
        match event.key():
            case Qt.Key.Key_Escape:
                self.close_help()
            case Qt.Key.Key_Down:
                bar.setValue(bar.value() + bar.singleStep())
            case Qt.Key.Key_Up:
                bar.setValue(bar.value() - bar.singleStep())
            case Qt.Key.Key_PageDown:
                bar.setValue(bar.value() + bar.pageStep())
            case Qt.Key.Key_PageUp:
                bar.setValue(bar.value() - bar.pageStep())
            case _:
                super().keyPressEvent(event)

    def _fit(self) -> None:
        room = self._over.rect()
        self.setGeometry(room.right() + 1 - _WIDTH, 0, _WIDTH, room.height())


class _KeyRow(QWidget):
    """What can be done at the left, its keys in a small box at the right."""

    def __init__(self, what: str, keys: str, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(paragraph(what, parent=self), 1)
        if keys:
            row.addWidget(words(keys, "key", self), 0, Qt.AlignmentFlag.AlignTop)


def _area(spec: ActionSpec) -> str:
    return spec.id.partition(".")[0]


def _is_told_everywhere(spec: ActionSpec) -> bool:
    """What has a key in every place, but for the places of the rail."""
    is_of_rail = _area(spec) == "go" and spec.shortcut.removeprefix("Ctrl+").isdigit()
    return _area(spec) in _EVERYWHERE and bool(spec.shortcut) and not is_of_rail


def _with_keys_first(rows: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Each once, those with keys before those without, else as they came."""
    return sorted(dict.fromkeys(rows), key=lambda row: not row[1])
