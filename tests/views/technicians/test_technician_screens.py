"""Technicians: the list, skills, working hours, absences."""

from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from fsmdesk.core.terms import Role
from fsmdesk.core.times import instant_at
from fsmdesk.services.technicians.messages import (
    SaveTechnician,
    ShiftValue,
    SkillHeld,
    TechnicianCard,
    Technicians,
)
from fsmdesk.views.desk import Desk
from fsmdesk.views.making import Making
from fsmdesk.views.technicians.absences import away_words
from fsmdesk.views.technicians.editor import TechnicianScreen
from fsmdesk.views.technicians.field_skills import ending_words
from fsmdesk.views.technicians.list_screen import TechniciansScreen
from fsmdesk.views.widgets.field_choice import FieldCheck
from fsmdesk.views.widgets.field_shifts import FieldShifts
from fsmdesk.views.widgets.field_text import FieldText
from fsmdesk.views.widgets.field_typed import FieldDate, FieldTime
from tests.views.desks import FORMATS
from tests.views.real_office import (
    CONTROL,
    RealOffice,
    SitDown,
    click,
    field_of,
    fill,
    press,
    press_space,
    settle,
    shell_of,
    shown,
)

# The list of suggestions is a window of its own.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

NIGHT = ShiftValue(4, 22 * 60, 30 * 60)
MONDAY = (ShiftValue(0, 7 * 60, 12 * 60), ShiftValue(0, 13 * 60, 17 * 60))


@pytest.fixture
def fay(office: RealOffice) -> int:
    return office.do(
        SaveTechnician(
            name="Fay Lindqvist",
            skills=(SkillHeld("Gas", date(2020, 5, 1)),),
            shifts=(*MONDAY, NIGHT),
            hourly_cost_minor=3900,
            external_id="T-1",
        )
    )


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, fay: int) -> TechnicianScreen:
    return shown(qtbot, TechnicianScreen(desk), fay)


def stored(office: RealOffice, technician_id: int) -> TechnicianCard:
    everybody = office.ask(Technicians(include_archived=True))
    return next(technician for technician in everybody if technician.id == technician_id)


def save(qtbot: QtBot, screen: TechnicianScreen) -> None:
    press(screen, Qt.Key.Key_S, CONTROL)
    settle(qtbot, screen.desk)


def test_a_new_technician_works_the_usual_week(qtbot: QtBot, desk: Desk, office: RealOffice) -> None:
    screen = shown(qtbot, TechnicianScreen(desk))
    fill(screen.form, name="Ana Ruiz")
    save(qtbot, screen)
    assert screen.form.record_id is not None
    made = stored(office, screen.form.record_id)
    assert (made.initials, len(made.shifts), made.colour[:1]) == ("AR", 5, "#")
    assert screen.absences.isVisible()


def test_a_save_keeps_everything_else(
    qtbot: QtBot, screen: TechnicianScreen, office: RealOffice, fay: int
) -> None:
    fill(screen.form, phone="555-0201")
    save(qtbot, screen)
    now = stored(office, fay)
    assert (now.phone, now.external_id, now.hourly_cost_minor) == ("555-0201", "T-1", 3900)
    assert now.skills == (SkillHeld("Gas", date(2020, 5, 1)),)
    assert set(now.shifts) == {*MONDAY, NIGHT}


def test_skills_are_added_by_typing(
    qtbot: QtBot, screen: TechnicianScreen, office: RealOffice, fay: int
) -> None:
    skills = screen._technician_form.skills
    skills.edit.setFocus()
    QTest.keyClicks(skills.edit, "HVAC")
    press(screen, Qt.Key.Key_Return)
    QTest.keyClicks(skills.edit, "gas")
    press(screen, Qt.Key.Key_Return)
    assert [row.name for row in skills.rows] == ["Gas", "HVAC"]
    fill_date = skills.rows[1].until
    fill_date.edit.setFocus()
    QTest.keyClicks(fill_date.edit, "5/1/2099")
    save(qtbot, screen)
    assert stored(office, fay).skills == (
        SkillHeld("Gas", date(2020, 5, 1)),
        SkillHeld("HVAC", date(2099, 5, 1)),
    )


