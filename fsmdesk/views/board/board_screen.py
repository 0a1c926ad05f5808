"""The board as a place of the window: schedule, waiting jobs and the strip about the chosen visit."""

from datetime import date

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from fsmdesk.core.messages import ChangeSet
from fsmdesk.core.permissions import Permission
from fsmdesk.core.states import VisitState
from fsmdesk.core.times import Clock, now, wall_minute
from fsmdesk.core.words import tr
from fsmdesk.services.dispatch.messages import BoardView, VisitDetail
from fsmdesk.views.actions import ActionSpec
from fsmdesk.views.board.accessible import announce, install
from fsmdesk.views.board.acts.board_acts import BoardActs
from fsmdesk.views.board.acts.offering import Offering
from fsmdesk.views.board.agenda.agenda_mode import AgendaMode
from fsmdesk.views.board.agenda.agenda_view import AgendaView
from fsmdesk.views.board.alarm_list.alarms_shown import AlarmsShown
from fsmdesk.views.board.arrival import Arrival
from fsmdesk.views.board.board_hands import BoardHands
from fsmdesk.views.board.board_reader import BoardReader
from fsmdesk.views.board.board_settings import BoardSettings
from fsmdesk.views.board.board_views import BoardViews
from fsmdesk.views.board.board_writer import BoardWriter
from fsmdesk.views.board.columns.columns_mode import ColumnsMode
from fsmdesk.views.board.columns.turnable_grid import TurnableGrid
from fsmdesk.views.board.contacting import Contacting
from fsmdesk.views.board.detail_strip import DetailStrip
from fsmdesk.views.board.drag_session import DragSession, Phase
from fsmdesk.views.board.drop_flow import DropFlow
from fsmdesk.views.board.filtering.filtering import Filtering
from fsmdesk.views.board.gliding import Gliding
from fsmdesk.views.board.hand_check import why_let_go
from fsmdesk.views.board.job_list import JobPanel
from fsmdesk.views.board.last_reasons import LastReasons
from fsmdesk.views.board.nobody_yet import nobody_yet
from fsmdesk.views.board.overtaken import Overtaken
from fsmdesk.views.board.period import Period
from fsmdesk.views.board.placement_rules import PlacementRules
from fsmdesk.views.board.printing.board_papers import BoardPapers, Shown
from fsmdesk.views.board.reason_panel import ReasonPanel
from fsmdesk.views.board.store import BoardStore, ChangedRows
from fsmdesk.views.board.suggest.suggesting import Suggesting
from fsmdesk.views.board.told_offers import ToldOffers
from fsmdesk.views.board.view_controls import ViewControls
from fsmdesk.views.board.visits import Job, Visit, minute_of
from fsmdesk.views.desk import Desk
from fsmdesk.views.making import Pieces, make
from fsmdesk.views.printing.day_sheets import DaySheetsButton, SheetChoice
from fsmdesk.views.screen import Screen
from fsmdesk.views.widgets.buttons import IconButton
from fsmdesk.views.widgets.new_call_button import offer_new_call

_CLOCK_MS = 15_000
# What the board shows or judges by.
_SHOWN = (
    *("visit", "work_order", "work_order_dependency", "technician", "technician_skill", "shift", "absence"),
    *("customer", "site", "company", "placement_weight", "travel_speed"),
)


