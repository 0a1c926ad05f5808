"""The panel below the board's filter chip: words, states, priorities, kinds, skills, teams and regions."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from enum import Enum
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from fsmdesk.core.states import VisitState
from fsmdesk.core.terms import JobKind, Priority
from fsmdesk.core.words import tr
from fsmdesk.views.board.filtering.board_filter import BoardFilter
from fsmdesk.views.widgets.buttons import Chip, KeyButton, Segments
from fsmdesk.views.widgets.flow_layout import FlowLayout
from fsmdesk.views.widgets.popup import Popup
from fsmdesk.views.widgets.surfaces import words

_WIDTH = 420
_MOST_HEIGHT = 420
_PALE, _GONE = "pale", "gone"
_PLACED = tuple(state for state in VisitState if state not in (VisitState.UNPLACED, VisitState.CANCELLED))


class FilterPanel(Popup):
    """Each change is told at once, so that the board follows while one chooses.

    Signals:
        changed(BoardFilter): this is wanted.
    """

    changed = Signal(object)

    def __init__(
        self,
        now: BoardFilter,
        skills: Sequence[str],
        regions: Sequence[str],
        teams: Sequence[str],
        anchor: QWidget,
    ) -> None:
        super().__init__(tr("Show on the board"), anchor, _WIDTH)
        self._now = now
        self._inside = QWidget(self)
        self._rows = QVBoxLayout(self._inside)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(6)
        self.text = QLineEdit(now.text, self)
        self.text.setPlaceholderText(tr("Customer, job, number or site; a comma means or"))
        self.text.setAccessibleName(tr("Words to look for on the board"))
        self.text.setClearButtonEnabled(True)
        self.text.textChanged.connect(self._type)
        self.column.addWidget(self.text)
        self.chips: dict[str, list[tuple[Any, Chip]]] = {}
        self._add(tr("State"), "states", ((state, state.label) for state in _PLACED))
        self._add(tr("Priority"), "priorities", ((one, one.label) for one in Priority))
        self._add(tr("Kind"), "kinds", ((kind, kind.label) for kind in JobKind))
        self._add(tr("Skill of the technician"), "skills", ((skill, skill) for skill in skills))
        self._add(tr("Team of the technician"), "teams", ((team, team) for team in teams))
        self._add(tr("Region of the technician"), "regions", ((region, region) for region in regions))
        self._add_scroll()
        self._add_foot()

    def _add(self, title: str, name: str, choices: Iterable[tuple[Any, str]]) -> None:
        """A heading and a chip for each choice; nothing where there is nothing to choose."""
        found = list(choices)
        if not found:
            return
        self._rows.addWidget(words(title, "small", self._inside))
        flow = FlowLayout()
        chosen: frozenset[Any] = getattr(self._now, name)
        self.chips[name] = []
        for value, text in found:
            chip = Chip(text, parent=self._inside)
            chip.setChecked(value in chosen)
            chip.toggled.connect(partial(self._choose, name, value))
            flow.addWidget(chip)
            self.chips[name].append((value, chip))
        self._rows.addLayout(flow)

    def _add_scroll(self) -> None:
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._inside.setProperty("surface", "clear")
        self._area.setWidget(self._inside)
        self.column.addWidget(self._area)

    def show_at(self, where: QPoint) -> None:
        """Open; as high as all choices need, and scrolled where that is too much."""
        for chip in self.findChildren(Chip):
            chip.ensurePolished()  # only then it knows how large it is
        needed = self._rows.totalHeightForWidth(_WIDTH - 44)
        self._inside.setMinimumHeight(needed)
        self._area.setFixedHeight(min(needed + 4, _MOST_HEIGHT))
        super().show_at(where)

    def _add_foot(self) -> None:
        row = QHBoxLayout()
        rest = Segments([(_PALE, tr("Rest pale")), (_GONE, tr("Rest hidden"))], tr("The rest"), self)
        rest.choose(_GONE if self._now.hides else _PALE)
        rest.chosen.connect(self._choose_rest)
        self.rest = rest
        self.clear_button = KeyButton(tr("Show everything"), "quiet", parent=self)
        self.clear_button.clicked.connect(self.clear)
        row.addWidget(rest)
        row.addStretch(1)
        row.addWidget(self.clear_button)
        self.column.addLayout(row)

    def set_focus(self) -> None:
        """One can type at once."""
        self.text.setFocus()
        self.text.selectAll()

    @Slot()
    def clear(self) -> None:
        """Nothing is chosen any more."""
        self._tell(replace(BoardFilter(), hides=self._now.hides))
        parts: list[Callable[[bool], bool]] = [self.text.blockSignals]
        chips = [chip for some in self.chips.values() for _, chip in some]
        parts += [chip.blockSignals for chip in chips]
        for block in parts:
            block(True)
        self.text.clear()
        for chip in chips:
            chip.setChecked(False)
        for block in parts:
            block(False)

    @Slot(str)
    def _type(self, text: str) -> None:
        self._tell(replace(self._now, text=text))

    def _choose(self, name: str, value: Enum | str, is_on: bool) -> None:
        chosen: frozenset[Any] = getattr(self._now, name)
        changes: dict[str, Any] = {name: chosen | {value} if is_on else chosen - {value}}
        self._tell(replace(self._now, **changes))

    @Slot(str)
    def _choose_rest(self, key: str) -> None:
        self._tell(replace(self._now, hides=key == _GONE))

    def _tell(self, wanted: BoardFilter) -> None:
        self._now = wanted
        self.changed.emit(wanted)
