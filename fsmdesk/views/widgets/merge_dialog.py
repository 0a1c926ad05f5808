"""Which of two records stays, and what moves to it: asked before they become one."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from fsmdesk.core.words import tr
from fsmdesk.services.merging.messages import MergedSide, MergeRecords, MergeSketch, SketchMerge
from fsmdesk.views.desk import Desk
from fsmdesk.views.error_presenter import Notice
from fsmdesk.views.widgets.banner import BannerArea
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.elided import ElidedWords
from fsmdesk.views.widgets.surfaces import Surface, clear_layout, paragraph, words

_WIDTH = 740


class MergeDialog(QDialog):
    """Opened over the window with `open`. The arrow in the middle turns the direction; Ctrl+Enter merges."""

    def __init__(
        self, desk: Desk, kind: str, kept_id: int, merged_id: int, done: Callable[[], object], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._desk, self._kind, self._done = desk, kind, done
        self._ids = (kept_id, merged_id)
        self._sketch: MergeSketch | None = None
        self.setWindowTitle(tr("Merge two records"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(_WIDTH)
        self._lay_out()
        self._read()

    def show_notice(self, notice: Notice) -> None:
        """Show a banner above the records."""
        self.banners.show_notice(notice)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(words(tr("Make one of these two"), "section", self))
        self.banners = BannerArea(self, (0, 0, 0, 0))
        column.addWidget(self.banners)
        row = QHBoxLayout()
        row.setSpacing(10)
        self._stays, self._goes = _SideCard(tr("Stays"), self), _SideCard(tr("Becomes part of it"), self)
        self.turn_button = KeyButton(tr("Swap"), icon_name="move-horizontal", keys="Alt+S", parent=self)
        self.turn_button.setShortcut("Alt+S")
        self.turn_button.clicked.connect(self.turn)
        row.addWidget(self._stays, 1)
        row.addWidget(self.turn_button, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._goes, 1)
        column.addLayout(row)
        self._moves = paragraph("", "", self)
        column.addWidget(self._moves)
        hint = tr("What the one that stays does not know, it takes over. You can undo this.")
        column.addWidget(paragraph(hint, "muted", self))
        foot = QHBoxLayout()
        foot.addStretch(1)
        self.no_button = KeyButton(tr("Keep both"), keys="Esc", parent=self)
        self.no_button.clicked.connect(self.reject)
        self.yes_button = KeyButton(tr("Merge"), "primary", keys="Ctrl+Return", parent=self)
        self.yes_button.setShortcut("Ctrl+Return")
        self.yes_button.clicked.connect(self.merge)
        foot.addWidget(self.no_button)
        foot.addWidget(self.yes_button)
        column.addLayout(foot)

    @Slot()
    def turn(self) -> None:
        """The other one stays."""
        self._ids = (self._ids[1], self._ids[0])
        self._read()

    @Slot()
    def merge(self) -> None:
        """Make one of the two, as they were seen."""
        sketch = self._sketch
        if sketch is None:
            return
        command = MergeRecords(
            kind=self._kind,
            kept_id=sketch.kept.id,
            kept_version=sketch.kept.version,
            merged_id=sketch.merged.id,
            merged_version=sketch.merged.version,
        )
        self.yes_button.setEnabled(False)
        said = tr("{merged} is part of {kept} now.").format(merged=sketch.merged.name, kept=sketch.kept.name)
        self._desk.do(self, command, self._merged, self._refused, said=said)

    def _read(self) -> None:
        self._sketch = None
        self.yes_button.setEnabled(False)
        self.banners.close_notice("refused")
        kept_id, merged_id = self._ids
        query = SketchMerge(kind=self._kind, kept_id=kept_id, merged_id=merged_id)
        self._desk.ask(self, query, self._show, self._refused)

    def _show(self, sketch: MergeSketch) -> None:
        self._sketch = sketch
        self._stays.show_side(sketch.kept)
        self._goes.show_side(sketch.merged)
        count = self._desk.formats.count
        listed = ", ".join(f"{label} {count(number)}" for label, number in sketch.moves)
        self._moves.setText(
            tr("Moves over: {what}").format(what=listed)
            if listed
            else tr("Nothing belongs to it that would move.")
        )
        self.yes_button.setEnabled(True)
        self.yes_button.setFocus()

    def _refused(self, error: Exception) -> None:
        self.show_notice(Notice(str(error), "warn", key="refused"))

    def _merged(self, _done: object) -> None:
        self.accept()
        self._done()


class _SideCard(Surface):
    """One of the two, with what tells it apart."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__("card", parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(4)
        column.addWidget(words(title, "label", self))
        self._name = paragraph("", "strong", self)
        column.addWidget(self._name)
        self._facts = QVBoxLayout()
        self._facts.setSpacing(2)
        column.addLayout(self._facts)
        column.addStretch(1)

    def show_side(self, side: MergedSide) -> None:
        """Show this record."""
        self._name.setText(side.name)
        clear_layout(self._facts)
        for fact in side.facts:
            self._facts.addWidget(ElidedWords(fact, "muted", self))
