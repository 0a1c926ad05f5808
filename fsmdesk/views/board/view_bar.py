"""The bar above the schedule: colours, groups, rows and nights; the legend; and the zoom."""

from collections.abc import Sequence
from functools import partial
from math import log

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QIcon, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSlider, QWidget

from fsmdesk.core.words import tr, trn
from fsmdesk.views.board.board_look import BoardLook, Grouping
from fsmdesk.views.board.colour_scheme import ColourScheme
from fsmdesk.views.board.gesture import SNAPS
from fsmdesk.views.board.legend import Legend, LegendPanel
from fsmdesk.views.board.nights import Nights
from fsmdesk.views.theme.icons import icon
from fsmdesk.views.widgets.buttons import Chip, IconButton
from fsmdesk.views.widgets.surfaces import Surface

_STEPS = 100
_BAR_HEIGHT = 40
_LEAST_FOR_SLIDER = 900
_GAP = 8
_LEFT, _RIGHT = 16, 12


class ViewBar(Surface):
    """Signals:
    look_chosen(BoardLook): the person wants the board like this.
    zoom_wanted(float): an hour shall be so many pixels wide.
    fields_wanted(): the fields of cards and tips shall be chosen.
    """

    look_chosen = Signal(object)
    zoom_wanted = Signal(float)
    fields_wanted = Signal()

    def __init__(self, may_choose_fields: bool, parent: QWidget | None = None) -> None:
        super().__init__("foot", parent)
        self.setFixedHeight(_BAR_HEIGHT)
        self._look = BoardLook()
        self._may_choose_fields = may_choose_fields
        self._least, self._most = 1.0, 480.0
        self.colour_button = _MenuChip(tr("Colour by status"), "tag", self)
        self.group_button = _MenuChip(tr("Not grouped"), "users", self)
        self.rows_button = _MenuChip(tr("Rows and nights"), "list", self)
        self.legend = Legend(self)
        self.legend_button = IconButton("circle-help", tr("What colours and marks mean"), parent=self)
        self.legend_panel = LegendPanel(self)
        self.zoom_out_button = IconButton("zoom-out", tr("Show more hours"), "-", parent=self)
        self.zoom_in_button = IconButton("zoom-in", tr("Show fewer hours"), "+", parent=self)
        self.fit_button = IconButton(
            "move-horizontal", tr("Fit everything into the window"), "0", parent=self
        )
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self._filters = QHBoxLayout()
        self._lay_out()
        self._fill_menus()
        self.slider.valueChanged.connect(self._slide)
        self.legend_button.clicked.connect(self._open_legend)
        self.legend.clicked.connect(self._open_legend)

    def _lay_out(self) -> None:
        self.slider.setRange(0, _STEPS)
        self.slider.setFixedWidth(96)
        self.slider.setAccessibleName(tr("Zoom"))
        self.slider.setToolTip(tr("Zoom; Ctrl and the wheel zoom around the pointer"))
        row = QHBoxLayout(self)
        row.setContentsMargins(_LEFT, 0, _RIGHT, 0)
        row.setSpacing(_GAP)
        self._filters.setSpacing(_GAP)
        row.addLayout(self._filters)
        for part in (self.colour_button, self.group_button, self.rows_button):
            row.addWidget(part)
        row.addWidget(self.legend, 1)
        for control in (self.legend_button, self.zoom_out_button, self.slider):
            row.addWidget(control)
        row.addWidget(self.zoom_in_button)
        row.addWidget(self.fit_button)

    def add_filter(self, control: QWidget) -> None:
        """Put a control before the others, such as a filter."""
        self._filters.addWidget(control)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the buttons of the zoom do without the slider."""
        super().resizeEvent(event)
        self.slider.setVisible(self.width() >= _LEAST_FOR_SLIDER)
        self._give_way()

    def event(self, event: QEvent) -> bool:
        """Other words may need other room."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._give_way()
        return super().event(event)

    def _give_way(self) -> None:
        """First the legend gets less room, then one choice after the other is told by a sign.

        What is counted keeps its words.
        """
        chips = (self.colour_button, self.group_button, self.rows_button)
        others = (self.legend_button, self.zoom_out_button, self.zoom_in_button, self.fit_button)
        taken = [self._filters.sizeHint().width()]
        taken += [control.sizeHint().width() for control in others]
        taken += [self.slider.width()] if not self.slider.isHidden() else []
        taken += [chip.room_for_sign for chip in chips]
        room = self.width() - _LEFT - _RIGHT - _GAP * (len(taken) + 1)
        left = room - sum(taken)
        for chip in chips:
            left -= chip.room_for_words - chip.room_for_sign
            chip.show_words(left >= 0)

    def minimumSizeHint(self) -> QSize:
        """The legend gives way first."""
        return QSize(0, _BAR_HEIGHT)

    def show_look(self, look: BoardLook) -> None:
        """Chips and menus say what is chosen."""
        self._look = look
        self.colour_button.say(look.scheme.label)
        self.group_button.say(look.grouping.label)
        self.group_button.setChecked(look.grouping is not Grouping.NONE)
        self.rows_button.setChecked(look.is_compact or look.shows_columns or bool(look.nights_by_kind))
        self.legend.show_scheme(look.scheme)
        self.legend_panel.show_scheme(look.scheme)
        self._fill_menus()

    def show_zoom(self, hour_width: float, least: float, most: float) -> None:
        """The slider stands where the zoom is."""
        self._least, self._most = least, most
        share = log(max(hour_width, least) / least) / log(most / least)
        self.slider.blockSignals(True)
        self.slider.setValue(round(share * _STEPS))
        self.slider.blockSignals(False)

    def _fill_menus(self) -> None:
        look = self._look
        self.colour_button.fill(
            [
                (scheme.label, look.scheme is scheme, partial(self._choose, scheme=scheme))
                for scheme in ColourScheme
            ]
        )
        self.group_button.fill(
            [
                (group.label, look.grouping is group, partial(self._choose, grouping=group))
                for group in Grouping
            ]
        )
        menu = self.rows_button.fill(
            [(night.label, look.nights is night, partial(self._choose_nights, night)) for night in Nights]
        )
        menu.addSeparator()
        self._switch(menu, tr("Low rows"), look.is_compact, "is_compact")
        turning = self._switch(menu, tr("Technicians as columns"), look.is_turned, "is_turned")
        turning.setEnabled(look.may_turn)
        self._switch(menu, tr("Ways between visits"), look.shows_travel, "shows_travel")
        self._offer_snaps(menu.addMenu(tr("Steps of time")))
        if self._may_choose_fields:
            menu.addSeparator()
            menu.addAction(tr("What cards and tips say…")).triggered.connect(self.fields_wanted)

    def _offer_snaps(self, menu: QMenu) -> None:
        group = QActionGroup(menu)
        for step in SNAPS:
            action = menu.addAction(trn("{n} minute", "{n} minutes", step).format(n=step))
            action.setCheckable(True)
            action.setChecked(step == self._look.snap_minutes)
            group.addAction(action)
            action.triggered.connect(partial(self._choose, snap_minutes=step))

    def _switch(self, menu: QMenu, text: str, is_on: bool, name: str) -> QAction:
        action = menu.addAction(text)
        action.setCheckable(True)
        action.setChecked(is_on)
        action.triggered.connect(partial(self._choose, **{name: not is_on}))
        return action

    def _choose(self, _checked: bool = False, **changed: object) -> None:
        self.look_chosen.emit(self._look.changed(**changed))

    def _choose_nights(self, nights: Nights, _checked: bool = False) -> None:
        self.look_chosen.emit(self._look.with_nights(nights))

    @Slot(int)
    def _slide(self, step: int) -> None:
        self.zoom_wanted.emit(self._least * (self._most / self._least) ** (step / _STEPS))

    @Slot()
    def _open_legend(self) -> None:
        self.legend_panel.show_below(self.legend_button)