def test_a_team_is_suggested_and_written_as_it_is_known(
    qtbot: QtBot, screen: TechnicianScreen, office: RealOffice, fay: int
) -> None:
    office.do(SaveTechnician(name="Bo Lund", team="North crew"))
    screen.form.open(fay)
    settle(qtbot, screen.desk)
    team = screen._technician_form.team
    team.edit.setFocus()
    QTest.keyClicks(team.edit, "nor")
    completer = team.edit.completer()
    assert completer.completionCount() == 1
    popup = completer.popup()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert team.edit.text() == "North crew"
    save(qtbot, screen)
    assert stored(office, fay).team == "North crew"
    team.edit.selectAll()
    QTest.keyClicks(team.edit, "north CREW")
    assert team.read() == "North crew"


def test_a_skill_that_was_typed_and_not_added_is_saved_too(
    qtbot: QtBot, screen: TechnicianScreen, office: RealOffice, fay: int
) -> None:
    skills = screen._technician_form.skills
    skills.edit.setFocus()
    QTest.keyClicks(skills.edit, "Plumbing")
    save(qtbot, screen)
    assert [held.name for held in stored(office, fay).skills] == ["Gas", "Plumbing"]


def test_a_skill_is_removed_and_a_certificate_that_ended_is_marked(
    qtbot: QtBot, screen: TechnicianScreen, office: RealOffice, fay: int
) -> None:
    row = screen._technician_form.skills.rows[0]
    assert row._ended.isVisible()
    click(row.remove_button)
    save(qtbot, screen)
    assert stored(office, fay).skills == ()


def test_tuesday_to_friday_as_monday(
    qtbot: QtBot, screen: TechnicianScreen, office: RealOffice, fay: int
) -> None:
    shifts = field_of(screen.form, "shifts", FieldShifts)
    click(shifts.copy_button)
    save(qtbot, screen)
    wanted = {ShiftValue(day, one.start_minute, one.end_minute) for day in range(5) for one in MONDAY}
    assert set(stored(office, fay).shifts) == wanted


def test_half_a_shift_is_refused_at_the_hours(
    qtbot: QtBot, screen: TechnicianScreen, office: RealOffice, fay: int
) -> None:
    shifts = field_of(screen.form, "shifts", FieldShifts)
    start = shifts.hours[2][0].start
    start.edit.setFocus()
    QTest.keyClicks(start.edit, "9")
    save(qtbot, screen)
    assert "Wednesday" in shifts.error()
    assert stored(office, fay).version == 1


def test_hours_past_midnight_end_on_the_next_day(
    qtbot: QtBot, screen: TechnicianScreen, office: RealOffice, fay: int
) -> None:
    hours = field_of(screen.form, "shifts", FieldShifts).hours[5][0]
    for field, typed in ((hours.start, "18:00"), (hours.end, "2:00")):
        field.edit.setFocus()
        QTest.keyClicks(field.edit, typed)
    save(qtbot, screen)
    assert ShiftValue(5, 18 * 60, 26 * 60) in stored(office, fay).shifts


