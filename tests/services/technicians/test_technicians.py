"""Technicians: skills with certificates, shifts that hold for a time, absences, costs for those who may see them."""

from datetime import date
from typing import Any

import pytest

from fsmdesk.core.errors import ConflictError, NotAllowed, RuleBroken
from fsmdesk.core.lists import FilterTest, ListFilter, ListRequest
from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.core.terms import Role
from fsmdesk.models import Absence, Company, Shift, Skill, Technician, TechnicianPay, TechnicianSkill
from fsmdesk.services.dispatch.messages import BoardDay
from fsmdesk.services.office import Office
from fsmdesk.services.parties.messages import ArchiveRecord
from fsmdesk.services.setup.messages import SavePerson
from fsmdesk.services.technicians.messages import (
    RemoveAbsence,
    SaveAbsence,
    SaveTechnician,
    ShiftValue,
    SkillHeld,
    SkillNames,
    TeamNames,
    TechnicianCard,
    TechnicianList,
    TechnicianRow,
    Technicians,
)
from fsmdesk.services.undoing.messages import Undo
from tests.services.shop import BEN, FAY, LEFT, Shop, at

GAS = SkillHeld("Gas", date(2026, 12, 31), "G-4711")
NIGHT = ShiftValue(4, 22 * 60, 30 * 60)
SUMMER = ShiftValue(0, 6 * 60, 14 * 60, date(2026, 6, 1), date(2026, 8, 31))


def _save(shop: Shop, by: Office | None = None, **values: Any) -> int:
    return (by or shop.owner).do(SaveTechnician(**({"name": "Ana Ruiz"} | values))).value


def _card(shop: Shop, technician_id: int, by: Office | None = None) -> TechnicianCard:
    everybody = (by or shop.owner).ask(Technicians(include_archived=True))
    return next(card for card in everybody if card.id == technician_id)


def _rows(shop: Shop, *filters: ListFilter, **values: Any) -> list[TechnicianRow]:
    request = ListRequest(filters=filters, **values)
    return list(shop.dispatcher.ask(TechnicianList(request=request)).rows)


def test_everything_about_a_technician_is_kept(shop: Shop) -> None:
    values: dict[str, Any] = {
        "external_id": "T-7",
        "phone": "555 8",
        "address": "2 Oak St",
        "home_latitude_micro": 39_800_000,
        "home_longitude_micro": -89_600_000,
        "skills": (GAS, SkillHeld("Heights")),
        "shifts": (NIGHT, SUMMER),
        "hourly_cost_minor": 4_200,
    }
    made = _save(shop, **values)
    card = _card(shop, made)
    assert {name: getattr(card, name) for name in values if name != "shifts"} == {
        name: value for name, value in values.items() if name != "shifts"
    }
    assert set(card.shifts) == {NIGHT, SUMMER}
    assert (card.initials, card.person) == ("AR", "")
    assert shop.owner.ask(SkillNames()) == ("Gas", "Heights")


def test_a_certificate_is_changed_without_a_new_skill(shop: Shop) -> None:
    made = _save(shop, skills=(GAS,))
    [held] = shop.all(TechnicianSkill)
    renewed = SkillHeld("Gas", date(2029, 12, 31), "G-5000")
    _save(shop, technician_id=made, seen_version=1, skills=(renewed,))
    assert [(one.id, one.certificate) for one in shop.all(TechnicianSkill)] == [(held.id, "G-5000")]
    assert len(shop.all(Skill)) == 1


def test_hours_that_hold_for_a_time_are_kept_apart(shop: Shop) -> None:
    usual = ShiftValue(0, 6 * 60, 14 * 60)
    made = _save(shop, shifts=(usual, SUMMER))
    before = {shift.id for shift in shop.all(Shift)}
    _save(shop, technician_id=made, seen_version=1, shifts=(SUMMER, NIGHT))
    assert set(_card(shop, made).shifts) == {SUMMER, NIGHT}
    assert len(before & {shift.id for shift in shop.all(Shift)}) == 1


