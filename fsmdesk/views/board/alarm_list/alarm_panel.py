"""The panel below the alarm chip: every alarm with who, what and since when."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from fsmdesk.core.words import tr
from fsmdesk.views.board.alarm_list.alarm_model import ROW_HEIGHT, AlarmDelegate, AlarmModel, cross_rect
from fsmdesk.views.board.alarm_list.alarm_rows import AlarmRow
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.card_list import CardList
from fsmdesk.views.widgets.popup import Popup
from fsmdesk.views.widgets.surfaces import words

_WIDTH = 460
_MOST_SHOWN = 5
_REACH = 6  # around the cross


class AlarmView(CardList):
    """Signals:
    put_away(AlarmRow): this one shall not be shown any more.
    chosen(AlarmRow): the board shall go there.
    """

    put_away = Signal(object)
    chosen = Signal(object)

    def __init__(self, model: AlarmModel, parent: QWidget | None = None) -> None:
        super().__init__(tr("Alarms"), AlarmDelegate(), parent)
        self.alarms = model
        self.setModel(model)
        self.setAccessibleDescription(tr("Enter goes to the visit, Del puts the alarm away"))

    @property
    def current(self) -> AlarmRow | None:
        """The alarm with the ring."""
        return self.alarms.row_at(self.currentIndex().row()) if self.currentIndex().isValid() else None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click goes to the visit, one on the cross puts the alarm away."""
        super().mouseReleaseEvent(event)
        at = event.position().toPoint()
        index = self.indexAt(at)
        row = self.alarms.row_at(index.row()) if index.isValid() else None
        if row is None or event.button() != Qt.MouseButton.LeftButton:
            return
        cross = cross_rect(self.visualRect(index)).adjusted(-_REACH, -_REACH, _REACH, _REACH)
        (self.put_away if cross.contains(at) else self.chosen).emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del puts the alarm away."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.current is not None:
            self.put_away.emit(self.current)
        else:
            super().keyPressEvent(event)


class AlarmPanel(Popup):
    """Follows the board while it is open; Enter goes to the visit.

    Signals:
        chosen(AlarmRow): the board shall go there.
        put_away(tuple): these alarms shall not be shown any more.
    """

    chosen = Signal(object)
    put_away_wanted = Signal(tuple)

    def __init__(self, rows: Sequence[AlarmRow], anchor: QWidget) -> None:
        super().__init__(tr("Alarms"), anchor, _WIDTH)
        self._model = AlarmModel(self)
        self.view = AlarmView(self._model, self)
        self.empty = words(tr("Nothing is late, and nothing takes longer than planned."), "muted", self)
        self.empty.setWordWrap(True)
        self.column.addWidget(self.view)
        self.column.addWidget(self.empty)
        self.remark = words(tr("Put away until something about it changes: Del"), "small", self)
        self.all_button = KeyButton(tr("Put all away"), "quiet", parent=self)
        foot = QHBoxLayout()
        foot.addWidget(self.remark, 1)
        foot.addWidget(self.all_button)
        self.column.addLayout(foot)
        self.view.chosen.connect(self._choose)
        self.view.put_away.connect(self._put_one_away)
        self.all_button.clicked.connect(self._put_all_away)
        self.show_rows(rows)

    def show_rows(self, rows: Sequence[AlarmRow]) -> None:
        """These are the alarms now; the current one stays current, else the next is."""
        at = max(self.view.currentIndex().row(), 0)
        kept = self.view.current
        self._model.replace_rows(rows)
        place = self._model.place_of(kept.visit_id) if kept is not None else -1
        if rows:
            self.view.setCurrentIndex(self._model.index(place if place >= 0 else min(at, len(rows) - 1)))
        self.view.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.all_button.setVisible(bool(rows))
        self.remark.setVisible(bool(rows))
        self.view.setFixedHeight(min(max(len(rows), 1), _MOST_SHOWN) * ROW_HEIGHT + 2)

    def show_at(self, where: QPoint) -> None:
        """Open, with the keys in the list."""
        super().show_at(where)
        (self.view if self._model.rows() else self).setFocus()

    def confirm(self) -> None:
        """Enter goes to the visit."""
        if self.view.current is not None:
            self._choose(self.view.current)

    @Slot(object)
    def _choose(self, row: AlarmRow) -> None:
        self.put_away()
        self.chosen.emit(row)

    @Slot(object)
    def _put_one_away(self, row: AlarmRow) -> None:
        self.put_away_wanted.emit((row,))

    @Slot()
    def _put_all_away(self) -> None:
        self.put_away_wanted.emit(tuple(self._model.rows()))
