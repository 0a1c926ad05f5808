"""The user guide beside the screen (F1): the page of the place that is shown, with all others behind it."""

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from fsmdesk.core.words import tr
from fsmdesk.views.actions import ActionRegistry, ActionSpec, shown_keys
from fsmdesk.views.main_window.guide_book import INDEX, Page, page, search
from fsmdesk.views.main_window.guide_html import html_of, table_of
from fsmdesk.views.main_window.guide_text import GuideText
from fsmdesk.views.main_window.place_keys import keys_of
from fsmdesk.views.main_window.places import Place
from fsmdesk.views.widgets.buttons import IconButton
from fsmdesk.views.widgets.surfaces import Surface, words

_WIDTH = 420
# Of these areas every screen has the same; of the places of the rail one line says enough.
_EVERYWHERE = ("window", "go", "theme", "seat", "at")


class HelpPanel(Surface):
    """Lies over the right edge of `parent` while it is open; Esc or F1 again closes it.

    It follows the screens; links, contents and the search lead to other pages, and Back comes back.
    """

    def __init__(self, registry: ActionRegistry, parent: QWidget) -> None:
        super().__init__("help", parent)
        self._registry = registry
        self._over = parent
        self._rows: list[tuple[str, str]] = []
        self._place: Place | None = None
        self._shown = ""
        self._behind: list[str] = []
        self._focus_before: QWidget | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 8, 8)
        column.setSpacing(10)
        column.addLayout(self._head())
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(tr("Search the guide"))
        self.field.setAccessibleName(tr("Search the guide"))
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self._search)
        held = QHBoxLayout()
        held.setContentsMargins(0, 0, 12, 0)
        held.addWidget(self.field)
        column.addLayout(held)
        self.text = GuideText(self)
        self.text.page_wanted.connect(self.follow)
        column.addWidget(self.text, 1)
        parent.installEventFilter(self)
        self.hide()

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(4)
        self._back = IconButton("arrow-left", tr("Back to the page before"), parent=self)
        self._back.clicked.connect(self.go_back)
        self._title = words("", "title", self)
        contents = IconButton("list", tr("All pages of the guide"), parent=self)
        contents.clicked.connect(self._show_contents)
        close = IconButton("x", tr("Close the help"), "Esc", parent=self)
        close.clicked.connect(self.close_help)
        head.addWidget(self._back)
        head.addWidget(self._title, 1)
        head.addWidget(contents)
        head.addWidget(close)
        return head

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
        self.text.setFocus()

    def close_help(self) -> None:
        """The help is closed; if it had the focus, that is where it was before."""
        focus = self.window().focusWidget()
        had_focus = focus is not None and (focus is self or self.isAncestorOf(focus))
        self.hide()
        if had_focus and self._focus_before is not None and isValid(self._focus_before):
            self._focus_before.setFocus()
        self._focus_before = None

    def show_place(self, place: Place) -> None:
        """Tell about this place, whose screen is in front; pages that were followed before are forgotten."""
        self._place = place
        self._behind.clear()
        self._read_rows(place)
        self._show(place.id)
        if self.isVisible():
            self.raise_()

    def rows(self) -> list[tuple[str, str]]:
        """What can be done here and everywhere, and the keys that do it, empty for none."""
        return [(what, shown_keys(keys)) for what, keys in self._rows]

    def shown_page(self) -> str:
        """The name of the page that is shown."""
        return self._shown

    @Slot(str)
    def follow(self, name: str) -> None:
        """Show another page; Back leads here again."""
        if page(name) is not None and name != self._shown:
            self._behind.append(self._shown)
            self._show(name)

    @Slot()
    def go_back(self) -> None:
        """Show the page before."""
        if self._behind:
            self._show(self._behind.pop())

    @Slot()
    def _show_contents(self) -> None:
        self.follow(INDEX)

    def _show(self, name: str) -> None:
        self._shown = name
        self.field.blockSignals(True)
        self.field.clear()
        self.field.blockSignals(False)
        found = page(name)
        title = found.title if found is not None else (self._place.title if self._place else "")
        self._name(title)
        is_here = self._place is not None and name == self._place.id
        self.text.show_html(_page_html(found) + (self._keys_html() if is_here else ""))

    def _name(self, title: str) -> None:
        self._title.setText(title)
        self._back.setVisible(bool(self._behind))
        says = tr("Help: {screen}").format(screen=title)
        self.setAccessibleName(says)
        self.text.setAccessibleName(says)

    @Slot(str)
    def _search(self, typed: str) -> None:
        if not typed.strip():
            self._show(self._shown)
            return
        hits = search(typed)
        lines = [
            f"<p><a href='{hit.page.name}'>{escape(hit.page.title)}</a><br/>"
            f"<span class='muted'>{escape(hit.around)}</span></p>"
            for hit in hits
        ]
        nothing = f"<p class='muted'>{escape(tr('No page of the guide holds these words.'))}</p>"
        self.text.show_html("".join(lines) or nothing)

    def _keys_html(self) -> str:
        title = escape(tr("All that can be done here, and everywhere"))
        return f"<h3>{title}</h3>{table_of(self._rows)}"

    def _read_rows(self, place: Place) -> None:
        offered = [(spec, action.text()) for spec, action in self._registry.offered() if action.isVisible()]
        here = [(name, spec.shortcut) for spec, name in offered if _area(spec) not in _EVERYWHERE]
        offered.sort(key=lambda one: one[0].id == "window.close")  # nobody looks for the way out first
        everywhere = [(name, spec.shortcut) for spec, name in offered if _is_told_everywhere(spec)]
        rail = (tr("Places of the rail"), "Ctrl+1 … 9")
        self._rows = [
            *_with_keys_first([*here, *keys_of(place.id)]),
            *_with_keys_first([*everywhere, rail]),
        ]

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
        """Close, or go back; the text scrolls by itself."""
        is_alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.close_help()
        elif event.key() == Qt.Key.Key_Left and is_alt:
            self.go_back()
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        room = self._over.rect()
        width = min(_WIDTH, room.width())
        self.setGeometry(room.right() + 1 - width, 0, width, room.height())


def _page_html(found: Page | None) -> str:
    return html_of(found.text) if found is not None else ""


def _area(spec: ActionSpec) -> str:
    return spec.id.partition(".")[0]


def _is_told_everywhere(spec: ActionSpec) -> bool:
    """What has a key in every place, but for the places of the rail."""
    is_of_rail = _area(spec) == "go" and spec.shortcut.removeprefix("Ctrl+").isdigit()
    return _area(spec) in _EVERYWHERE and bool(spec.shortcut) and not is_of_rail


def _with_keys_first(rows: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Each once, those with keys before those without, else as they came."""
    return sorted(dict.fromkeys(rows), key=lambda row: not row[1])
