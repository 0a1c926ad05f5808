"""On site: the technician arrives, the office adds what was done, the job is completed and reviewed."""

from functools import partial

from PySide6.QtCore import Qt

from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.tour.hand import TourBroken, click, press, type_text, wait_for
from fsmdesk.tour.morning import Job
from fsmdesk.tour.record import Record
from fsmdesk.tour.stage import Stage
from fsmdesk.views.review.screen import ReviewScreen
from fsmdesk.views.work_orders.editor import WorkOrderScreen

CAUSE = "Flame sensor coated, igniter cracked."
FIX = "Sensor cleaned, igniter replaced, combustion tested, heat restored."


def arrive_on_site(stage: Stage, record: Record, job: Job) -> None:
    """The office notes that the technician left and arrived, with buttons on the job's visits."""
    with record.step("note that the technician is on site"):
        screen = _open(stage, job)
        screen.tabs.turn_to("visits")
        stage.settle()
        for state in (VisitState.EN_ROUTE, VisitState.ON_SITE):
            _press_button(screen, state)
            wait_for(partial(_is_in, stage, job, state), state.label)
            stage.settle()
        visit = job.card(stage).visits[0]
        record.check(visit.en_route_at and visit.arrived_at, "the actual times are stamped")
        record.check(job.card(stage).state is WorkOrderState.ON_SITE, "the job's state followed the visit")
        record.picture(stage.window, "on-site")


def add_lines(stage: Stage, record: Record, job: Job) -> None:
    """Two lines from the price book, by keyboard, with cause and fix, saved as one piece."""
    with record.step("add lines from the price book, cause and fix"):
        screen = _open(stage, job)
        screen.tabs.turn_to("lines")
        stage.settle()
        for scrap in ("labor", "igni"):
            _add_line(stage, screen, scrap)
        for key, text in (("cause", CAUSE), ("fix", FIX)):
            screen.form.fields[key].setFocus()
            type_text(text)
        record.picture(stage.window, "work-order")
        stage.key(Qt.Key.Key_S)
        wait_for(lambda: job.card(stage).fix == FIX, "the save")
        stage.settle()
        card = job.card(stage)
        record.check(len(card.lines) == 2, "both lines are on the job")
        record.check(all(line.value.price_minor > 0 for line in card.lines), "with their prices")


def complete(stage: Stage, record: Record, job: Job) -> None:
    """Ctrl+Enter does the main thing, which now is to complete the job."""
    with record.step("complete the job"):
        screen = _open(stage, job)
        stage.settle()
        stage.key(Qt.Key.Key_Return)
        wait_for(lambda: job.card(stage).state is WorkOrderState.COMPLETE, "the completion")
        stage.settle()
        visit = job.card(stage).visits[0]
        record.check(visit.state is VisitState.DONE and visit.finished_at, "the visit is done and stamped")
        record.check(
            all(line.value.done_milli for line in job.card(stage).lines), "planned lines count as done"
        )
        record.picture(stage.window, "complete")
        assert screen.isVisible()


def review(stage: Stage, record: Record, job: Job) -> None:
    """The queue of what is done and not reviewed; Enter reviews the current job."""
    with record.step("review the job"):
        stage.window.go("review")
        screen = stage.screen("ReviewScreen")
        assert isinstance(screen, ReviewScreen)
        stage.settle()
        screen.table.make_current(job.id, scroll=True)
        stage.settle()
        current = screen.table.current_row()
        record.check(current is not None and current.id == job.id, "the job waits in the queue")
        record.picture(stage.window, "review")
        screen.table.setFocus()
        press(Qt.Key.Key_Return)
        wait_for(lambda: job.card(stage).state is WorkOrderState.REVIEWED, "the review")
        record.check(True, "the job waits for its invoice")


def _open(stage: Stage, job: Job) -> WorkOrderScreen:
    stage.window.open_record("work_order", job.id)
    screen = stage.screen("WorkOrderScreen")
    assert isinstance(screen, WorkOrderScreen)
    wait_for(lambda: screen.form.record_id == job.id, "the job in its editor")
    stage.settle()
    return screen


def _is_in(stage: Stage, job: Job, state: VisitState) -> bool:
    return job.card(stage).visits[0].state is state


def _press_button(screen: WorkOrderScreen, after: VisitState) -> None:
    for button in screen.visits.buttons():
        if button.property("after") == after.value:
            click(button)
            return
    raise TourBroken(f"there is no button for {after.label}")


def _add_line(stage: Stage, screen: WorkOrderScreen, scrap: str) -> None:
    lines = screen.form.lines
    before = len(lines.model.lines())
    lines.entry.edit.setFocus()
    type_text(scrap)
    wait_for(lambda: lines.entry.options(), f"items with {scrap}")
    press(Qt.Key.Key_Return)
    wait_for(lambda: len(lines.model.lines()) == before + 1, "the new line")
    stage.settle()
    press(Qt.Key.Key_Return)  # the quantity, which is being edited, stays as it is
    stage.settle()
