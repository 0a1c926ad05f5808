"""How many rows came, and what becomes of each of them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from fsmdesk.core.formats import Formats
from fsmdesk.core.words import tr
from fsmdesk.views.widgets.sign import Sign
from fsmdesk.views.widgets.surfaces import Surface, words

if TYPE_CHECKING:
    from fsmdesk.exchange.closing import ImportCounts

_OPEN = "…"


class CountTile(Surface):
    """A figure, and a word below it."""

    def __init__(self, word: str, icon: str, tone: str, parent: QWidget) -> None:
        super().__init__("card", parent)
        self._word = word
        self._icon = icon
        self._tone = tone
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 9, 14, 9)
        row.setSpacing(10)
        self._sign = Sign(icon, "muted", 18, self)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout()
        column.setSpacing(0)
        self.figure: QLabel = words(_OPEN, "figure", self)
        column.addWidget(self.figure)
        column.addWidget(words(word, "small", self))
        row.addLayout(column, 1)

    def show_count(self, count: int | None, formats: Formats) -> None:
        """Show the number; None while it is not known."""
        text = _OPEN if count is None else formats.count(count)
        self.figure.setText(text)
        self._sign.show_icon(self._icon, self._tone if count else "muted")
        self.setAccessibleName(f"{self._word}: {text}")


class CountTiles(QWidget):
    """Came = new + changed + same + rejected."""

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formats = formats
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.tiles = {
            "came": CountTile(tr("Rows came"), "list", "muted", self),
            "new": CountTile(tr("New"), "plus", "success_text", self),
            "changed": CountTile(tr("Changed"), "pencil", "info_text", self),
            "same": CountTile(tr("Same as here"), "check", "muted", self),
            "rejected": CountTile(tr("Rejected"), "circle-x", "danger_text", self),
        }
        for tile in self.tiles.values():
            row.addWidget(tile, 1)

    def show_counts(self, counts: "ImportCounts | None", came: int) -> None:
        """Show what becomes of the rows; of None only how many came."""
        for name, tile in self.tiles.items():
            tile.show_count(getattr(counts, name) if counts is not None else None, self._formats)
        self.tiles["came"].show_count(came, self._formats)