def test_hours_past_midnight_say_what_they_mean(screen: TechnicianScreen) -> None:
    night = field_of(screen.form, "shifts", FieldShifts).hours[4][0]
    assert night.meaning.text() == "until Sat 6:00\xa0AM, 8 h"
    night.end.edit.setFocus()
    QTest.keyClick(night.end.edit, Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(night.end.edit, "23:00")
    assert night.meaning.text() == ""


def test_hours_can_hold_for_a_time(
    qtbot: QtBot, screen: TechnicianScreen, office: RealOffice, fay: int
) -> None:
    shifts = field_of(screen.form, "shifts", FieldShifts)
    night = shifts.hours[4][0]
    assert not night.since.isVisible()
    click(night.dates_button)
    QTest.keyClicks(night.since.edit, "6/1/2026")
    night.until.edit.setFocus()
    QTest.keyClicks(night.until.edit, "5/1/2026")
    save(qtbot, screen)
    assert "Friday" in shifts.error() and stored(office, fay).version == 1
    QTest.keyClick(night.until.edit, Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(night.until.edit, "8/31/2026")
    save(qtbot, screen)
    summer = ShiftValue(4, 22 * 60, 30 * 60, date(2026, 6, 1), date(2026, 8, 31))
    assert summer in stored(office, fay).shifts
    assert night.since.isVisible()


def test_hours_of_one_day_are_copied_to_others(
    qtbot: QtBot, screen: TechnicianScreen, office: RealOffice, fay: int
) -> None:
    field_of(screen.form, "shifts", FieldShifts).copy_hours(0, range(7))
    save(qtbot, screen)
    wanted = {ShiftValue(day, one.start_minute, one.end_minute) for day in range(7) for one in MONDAY}
    assert set(stored(office, fay).shifts) == wanted


def test_a_certificate_has_a_number(
    qtbot: QtBot, screen: TechnicianScreen, office: RealOffice, fay: int
) -> None:
    row = screen._technician_form.skills.rows[0]
    row.certificate.edit.setFocus()
    QTest.keyClicks(row.certificate.edit, "G-4711")
    save(qtbot, screen)
    assert stored(office, fay).skills == (SkillHeld("Gas", date(2020, 5, 1), "G-4711"),)


@pytest.mark.parametrize(
    ("until", "says"),
    [
        (None, ""),
        (date(2026, 5, 31), ""),
        (date(2026, 5, 30), "ends in 30 days"),
        (date(2026, 5, 1), "ends in 1 day"),
        (date(2026, 4, 30), "ends today"),
        (date(2026, 4, 29), "ended"),
    ],
)
def test_certificates_that_end_are_warned_of_ahead(until: date | None, says: str) -> None:
    assert ending_words(until, date(2026, 4, 30), 30, FORMATS)[0] == says


def test_an_absence_is_added_and_removed(
    qtbot: QtBot, screen: TechnicianScreen, office: RealOffice, fay: int
) -> None:
    click(screen.absences.add_button)
    form = screen.absences.editor.form
    fill(form, reason="Holiday")
    press(screen, Qt.Key.Key_Return, CONTROL)
    settle(qtbot, screen.desk)
    (away,) = stored(office, fay).absences
    assert (away.reason, away.end_at - away.start_at) == ("Holiday", datetime(1, 1, 2) - datetime(1, 1, 1))
    (line,) = screen.absences.line_widgets()
    click(line.action_button)
    settle(qtbot, screen.desk)
    assert stored(office, fay).absences == ()
    assert shell_of(screen.desk).said[-1][0] == "Removed: Holiday"


def test_an_absence_ends_with_its_last_day(
    qtbot: QtBot, screen: TechnicianScreen, office: RealOffice, fay: int
) -> None:
    click(screen.absences.add_button)
    form = screen.absences.editor.form
    fill(form, reason="Holiday", first_on="5/4/2099", last_on="5/8/2099")
    press(screen, Qt.Key.Key_Return, CONTROL)
    settle(qtbot, screen.desk)
    (away,) = stored(office, fay).absences
    zone = screen.desk.formats.zone
    assert (away.start_at, away.end_at) == (
        instant_at(date(2099, 5, 4), 0, zone),
        instant_at(date(2099, 5, 9), 0, zone),
    )
    (line,) = screen.absences.line_widgets()
    assert line.line.text == "May 4, 2099 – May 8, 2099"
    click(line.edit_button)
    settle(qtbot, screen.desk)
    assert field_of(form, "last_on", FieldDate).read() == date(2099, 5, 8)
    assert not field_of(form, "start_minute", FieldTime).isVisible()


def test_a_part_of_a_day_has_times(
    qtbot: QtBot, screen: TechnicianScreen, office: RealOffice, fay: int
) -> None:
    click(screen.absences.add_button)
    form = screen.absences.editor.form
    fill(form, reason="Dentist", first_on="5/4/2099", last_on="5/4/2099")
    part = field_of(form, "is_part", FieldCheck)
    press_space(part)
    press(screen, Qt.Key.Key_Return, CONTROL)
    settle(qtbot, screen.desk)
    assert "from when" in field_of(form, "start_minute", FieldTime).error()
    fill(form, start_minute="9", end_minute="11:30")
    press(screen, Qt.Key.Key_Return, CONTROL)
    settle(qtbot, screen.desk)
    (away,) = stored(office, fay).absences
    assert (away.end_at - away.start_at) == timedelta(hours=2, minutes=30)
    click(screen.absences.line_widgets()[0].edit_button)
    settle(qtbot, screen.desk)
    assert part.read() and field_of(form, "end_minute", FieldTime).read() == 690


def test_an_absence_that_ends_before_it_begins(
    qtbot: QtBot, screen: TechnicianScreen, office: RealOffice, fay: int
) -> None:
    click(screen.absences.add_button)
    form = screen.absences.editor.form
    fill(form, last_on="1/1/2020")
    press(screen, Qt.Key.Key_Return, CONTROL)
    settle(qtbot, screen.desk)
    assert "before the first" in field_of(form, "last_on", FieldDate).error()
    fill(form, first_on="5/4/2099")
    assert field_of(form, "last_on", FieldDate).read() == date(2099, 5, 4)
    assert stored(office, fay).absences == ()


@pytest.mark.parametrize(
    ("start", "end", "says"),
    [
        (datetime(2026, 5, 4, tzinfo=UTC), datetime(2026, 5, 5, tzinfo=UTC), "May 4, 2026"),
        (datetime(2026, 5, 4, tzinfo=UTC), datetime(2026, 5, 9, tzinfo=UTC), "May 4, 2026 – May 8, 2026"),
        (
            datetime(2026, 5, 4, 9, tzinfo=UTC),
            datetime(2026, 5, 4, 11, tzinfo=UTC),
            "May 4, 2026 9:00\xa0AM – 11:00\xa0AM",
        ),
    ],
)
def test_absences_in_words(start: datetime, end: datetime, says: str) -> None:
    assert away_words(start, end, FORMATS) == says


def test_archiving_and_the_list(qtbot: QtBot, screen: TechnicianScreen, office: RealOffice, fay: int) -> None:
    everybody = shown(qtbot, TechniciansScreen(screen.desk))
    assert [row.name for row in everybody.table.rows().rows_here()] == ["Fay Lindqvist"]
    everybody.table.make_current(fay)
    everybody.table.opened.emit(everybody.table.current_row())
    assert shell_of(screen.desk).opened == [("technician", fay)]
    screen.archive_action.trigger()
    settle(qtbot, screen.desk)
    qtbot.waitUntil(lambda: everybody.table.rows().rowCount() == 0)
    assert stored(office, fay).is_archived


def test_a_dispatcher_may_plan_absences_but_nothing_else(
    qtbot: QtBot, sit_down: SitDown, office: RealOffice, fay: int
) -> None:
    screen = shown(qtbot, TechnicianScreen(sit_down(Role.DISPATCHER)), fay)
    assert "hourly_cost_minor" not in screen.form.fields
    assert field_of(screen.form, "name", FieldText).edit.isReadOnly()
    assert not screen.save_action.isEnabled() and "edit technicians" in screen.save_action.toolTip()
    assert not screen.archive_action.isEnabled()
    assert screen.absences.add_button.isEnabled()
    click(screen.absences.add_button)
    press(screen, Qt.Key.Key_Return, CONTROL)
    settle(qtbot, screen.desk)
    assert len(stored(office, fay).absences) == 1


def test_what_an_hour_costs_can_be_forgotten(
    qtbot: QtBot, screen: TechnicianScreen, office: RealOffice, fay: int
) -> None:
    fill(screen.form, hourly_cost_minor="")
    save(qtbot, screen)
    assert stored(office, fay).hourly_cost_minor is None


def test_teams_may_be_told_before_the_form_is_whole(qtbot: QtBot, desk: Desk, office: RealOffice) -> None:
    office.do(SaveTechnician(name="Bo Lund", team="North crew"))
    nest = QWidget()
    qtbot.addWidget(nest)
    making = Making(lambda: TechnicianScreen(desk), nest)
    settle(qtbot, desk)
    making.finish()
    shown(qtbot, making.widget)
    assert making.widget._technician_form.team.edit.completer().model().rowCount() == 1
