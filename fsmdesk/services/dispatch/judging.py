"""Whether a visit may stand where somebody wants it: the span itself, the technician, other visits there."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select

from fsmdesk.core.errors import NeedsConfirmation, RuleBroken
from fsmdesk.core.permissions import Permission, may
from fsmdesk.core.placement import Booking, Diary, Rule, Wish, judge
from fsmdesk.core.states import MOVABLE, VisitState
from fsmdesk.core.texts import clean_text
from fsmdesk.core.times import Span
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading, Writing
from fsmdesk.db.guards.bookings import LONGEST_DAYS
from fsmdesk.models import Customer, Site, Technician, Visit, WorkOrder
from fsmdesk.services.records import find
from fsmdesk.services.the_company import formats_of, the_company
from fsmdesk.services.visit_steps import NOT_PLACED

_LONGEST: Final = timedelta(days=LONGEST_DAYS)
_FINISHED: Final = frozenset({VisitState.DONE, VisitState.PARTLY_DONE})


@dataclass(frozen=True, slots=True)
class Landing:
    """Where a visit is to stand, and why over another one, if it is."""

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
    if span.end - span.start > _LONGEST:
        words = tr("A visit lasts {days} days at most. Plan several visits.")
        raise RuleBroken(words.format(days=LONGEST_DAYS), "end")
    technician = find(work, Technician, technician_id)
    if technician.archived_at is not None:
        words = tr("{name} doesn't work here any more.")
        raise RuleBroken(words.format(name=technician.name), "technician_id")
    return Landing(technician, span, clean_text(reason, "double_booking_reason", label=tr("Reason")).strip())


def land(work: Writing, visit: Visit, landing: Landing) -> None:
    """The visit stands there, marked as double booked exactly if it overlaps another one.

    Raises:
        NeedsConfirmation: key `overlap`, if it overlaps and a reason would let it through.
        RuleBroken: it overlaps, and the person may not book twice.
    """
    bookings = bookings_near(work, landing.technician.id, landing.span, visit.id)
    if bookings:
        _allow_overlap(work, landing, bookings)
    visit.double_booked = bool(bookings)
    visit.double_booking_reason = landing.reason if bookings else ""
    visit.technician_id = landing.technician.id
    visit.start_at, visit.end_at = landing.span.start, landing.span.end
    visit.duration_minutes = landing.span.minutes


def planned_span(visit: Visit) -> tuple[int, Span] | None:
    """Whose time the visit is planned in, and when; None if it has no place."""
    if visit.technician_id is None or visit.start_at is None or visit.end_at is None:
        return None
    return visit.technician_id, Span(visit.start_at, visit.end_at)


def drop_idle_marks(work: Writing, left: tuple[int, Span] | None) -> None:
    """Visits that were marked only because of one that has left this place are marked no longer."""
    if left is None:
        return
    work.session.flush()
    technician_id, span = left
    marked = work.session.scalars(
        select(Visit).where(
            Visit.technician_id == technician_id,
            Visit.double_booked,
            Visit.start_at > span.start - _LONGEST,
            Visit.start_at < span.end,
            Visit.end_at > span.start,
        )
    )
    for visit in [visit for visit in marked if visit.state in MOVABLE]:
        place = planned_span(visit)
        if place is not None and not bookings_near(work, *place, visit.id):
            visit.double_booked, visit.double_booking_reason = False, ""


def bookings_near(work: Reading, technician_id: int, span: Span, besides: int | None) -> list[Booking]:
    """Other visits of the technician that overlap the span; one that was done early only until then."""
    rows = work.session.execute(
        select(Visit, WorkOrder.title, Customer.name, Site.name)
        .join(WorkOrder, WorkOrder.id == Visit.work_order_id)
        .outerjoin(Customer, Customer.id == WorkOrder.customer_id)
        .outerjoin(Site, Site.id == WorkOrder.site_id)
        .where(
            Visit.technician_id == technician_id,
            Visit.state.not_in(NOT_PLACED),
            Visit.start_at > span.start - _LONGEST,
            Visit.start_at < span.end,
            Visit.end_at > span.start,
        )
        .order_by(Visit.start_at, Visit.id)
    )
    return [
        Booking(occupied, customer or site or title, visit.id)
        for visit, title, customer, site in rows
        if visit.id != besides and (occupied := occupied_span(visit)) and occupied.overlaps(span)
    ]


def occupied_span(visit: Visit) -> Span | None:
    """What the visit takes of its technician's time: the planned span, less what was left when it was done."""
    if visit.start_at is None or visit.end_at is None:
        return None
    end = visit.end_at
    if visit.state in _FINISHED and visit.finished_at is not None:
        end = min(end, visit.finished_at)
    return Span(visit.start_at, end) if end > visit.start_at else None


def _allow_overlap(work: Reading, landing: Landing, bookings: list[Booking]) -> None:
    allowed = may(work.actor.role, Permission.DOUBLE_BOOK)
    if allowed and landing.reason:
        return
    sentence = _overlap_words(work, landing, bookings)
    if allowed:
        raise NeedsConfirmation(Rule.OVERLAP.value, sentence, needs_reason=True)
    raise RuleBroken(sentence, "span")


def _overlap_words(work: Reading, landing: Landing, bookings: list[Booking]) -> str:
    formats = formats_of(the_company(work))
    diary = Diary(landing.technician.name.split(" ", 1)[0], bookings=tuple(bookings))
    findings = judge(Wish(landing.span), diary, formats)
    return " ".join(finding.text for finding in findings)
