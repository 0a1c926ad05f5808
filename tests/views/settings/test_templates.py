"""Templates are listed, typed by keyboard, copied and archived; kinds of work are ticked; rules are set."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from fsmdesk.core.terms import CheckKind, JobKind, LineKind, TimeRounding
from fsmdesk.models import Company, TaskCode, TemplateCheck, TemplateLine, WorkKind, WorkTemplate
from fsmdesk.services.templates.messages import (
    CheckValue,
    KindRule,
    SaveTemplate,
    SaveWorkKinds,
    Template,
    TemplateLineValue,
)
from fsmdesk.views.settings.field_checks import CheckRow, FieldChecks
from fsmdesk.views.settings.field_kind_rule import FieldKindRule
from fsmdesk.views.settings.field_template_lines import FieldTemplateLines, TemplateLineRow
from fsmdesk.views.settings.kinds import KindsScreen
from fsmdesk.views.settings.rules import RulesScreen
from fsmdesk.views.settings.task_codes import TaskCodesScreen
from fsmdesk.views.settings.template_editor import TemplateScreen
from fsmdesk.views.settings.templates import TemplatesScreen
from tests.services.shop import IGNITOR, Shop
from tests.views.work_orders.seats import ALT, CONTROL, Seat

ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab
FAULT = SaveTemplate(
    name="Boiler fault",
    kind=JobKind.EMERGENCY,
    checks=(CheckValue(CheckKind.TICK, "Purge"), CheckValue(CheckKind.NUMBER, "CO", "ppm", high_milli=9_000)),
    lines=(TemplateLineValue(IGNITOR, LineKind.PART, "Ignitor"),),
)


def _opened(seat: Seat, template_id: int | None) -> TemplateScreen:
    screen = seat.show(TemplateScreen(seat.desk), template_id)
    seat.qtbot.waitUntil(lambda: not screen.form.is_busy())
    return screen


def _checks(screen: TemplateScreen) -> FieldChecks:
    field = screen.form.fields["checks"]
    assert isinstance(field, FieldChecks)
    return field


def _save(seat: Seat) -> None:
    seat.press(Qt.Key.Key_S, CONTROL)


def test_opened_it_is_as_it_was_saved(shop: Shop, seat: Seat) -> None:
    code = shop.add(TaskCode(code="HT-10", name="Fault"))[0]
    made = shop.owner.do(SaveTemplate(name="Boiler", kind=JobKind.EMERGENCY, task_code_id=code)).value
    screen = _opened(seat, made)
    assert not screen.form.is_dirty()
    assert (
        screen.form.fields["task_code_id"].shown(screen.form.fields["task_code_id"].read()) == "HT-10 · Fault"
    )


def test_a_checklist_is_typed_without_the_mouse(shop: Shop, seat: Seat) -> None:
    made = shop.owner.do(SaveTemplate(name="Boiler", kind=JobKind.EMERGENCY)).value
    screen = _opened(seat, made)
    _checks(screen).add_button.setFocus()
    seat.press(Qt.Key.Key_Space)
    seat.type("Gas tap closed")
    seat.press(ENTER)
    seat.type("CO")
    seat.press(Qt.Key.Key_Up, ALT)
    _save(seat)
    assert [check.label for check in shop.all(TemplateCheck)] == ["CO", "Gas tap closed"]
    assert not screen.form.is_dirty()


def test_a_number_has_a_unit_and_limits_and_a_choice_its_answers(shop: Shop, seat: Seat) -> None:
    made = shop.owner.do(FAULT).value
    screen = _opened(seat, made)
    first, second = _checks(screen).rows
    assert isinstance(first, CheckRow)
    assert isinstance(second, CheckRow)
    seat.qtbot.waitUntil(second._limits.isVisible)
    assert not first._limits.isVisible()
    first.kind.set_value(CheckKind.CHOICE.value)
    first.kind.changed.emit()
    seat.qtbot.waitUntil(first.choices.isVisible)
    first.choices.edit.setFocus()
    seat.type("clear; !blocked")
    second.low.edit.setFocus()
    seat.type("1.5")
    second.required.set_value(True)
    _save(seat)
    card = shop.owner.ask(Template(template_id=made))
    assert card.checks == (
        CheckValue(CheckKind.CHOICE, "Purge", choices=("clear", "!blocked")),
        CheckValue(CheckKind.NUMBER, "CO", "ppm", 1_500, 9_000, is_required=True),
    )


def test_a_check_that_cannot_be_answered_says_so(shop: Shop, seat: Seat) -> None:
    made = shop.owner.do(FAULT).value
    screen = _opened(seat, made)
    row = _checks(screen).rows[0]
    assert isinstance(row, CheckRow)
    row.kind.set_value(CheckKind.CHOICE.value)
    row.kind.changed.emit()
    _save(seat)
    assert _checks(screen).error() == "Check 1: a choice needs at least two answers."


def test_control_delete_removes_the_check_that_has_the_keys(shop: Shop, seat: Seat) -> None:
    made = shop.owner.do(FAULT).value
    screen = _opened(seat, made)
    _checks(screen).rows[0].take_focus()
    row = _checks(screen).rows[0]
    QTest.keyClick(row, Qt.Key.Key_Delete, CONTROL)
    _save(seat)
    assert [check.label for check in shop.all(TemplateCheck)] == ["CO"]


def test_a_line_comes_from_the_price_book_while_typing(shop: Shop, seat: Seat) -> None:
    made = shop.owner.do(SaveTemplate(name="Boiler", kind=JobKind.EMERGENCY)).value
    screen = _opened(seat, made)
    field = screen.form.fields["lines"]
    assert isinstance(field, FieldTemplateLines)
    field.picker.setFocus()
    seat.type("ignit")
    seat.settle()
    seat.press(ENTER)
    (row,) = field.rows
    assert isinstance(row, TemplateLineRow)
    assert QApplication.focusWidget() is row.quantity.edit
    seat.type("2")
    _save(seat)
    (line,) = shop.all(TemplateLine)
    assert (line.item_id, line.planned_milli, line.description) == (IGNITOR, 2_000, "Ignitor")


def test_what_was_typed_is_kept_as_a_draft(shop: Shop, seat: Seat) -> None:
    made = shop.owner.do(FAULT).value
    screen = _opened(seat, made)
    _checks(screen).rows[1].take_focus()
    seat.press(Qt.Key.Key_End)
    seat.type(" in the room")
    seat.desk.drafts.flush()
    again = seat.show(TemplateScreen(seat.desk), made)
    rows = _checks(again).rows
    assert [row.value().label for row in rows] == ["Purge", "CO in the room"]
    assert again.form.is_dirty()


def test_the_list_opens_copies_and_archives(shop: Shop, seat: Seat) -> None:
    made = shop.owner.do(FAULT).value
    screen = seat.show(TemplatesScreen(seat.desk))
    screen.table.setCurrentIndex(screen.table.rows().index(0, 0))
    seat.press(ENTER)
    assert seat.shell.opened == [("work_template", made)]
    row = screen.table.current_row()
    assert row is not None
    assert (row.check_count, row.line_count) == (2, 1)
    screen._copy(row)
    seat.settle()
    assert [each.name for each in shop.all(WorkTemplate)] == ["Boiler fault", "Boiler fault, copy"]
    seat.press(Qt.Key.Key_Delete)
    assert shop.get(WorkTemplate, made).archived_at is not None


def test_kinds_are_ticked_and_saved_as_one_piece(shop: Shop, seat: Seat) -> None:
    screen = seat.show(KindsScreen(seat.desk))
    emergency = screen.form.fields["emergency"]
    assert isinstance(emergency, FieldKindRule)
    assert emergency.boxes["cause_and_fix"].isChecked()
    QTest.mouseClick(emergency.boxes["signature"], Qt.MouseButton.LeftButton)
    _save(seat)
    (rule,) = shop.all(WorkKind, kind=JobKind.EMERGENCY)
    assert (rule.requires_signature, rule.requires_cause_and_fix, rule.requires_lines) == (True, True, False)
    assert len(shop.all(WorkKind)) == 6
    assert not screen.form.is_dirty()


def test_two_seats_that_tick_different_boxes_both_keep_them(shop: Shop, seat: Seat) -> None:
    screen = seat.show(KindsScreen(seat.desk))
    emergency = screen.form.fields["emergency"]
    assert isinstance(emergency, FieldKindRule)
    QTest.mouseClick(emergency.boxes["signature"], Qt.MouseButton.LeftButton)
    rules = tuple(KindRule(kind, cause_and_fix=True, lines=True) for kind in JobKind)
    shop.owner.do(SaveWorkKinds(seen_version=0, rules=rules))
    _save(seat)
    _save(seat)
    (rule,) = shop.all(WorkKind, kind=JobKind.EMERGENCY)
    assert (rule.requires_signature, rule.requires_lines) == (True, True)


def test_a_task_code_is_typed_in_the_panel(shop: Shop, seat: Seat) -> None:
    screen = seat.show(TaskCodesScreen(seat.desk))
    screen.begin_new()
    seat.settle()
    seat.type("HT-20")
    seat.press(TAB)
    seat.type("Burner service")
    seat.press(ENTER, CONTROL)
    (code,) = shop.all(TaskCode)
    assert (code.code, code.name, code.kind) == ("HT-20", "Burner service", None)


def test_the_rules_of_the_office_are_set_on_one_page(shop: Shop, seat: Seat) -> None:
    screen = seat.show(RulesScreen(seat.desk))
    assert not screen.form.is_dirty()
    screen.form.fields["review_free_below_minor"].setFocus()
    seat.type("75")
    screen.form.fields["scope_approval_minor"].setFocus()
    seat.type("250")
    screen.form.fields["stuck_days"].setFocus()
    seat.press(Qt.Key.Key_A, CONTROL)
    seat.type("10")
    screen.form.fields["time_rounding"].set_value(TimeRounding.NEAREST.value)
    _save(seat)
    company = shop.get(Company, 1)
    assert (company.review_free_below_minor, company.scope_approval_minor) == (7_500, 25_000)
    assert (company.stuck_days, company.time_rounding, company.callback_days) == (
        10,
        TimeRounding.NEAREST,
        30,
    )


def test_who_may_not_set_them_reads_them_with_the_reason(shop: Shop, seat: Seat) -> None:
    object.__setattr__(seat.desk, "office", shop.dispatcher)
    for screen in (seat.show(RulesScreen(seat.desk)), seat.show(KindsScreen(seat.desk))):
        assert not screen.save_action.isEnabled()
        assert screen.save_action.toolTip() == "As dispatcher you may not edit company and taxes."
