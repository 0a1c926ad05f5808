"""Whether a visit may stand where somebody wants it: the span itself, the technician, and all rules of the office."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select

from fsmdesk.core.errors import NeedsConfirmation, RuleBroken
from fsmdesk.core.permissions import Permission, may
from fsmdesk.core.placement import Booking, Finding, Rule, Severity, without_settled
from fsmdesk.core.states import MOVABLE, VisitState
from fsmdesk.core.texts import clean_text
from fsmdesk.core.times import Span
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading, Writing
from fsmdesk.db.guards.bookings import LONGEST_DAYS
from fsmdesk.models import PlacementReason, Technician, Visit
from fsmdesk.services.dispatch.booked_ways import book_ways, booked_minutes, free_ways
from fsmdesk.services.dispatch.diaries import Place, case_of
from fsmdesk.services.dispatch.stops import LONGEST, occupied_span, stops_within
from fsmdesk.services.records import find

__all__ = [
    "Landing",
    "bookings_near",
    "drop_idle_marks",
    "hold_technicians",
    "land",
    "landing_of",
    "occupied_span",
    "planned_span",
]

_LONGEST_REASON: Final = 1000


@dataclass(frozen=True, slots=True)
class Landing:
    """Where a visit is to stand, and why against a rule, if it is."""

    technician: Technician
    span: Span
    reason: str = ""


def landing_of(
    work: Reading, technician_id: int, start_at: datetime, end_at: datetime, reason: str
) -> Landing:
    """The place that a command asks for.

    Raises:
        RuleBroken: the span can't be planned, or the technician is gone.
    """
    for instant, field in ((start_at, "start_at"), (end_at, "end_at")):
        if instant.second or instant.microsecond:
            raise RuleBroken(tr("Visits are planned in whole minutes."), field)
    span = Span(start_at, end_at)
    if span.end - span.start > LONGEST:
        words = tr("A visit lasts {days} days at most. Plan several visits.")
        raise RuleBroken(words.format(days=LONGEST_DAYS), "end")
    technician = find(work, Technician, technician_id)
    if technician.archived_at is not None:
        words = tr("{name} doesn't work here any more.")
        raise RuleBroken(words.format(name=technician.name), "technician_id")
    return Landing(technician, span, clean_text(reason, "reason", label=tr("Reason")).strip())


def land(work: Writing, visit: Visit, landing: Landing, left: Place | None = None) -> None:
    """The visit stands there, judged by every rule; what it goes against is written down with the reason.

    It is marked as double booked exactly if it overlaps another one. An unplaced visit is planned. `left` is
    where it stood, where it was lifted before. Whoever takes a visit away calls `drop_idle_marks` for its old place.

    Raises:
        NeedsConfirmation: a reason would let it through; the key is that of the heaviest rule.
        RuleBroken: a rule of the office blocks it, or the person may not book twice.
    """
    left = left or planned_span(visit)
    place = (landing.technician.id, landing.span)
    hold_technicians(work, [place[0], *([left[0]] if left else [])])
    case = case_of(work, visit, place, left)
    settled = _settled(work, visit, left)
    findings = without_settled(case.findings(work), settled)
    _require_allowed(work, findings, landing.reason)
    is_twice = [finding.text for finding in findings if finding.rule is Rule.OVERLAP]
    if case.rules.guards_travel:
        free_ways(work, *place, visit.id)
    visit.double_booked = bool(is_twice)
    visit.double_booking_reason = (landing.reason or is_twice[0])[:_LONGEST_REASON] if is_twice else ""
    if left is not None and left[1].start != landing.span.start:
        visit.confirmed_at = None  # the customer said yes to another time
    visit.technician_id = landing.technician.id
    visit.start_at, visit.end_at = landing.span.start, landing.span.end
    visit.duration_minutes = landing.span.minutes
    is_booked = case.rules.guards_travel
    visit.travel_minutes = booked_minutes(case.wish.before, landing.span, case.stops) if is_booked else 0
    if visit.state is VisitState.UNPLACED:
        visit.state = VisitState.PLANNED
    work.session.add(visit)
    work.session.flush()
    known = {(finding.rule, finding.text) for finding in settled}
    _write_down(
        work, visit, [each for each in findings if (each.rule, each.text) not in known], landing.reason
    )
    if case.rules.guards_travel:
        book_ways(work, [place])


def hold_technicians(work: Writing, technician_ids: Iterable[int]) -> None:
    """Nobody else gives these technicians anything to do, or takes it, before this is committed.

    So whoever comes second sees what the first one planned, and is told who and what is in the way. Always in
    the order of ids: a command about several technicians holds all of them at first.
    """
    work.session.flush()
    asked = select(Technician.id).where(Technician.id.in_(set(technician_ids))).order_by(Technician.id)
    work.session.execute(asked.with_for_update(key_share=True)).all()


def planned_span(visit: Visit) -> Place | None:
    """Whose time the visit is planned in, and when; None if it has no place."""
    if visit.technician_id is None or visit.start_at is None or visit.end_at is None:
        return None
    return visit.technician_id, Span(visit.start_at, visit.end_at)


def drop_idle_marks(work: Writing, left: Place | None) -> None:
    """A visit has left this place: the marks and the booked ways of those that stay are what they are without it."""
    if left is None:
        return
    work.session.flush()
    technician_id, span = left
    marked = work.session.scalars(
        select(Visit).where(
            Visit.technician_id == technician_id,
            Visit.double_booked,
            Visit.start_at > span.start - LONGEST,
            Visit.start_at < span.end,
            Visit.end_at > span.start,
        )
    )
    for visit in [visit for visit in marked if visit.state in MOVABLE]:
        place = planned_span(visit)
        if place is not None and not bookings_near(work, *place, visit.id):
            visit.double_booked, visit.double_booking_reason = False, ""
    book_ways(work, [left])


def bookings_near(work: Reading, technician_id: int, span: Span, besides: int | None) -> list[Booking]:
    """Other visits of the technician that overlap the span; one that was done early only until then."""
    found = stops_within(work, technician_id, span, besides)
    return [Booking(each.span, each.stop.place, each.visit.id) for each in found]


def _settled(work: Reading, visit: Visit, left: Place | None) -> tuple[Finding, ...]:
    """What spoke against the place that the visit comes from."""
    return case_of(work, visit, left, left).findings(work) if left is not None else ()


def _require_allowed(work: Reading, findings: Sequence[Finding], reason: str) -> None:
    """Nothing happens if the person may go against all that was found, and has said why where that is asked."""
    blocked = [finding for finding in findings if finding.severity is Severity.BLOCK]
    if not may(work.actor.role, Permission.DOUBLE_BOOK):
        blocked += [
            finding for finding in findings if finding.rule is Rule.OVERLAP and finding not in blocked
        ]
    if blocked:
        raise RuleBroken(_sentences(blocked), "span")
    asked = [finding for finding in findings if finding.severity is Severity.ASK_WHY]
    if asked and not reason:
        raise NeedsConfirmation(asked[0].rule.value, _sentences(asked), needs_reason=True)


def _sentences(findings: Sequence[Finding]) -> str:
    return "\n".join(finding.text for finding in findings)


def _write_down(work: Writing, visit: Visit, findings: Sequence[Finding], reason: str) -> None:
    """Which rules the visit goes against from now on, and why."""
    for finding in findings:
        work.session.add(
            PlacementReason(
                work_order_id=visit.work_order_id,
                visit_id=visit.id,
                rule=finding.rule,
                finding=finding.text,
                reason=reason if finding.severity is Severity.ASK_WHY else "",
                at=work.now,
                person_id=work.actor.person_id,
            )
        )
    work.session.flush()
