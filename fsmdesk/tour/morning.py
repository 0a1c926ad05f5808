"""The morning: a call is taken, approved, and dragged to a technician."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPoint, Qt

from fsmdesk.core.lists import ListFilter, ListRequest
from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.core.terms import Priority
from fsmdesk.core.times import instant_at, now
from fsmdesk.services.intake.messages import Inbox
from fsmdesk.services.orders.messages import WorkOrder, WorkOrderCard
from fsmdesk.services.parties.messages import CustomerList
from fsmdesk.tour.hand import TourBroken, drag, press, rest, type_text, wait_for
from fsmdesk.tour.record import Record
from fsmdesk.tour.stage import Stage
from fsmdesk.views.board.board_screen import BoardScreen
from fsmdesk.views.board.visits import minute_of
from fsmdesk.views.inbox.screen import InboxScreen
from fsmdesk.views.intake.screen import IntakeScreen

PROBLEM = "No heat since this morning. The boiler locks out on ignition after the purge."


@dataclass
class Job:
    """The one job that goes through the day."""

    id: int = 0
    invoice_id: int = 0

    def card(self, stage: Stage) -> WorkOrderCard:
        """The job as the office has it now."""
        return stage.ask(WorkOrder(work_order_id=self.id))


def look_at_board(stage: Stage, record: Record) -> None:
    """The board is what one sees first."""
    with record.step("open the office on its board"):
        stage.go(1)
        board = _board(stage)
        wait_for(lambda: board.store.technicians, "the technicians")
        stage.settle()
        record.check(board.store.technicians, "technicians are the rows")
        record.check(board.jobs.model.rowCount() > 0, "work waits beside the grid")
        record.picture(stage.window, "board")


def take_call(stage: Stage, record: Record, job: Job) -> None:
    """Ctrl+N, a scrap of the name, what is wrong, Ctrl+S: no mouse."""
    with record.step("take a call by keyboard"):
        before = {request.id for request in stage.ask(Inbox())}
        name = _customer(stage)
        stage.key(Qt.Key.Key_N)
        screen = stage.screen("IntakeScreen")
        assert isinstance(screen, IntakeScreen)
        stage.settle()
        form = screen.form
        type_text(name)
        wait_for(lambda: form.whereabouts.customer.picker.options(), "customers with that name")
        record.picture(stage.window, "call-who")
        press(Qt.Key.Key_Return)
        wait_for(lambda: form.whereabouts.facts is not None, "what is known of the caller")
        stage.settle()
        _name_machine(stage, screen)
        form.problem.setFocus(Qt.FocusReason.TabFocusReason)
        type_text(PROBLEM)
        stage.key(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
        stage.settle()
        record.check(form.title.read(), "the first sentence became the title")
        record.picture(stage.window, "call")
        stage.key(Qt.Key.Key_S)
        stage.screen("InboxScreen")
        stage.settle()
        (job.id,) = {request.id for request in stage.ask(Inbox())} - before
        card = job.card(stage)
        record.check(card.state is WorkOrderState.REQUESTED, "the request stands")
        record.check(card.priority is Priority.HIGH, "its priority is the one that was chosen by key")
        record.check(card.customer == name, "it belongs to the customer who called")


def _name_machine(stage: Stage, screen: IntakeScreen) -> None:
    """The first machine of the customer, and with it the site where it stands."""
    where = screen.form.whereabouts
    assert where.facts is not None
    site = next(site for site in where.facts.sites if site.machines and site.machines[0].serial)
    where.machine.picker.edit.setFocus()
    type_text(site.machines[0].serial)
    wait_for(lambda: where.machine.picker.options(), "the machine")
    press(Qt.Key.Key_Return)
    stage.settle()


def approve(stage: Stage, record: Record, job: Job) -> None:
    """The Inbox shows it; A approves it."""
    with record.step("approve the request in the Inbox"):
        stage.go(2)
        screen = stage.screen("InboxScreen")
        assert isinstance(screen, InboxScreen)
        stage.settle()
        screen.list.choose(job.id)
        stage.settle()
        record.picture(stage.window, "inbox")
        screen.list.setFocus()
        press(Qt.Key.Key_A)
        wait_for(lambda: job.card(stage).state is WorkOrderState.APPROVED, "the approval")
        card = job.card(stage)
        record.check(
            [visit.state for visit in card.visits] == [VisitState.UNPLACED], "it waits to be scheduled"
        )


def schedule(stage: Stage, record: Record, job: Job) -> None:
    """From the list beside the board onto a technician's row, by mouse."""
    with record.step("drag the job to a technician"):
        stage.go(1)
        board = _board(stage)
        stage.settle()
        wait_for(lambda: _index_of(board, job.id) is not None, "the job beside the board")
        view = board.jobs.view
        index = _index_of(board, job.id)
        assert index is not None
        view.scrollTo(index)
        rest()
        technician, landing = _free_spot(board, job.card(stage).duration_minutes)
        start = view.visualRect(index).center()
        drag(
            view.viewport(),
            start,
            board.grid.viewport(),
            landing,
            lambda: record.picture(stage.window, "drag"),
        )
        wait_for(lambda: _is_settled(board, job.card(stage)), "the drop")
        stage.settle()
        (visit,) = job.card(stage).visits
        record.check(visit.technician_id == technician, "the visit is on the row where it was dropped")
        record.check(job.card(stage).state is WorkOrderState.SCHEDULED, "the job is scheduled")
        record.picture(stage.window, "scheduled")


