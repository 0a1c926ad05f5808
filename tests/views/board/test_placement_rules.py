from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from fsmdesk.core.placement import USUAL_SEVERITIES, Rule, Severity
from fsmdesk.views.board.board_rows import job_from, technician_from, visit_from
from fsmdesk.views.board.gesture import Landing
from fsmdesk.views.board.placement_rules import Place, Placement, PlacementRules
from fsmdesk.views.board.visits import Job, Visit, minute_of
from tests.views.board.world import BoardWorld
from tests.views.desks import FORMATS


class Bench:
    """Judges one job or visit of the small world at other places."""

    def __init__(self, world: BoardWorld) -> None:
        self.world = world
        self.rules = PlacementRules(FORMATS)
        self.job = job_from(world.jobs[0])
        self.now_minute = 0

    def say(
        self, technician_id: int, start: datetime, subject: Visit | Job | None = None, **changes: Any
    ) -> list[Any]:
        placed = subject or replace(self.job, **changes)
        minutes = placed.minutes if isinstance(placed, Visit) else placed.duration_minutes
        landing = Landing(technician_id, minute_of(start), minute_of(start) + minutes)
        others = [visit_from(row) for row in self.world.visits.values() if row.technician_id == technician_id]
        technician = technician_from(self.world.technicians[technician_id])
        origin = self.place_of(placed) if isinstance(placed, Visit) else None
        placement = Placement(placed, Place(landing, technician, others), origin)
        return list(self.rules.findings(placement, self.now_minute))

    def place_of(self, visit: Visit) -> Place:
        rows = self.world.visits.values()
        others = [visit_from(row) for row in rows if row.technician_id == visit.technician_id]
        landing = Landing(visit.technician_id, visit.start_minute, visit.end_minute)
        return Place(landing, technician_from(self.world.technicians[visit.technician_id]), others)


@pytest.fixture
def bench(world: BoardWorld) -> Bench:
    return Bench(world)


def heaviest(findings: list[Any]) -> tuple[Rule, Severity]:
    return findings[0].rule, findings[0].severity


def test_a_good_place_says_what_is_good_about_it(bench: Bench) -> None:
    findings = bench.say(1, bench.world.at(11))
    assert {finding.severity for finding in findings} == {Severity.GOOD}
    assert any("HVAC, certified to" in finding.text for finding in findings)


def test_an_overlap_names_the_visit_in_the_way(bench: Bench) -> None:
    findings = bench.say(1, bench.world.at(9))
    assert [finding.severity for finding in findings[:2]] == [Severity.ASK_WHY, Severity.ASK_WHY]
    assert "Harbour Dental" in findings[0].text and findings[0].other == 1
    assert "City Library" in findings[1].text and findings[1].other == 2


def test_a_visit_is_not_in_its_own_way(bench: Bench) -> None:
    own = visit_from(bench.world.visits[1])
    assert bench.say(1, bench.world.at(8, 15), own)[0].severity is Severity.GOOD


def test_who_may_not_book_twice_is_stopped(bench: Bench) -> None:
    bench.rules = PlacementRules(FORMATS, {**USUAL_SEVERITIES, Rule.OVERLAP: Severity.BLOCK})
    assert heaviest(bench.say(1, bench.world.at(9))) == (Rule.OVERLAP, Severity.BLOCK)


def test_outside_the_shift(bench: Bench) -> None:
    assert heaviest(bench.say(1, bench.world.at(16, 30), due_minute=None)) == (Rule.SHIFT, Severity.WARN)
    assert heaviest(bench.say(1, bench.world.at(6), due_minute=None)) == (Rule.SHIFT, Severity.WARN)


def test_in_an_absence_with_its_reason(bench: Bench) -> None:
    findings = bench.say(3, bench.world.at(14), skills=(), due_minute=None)
    assert heaviest(findings) == (Rule.ABSENCE, Severity.ASK_WHY)
    assert "Training day" in findings[0].text


def test_a_skill_that_is_missing_and_one_that_ran_out(bench: Bench) -> None:
    assert heaviest(bench.say(2, bench.world.at(11)))[0] is Rule.SKILL
    findings = bench.say(1, bench.world.at(11), skills=("Gas",))
    assert heaviest(findings)[0] is Rule.CERTIFICATE
    assert not any("certified to" in finding.text for finding in findings)


def test_a_certificate_counts_through_its_last_day(bench: Bench) -> None:
    row = bench.world.technicians[1]
    bench.world.technicians[1] = replace(row, skills=(("HVAC", date(2026, 11, 20)),))
    assert bench.say(1, bench.world.at(11))[0].severity is Severity.GOOD


def test_later_than_promised(bench: Bench) -> None:
    assert heaviest(bench.say(1, bench.world.at(12, 15), duration_minutes=60))[0] is Rule.PROMISE


def test_outside_what_the_customer_asked_for(bench: Bench) -> None:
    opens, closes = minute_of(bench.world.at(8)), minute_of(bench.world.at(10))
    findings = bench.say(1, bench.world.at(11), window_start_minute=opens, window_end_minute=closes)
    assert heaviest(findings)[0] is Rule.WINDOW


def test_a_time_that_is_over(bench: Bench) -> None:
    bench.now_minute = minute_of(bench.world.at(16))
    assert any(finding.rule is Rule.PAST for finding in bench.say(1, bench.world.at(11)))


def test_a_technician_who_changed_is_judged_anew(bench: Bench) -> None:
    bench.say(1, bench.world.at(11))
    bench.world.technicians[1] = replace(bench.world.technicians[1], shifts=())
    assert heaviest(bench.say(1, bench.world.at(11)))[0] is Rule.SHIFT