class BoardScreen(Screen):
    """Technicians and their day, and what waits to be put there."""

    def __init__(self, desk: Desk, parent: QWidget | None = None, clock: Clock = now) -> None:
        super().__init__(desk, tr("Board"), parent)
        install()
        self._clock = clock
        make(self._parts())

    def _parts(self) -> Pieces:
        desk = self.desk
        self.views = BoardViews(desk, self._today, self)
        self.store = BoardStore()
        self.session = DragSession(self)
        self.rules = PlacementRules(desk.formats)
        self.grid = TurnableGrid(self.store, self.views.first_scale(), self.session, self.rules, self)
        yield
        self.jobs = JobPanel(self.store, desk.formats, self.session, self)
        yield
        self.strip = DetailStrip(desk.formats, self)
        self.reason = ReasonPanel(LastReasons(desk.settings), self)
        self.offers = ToldOffers(desk.shell, self.grid, self.session, self)
        yield
        self.controls = ViewControls(desk, self.views, self.grid, self)
        yield
        self.filtering = Filtering(desk, self.grid, self)
        self.settings = BoardSettings(desk, self.views, self.filtering, self)
        self.alarms = AlarmsShown(desk, self.grid, self)
        for control in (self.settings.button, self.filtering.chip, self.alarms.chip):
            self.controls.bar.add_filter(control)
        yield
        self.papers = BoardPapers(self, self.grid, self._shown_on_paper)
        self.sheets = DaySheetsButton(desk, self._sheet_choice, self, self.papers.add_to)
        self.reader = BoardReader(desk, self.store, self)
        self.writer = BoardWriter(desk, self.store, self)
        self.flow = DropFlow(self.grid, self.reason, self.writer, self)
        yield
        self.overtaken = Overtaken(self.store, self.writer, self.flow, self)
        self.acts = BoardActs(self)
        self.contacting = Contacting(desk, self.grid, self)
        self.offering = Offering(self, self.acts)
        yield
        self.suggesting = Suggesting(desk, self.grid, self.jobs, self.reader, self)
        self.gliding = Gliding(self.grid)
        self.reader.updating.connect(self.gliding.remember)
        self.hands = BoardHands(desk, self.grid, self.session, self)
        yield
        self._lay_out()
        yield
        self._connect()
        self.arrival = Arrival(desk, self.grid, self.jobs, self.reader, self)
        self.arrival.day_wanted.connect(self._read_wanted)
        self._add_actions()
        yield
        self._ticker = QTimer(self)
        self._ticker.setInterval(_CLOCK_MS)
        self._ticker.timeout.connect(self._tick)
        self._ticker.start()
        self.views.attend(self.grid)
        self.columns = ColumnsMode(self.grid, self.views, self)
        self._tick()

    # as a screen

    def arrive(self, record_id: int | None) -> None:
        """The board is read and has the keys; of a work order its visit or its waiting card is chosen."""
        self.grid.setFocus()
        self.acts.read_lists()
        if record_id is None:
            self.arrival.give_up()
            self.read_again()
        else:
            self.arrival.seek(record_id)

    def depart(self) -> bool:
        """What is in the hand goes back."""
        self.session.cancel()
        self.acts.crew.decline()
        return True

    def read_again(self) -> None:
        """Read the shown days again."""
        self.reader.read(self.views.loaded)

    @Slot(object)
    def _read_wanted(self, day: date | None) -> None:
        if day is None or day == self.day:
            self.read_again()
        else:
            self.go_to_day(day)

    @property
    def day(self) -> date:
        """The day that is shown, or the one that brought the shown days here."""
        return self.views.day

    def go_to_day(self, day: date) -> None:
        """Show another day, or the days around it."""
        self.views.go_to_day(day)

    @Slot(object)
    def _read_period(self, period: Period) -> None:
        """Other days are wanted; what is in the hand goes back unless days are only added."""
        if not period.covers(self.views.loaded):
            self.session.cancel()
            self.flow.decline()
            self.acts.crew.decline()
        self.reader.read(period)

    # set-up

    def _lay_out(self) -> None:
        self.beside_button = IconButton(
            "external-link", tr("Board in a window of its own"), "Ctrl+Shift+O", parent=self
        )
        self.top_bar.add_right(self.beside_button)
        self.top_bar.add_right(self.sheets)
        offer_new_call(self)
        left = QVBoxLayout()
        left.setSpacing(0)
        self._pages = QStackedLayout()
        self._pages.addWidget(self.grid)
        self._pages.addWidget(nobody_yet(self.desk))
        agenda = AgendaView(self.store, self.desk.formats, self)
        self.agenda = AgendaMode(agenda, self.grid, self.views, self._pages, self)
        left.addWidget(self.controls.bar)
        left.addLayout(self._pages, 1)
        left.addWidget(self.reason)
        left.addWidget(self.acts.crew)
        left.addWidget(self.strip)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addLayout(self.suggesting.column())
        self.body.addLayout(row, 1)

    def _connect(self) -> None:
        grid, desk = self.grid, self.desk
        grid.visit_opened.connect(self._open)
        grid.selection_changed.connect(self._show_chosen)
        self.views.period_wanted.connect(self._read_period)
        grid.refused.connect(self._say)
        self.flow.refused.connect(self._say)
        self.suggesting.refused.connect(self._say)
        self.suggesting.day_wanted.connect(self.go_to_day)
        self.strip.slot_wanted.connect(self.suggesting.suggest_for_visit)
        self.strip.move_wanted.connect(self.acts.move_to)
        self.strip.more_wanted.connect(self.offering.offer_for_chosen)
        self.jobs.view.job_lifted.connect(grid.keys.lift_job)
        self.jobs.view.job_opened.connect(self._open_job)
        self.agenda.agenda.opened.connect(self._open)
        self.agenda.agenda.chosen.connect(grid.select)
        self.strip.opened.connect(self._open)
        self.strip.unscheduled.connect(self.flow.unschedule)
        self.strip.state_wanted.connect(self._set_state)
        self.controls.day_buttons.day_chosen.connect(self.go_to_day)
        self.reader.read_done.connect(self._show_read)
        self.filtering.changed.connect(self._check_hand)
        self.reader.detail_read.connect(self._show_detail)
        self.reader.debts_read.connect(self._show_debts)
        self.writer.shown.connect(self._show_changes)
        self.writer.jobs_shown.connect(self.jobs.show_jobs)
        self.writer.made.connect(self._follow)
        self.writer.settled.connect(self.reader.read_soon)
        desk.hub.saved.connect(self._hear)

    def _add_actions(self) -> None:
        """Keys of one letter, for the board only; the command box offers them too."""
        offered = (
            ActionSpec(
                "board.unschedule", tr("Visit back to the list"), self.acts.unplace_chosen, "U", "undo-2"
            ),
            ActionSpec("board.suggest", tr("Find a slot"), self.suggesting.suggest, "S", "sparkles", "who"),
        )
        for spec in offered:
            self.desk.actions.add(self, spec, Qt.ShortcutContext.WidgetWithChildrenShortcut)
        beside = ActionSpec(
            *("board.beside", tr("Board in a window of its own"), self._open_beside),
            *("Ctrl+Shift+O", "external-link", tr("second monitor screen")),
        )
        self.desk.actions.add(self, beside)
        self.beside_button.clicked.connect(self._open_beside)
        sheets = ActionSpec(
            "board.sheets", tr("Print day sheets"), self.sheets.print_all, "Ctrl+P", "printer", "pdf"
        )
        self.desk.actions.add(self, sheets)

    @Slot()
    def _open_beside(self) -> None:
        """For another monitor: with days, zoom, filter and choice of its own."""
        self.desk.shell.open_place_beside("board")

    # time

    def _today(self) -> date:
        return wall_minute(self._clock(), self.desk.formats.zone)[0]

    @Slot()
    def _tick(self) -> None:
        minute = minute_of(self._clock())
        self.grid.show_now(minute)
        self.jobs.show_now(minute)
        self.alarms.look_soon()

    # reading

    @Slot(ChangeSet, object)
    def _hear(self, changes: ChangeSet, origin: QObject | None) -> None:
        if changes.touches("waiting_list"):
            self.acts.read_lists()
        if changes.touches(*_SHOWN, "waiting_list"):
            self.reader.read_soon()
        if changes.touches("invoice", "allocation"):
            self.reader.read_debts_again()

    @Slot()
    def _show_debts(self) -> None:
        """Marks of customers who owe money come or go."""
        self.grid.show_changes(self.reader.last_changes)
        self.jobs.show_jobs()

    @Slot(object, bool)
    def _show_read(self, view: BoardView, is_other_day: bool) -> None:
        """What was read is in the store; show it, and keep what is in the hand only if it still holds."""
        self.rules.follow(view.rules, self.desk.may(Permission.DOUBLE_BOOK))
        changed = self.reader.last_changes
        changed.merge(self.writer.stored_read())
        if not self.agenda.is_shown:
            self._pages.setCurrentIndex(0 if self.store.technicians else 1)
        if is_other_day and not self.reader.has_added_days:
            self.grid.select(None)
            self.views.show_read(view, is_other_day)
        else:
            self.views.show_read(view, is_other_day)
            self.grid.show_changes(changed)
            self._check_hand()
            self._show_chosen(self.grid.state.selected_id)
        self.hands.others.look_again()
        if is_other_day:
            self.alarms.follow_other_days()
        self.jobs.show_jobs(view.job_count)

    @Slot()
    def _check_hand(self) -> None:
        """Let go of what can't be put anywhere any more, and say why; what stays in the hand is judged anew."""
        gesture, session = self.session.gesture, self.session
        if gesture is None or not session.is_active:
            return
        landing = session.landing
        rows = self.grid.layout_of_rows.technician_ids if session.phase is Phase.LIFTED else None
        why = why_let_go(gesture, landing, self.store, rows)
        if why:
            session.cancel()
            self.desk.shell.say(why)
        else:
            session.look_again()

    # what is done to visits

    @Slot(int, object)
    def _set_state(self, visit_id: int, after: VisitState) -> None:
        visit = self.store.visit(visit_id)
        if visit is not None:
            self.writer.set_state(visit, after)

    @Slot(int, int)
    def _follow(self, shown_id: int, visit_id: int) -> None:
        """The choice stays on a visit that got its id meanwhile."""
        if self.grid.state.selected_id == shown_id:
            self.grid.select(visit_id)

    @Slot(object)
    def _show_changes(self, changed: ChangedRows) -> None:
        self.grid.show_changes(changed)
        self._show_chosen(self.grid.state.selected_id)

    @Slot(str)
    def _say(self, text: str) -> None:
        self.desk.shell.say(text)
        announce(self.grid, text)

    def _shown_on_paper(self) -> Shown:
        period, visit = self.views.period, self.grid.selected_visit
        people = [self.store.technicians[one] for one in self.grid.layout_of_rows.technician_ids]
        return Shown(
            first_day=period.first,
            day_count=period.count,
            title=self.views.title(),
            technicians=tuple((one.id, one.name) for one in people),
            chosen=visit.technician_id if visit is not None else None,
        )

    def _sheet_choice(self) -> SheetChoice:
        people = [(one.id, one.name) for one in self.store.technicians.values()]
        visit = self.grid.selected_visit
        return SheetChoice(self.day, people, visit.technician_id if visit is not None else None)

    # the chosen visit

    @Slot(object)
    def _show_chosen(self, visit_id: int | None) -> None:
        visit = self.grid.selected_visit
        self.strip.show_visit(visit, self._technician_name(visit), self.grid.state.now_minute)
        if visit is None or not self.store.is_pending(visit.id):
            self.reader.read_detail(visit)

    @Slot(object)
    def _show_detail(self, detail: VisitDetail) -> None:
        visit = self.grid.selected_visit
        self.strip.show_detail(detail, self._technician_name(visit), self.grid.state.now_minute)

    def _technician_name(self, visit: Visit | None) -> str:
        technician = self.store.technicians.get(visit.technician_id) if visit else None
        return technician.name if technician else ""

    @Slot(int)
    def _open(self, visit_id: int) -> None:
        visit = self.store.visit(visit_id)
        if visit is not None:
            self.desk.shell.open_record("work_order", visit.work_order_id)

    @Slot(object)
    def _open_job(self, job: Job) -> None:
        self.desk.shell.open_record("work_order", job.work_order_id)
