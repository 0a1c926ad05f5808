"""My day: the own visits of a day at the left, the chosen one with its steps at the right."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from fsmdesk.core.messages import ChangeSet, Done
from fsmdesk.core.times import Clock, now, wall_minute
from fsmdesk.core.words import tr, trn
from fsmdesk.services.dispatch.messages import SetVisitState
from fsmdesk.services.my_day.messages import MyDay, MyDayCard, MyVisit, MyVisitCard, MyVisitRow
from fsmdesk.services.printing.messages import DaySheetPaper, JobTicketPaper
from fsmdesk.views.actions import ActionSpec
from fsmdesk.views.desk import Desk
from fsmdesk.views.my_day.steps import FINISHED, Step
from fsmdesk.views.my_day.visit_cards import VisitList, VisitModel
from fsmdesk.views.my_day.visit_detail import VisitDetail
from fsmdesk.views.screen import Screen
from fsmdesk.views.widgets.buttons import IconButton, KeyButton
from fsmdesk.views.widgets.empty_state import EmptyState

_ONE_DAY: Final = timedelta(days=1)
_TICK_MS: Final = 20_000
_READ_AFTER_MS: Final = 60  # so that walking through the list with the arrows reads only where it ends
_KINDS: Final = (
    *("visit", "work_order", "site", "customer", "contact", "equipment", "absence", "shift"),
    *("work_order_line", "technician", "person", "work_order_check", "attachment"),
)


class MyDayScreen(Screen):
    """Calm and large: who stands at a machine reads it from a step away."""

    def __init__(self, desk: Desk, clock: Clock = now) -> None:
        super().__init__(desk, tr("My day"))
        self._clock = clock
        self.day = self._today()
        self.model = VisitModel(desk.formats, self)
        self._both = QWidget(self)
        self.list = VisitList(self.model, self._both)
        self.detail = VisitDetail(desk, self._both)
        self.empty = EmptyState("sun", "", parent=self)
        self._next: date | None = None
        self._technician: int | None = None
        self._lay_out()
        self._add_day_buttons()
        self._add_actions()
        self._wire()

    def arrive(self, record_id: int | None) -> None:
        """Read the day; with a visit that one is chosen."""
        self.read_again()
        if record_id is not None:
            self.list.choose(record_id)
        self.list.setFocus()

    def read_again(self) -> None:
        """Read the day again; the chosen visit stays."""
        self.desk.ask(self, MyDay(day=self.day), self._show)

    def go_to(self, day: date) -> None:
        """Show another day."""
        self.day = day
        self.read_again()

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setContentsMargins(20, 16, 4, 8)
        left.addWidget(self.list)
        row = QHBoxLayout(self._both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 4)
        row.addWidget(self.detail, 10)
        pages = QWidget(self)
        self._pages = QStackedLayout(pages)
        self._pages.addWidget(self._both)
        self._pages.addWidget(self.empty)
        self.body.addWidget(pages, 1)

    def _add_day_buttons(self) -> None:
        self.back_button = IconButton("chevron-left", tr("A day back"), "[", parent=self)
        self.today_button = KeyButton(tr("Today"), keys="T", parent=self)
        self.on_button = IconButton("chevron-right", tr("A day on"), "]", parent=self)
        for button, handler in (
            (self.back_button, self._go_back),
            (self.today_button, self._go_today),
            (self.on_button, self._go_on),
        ):
            button.clicked.connect(handler)
            self.top_bar.add_left(button)
        self.empty.offer(tr("Show the next visits"), self._go_next, "calendar")

    def _add_actions(self) -> None:
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for verb, text, handler, keys in (
            ("back", tr("A day back"), self._go_back, "["),
            ("on", tr("A day on"), self._go_on, "]"),
            ("today", tr("Today"), self._go_today, "T"),
        ):
            self.desk.actions.add(self, ActionSpec(f"my_day.{verb}", text, handler, keys), within)
        for verb, text, key in (
            ("set_out", tr("Set out"), "E"),
            ("on_site", tr("On site"), "O"),
            ("waiting", tr("Waiting"), "W"),
            ("done", tr("Done"), "D"),
            ("partly_done", tr("Partly done"), "P"),
        ):
            handler = partial(self._by_key, key)
            self.desk.actions.add(self.list, ActionSpec(f"my_day.{verb}", text, handler, key), within)
        self._offer("main", tr("Next step of the visit"), self._main, "Ctrl+Return")
        self._offer("save", tr("Save report"), self.detail.save, "Ctrl+S")
        self._offer("checklist", tr("Checklist of the visit"), partial(self._turn, "checklist"), "Alt+C")
        self._offer("print", tr("Print the job ticket"), self._print, "Ctrl+P")
        self._offer("day_sheet", tr("Print my day"), self._print_day, "")
        self._offer("photos", tr("Photos and files of the visit"), partial(self._turn, "files"), "Alt+P")
        self._offer("time", tr("Time on the visit"), partial(self._turn, "time"), "Alt+T")

    def _offer(self, verb: str, text: str, handler: Callable[[], object], keys: str) -> None:
        self.desk.actions.add(self, ActionSpec(f"my_day.{verb}", text, handler, keys))

    def _wire(self) -> None:
        self.list.chosen.connect(self._choose)
        self.detail.head.step_wanted.connect(self._step)
        self.desk.hub.saved.connect(self._hear)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_READ_AFTER_MS)
        self._soon.timeout.connect(self._read_visit)
        self._ticker = QTimer(self)
        self._ticker.setInterval(_TICK_MS)
        self._ticker.timeout.connect(self._tick)
        self._ticker.start()

    def _today(self) -> date:
        return wall_minute(self._clock(), self.desk.formats.zone)[0]

    def _show(self, card: MyDayCard) -> None:
        if card.day != self.day:
            return
        self._next, self._technician = card.next_on, card.technician_id
        self.today_button.setEnabled(self.day != self._today())
        self._pages.setCurrentWidget(self._both if card.visits else self.empty)
        self._show_title(card)
        self._show_emptiness(card)
        self.list.show_rows(card.visits, _first_open(card))

    def _show_title(self, card: MyDayCard) -> None:
        formats = self.desk.formats
        parts = [formats.long_date(card.day)]
        if card.visits:
            done = sum(row.state in FINISHED for row in card.visits)
            words = trn("{n} visit", "{n} visits", len(card.visits)).format(n=formats.count(len(card.visits)))
            parts += [words, tr("{n} done").format(n=formats.count(done))]
        if card.away:
            parts.append(_away_words(card))
        self.top_bar.set_title(tr("My day"), " · ".join(parts))

    def _show_emptiness(self, card: MyDayCard) -> None:
        formats = self.desk.formats
        if card.technician_id is None:
            self.empty.set_words(
                tr("You have no visits of your own"),
                tr("The owner links you to a technician under Settings, People."),
            )
        else:
            title = _away_words(card) if card.away else tr("No visits on {day}")
            day = tr("today") if card.day == self._today() else formats.long_date(card.day)
            text = (
                tr("The next ones are on {day}.").format(day=formats.long_date(card.next_on))
                if card.next_on is not None
                else tr("Nothing is planned for you after that either.")
            )
            self.empty.set_words(title.format(day=day), text)
        for button in self.empty.findChildren(KeyButton):
            button.setVisible(card.next_on is not None)

    @Slot(object)
    def _choose(self, row: MyVisitRow | None) -> None:
        if row is None:
            self._soon.stop()
        else:
            self._soon.start()

    @Slot()
    def _read_visit(self) -> None:
        row = self.list.current()
        if row is not None:
            self.desk.ask(self, MyVisit(visit_id=row.id), self._show_visit)

    def _show_visit(self, card: MyVisitCard) -> None:
        row = self.list.current()
        if row is not None and row.id == card.id:
            self.detail.show_card(card, self._clock())
            self.detail.head.set_busy(False)

    @Slot(object)
    def _step(self, step: Step) -> None:
        """Make the step; what is typed about the job is saved first."""
        card = self.detail.shown()
        if card is None:
            return
        self.detail.head.set_busy(True)
        make = partial(self._make, step, card)
        if self.detail.report.is_dirty():
            if not self.detail.report.save(then=make):
                self.detail.head.set_busy(False)
        else:
            make()

    def _make(self, step: Step, card: MyVisitCard) -> None:
        command = SetVisitState(visit_id=card.id, seen_version=card.version, after=step.after)
        said = tr("#{number}: {state}").format(number=card.number, state=step.after.label.lower())
        self.desk.do(self, command, self._made, self._refused, said=said)

    def _made(self, _done: Done[None]) -> None:
        self.read_again()

    def _refused(self, error: Exception) -> None:
        self.detail.head.set_busy(False)
        self.desk.errors.show(error, self, self.read_again)
        self.read_again()

    def _by_key(self, key: str) -> None:
        for step in self.detail.head.steps:
            if step.keys == key and self.detail.shown() is not None:
                self._step(step)
                return

    def _main(self) -> None:
        if self.detail.head.steps and self.detail.shown() is not None:
            self._step(self.detail.head.steps[0])

    def _turn(self, key: str) -> None:
        self.detail.tabs.turn_to(key)
        self.detail.ensureWidgetVisible(self.detail.tabs)
        self.detail.tabs.part(key).setFocus()

    def _print(self) -> None:
        card = self.detail.shown()
        if card is None:
            return
        from fsmdesk.views.printing.preview import show_preview  # brings the renderer of PDF with it

        title = tr("Job ticket #{number}").format(number=card.number)
        show_preview(self.desk, self, JobTicketPaper(work_order_id=card.work_order_id), title)

    def _print_day(self) -> None:
        if self._technician is None:
            return
        from fsmdesk.views.printing.preview import show_preview  # brings the renderer of PDF with it

        paper = DaySheetPaper(technician_id=self._technician, day=self.day)
        show_preview(self.desk, self, paper, tr("My day"))

    def _go_back(self) -> None:
        self.go_to(self.day - _ONE_DAY)

    def _go_on(self) -> None:
        self.go_to(self.day + _ONE_DAY)

    def _go_today(self) -> None:
        self.go_to(self._today())

    def _go_next(self) -> None:
        if self._next is not None:
            self.go_to(self._next)

    @Slot()
    def _tick(self) -> None:
        self.detail.head.show_clock(self._clock())

    @Slot(object, object)
    def _hear(self, changes: ChangeSet, _origin: object) -> None:
        if changes.touches(*_KINDS):
            self.read_again()


def _first_open(card: MyDayCard) -> int | None:
    """The visit that is under way, else the first that is not over."""
    under_way = [row.id for row in card.visits if row.since_at is not None and row.state not in FINISHED]
    to_come = [row.id for row in card.visits if row.state not in FINISHED]
    return next(iter((*under_way, *to_come)), None)


def _away_words(card: MyDayCard) -> str:
    return tr("Away") if card.away == "-" else tr("Away: {reason}").format(reason=card.away)
