"""Everything that chooses what the board shows: days, views, the bar above the schedule, and their keys."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Slot
from PySide6.QtWidgets import QPushButton

from fsmdesk.core.messages import Done
from fsmdesk.core.permissions import Permission
from fsmdesk.core.words import tr
from fsmdesk.services.dispatch.messages import ChooseBoardFields
from fsmdesk.views.actions import ActionSpec
from fsmdesk.views.board.board_bar import DayButtons
from fsmdesk.views.board.board_look import BoardLook
from fsmdesk.views.board.board_views import BoardViews
from fsmdesk.views.board.fields_popup import FieldsPopup
from fsmdesk.views.board.period import ViewKind
from fsmdesk.views.board.schedule_view import ScheduleView
from fsmdesk.views.board.view_bar import ViewBar
from fsmdesk.views.desk import Desk
from fsmdesk.views.screen import Screen
from fsmdesk.views.widgets.buttons import Segments

_NARROW_BAR = 1300


class ViewControls(QObject):
    """Shows what `BoardViews` says and tells it what the person chose."""

    def __init__(self, desk: Desk, views: BoardViews, grid: ScheduleView, screen: Screen) -> None:
        super().__init__(screen)
        self._desk = desk
        self._views = views
        self._grid = grid
        self._screen = screen
        self.day_buttons = DayButtons(screen)
        self.kinds = Segments([(kind.value, words) for kind, words in _named_kinds()], tr("View"), screen)
        self.bar = ViewBar(desk.may(Permission.EDIT_OFFICE), screen)
        screen.top_bar.installEventFilter(self)
        screen.top_bar.add_left(self.day_buttons)
        screen.top_bar.add_left(self.kinds)
        self._connect()
        self._add_actions()
        self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In a narrow window the views are told by their first letters, so that none is cut."""
        if event.type() == QEvent.Type.Resize:
            is_narrow = self._screen.top_bar.width() < _NARROW_BAR
            for choice, (_, name) in zip(self.kinds.findChildren(QPushButton), _named_kinds(), strict=True):
                choice.setText(name[:1] if is_narrow else name)
                choice.setToolTip(name if is_narrow else "")
        return False

    def _connect(self) -> None:
        views, bar, grid = self._views, self.bar, self._grid
        views.shown.connect(self._show)
        grid.zoomed.connect(self._show)
        grid.repainted.connect(self._show_zoom)
        self.day_buttons.stepped.connect(views.step)
        self.day_buttons.today_wanted.connect(self._go_to_today)
        self.kinds.chosen.connect(self._choose_kind)
        bar.look_chosen.connect(self._choose_look)
        bar.zoom_wanted.connect(views.show_zoom)
        bar.zoom_in_button.clicked.connect(grid.zoom_in)
        bar.zoom_out_button.clicked.connect(grid.zoom_out)
        bar.fit_button.clicked.connect(views.fit)
        bar.fields_wanted.connect(self._offer_fields)

    def _add_actions(self) -> None:
        """Keys of one letter, for the board only; the command box offers them too."""
        views, grid = self._views, self._grid
        offered = [
            ActionSpec("board.today", tr("Board: today"), self._go_to_today, "T", "calendar-check"),
            ActionSpec(
                "board.back", tr("Board: back by what it shows"), self._step_back, "[", "chevron-left"
            ),
            ActionSpec("board.on", tr("Board: on by what it shows"), self._step_on, "]", "chevron-right"),
            ActionSpec("board.zoom_in", tr("Board: fewer hours"), grid.zoom_in, "+", "zoom-in"),
            ActionSpec("board.zoom_out", tr("Board: more hours"), grid.zoom_out, "-", "zoom-out"),
            ActionSpec("board.fit", tr("Board: fit into the window"), views.fit, "0", "move-horizontal"),
            ActionSpec(
                "board.turn",
                tr("Board: technicians as columns or rows"),
                self._turn,
                "X",
                "columns-3",
                "swap",
            ),
        ]
        offered += [
            ActionSpec(
                f"board.view_{kind.value}",
                tr("Board: {view}").format(view=words),
                self._chooser(kind),
                f"Alt+{at}",
                "calendar-range",
            )
            for at, (kind, words) in enumerate(_named_kinds(), start=1)
        ]
        for spec in offered:
            self._desk.actions.add(self._screen, spec, Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _chooser(self, kind: ViewKind) -> Callable[[], None]:
        return partial(self._views.choose_view, kind)

    @Slot(str)
    def _choose_kind(self, key: str) -> None:
        self._views.choose_view(ViewKind(key))

    @Slot(object)
    def _choose_look(self, look: BoardLook) -> None:
        self._views.choose_look(look)

    @Slot()
    def _go_to_today(self) -> None:
        self._views.go_to_today()

    def _turn(self) -> None:
        """Rows become columns, and columns rows; with many days the view of one day is shown first."""
        views = self._views
        if not views.look.may_turn or views.is_agenda:
            views.choose_view(ViewKind.DAY)
            views.choose_look(views.look.changed(is_turned=True))
        else:
            views.choose_look(views.look.changed(is_turned=not views.look.is_turned))

    def _step_back(self) -> None:
        self._views.step(-1)

    def _step_on(self) -> None:
        self._views.step(1)

    @Slot()
    def _offer_fields(self) -> None:
        """The owner chooses what cards and tips say."""
        button = self.bar.rows_button
        popup = FieldsPopup(self._views.fields, button)
        popup.chosen.connect(self._choose_fields)
        popup.show_at(button.mapToGlobal(QPoint(0, button.height() + 4)))

    @Slot(tuple, tuple)
    def _choose_fields(self, label: tuple[str, ...], tooltip: tuple[str, ...]) -> None:
        command = ChooseBoardFields(
            seen_version=self._views.fields.seen_version, label=label, tooltip=tooltip
        )
        said = tr("Cards of the board say something else now")
        self._desk.do(self._screen, command, self._settle, said=said)

    def _settle(self, done: Done[None]) -> None:
        """The board reads its office again by itself, since the office has changed."""

    @Slot()
    def _show(self) -> None:
        """Title, buttons and bar say what is on the screen."""
        views = self._views
        self._screen.top_bar.set_title(views.title())
        self.day_buttons.show_day(views.day, views.shows_today, views.look.kind)
        kind = ViewKind.AGENDA if views.is_agenda else views.look.kind
        self.kinds.choose(kind.value)
        self.bar.setVisible(not views.is_agenda)
        self.bar.show_look(views.look)
        self._show_zoom()

    @Slot()
    def _show_zoom(self) -> None:
        self.bar.show_zoom(self._grid.scale.hour_width, *self._views.zoom_range)


def _named_kinds() -> list[tuple[ViewKind, str]]:
    return [
        (ViewKind.DAY, tr("Day")),
        (ViewKind.THREE_DAYS, tr("3 days")),
        (ViewKind.WEEK, tr("Week")),
        (ViewKind.MONTH, tr("Month")),
        (ViewKind.AGENDA, tr("Agenda")),
    ]
