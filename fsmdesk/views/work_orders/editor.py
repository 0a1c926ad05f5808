"""One work order: everything about a job on one screen."""

from functools import partial

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fsmdesk.core.messages import ChangeSet
from fsmdesk.core.permissions import Permission
from fsmdesk.core.states import DERIVED, WorkOrderState
from fsmdesk.core.terms import Priority
from fsmdesk.core.times import now
from fsmdesk.core.words import tr
from fsmdesk.services.orders.messages import WorkOrderCard
from fsmdesk.views.allowance import why_not
from fsmdesk.views.desk import Desk
from fsmdesk.views.error_presenter import Notice
from fsmdesk.views.hand_teller import HandTeller
from fsmdesk.views.making import Pieces, make
from fsmdesk.views.widgets.badges import Badge, Look, PriorityChip, StateChip
from fsmdesk.views.widgets.checklist.checklist_part import ChecklistPart, check_count
from fsmdesk.views.widgets.countdown import CountdownBadge, Promise
from fsmdesk.views.widgets.editor_screen import EditorScreen
from fsmdesk.views.widgets.elided import ElidedWords
from fsmdesk.views.widgets.field import move_on
from fsmdesk.views.widgets.joined import joined
from fsmdesk.views.widgets.reason_bar import ReasonBar
from fsmdesk.views.widgets.signature.signature_card import JobSignature
from fsmdesk.views.widgets.site_codes import SiteCodesPart
from fsmdesk.views.widgets.tab_order import lead_into
from fsmdesk.views.work_orders.files.dropping import DropAnywhere
from fsmdesk.views.work_orders.files.job_files import JobFiles, file_count
from fsmdesk.views.work_orders.form import WorkOrderForm
from fsmdesk.views.work_orders.giving_way import GivingWay
from fsmdesk.views.work_orders.history_part import HistoryPart
from fsmdesk.views.work_orders.job_actions import JobActions
from fsmdesk.views.work_orders.job_steps import JobSteps
from fsmdesk.views.work_orders.pick_bar import PickBar
from fsmdesk.views.work_orders.side.feedback_card import FeedbackCard
from fsmdesk.views.work_orders.side.imported_card import ImportedCard
from fsmdesk.views.work_orders.side.machine_card import MachineCard
from fsmdesk.views.work_orders.side.moves_card import MovesCard
from fsmdesk.views.work_orders.side.related_card import RelatedCard
from fsmdesk.views.work_orders.side.requirements_card import RequirementsCard
from fsmdesk.views.work_orders.side.waits_card import WaitsCard
from fsmdesk.views.work_orders.state_strip import StateStrip
from fsmdesk.views.work_orders.steps import steps_of
from fsmdesk.views.work_orders.tab_keys import TabKeys
from fsmdesk.views.work_orders.tabs import TabCard
from fsmdesk.views.work_orders.time.part import TimePart, time_count
from fsmdesk.views.work_orders.visits_part import VisitsPart, visit_count

_EVERY_MINUTE_MS = 60_000
_SOON_MS = 200
_SIDE_WIDTHS = (308, 424)
_FROM_BAR = 8  # between the scroll bar of the form and the cards
_PART_KINDS = (
    *("visit", "invoice", "customer", "site", "equipment", "agreement"),
    *("work_order_check", "attachment", "signature", "time_entry"),
)


def template_words(card: WorkOrderCard) -> str:
    """Which template the job was made from; empty where it was none."""
    return tr("from the template “{name}”").format(name=card.template) if card.template else ""


