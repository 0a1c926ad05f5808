"""Which days the board shows and how: views, steps, zoom, nights, rows and groups; remembered for the person."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot

from fsmdesk.services.dispatch.messages import BoardFields, BoardView
from fsmdesk.views.board.board_look import BoardLook, Grouping, remember_look, remembered_look
from fsmdesk.views.board.card_fields import CardWords
from fsmdesk.views.board.groups import grouped
from fsmdesk.views.board.nights import Nights, WorkingDay, days_scale
from fsmdesk.views.board.period import Period, ViewKind, period_around, stepped_day, widened
from fsmdesk.views.board.row_layout import Group
from fsmdesk.views.board.schedule_view import MOST_HOUR_WIDTH, ScheduleView
from fsmdesk.views.board.time_scale import TimeScale, day_stretch
from fsmdesk.views.board.ways import WaysShown
from fsmdesk.views.desk import Desk

USUAL_HOUR_WIDTH = 104
LEAD_MINUTES = 45
MOST_DAYS = 62
_CALM_MS = 250
_LOAD_HOUR_WIDTH = 16.0
_USUAL_OFFICE = WorkingDay(420, 1140)


class BoardViews(QObject):
    """Signals:
    period_wanted(Period): these days shall be read.
    shown(): another period or another look is on the screen.
    """

    period_wanted = Signal(object)
    shown = Signal()

    def __init__(self, desk: Desk, today: Callable[[], date], parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._today = today
        self.look = remembered_look(desk.settings)
        if self.look.kind is ViewKind.AGENDA:
            self.look = replace(self.look, kind=ViewKind.DAY)
        self.is_agenda = False
        self.day = today()
        self.period = self._period_of(self.day)
        self.loaded = self.period
        self._office = _USUAL_OFFICE
        self._ways: WaysShown | None = None
        self.fields = BoardFields()
        self._grid: ScheduleView | None = None
        self._is_showing = False
        self._later: bool | None = None
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(_CALM_MS)
        self._calm.timeout.connect(self._want_more)

    def first_scale(self) -> TimeScale:
        """The scale until something has been read."""
        return self._scale(self.look.hour_width or USUAL_HOUR_WIDTH)

    def attend(self, grid: ScheduleView) -> None:
        """This schedule is dressed and moved from now on."""
        self._grid = grid
        grid.zoomed.connect(self._keep_zoom)
        grid.edge_passed.connect(self._pass_edge)
        for bar in (grid.horizontalScrollBar(), grid.verticalScrollBar()):
            bar.valueChanged.connect(self._follow_scroll)
        grid.row_header.group_clicked.connect(self._fold)
        grid.viewport().installEventFilter(self)
        self._dress()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What fitted into the window fits into it when it has another size."""
        grid = self._grid
        is_fitted = self.period.count > 1 and self.loaded == self.period and not self.look.hour_width
        if event.type() == QEvent.Type.Resize and grid is not None and is_fitted and not self._is_showing:
            self._is_showing = True
            grid.fit_span(*self._span())
            self._is_showing = False
        return False

    # what the person asks for

    def choose_view(self, kind: ViewKind) -> None:
        """Show the same day in another view; the agenda is the table of what the last one showed."""
        was_agenda, self.is_agenda = self.is_agenda, kind is ViewKind.AGENDA
        if not self.is_agenda and kind is not self.look.kind:
            self._take_look(replace(self.look, kind=kind))
            self._go(self.day)
        elif was_agenda != self.is_agenda:
            self.shown.emit()

    def choose_look(self, look: BoardLook) -> None:
        """Show the same days with other colours, groups, rows or nights."""
        nights = look.nights is not self.look.nights
        self._take_look(look)
        self._dress()
        if nights:
            self._rescale()
        self.shown.emit()

    def take_setting(self, look: BoardLook) -> None:
        """Show the same day in the view, with the zoom and in the dress of a setting."""
        is_other = look.kind is not self.look.kind or look.hour_widths != self.look.hour_widths
        self.choose_look(look)
        if is_other:
            self._go(self.day)

    def go_to_day(self, day: date) -> bool:
        """Show the period of another day; False if it is shown already."""
        if self.period == self._period_of(day) == self.loaded:
            self.day = day
            return False
        self._go(day)
        return True

    def go_to_today(self) -> None:
        """Show the period of today."""
        self.go_to_day(self._today())

    @property
    def shows_today(self) -> bool:
        """True if today is among the shown days."""
        return self.period.holds(self._today())

    @Slot(int)
    def step(self, steps: int) -> None:
        """So many periods further."""
        self._go(stepped_day(self.look.kind, self.day, steps))

    def fit(self) -> None:
        """Everything of the period shows at once."""
        if self._grid is not None:
            self._grid.fit_span(*self._span())
            self._keep_zoom(self._grid.scale.hour_width)

    def lay_again(self) -> None:
        """Show the period from its begin on, since the schedule stands otherwise now."""
        self._show_period()

    # what was read

    def show_read(self, view: BoardView, is_other: bool) -> None:
        """Put what was read on the screen; the place stays where days were only added."""
        grid = self._grid
        if grid is None:
            return
        was_loaded, self.loaded = self.loaded, Period(view.first_day, view.day_count)
        office = WorkingDay(view.day_start_minute, view.day_end_minute)
        is_other_office, self._office = office != self._office, office
        self.fields = view.fields
        if grid.words.stored != (view.fields.label, view.fields.tooltip):
            words = CardWords(self._desk.formats, view.fields.label, view.fields.tooltip)
            grid.show_colours(self.look.scheme, words)
        zone = self._desk.formats.zone
        self._ways = WaysShown(grid.store, view.rules.travel, zone)
        self._show_ways()
        if is_other and self.loaded.count > self.period.count and self.loaded.covers(self.period):
            self._rescale()
        elif is_other:
            self._show_period()
        elif is_other_office or was_loaded != self.loaded:
            self._rescale()

    def title(self) -> str:
        """The shown days in words."""
        formats, period = self._desk.formats, self.period
        if period.count == 1:
            return formats.long_date(period.first)
        if self.look.kind is ViewKind.MONTH and period.first.day == 1:
            return f"{formats.month(period.first.month)} {period.first.year}"
        return f"{formats.date(period.first)} – {formats.date(period.days[-1])}"

    # inside

    def _go(self, day: date) -> None:
        self.day = day
        self.period = self._period_of(day)
        self._calm.stop()
        self.shown.emit()
        self.period_wanted.emit(self.period)

    def _period_of(self, day: date) -> Period:
        return period_around(self.look.kind, day, self._desk.formats.first_weekday)

    def _take_look(self, look: BoardLook) -> None:
        self.look = look
        remember_look(self._desk.settings, look)

    def _scale(self, hour_width: float) -> TimeScale:
        grid = self._grid
        busy: list[tuple[int, int]] = []
        if self.look.nights is Nights.HIDDEN and grid is not None:
            rows = (grid.store.row(technician_id).all() for technician_id in grid.store.technicians)
            busy = [(visit.start_minute, visit.end_minute) for row in rows for visit in row]
        days, zone = self.loaded.days, self._desk.formats.zone
        return days_scale(days, zone, hour_width, self.look.nights, self._office, busy)

    def _span(self) -> tuple[int, int]:
        """The minutes of the shown period."""
        zone = self._desk.formats.zone
        first, last = (day_stretch(day, zone) for day in (self.period.first, self.period.days[-1]))
        return first.start_minute, last.end_minute

    def _show_period(self) -> None:
        """The period from its begin on, as wide as it was chosen for this view, else fitted."""
        grid = self._grid
        if grid is None:
            return
        self._is_showing = True
        grid.show_all(self._scale(self.look.hour_width or grid.scale.hour_width))
        start, end = self._span()
        if self.look.hour_width:
            grid.zoom_to(self.look.hour_width, 0)
            self._scroll_to_start(start)
        elif self.look.kind is ViewKind.DAY or self.look.shows_columns:
            grid.fit(self._office.closes - self._office.opens + 2 * LEAD_MINUTES)
            self._scroll_to_start(start)
        else:
            grid.fit_span(start, end)
        self._is_showing = False
        self._settle()

    def _scroll_to_start(self, start: int) -> None:
        """The working day begins at the left edge, with a little of what is before it."""
        if self._grid is not None:
            lead = max(0, self._office.opens - LEAD_MINUTES) if self.period.count == 1 else 0
            self._grid.time_bar.setValue(self._grid.scale.x_at(start + lead))

    def _rescale(self) -> None:
        """Other stretches of time; what is at the left edge stays there."""
        grid = self._grid
        if grid is None:
            return
        self._is_showing = True
        minute = grid.scale.minute_at(grid.time_bar.value())
        grid.show_all(self._scale(grid.scale.hour_width))
        grid.time_bar.setValue(round(grid.scale.x_of(minute)))
        self._is_showing = False
        self._settle()

    def _settle(self) -> None:
        """Loads are of the shown days; days that are narrow are coloured by them."""
        grid = self._grid
        if grid is None:
            return
        grid.place.shown_span = self._span()
        grid.show_loads(self.period.count > 1 and grid.scale.hour_width < _LOAD_HOUR_WIDTH)
        grid.row_header.update()
        self.shown.emit()

    def _dress(self) -> None:
        grid = self._grid
        if grid is None:
            return
        grid.show_colours(self.look.scheme)
        grid.snap_minutes = self.look.snap_minutes
        self._show_ways()
        groups = self._groups if self.look.grouping is not Grouping.NONE else None
        grid.show_rows(self.look.is_compact, groups)

    def _show_ways(self) -> None:
        """Ways are drawn before visits, or not."""
        wanted = self._ways if self.look.shows_travel else None
        if self._grid is not None and wanted != self._grid.places.travel_minutes:
            self._grid.places.travel_minutes = wanted
            self._grid.viewport().update()

    def _groups(self) -> Sequence[Group]:
        if self._grid is None:
            return ()
        technicians = self._grid.store.technicians.values()
        return grouped(technicians, self.look.grouping, self.look.folded_groups)

    @Slot(str)
    def _fold(self, key: str) -> None:
        self._take_look(self.look.fold(key))
        if self._grid is not None:
            self._grid.show_all()

    @Slot(float)
    def _keep_zoom(self, hour_width: float) -> None:
        """Only what a person chose is remembered: the first fit depends on the window."""
        self._take_look(self.look.with_hour_width(hour_width))
        self._settle()

    def show_zoom(self, hour_width: float) -> None:
        """An hour shall be so wide."""
        if self._grid is not None:
            self._grid.zoom(hour_width / self._grid.scale.hour_width)

    @property
    def zoom_range(self) -> tuple[float, float]:
        """From the narrowest to the widest hour that makes sense now."""
        least = self._grid.least_hour_width if self._grid is not None else 24.0
        return least, MOST_HOUR_WIDTH

    # beyond the loaded days

    @Slot(bool)
    def _pass_edge(self, is_later: bool) -> None:
        """Somebody scrolls on at the end of what is loaded: more is read once the wheel rests."""
        self._later = is_later
        self._calm.start()

    @Slot()
    def _want_more(self) -> None:
        if self._later is not None:
            self.period_wanted.emit(widened(self.loaded, self._later, MOST_DAYS))
            self._later = None

    @Slot()
    def _follow_scroll(self) -> None:
        """Among more days than the period has, the shown period is the one in the middle of the window."""
        grid = self._grid
        if grid is None or self._is_showing or self.loaded.count <= self.period.count:
            return
        bar, share = grid.time_bar, 0.1 if self.look.kind is ViewKind.THREE_DAYS else 0.5
        day = grid.scale.day_at(grid.scale.minute_at(bar.value() + grid.room.width() * share))
        period = self._period_of(min(max(day, self.loaded.first), self.loaded.days[-1]))
        if period != self.period:
            self.day, self.period = day, period
            self._settle()
