"""The checklist in the window, from the keyboard and with the mouse, beside another seat."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from fsmdesk.core.states import WorkOrderState
from fsmdesk.core.terms import CheckKind, CheckOutcome, JobKind
from fsmdesk.models import WorkOrder, WorkOrderCheck
from fsmdesk.services.checklists.messages import AnswerCheck, SaveCheckItem
from fsmdesk.services.templates.messages import CheckValue, SaveTemplate
from fsmdesk.views.widgets.checklist.check_row import CheckRowWidget
from fsmdesk.views.widgets.checklist.checklist_part import ChecklistPart
from fsmdesk.views.widgets.checklist.choice_strip import ChoiceStrip
from fsmdesk.views.widgets.checklist.photo_answer import PhotoAnswer
from fsmdesk.views.widgets.checklist.typed_answer import NumberAnswer
from fsmdesk.views.work_orders.editor import WorkOrderScreen
from tests.services.shop import Shop
from tests.support.pictures import jpeg
from tests.views.drops import drop, files_of
from tests.views.work_orders.seats import ALT, CONTROL, Seat

# Without a display nothing is raised and no keyboard is grabbed for a menu.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

TICK = CheckValue(CheckKind.TICK, "Flue clear", is_required=True)
TRAP = CheckValue(CheckKind.TICK, "Trap filled")
CO = CheckValue(CheckKind.NUMBER, "CO", "ppm", 0, 9_000, is_required=True)
FLAME = CheckValue(CheckKind.CHOICE, "Flame", choices=("blue", "!yellow"))
WORDS = CheckValue(CheckKind.TEXT, "Anything else")
GAUGE = CheckValue(CheckKind.PHOTO, "Gauge")
PASSED, FAILED, SKIPPED = CheckOutcome.PASSED, CheckOutcome.FAILED, CheckOutcome.NOT_APPLICABLE
KEY = Qt.Key


def listed(shop: Shop, *values: CheckValue, **job: Any) -> int:
    made = shop.job(**job)
    for value in values:
        shop.owner.do(SaveCheckItem(work_order_id=made, check_id=None, seen_version=0, value=value))
    return made


def checklist(seat: Seat, job: int) -> tuple[WorkOrderScreen, ChecklistPart]:
    screen = seat.open_job(job)
    screen.tabs.turn_to("checklist")
    seat.settle()
    part = screen.tabs.part("checklist")
    assert isinstance(part, ChecklistPart)
    QApplication.processEvents()
    return screen, part


def row(part: ChecklistPart, place: int) -> CheckRowWidget:
    return part.rows.rows()[place]


def texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def outcomes(shop: Shop) -> list[CheckOutcome | None]:
    return [check.outcome for check in shop.all(WorkOrderCheck)]


def settle(seat: Seat) -> None:
    QApplication.processEvents()
    seat.settle()
    QApplication.processEvents()
    seat.settle()


def test_a_whole_list_is_answered_from_the_keyboard(seat: Seat, shop: Shop) -> None:
    screen, part = checklist(seat, listed(shop, TICK, CO, FLAME, WORDS, TRAP))
    assert screen.tabs.bar.tabText(2) == "Checklist 0/5"
    part.setFocus()
    seat.press(KEY.Key_Space)
    seat.press(KEY.Key_Return)
    seat.type("7")
    seat.press(KEY.Key_Return)
    seat.press(KEY.Key_2)
    seat.press(KEY.Key_Down)
    seat.type("Rust at the flange")
    seat.press(KEY.Key_Return)
    seat.press(KEY.Key_F)
    settle(seat)
    assert outcomes(shop) == [PASSED, PASSED, FAILED, PASSED, FAILED]
    found = shop.all(WorkOrderCheck)
    assert (found[1].answer_milli, found[2].answer, found[3].answer) == (
        7_000,
        "!yellow",
        "Rust at the flange",
    )
    seat.qtbot.waitUntil(lambda: screen.tabs.bar.tabText(2) == "Checklist 5/5")
    assert "5 of 5 answered · 2 failed" in texts(part.head)


def test_ticking_by_mouse_and_taking_it_back(seat: Seat, shop: Shop) -> None:
    _screen, part = checklist(seat, listed(shop, TICK))
    QTest.mouseClick(row(part, 0).mark, Qt.MouseButton.LeftButton)
    settle(seat)
    assert outcomes(shop) == [PASSED]
    answered_by = row(part, 0).item.answered_by
    assert answered_by and answered_by in texts(row(part, 0))
    undo = seat.shell.said[-1][1]
    assert undo is not None
    undo()
    settle(seat)
    assert outcomes(shop) == [None]
    assert row(part, 0).item.outcome is None
    QTest.mouseClick(row(part, 0).mark, Qt.MouseButton.LeftButton)
    settle(seat)
    QTest.mouseClick(row(part, 0).mark, Qt.MouseButton.LeftButton)
    settle(seat)
    assert outcomes(shop) == [None]


def test_two_quick_ticks_on_one_item_are_no_conflict_with_oneself(seat: Seat, shop: Shop) -> None:
    screen, part = checklist(seat, listed(shop, TICK))
    mark, strip = row(part, 0).mark, row(part, 0).control
    assert isinstance(strip, ChoiceStrip)
    QTest.mouseClick(mark, Qt.MouseButton.LeftButton)
    QTest.mouseClick(strip.chips[1], Qt.MouseButton.LeftButton)
    settle(seat)
    seat.qtbot.waitUntil(lambda: outcomes(shop) == [FAILED])
    assert not screen.banners.notices()


def test_a_number_outside_the_limits_failed_and_shows_them(seat: Seat, shop: Shop) -> None:
    _screen, part = checklist(seat, listed(shop, CO))
    assert "0–9 ppm" in texts(row(part, 0))
    part.setFocus()
    seat.type("12.5")
    seat.press(KEY.Key_Return)
    settle(seat)
    assert outcomes(shop) == [FAILED]
    assert "Failed: 12.5 ppm, should be 0–9 ppm" in texts(row(part, 0))


def test_what_is_no_number_is_said_and_stays(seat: Seat, shop: Shop) -> None:
    _screen, part = checklist(seat, listed(shop, CO, TICK))
    part.setFocus()
    seat.type("about 5")
    seat.press(KEY.Key_Return)
    settle(seat)
    assert outcomes(shop) == [None, None]
    assert row(part, 0).raw() == "about 5"
    assert row(part, 0).message.isVisible() and "about 5" in row(part, 0).message.text()


def test_leaving_a_field_saves_it(seat: Seat, shop: Shop) -> None:
    _screen, part = checklist(seat, listed(shop, CO, TICK))
    part.setFocus()
    seat.type("3")
    row(part, 1).setFocus()
    settle(seat)
    assert outcomes(shop) == [PASSED, None]


def test_an_item_that_does_not_apply_asks_why(seat: Seat, shop: Shop) -> None:
    _screen, part = checklist(seat, listed(shop, TICK))
    part.setFocus()
    seat.press(KEY.Key_N)
    line = part.asking.line
    assert line is not None and line.edit.hasFocus()
    seat.press(KEY.Key_Return)
    settle(seat)
    assert outcomes(shop) == [None]
    assert "why it does not apply" in row(part, 0).message.text()
    seat.type("All electric")
    seat.press(KEY.Key_Return)
    settle(seat)
    assert outcomes(shop) == [SKIPPED]
    assert part.asking.line is None and row(part, 0).mark.hasFocus()
    assert "All electric" in texts(row(part, 0))


def test_a_failed_item_becomes_a_job_and_shows_it(seat: Seat, shop: Shop) -> None:
    screen, part = checklist(seat, listed(shop, FLAME))
    strip = row(part, 0).control
    assert isinstance(strip, ChoiceStrip)
    assert not row(part, 0).follow_button.isVisible()
    QTest.mouseClick(strip.chips[1], Qt.MouseButton.LeftButton)
    settle(seat)
    QTest.mouseClick(row(part, 0).follow_button, Qt.MouseButton.LeftButton)
    assert part.asking.line is not None and part.asking.line.edit.text() == "Flame"
    seat.type("Exchange burner")
    seat.press(KEY.Key_Return)
    settle(seat)
    request = shop.all(WorkOrder, title="Exchange burner")[0]
    assert request.state is WorkOrderState.REQUESTED
    assert row(part, 0).follow_button.text() == f"Follow-up #{request.number}, requested"
    QTest.mouseClick(row(part, 0).follow_button, Qt.MouseButton.LeftButton)
    assert seat.shell.opened == [("work_order", request.id)]
    assert not screen.banners.notices()


def test_a_photo_is_dropped_and_pasted_on_its_item(seat: Seat, shop: Shop, tmp_path: Path) -> None:
    first, second = tmp_path / "gauge.jpg", tmp_path / "better.jpg"
    first.write_bytes(jpeg())
    second.write_bytes(jpeg((50, 40)))
    _screen, part = checklist(seat, listed(shop, GAUGE))
    control = row(part, 0).control
    assert isinstance(control, PhotoAnswer)
    assert drop(control, files_of(first))
    seat.qtbot.waitUntil(lambda: outcomes(shop) == [PASSED])
    settle(seat)
    seat.qtbot.waitUntil(lambda: row(part, 0).item.photo == "gauge.jpg")
    assert control.picture.isVisible()
    QGuiApplication.clipboard().setMimeData(files_of(second))
    control.add_button.setFocus()
    seat.press(KEY.Key_V, CONTROL)
    seat.qtbot.waitUntil(lambda: row(part, 0).item.photo == "better.jpg")


def test_another_seat_answers_while_one_types_and_nothing_is_lost(seat: Seat, shop: Shop) -> None:
    job = listed(shop, TICK, CO, FLAME)
    _screen, part = checklist(seat, job)
    row(part, 1).setFocus()
    seat.type("5")
    first, second, third = shop.all(WorkOrderCheck)
    changes = shop.dispatcher.do(AnswerCheck(check_id=first.id, seen_version=1)).changes
    changes |= shop.dispatcher.do(AnswerCheck(check_id=third.id, seen_version=1, answer="blue")).changes
    seat.desk.hub.hear(changes)
    seat.qtbot.waitUntil(lambda: row(part, 2).item.outcome is PASSED)
    control = row(part, 1).control
    assert isinstance(control, NumberAnswer) and seat.focused() is control.edit
    assert row(part, 1).raw() == "5"
    seat.press(KEY.Key_Return)
    settle(seat)
    assert outcomes(shop) == [PASSED, PASSED, PASSED]
    assert second.id == row(part, 1).item.id


def test_the_same_item_answered_by_both_keeps_what_was_typed(seat: Seat, shop: Shop) -> None:
    _screen, part = checklist(seat, listed(shop, CO))
    part.setFocus()
    seat.type("5")
    (check,) = shop.all(WorkOrderCheck)
    shop.dispatcher.do(AnswerCheck(check_id=check.id, seen_version=1, answer_milli=8_000))
    seat.press(KEY.Key_Return)
    settle(seat)
    assert row(part, 0).raw() == "5"
    said = row(part, 0).message.text()
    assert said == "Dan Desk changed this in the meantime: 8 ppm. Enter saves yours, Esc takes theirs."
    part.setFocus()
    row(part, 0).setFocus()
    seat.press(KEY.Key_Return)
    settle(seat)
    assert shop.get(WorkOrderCheck, check.id).answer_milli == 5_000
    assert not row(part, 0).message.isVisible()


def test_escape_takes_what_the_other_seat_said(seat: Seat, shop: Shop) -> None:
    _screen, part = checklist(seat, listed(shop, CO))
    part.setFocus()
    seat.type("5")
    (check,) = shop.all(WorkOrderCheck)
    shop.dispatcher.do(AnswerCheck(check_id=check.id, seen_version=1, answer_milli=8_000))
    seat.press(KEY.Key_Return)
    settle(seat)
    row(part, 0).setFocus()
    seat.press(KEY.Key_Escape)
    assert row(part, 0).raw() is None
    assert shop.get(WorkOrderCheck, check.id).answer_milli == 8_000


def test_what_is_typed_comes_back_after_the_program_was_killed(
    qtbot: QtBot, shop: Shop, tmp_path: Path
) -> None:
    job = listed(shop, CO, WORDS, TICK)
    holder = QWidget()
    qtbot.addWidget(holder)
    before = Seat(qtbot, shop.owner, tmp_path, holder)
    _screen, part = checklist(before, job)
    row(part, 0).setFocus()
    before.type("abou")  # no number, so that leaving the field does not save it
    part.asking.ask(row(part, 2), "note")
    before.type("Nest")
    before.desk.drafts.flush()
    before.desk.tasks.drain()

    after = Seat(qtbot, shop.owner, tmp_path, holder)
    _screen, again = checklist(after, job)
    assert row(again, 0).raw() == "abou"
    assert "is back and is not saved yet" in row(again, 0).message.text()
    assert again.asking.line is not None and again.asking.line.edit.text() == "Nest"
    after.desk.tasks.drain()


def test_items_are_added_moved_and_removed(seat: Seat, shop: Shop) -> None:
    job = listed(shop, TICK, TRAP)
    _screen, part = checklist(seat, job)
    part.head.add_button.click()
    assert part.editor.isVisible()
    seat.type("Pressure")
    part.form.answer_kind.set_value("number")
    part.form.answer_kind.changed.emit()
    assert part.form.fields["unit"].isVisible() and not part.form.fields["choices"].isVisible()
    part.form.fields["unit"].setFocus()
    seat.type("bar")
    seat.press(KEY.Key_Return, CONTROL)
    settle(seat)
    assert [each.item.value.label for each in part.rows.rows()] == ["Flue clear", "Trap filled", "Pressure"]
    row(part, 1).setFocus()
    seat.press(KEY.Key_Up, ALT)
    settle(seat)
    assert [each.item.value.label for each in part.rows.rows()] == ["Trap filled", "Flue clear", "Pressure"]
    assert row(part, 0).mark.hasFocus()
    row(part, 2).wanted.emit("remove", None)
    settle(seat)
    assert [each.item.value.label for each in part.rows.rows()] == ["Trap filled", "Flue clear"]


def test_limits_the_wrong_way_round_are_said_at_the_field(seat: Seat, shop: Shop) -> None:
    _screen, part = checklist(seat, listed(shop, CO))
    row(part, 0).wanted.emit("edit", None)
    settle(seat)
    part.form.fields["low_milli"].set_raw("20")
    part.form.save()
    assert part.form.fields["high_milli"].error() == "The lower limit is above the upper one."


def test_the_list_of_a_template_is_taken(seat: Seat, shop: Shop) -> None:
    shop.owner.do(SaveTemplate(name="Boiler & burner", kind=JobKind.PREVENTIVE, checks=(TICK, CO)))
    _screen, part = checklist(seat, shop.job())
    assert part.empty.isVisible()
    part.head.template_button.click()
    settle(seat)
    menu = part.findChild(QMenu)
    assert menu is not None
    menu.actions()[0].trigger()
    settle(seat)
    assert [each.item.value.label for each in part.rows.rows()] == ["Flue clear", "CO"]
    assert seat.shell.said[-1][0] == "Took the checklist of Boiler & burner"


def test_the_menu_offers_what_can_be_done(seat: Seat, shop: Shop) -> None:
    _screen, part = checklist(seat, listed(shop, TICK))
    QTest.mouseClick(row(part, 0).menu_button, Qt.MouseButton.LeftButton)
    menu = part.findChild(QMenu)
    assert menu is not None
    offered = [action.text().split("\t")[0] for action in menu.actions() if action.text()]
    assert offered == [
        "It failed",
        "Does not apply…",
        "Remark…",
        "Edit item…",
        "Move up",
        "Move down",
        "Remove item",
    ]
    menu.close()


def test_a_billed_job_keeps_its_list(seat: Seat, shop: Shop) -> None:
    _screen, part = checklist(seat, listed(shop, TICK, CO, state=WorkOrderState.REVIEWED))
    job = shop.all(WorkOrder)[0].id
    shop.change(WorkOrder, job, state=WorkOrderState.INVOICED)
    part.show_card(_screen.form.card)  # type: ignore[arg-type]
    settle(seat)
    assert not row(part, 0).mark.isEnabled() and not row(part, 1).control.isEnabled()
    assert "kept as it is" in row(part, 0).mark.toolTip()
    assert not part.head.add_button.isEnabled()


def test_a_long_list_is_made_over_several_turns(seat: Seat, shop: Shop) -> None:
    job = shop.job()
    shop.add(
        *(
            WorkOrderCheck(work_order_id=job, position=n, kind=CheckKind.TICK, label=f"Item {n}")
            for n in range(60)
        )
    )
    _screen, part = checklist(seat, job)
    seat.qtbot.waitUntil(lambda: len(part.rows.rows()) == 60)
    assert [each.item.value.label for each in part.rows.rows()][::59] == ["Item 0", "Item 59"]


@pytest.mark.parametrize("key", [KEY.Key_Up, KEY.Key_Down])
def test_arrows_walk_and_stay_at_the_ends(seat: Seat, shop: Shop, key: Qt.Key) -> None:
    _screen, part = checklist(seat, listed(shop, TICK, TRAP))
    start = row(part, 1 if key == KEY.Key_Up else 0)
    start.setFocus()
    seat.press(key)
    end = row(part, 0 if key == KEY.Key_Up else 1)
    assert end.has_focus()
    seat.press(key)
    assert end.has_focus()