class WorkOrderScreen(EditorScreen):
    """Header and way of the job on top, the form with its tabs, cards beside it."""

    form: WorkOrderForm
    is_save_primary = False

    def __init__(self, desk: Desk) -> None:
        refusal = why_not(desk, Permission.EDIT_WORK_ORDERS)
        form = WorkOrderForm(desk, refusal)
        super().__init__(desk, tr("Work order"), form)
        make(self._make_parts())

    def _make_parts(self) -> Pieces:
        self.steps = JobSteps(self.desk, self.form, self)
        self._add_head()
        yield
        self._add_tabs()
        yield
        self._add_side()
        yield
        self.actions_of_job = JobActions(self)
        self.main_action = self.actions_of_job.main
        self._wire()
        yield

    def _add_head(self) -> None:
        self.priority = PriorityChip(Priority.MEDIUM, self)
        self.state = StateChip(WorkOrderState.REQUESTED, self)
        self.job_kind = Badge("", Look("neutral"), self)
        self.place_words = ElidedWords("", "muted", self)
        self.promise = CountdownBadge(self.desk.formats, self)
        for widget in (self.priority, self.state, self.promise, self.job_kind, self.place_words):
            self.top_bar.add_left(widget)
        GivingWay(self.top_bar, self.place_words, (self.job_kind, self.priority))
        self.strip = StateStrip(self)
        self.top_bar.setProperty("joined", "true")
        self.body.insertWidget(0, self.strip)
        self.reason_bar = ReasonBar(self)
        self.pick_bar = PickBar(self.desk, self)
        self.body.insertWidget(1, self._notices())

    def _notices(self) -> QWidget:
        """What is asked and said, below the header: it is in view wherever one has scrolled to."""
        part = QWidget(self)
        column = QVBoxLayout(part)
        column.setContentsMargins(20, 0, 20, 0)
        column.setSpacing(8)
        for widget in (self.reason_bar, self.pick_bar, self.form.banners, self.form.conflict):
            column.addWidget(widget)
        return part

    def _add_tabs(self) -> None:
        self.tabs = TabCard(tr("Lines, visits, and what else is kept of the job"), self.desk.formats, self)
        self.main.body.addWidget(self.tabs)  # before it is filled: each part is dressed once
        add = self.tabs.add_part
        add("lines", tr("Lines"), self.form.lines)
        add("visits", tr("Visits"), self._make_visits, visit_count)
        add("checklist", tr("Checklist"), self._make_checklist, check_count)
        add("files", tr("Photos and files"), partial(JobFiles, self.desk), file_count)
        add("time", tr("Time"), partial(TimePart, self.desk), time_count)
        add("history", tr("History"), partial(HistoryPart, self.desk))
        DropAnywhere(self, self.tabs)
        self.main.body.addWidget(self.form.outcome)
        TabKeys(self, self.tabs, self.main)
        QWidget.setTabOrder(self.form.task_code.edit, self.tabs.bar)
        lead_into(self.tabs.bar, self.form.lines)

    @property
    def visits(self) -> VisitsPart:
        """The part about the visits."""
        part = self.tabs.part("visits")
        assert isinstance(part, VisitsPart)
        return part

    def _make_checklist(self, parent: QWidget) -> ChecklistPart:
        part = ChecklistPart(self.desk, parent)
        part.job_wanted.connect(self._open_job)
        return part

    def _make_visits(self, parent: QWidget) -> VisitsPart:
        part = VisitsPart(self.desk, parent)
        part.move_wanted.connect(self.steps.move_visit)
        part.visit_wanted.connect(self.steps.add_visit)
        part.board_wanted.connect(self._show_board)
        return part

    def _add_side(self) -> None:
        inside = self.side.widget()
        self.requirements = RequirementsCard(tr("Before this can be completed"), inside)
        self.machine = MachineCard(self.desk.formats, inside)
        self.moves = MovesCard(self.desk.formats, inside)
        self.imported = ImportedCard(inside)
        self.related = RelatedCard(inside)
        self.waits = WaitsCard(self.desk, inside)
        self.signature = JobSignature(self.desk, inside)
        self.feedback = FeedbackCard(self.desk, inside)
        self.codes = SiteCodesPart(self.desk, inside)
        first = (self.requirements, self.signature, self.feedback, self.related, self.waits, self.codes)
        for card in (*first, self.machine, self.form.planning, self.moves, self.imported):
            self.side.body.addWidget(card)
        self.side.setViewportMargins(_FROM_BAR, 0, 0, 0)
        self.side.show()

    def _wire(self) -> None:
        form = self.form
        form.shown.connect(self._show_card)
        self.hand = HandTeller(self.desk, "work_order", self)
        form.dirty_changed.connect(self._show_hand)
        form.field_wanted.connect(self._reveal)
        form.lines.counted.connect(self._count_lines)
        form.lines.decision_wanted.connect(self.steps.decide_change)
        self.requirements.wanted.connect(self._reveal)
        self.machine.opened.connect(self._open_job)
        self.related.opened.connect(self._open_job)
        self.waits.opened.connect(self._open_job)
        self.steps.reason_wanted.connect(self.reason_bar.ask)
        self.desk.hub.saved.connect(self._hear_parts)
        self._minute = QTimer(self)
        self._minute.setInterval(_EVERY_MINUTE_MS)
        self._minute.timeout.connect(self._show_strip)
        self._minute.start()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self._show_codes)

    def arrive(self, record_id: int | None) -> None:
        """Show the job; without one the list is the right place."""
        if record_id is None:
            self.desk.shell.go("work_orders")
            return
        if record_id != self.form.record_id:
            self.reason_bar.leave()
            self.pick_bar.leave()
            self.banners.close_notice("error")
            self.tabs.turn_to("lines")
        super().arrive(record_id)

    @Slot(bool)
    def _show_hand(self, is_dirty: bool) -> None:
        """Other seats see on their boards that this job is being edited."""
        if is_dirty and self.form.record_id is not None:
            self.hand.hold(self.form.record_id)
        else:
            self.hand.let_go()

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Tab goes from control to control; Qt's own is led back into the lines by the fields below them."""
        at = self.focusWidget()
        return at is not None and move_on(at, is_back=not is_next)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The cards beside the form give way before it does."""
        super().resizeEvent(event)
        least, most = _SIDE_WIDTHS
        self.side.setFixedWidth(min(max(self.width() * 2 // 7, least), most))

    @Slot(object)
    def _show_card(self, card: WorkOrderCard) -> None:
        self.top_bar.set_title(f"#{card.number} · {card.title}")
        self.priority.set_priority(card.priority)
        self.state.set_state(card.state)
        was_there = any(visit.arrived_at is not None for visit in card.visits)
        self.promise.show_promise(
            Promise(card.state, card.requested_at, card.respond_by_at, card.due_at, was_there)
        )
        self.job_kind.set_badge(card.kind.label, Look("neutral"))
        self.place_words.setText(joined(card.site, card.site_address, card.place))
        self.place_words.setToolTip(self.place_words.text())
        self._show_strip()
        self.form.planning.heading.set_text(tr("Planning"), template_words(card))
        self.requirements.show_card(card)
        self.signature.show_card(card)
        self.feedback.show_card(card)
        self.machine.show_jobs(card.machine_history)
        self.related.show_jobs(card.related)
        if self.codes.site_id != card.site_id:
            self.codes.show_site(None)  # those of the job before are gone at once
        self._soon.start()
        self.moves.show_moves(card.moves)
        self.imported.show_facts(card.as_imported)
        self.tabs.show_card(card)
        self.actions_of_job.show_card(card)
        self._show_notices(card)

    def _show_notices(self, card: WorkOrderCard) -> None:
        locked = self.form.lock_words()
        if locked:
            self.form.show_notice(Notice(locked, "info", key="locked"))
        else:
            self.form.banners.close_notice("locked")
        if card.credit_hold and card.state in DERIVED | {WorkOrderState.REQUESTED}:
            words = tr("{customer} is on credit hold. Agree on payment before more work is done.")
            self.form.show_notice(Notice(words.format(customer=card.customer), "warn", key="hold"))
        else:
            self.form.banners.close_notice("hold")

    @Slot()
    def _show_strip(self) -> None:
        card = self.form.card
        if card is not None:
            self.strip.show_steps(steps_of(card, now(), self.desk.formats))

    @Slot()
    def _show_codes(self) -> None:
        """What opens the site is read once the job is painted, which does not wait for it."""
        card = self.form.card
        self.codes.show_site(card.site_id if card is not None else None)
        self.waits.show_job(card.id if card is not None else None)

    @Slot(int)
    def _count_lines(self, count: int) -> None:
        self.tabs.show_count("lines", self.desk.formats.count(count) if count else "")

    @Slot(str)
    def _reveal(self, key: str) -> None:
        """Bring the field with this key, or the visits, into view with the keys in it."""
        if self.tabs.has(key):
            self.tabs.turn_to(key)
        if key == "signature":
            self.signature.setFocus()
            self.side.ensureWidgetVisible(self.signature)
        field = self.form.fields.get(key)
        if field is not None:
            field.setFocus()
            within = self.side if self.form.planning.isAncestorOf(field) else self.main
            within.ensureWidgetVisible(field)
        elif self.tabs.has(key):
            part = self.tabs.part(key)
            part.setFocus()
            self.main.ensureWidgetVisible(part)

    def _show_state(self) -> None:
        super()._show_state()
        self.save_action.setVisible(self.form.is_dirty())

    def _save(self) -> None:
        if not self.form.save():
            wrong = next((key for key, field in self.form.fields.items() if field.error()), "")
            if wrong:
                self._reveal(wrong)

    @Slot(int)
    def _open_job(self, record_id: int) -> None:
        self.desk.shell.open_record("work_order", record_id)

    @Slot()
    def _show_board(self) -> None:
        self.desk.shell.go("board", self.form.record_id)

    @Slot(object, object)
    def _hear_parts(self, changes: ChangeSet, _origin: object) -> None:
        # The form hears of its own record; this is about what is shown with it.
        is_own = self.form.record_id in changes.ids(self.form.kind)
        if self.form.card is not None and not is_own and changes.touches(*_PART_KINDS):
            self.form.read_again()