class _MenuChip(Chip):
    """A chip with a menu of choices below it; it is on where the choice is not the usual one.

    `room_for_words` is how wide it is with its words on it, `room_for_sign` with its sign.
    """

    def __init__(self, text: str, icon_name: str, parent: QWidget) -> None:
        super().__init__(text, parent=parent)
        self._words, self._icon_name, self._has_words = text, icon_name, True
        self.room_for_words = self.room_for_sign = 0
        self.say(text)
        self._menu = QMenu(self)
        self.clicked.connect(self._open)

    def say(self, text: str) -> None:
        """The words on it, which are never cut: they stand on it, or in its tip."""
        self._words = text
        self.setAccessibleName(text)
        rooms = []
        for has_words in (True, False):
            self._put_on(has_words)
            rooms.append(self.sizeHint().width())
        self.room_for_words, self.room_for_sign = rooms
        self._dress()

    def show_words(self, are_shown: bool) -> None:
        """Tell the choice by words, or by a sign where there is no room for them."""
        if are_shown != self._has_words:
            self._has_words = are_shown
            self._dress()

    def _dress(self) -> None:
        self._put_on(self._has_words)
        self.setToolTip("" if self._has_words else self._words)
        self.setMinimumWidth(self.sizeHint().width())

    def _put_on(self, has_words: bool) -> None:
        self.setText(self._words if has_words else "")
        self.setIcon(QIcon() if has_words else icon(self._icon_name))

    def fill(self, choices: Sequence[tuple[str, bool, object]]) -> QMenu:
        """The menu offers these: words, whether it is chosen, and what choosing does."""
        self._menu.clear()
        group = QActionGroup(self._menu)
        for text, is_chosen, chosen in choices:
            action: QAction = self._menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(is_chosen)
            group.addAction(action)
            action.triggered.connect(chosen)
        return self._menu

    @Slot()
    def _open(self) -> None:
        self.setChecked(not self.isChecked())  # the click chose nothing yet
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))