@pytest.mark.parametrize(
    ("shift", "words"),
    [
        (ShiftValue(7, 480, 960), "seven days"),
        (ShiftValue(0, 1440, 1500), "seven days"),
        (ShiftValue(0, 480, 480), "after it starts"),
        (ShiftValue(0, 480, 480 + 1441), "after it starts"),
        (ShiftValue(0, 480, 960, date(2026, 5, 2), date(2026, 5, 1)), "end after they begin"),
    ],
)
def test_hours_that_can_not_be(sqlite_shop: Shop, shift: ShiftValue, words: str) -> None:
    with pytest.raises(RuleBroken, match=words) as refused:
        _save(sqlite_shop, shifts=(shift,))
    assert refused.value.field == "shifts"


def test_costs_are_for_those_who_may_see_them(shop: Shop) -> None:
    made = _save(shop, hourly_cost_minor=4_200)
    seen = [
        _card(shop, made, by=who).hourly_cost_minor for who in (shop.owner, shop.bookkeeper, shop.dispatcher)
    ]
    assert seen == [4_200, 4_200, None]
    _save(shop, technician_id=made, seen_version=1, phone="1")
    assert _card(shop, made).hourly_cost_minor == 4_200
    _save(shop, technician_id=made, seen_version=2, clears_cost=True)
    assert shop.all(TechnicianPay) == []


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": " "}, "name"),
        ({"colour": "blue"}, "colour"),
        ({"hourly_cost_minor": -1}, "hourly_cost_minor"),
        ({"home_latitude_micro": 91_000_000, "home_longitude_micro": 0}, "latitude_micro"),
        ({"skills": (SkillHeld("G\x00s"),)}, "skills"),
        ({"skills": (SkillHeld("Gas", None, "x" * 201),)}, "skills"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(sqlite_shop: Shop, values: dict[str, Any], field: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        _save(sqlite_shop, **values)
    assert refused.value.field == field


def test_two_technicians_have_no_number_in_common(sqlite_shop: Shop) -> None:
    _save(sqlite_shop, external_id="T-1")
    with pytest.raises(RuleBroken, match="T-1"):
        _save(sqlite_shop, name="Bo Li", external_id="T-1")


def test_a_stale_screen_saves_nothing(shop: Shop) -> None:
    made = _save(shop)
    _save(shop, technician_id=made, seen_version=1, phone="1")
    with pytest.raises(ConflictError):
        _save(shop, technician_id=made, seen_version=1, phone="2")


@pytest.mark.parametrize(
    "theirs",
    [{"skills": (GAS,)}, {"shifts": (NIGHT,)}, {"hourly_cost_minor": 4_200}],
    ids=["skills", "hours", "pay"],
)
def test_what_another_seat_added_is_not_overwritten(shop: Shop, theirs: dict[str, Any]) -> None:
    made = _save(shop)
    _save(shop, technician_id=made, seen_version=1, **theirs)
    with pytest.raises(ConflictError):
        _save(shop, technician_id=made, seen_version=1)
    now = _card(shop, made)
    _save(shop, technician_id=made, seen_version=now.version, **theirs)
    assert _card(shop, made) == now


def test_dispatchers_and_technicians_edit_no_technicians(sqlite_shop: Shop) -> None:
    for seat in (sqlite_shop.dispatcher, sqlite_shop.bookkeeper, sqlite_shop.fays_phone):
        with pytest.raises(NotAllowed):
            _save(sqlite_shop, by=seat)
    with pytest.raises(NotAllowed):
        sqlite_shop.fays_phone.ask(TechnicianList(request=ListRequest()))


def test_an_absence_comes_changes_and_goes(shop: Shop) -> None:
    made = shop.dispatcher.do(
        SaveAbsence(technician_id=FAY, start_at=at(0, day=9), end_at=at(0, day=14), reason="Holiday")
    ).value
    shop.dispatcher.do(
        SaveAbsence(
            absence_id=made, seen_version=1, technician_id=FAY, start_at=at(9, day=9), end_at=at(12, day=9)
        )
    )
    [absence] = _card(shop, FAY).absences
    assert (absence.start_at, absence.end_at, absence.reason) == (at(9, day=9), at(12, day=9), "")
    remove = RemoveAbsence(absence_id=made, seen_version=2)
    shop.dispatcher.do(remove)
    assert _card(shop, FAY).absences == ()
    shop.dispatcher.do(Undo(undone_key=remove.key))
    assert len(_card(shop, FAY).absences) == 1


def test_an_absence_ends_after_it_begins(sqlite_shop: Shop) -> None:
    with pytest.raises(RuleBroken):
        sqlite_shop.dispatcher.do(SaveAbsence(technician_id=FAY, start_at=at(9), end_at=at(9)))


def test_what_is_over_is_not_among_the_absences(sqlite_shop: Shop) -> None:
    sqlite_shop.add(Absence(technician_id=FAY, start_at=at(5), end_at=at(7)))
    assert _card(sqlite_shop, FAY).absences == ()


def test_who_has_visits_is_not_archived(shop: Shop) -> None:
    shop.visit(shop.job(WorkOrderState.SCHEDULED), at(9))
    with pytest.raises(RuleBroken, match="visits planned"):
        shop.owner.do(ArchiveRecord(kind="technician", record_id=FAY, seen_version=1))
    shop.owner.do(ArchiveRecord(kind="technician", record_id=BEN, seen_version=1))
    assert [row.name for row in _rows(shop, ListFilter("archived", values=(False,)))] == ["Fay Brooks"]


def test_the_list_tells_what_is_coming(shop: Shop) -> None:
    shop.change(Company, 1, warn_days=30)
    [gas, heights] = shop.add(Skill(name="Gas"), Skill(name="Heights"))
    shop.add(
        TechnicianSkill(technician_id=FAY, skill_id=gas, certified_until=date(2026, 3, 20)),
        TechnicianSkill(technician_id=FAY, skill_id=heights, certified_until=date(2027, 1, 1)),
        TechnicianSkill(technician_id=BEN, skill_id=gas, certified_until=date(2027, 1, 1)),
        Absence(technician_id=BEN, start_at=at(0), end_at=at(0, day=3), reason="Ill"),
        Absence(technician_id=BEN, start_at=at(0, day=20), end_at=at(0, day=21)),
    )
    job = shop.job(WorkOrderState.SCHEDULED)
    shop.visit(job, at(9))
    shop.visit(job, at(11), state=VisitState.CANCELLED)
    shop.visit(job, at(9, day=3))
    fay, ben, left = _rows(shop)
    assert (fay.name, fay.skills, fay.ends_on, fay.ending) == (
        "Fay Brooks",
        "Gas, Heights",
        date(2026, 3, 20),
        "Gas",
    )
    assert (fay.visits_today, fay.person, fay.warn_days) == (1, "Fay Brooks", 30)
    assert (ben.away_from, ben.away_until) == (at(0), at(0, day=3))
    assert left.is_archived and left.id == LEFT
    assert [row.id for row in _rows(shop, ListFilter("ending", values=(True,)))] == [FAY]
    assert [row.id for row in _rows(shop, ListFilter("away", values=(True,)))] == [BEN]
    assert [row.id for row in _rows(shop, text="ben")] == [BEN]
    assert next(row.id for row in _rows(shop, sort="visits_today", descending=True)) == FAY
    assert [row.id for row in _rows(shop, ListFilter("name", FilterTest.CONTAINS, ("left",)))] == [LEFT]


def test_people_are_linked_to_technicians(sqlite_shop: Shop) -> None:
    shop = sqlite_shop
    shop.owner.do(SavePerson(name="Ben Ito", role=Role.TECHNICIAN, technician_id=BEN))
    assert _card(shop, BEN).person == "Ben Ito"
    assert _card(shop, LEFT).person == ""


def test_a_new_technician_stands_below_the_others(sqlite_shop: Shop) -> None:
    made = _save(sqlite_shop)
    assert sqlite_shop.get(Technician, made).position == 4
    assert [card.id for card in sqlite_shop.owner.ask(Technicians())] == [FAY, BEN, made]


def test_technicians_belong_to_teams(shop: Shop) -> None:
    ana = _save(shop, team="Gas")
    _save(shop, name="Bo Lund", team="Gas")
    _save(shop, name="Cy Toll", team="brakes")
    _save(shop, name="Dee Ash")
    assert _card(shop, ana).team == "Gas"
    assert shop.dispatcher.ask(TeamNames()) == ("brakes", "Gas")
    assert [row.team for row in _rows(shop, sort="team", descending=True)][:2] == ["brakes", "Gas"]
    board = shop.dispatcher.ask(BoardDay(day=date(2026, 10, 26)))
    assert {one.name: one.team for one in board.technicians}["Bo Lund"] == "Gas"
    shop.owner.do(ArchiveRecord(kind="technician", record_id=ana, seen_version=_card(shop, ana).version))
    assert "Gas" in shop.dispatcher.ask(TeamNames())