def _board(stage: Stage) -> BoardScreen:
    board = stage.screen("BoardScreen")
    assert isinstance(board, BoardScreen)
    return board


def _customer(stage: Stage) -> str:
    """A customer with machines whose name nobody else's begins with."""
    in_use = ListRequest(limit=100, sort="name", filters=(ListFilter("archived", values=(False,)),))
    rows = stage.ask(CustomerList(request=in_use)).rows
    plain = [row.name for row in rows if row.site_count and not row.credit_hold and row.name.isascii()]
    return next(
        name
        for name in plain
        if sum(other.name.casefold().startswith(name.casefold()) for other in rows) == 1
    )


def _index_of(board: BoardScreen, work_order_id: int) -> QModelIndex | None:
    model = board.jobs.model
    for row in range(model.rowCount()):
        job = model.row_at(row)
        if job is not None and job.work_order_id == work_order_id:
            return model.index(row)
    return None


def _is_settled(board: BoardScreen, card: WorkOrderCard) -> bool:
    if board.reason.isVisible():  # it met another visit: say why both are wanted, as a dispatcher would
        board.reason.reason.setFocus()
        type_text("Quick look on the way")
        press(Qt.Key.Key_Return)
    return any(visit.start_at is not None for visit in card.visits) and not board.writer.is_busy


def _free_spot(board: BoardScreen, minutes: int) -> tuple[int, QPoint]:
    """A technician who has nothing for so long on the day that is shown, and the point of the grid for it."""
    zone = board.desk.formats.zone
    first, last = (minute_of(instant_at(board.day, hour * 60, zone)) for hour in (6, 21))
    soon = minute_of(now()) // 15 * 15 + 30
    starts = [*range(max(first, soon), last, 15), *range(first, last, 15)]
    for start in starts:
        for technician_id in board.store.technicians:
            if board.store.row(technician_id).between(start, start + minutes):
                continue
            point = _point_of(board, technician_id, start)
            if board.grid.viewport().rect().contains(point):
                return technician_id, point
    raise TourBroken("every technician is busy all day")


def _point_of(board: BoardScreen, technician_id: int, start: int) -> QPoint:
    grid = board.grid
    _reveal(board, start)
    rows = grid.layout_of_rows
    row = rows.row_of(technician_id)
    assert row is not None
    x = round(grid.scale.x_of(start)) - grid.horizontalScrollBar().value()
    y = rows.top_of(row) + rows.height_of(row) // 2 - grid.verticalScrollBar().value()
    return QPoint(x + 12, y)


def _reveal(board: BoardScreen, minute: int) -> None:
    bar = board.grid.horizontalScrollBar()
    bar.setValue(round(board.grid.scale.x_of(minute)) - 300)
