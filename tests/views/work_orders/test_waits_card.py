"""What a job waits for is typed beside it, by number."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from fsmdesk.core.messages import ChangeSet, RecordRef
from fsmdesk.models import WorkOrderDependency
from fsmdesk.views.work_orders.side.waits_card import WaitsCard
from tests.services.shop import Shop
from tests.views.work_orders.seats import CONTROL, Seat


def retype(edit: QLineEdit, text: str) -> None:
    edit.setFocus()
    QTest.keyClick(edit, Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(edit, text)
    QTest.keyClick(edit, Qt.Key.Key_Return)


def waits(seat: Seat, job: int) -> WaitsCard:
    """The card beside this job, read."""
    card = seat.open_job(job).waits
    seat.qtbot.waitUntil(lambda: card.job_id == job)
    seat.settle()
    return card


def test_numbers_are_typed_and_the_jobs_open(shop: Shop, seat: Seat) -> None:
    first, second, job = shop.job(title="Dig"), shop.job(title="Lay pipes"), shop.job()
    card = waits(seat, job)
    retype(card.numbers.edit, "#2, 1")
    seat.settle()
    assert [row.needs_id for row in shop.all(WorkOrderDependency)] == [second, first]
    rows = card.shown_rows(2)
    assert [row.accessibleName() for row in rows] == [
        "Waits for #1 Dig, Approved",
        "Waits for #2 Lay pipes, Approved",
    ]
    assert card.numbers.edit.text() == "1 2"
    QTest.mouseClick(rows[1], Qt.MouseButton.LeftButton)
    assert seat.shell.opened == [("work_order", second)]
    other = waits(seat, second)
    assert other.shown_rows(1)[0].accessibleName().startswith("Waited for by #3")


def test_what_can_not_be_is_said_at_the_line_and_kept_there(shop: Shop, seat: Seat) -> None:
    shop.job()
    card = waits(seat, shop.job())
    for text, words in (
        ("99", "There is no job 99."),
        ("2", "A job does not wait for itself."),
        ("x", "numbers"),
    ):
        retype(card.numbers.edit, text)
        seat.settle()
        assert words in card.numbers.error() and card.numbers.edit.text() == text
    retype(card.numbers.edit, "1")
    seat.settle()
    assert not card.numbers.error()
    retype(card.numbers.edit, " ")
    seat.settle()
    assert shop.all(WorkOrderDependency) == []


def test_another_seat_s_links_are_shown(shop: Shop, seat: Seat) -> None:
    first, job = shop.job(), shop.job()
    card = waits(seat, job)
    shop.add(WorkOrderDependency(work_order_id=job, needs_id=first))
    seat.desk.hub.hear(ChangeSet.of([RecordRef("work_order_dependency", 1)]))
    seat.qtbot.waitUntil(lambda: card.numbers.edit.text() == "1")
    assert card.shown_rows(1)[0].accessibleName().startswith("Waits for #1")
