"""A slot found while the caller is on the phone, booked with the call on a real database."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.core.times import now
from fsmdesk.models import Visit, WorkOrder
from fsmdesk.services.suggesting.messages import SlotRow
from tests.services.shop import Shop
from tests.views.desks import PlainShell
from tests.views.intake.conftest import Hands, Known

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def found(hands: Hands) -> list[SlotRow]:
    """The slots once they are read."""
    rows = hands.screen.slot.finder.list.rows
    hands.qtbot.waitUntil(lambda: rows.rowCount() > 0)
    return [row for row in rows.rows() if isinstance(row, SlotRow)]


def begin(hands: Hands) -> None:
    """The library calls about its heating."""
    hands.pick_library()
    hands.screen.form.problem.edit.setFocus()
    hands.type("No heat since this morning")


def take_first(hands: Hands) -> SlotRow:
    """The best slot is taken by keys."""
    hands.press(Qt.Key.Key_S, ALT)
    best = found(hands)[0]
    assert hands.screen.slot.finder.list.hasFocus()
    hands.press(Qt.Key.Key_Return)
    assert not hands.screen.slot.finder.isVisible()
    return best


def _is_given_up(hands: Hands) -> bool:
    return hands.screen.slot.booked is None


def test_the_slot_is_booked_with_the_call(hands: Hands, shop: Shop, shell: PlainShell, known: Known) -> None:
    begin(hands)
    best = take_first(hands)
    screen = hands.screen
    assert screen.slot.bar.isVisible() and best.technician in screen.slot.bar.words.text()
    assert screen.facts.isVisible()
    hands.press(Qt.Key.Key_Return, CTRL)
    hands.qtbot.waitUntil(lambda: bool(shop.all(Visit)))
    (visit,), (job,) = shop.all(Visit), shop.all(WorkOrder)
    assert (visit.technician_id, visit.start_at, visit.end_at) == (
        best.technician_id,
        best.start_at,
        best.end_at,
    )
    assert (visit.state, job.state) == (VisitState.PLANNED, WorkOrderState.SCHEDULED)
    hands.qtbot.waitUntil(lambda: not screen.slot.bar.isVisible())


def test_the_list_stands_in_place_of_the_facts_and_esc_brings_them_back(hands: Hands) -> None:
    begin(hands)
    hands.press(Qt.Key.Key_S, ALT)
    found(hands)
    assert not hands.screen.facts.isVisible()
    hands.press(Qt.Key.Key_Escape)
    assert hands.screen.facts.isVisible()
    assert hands.screen.isVisible()
    assert hands.screen.slot.booked is None
    assert "No heat" in str(hands.screen.form.problem.raw())


def test_a_slot_is_given_up_when_the_job_becomes_another(hands: Hands, shell: PlainShell) -> None:
    begin(hands)
    take_first(hands)
    hands.screen.form.problem.edit.setFocus()
    hands.type(" and no water")  # words change nothing about the place
    assert hands.screen.slot.booked is not None
    duration = hands.screen.form.fields.duration.edit
    duration.setFocus()
    duration.selectAll()
    hands.type("4 h")
    assert _is_given_up(hands)
    assert not hands.screen.slot.bar.isVisible()
    assert "given up" in shell.said[-1][0]


def test_slots_follow_the_form_while_they_are_open(hands: Hands) -> None:
    begin(hands)
    hands.press(Qt.Key.Key_S, ALT)
    first = found(hands)[0]
    duration = hands.screen.form.fields.duration.edit
    duration.setFocus()
    duration.selectAll()
    hands.type("4 h")
    rows = hands.screen.slot.finder.list.rows

    def is_longer() -> bool:
        row = rows.row_at(0)
        return isinstance(row, SlotRow) and row.end_at - row.start_at > first.end_at - first.start_at

    hands.qtbot.waitUntil(is_longer)
    assert duration.hasFocus()


def test_a_slot_that_somebody_else_took_is_told_and_the_call_goes_on(
    hands: Hands, shop: Shop, known: Known
) -> None:
    begin(hands)
    best = take_first(hands)
    other = shop.job(WorkOrderState.SCHEDULED, requested_at=now())
    shop.visit(other, best.start_at, technician_id=best.technician_id)
    hands.press(Qt.Key.Key_Return, CTRL)
    screen = hands.screen
    hands.qtbot.waitUntil(lambda: bool(screen.banners.notices()))
    assert len(shop.all(WorkOrder)) == 1
    assert "No heat" in str(screen.form.problem.raw())
    (without,) = [
        each for each in screen.banners.findChildren(QToolButton) if each.text() == "Schedule it on the board"
    ]
    hands.qtbot.waitUntil(without.isVisible)
    QTest.mouseClick(without, Qt.MouseButton.LeftButton)
    hands.qtbot.waitUntil(lambda: len(shop.all(WorkOrder)) == 2)
    job = shop.all(WorkOrder)[-1]
    assert job.state is WorkOrderState.APPROVED
    assert [visit.state for visit in shop.all(Visit, work_order_id=job.id)] == [VisitState.UNPLACED]


def test_a_request_is_saved_without_the_slot_and_says_so(hands: Hands, shop: Shop, shell: PlainShell) -> None:
    begin(hands)
    take_first(hands)
    hands.press(Qt.Key.Key_S, CTRL)
    hands.qtbot.waitUntil(lambda: bool(shop.all(WorkOrder)))
    assert shop.all(Visit) == []
    hands.qtbot.waitUntil(lambda: any("The slot is not booked" in said for said, _ in shell.said))


def test_without_a_slot_and_another_slot(hands: Hands) -> None:
    begin(hands)
    take_first(hands)
    bar = hands.screen.slot.bar
    QTest.mouseClick(bar.other_button, Qt.MouseButton.LeftButton)
    found(hands)
    assert hands.screen.slot.booked is not None
    hands.press(Qt.Key.Key_Escape)
    QTest.mouseClick(bar.drop_button, Qt.MouseButton.LeftButton)
    assert _is_given_up(hands)
    assert not bar.isVisible()
