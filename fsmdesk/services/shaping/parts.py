"""One visit becomes two, two become one, one becomes many, and copies of it."""

from dataclasses import dataclass
from itertools import pairwise
from uuid import uuid4

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.states import VisitState
from fsmdesk.core.times import Span
from fsmdesk.core.words import tr
from fsmdesk.db.database import Writing
from fsmdesk.models import Visit, WorkOrder
from fsmdesk.services.dispatch.deriving import follow_visits, require_open
from fsmdesk.services.dispatch.judging import (
    drop_idle_marks,
    hold_technicians,
    land,
    landing_of,
    planned_span,
)
from fsmdesk.services.registry import handles
from fsmdesk.services.shaping.arranging import Held, Wanted, arrange, ask_all, hold_visits, require_movable
from fsmdesk.services.shaping.messages import (
    CopyVisits,
    MergeVisits,
    NewPlace,
    SeenVisit,
    SplitVisit,
    SpreadVisit,
)
from fsmdesk.services.the_company import formats_of, the_company
from fsmdesk.services.visit_steps import note_visit_step, step_visit


@handles(SplitVisit)
def split_visit(work: Writing, command: SplitVisit) -> int:
    """The visit ends where the new one begins."""
    held = _held(work, command.visit_id, command.seen_version)
    technician_id, span = _place(held.visit)
    if not span.start < command.at < span.end:
        formats = formats_of(the_company(work))
        words = tr("Split it between {start} and {end}.")
        text = words.format(start=formats.time(span.start), end=formats.time(span.end))
        raise RuleBroken(text, "at")
    reason = held.visit.double_booking_reason
    arrange(work, [Wanted(held, technician_id, span.start, command.at)], reason)
    return _another(work, held, technician_id, Span(command.at, span.end), reason).id


@handles(MergeVisits)
def merge_visits(work: Writing, command: MergeVisits) -> int:
    """The earlier visit is as long as both were, and the later one is cancelled."""
    pair = hold_visits(work, (command.first, command.second))
    ask_all(work, pair, require_movable)
    kept, gone = sorted(pair, key=lambda held: (_place(held.visit)[1].start, held.visit.id))
    if kept.work_order is not gone.work_order:
        raise RuleBroken(tr("Only visits of the same job can become one."), "second")
    (technician_id, first), (other_id, second) = _place(kept.visit), _place(gone.visit)
    if technician_id != other_id:
        raise RuleBroken(tr("Only visits of the same technician can become one."), "second")
    formats = formats_of(the_company(work))
    step_visit(
        work,
        gone.visit,
        VisitState.CANCELLED,
        tr("Merged with the visit of {start}").format(start=formats.instant(first.start)),
    )
    work.session.flush()
    end = max(second.end, first.end) if second.start <= first.end else first.end + (second.end - second.start)
    arrange(work, [Wanted(kept, technician_id, first.start, end)], command.reason)
    drop_idle_marks(work, (other_id, second))
    return kept.visit.id


@handles(SpreadVisit)
def spread_visit(work: Writing, command: SpreadVisit) -> list[int]:
    """The visit is the first part, and new visits are the others."""
    held = _held(work, command.visit_id, command.seen_version)
    technician_id, _ = _place(held.visit)
    if not command.parts:
        raise RuleBroken(tr("Nothing is left of the visit."), "parts")
    spans = [Span(part.start_at, part.end_at) for part in command.parts]
    if any(later.start < earlier.end for earlier, later in pairwise(spans)):
        raise RuleBroken(tr("The parts of a visit follow one another."), "parts")
    first, *others = spans
    arrange(work, [Wanted(held, technician_id, first.start, first.end)], command.reason)
    if others and held.visit.series_key is None:
        held.visit.series_key = uuid4().hex
    made = [_another(work, held, technician_id, span, command.reason).id for span in others]
    work.session.flush()
    return [held.visit.id, *made]


@handles(CopyVisits)
def copy_visits(work: Writing, command: CopyVisits) -> list[int]:
    """The jobs have one more visit each; those of a crew go with the visit that they were made of.

    Raises:
        RuleBroken, NeedsConfirmation: one may not stand there; the text tells all that speaks against all of them.
    """
    seen = [SeenVisit(copy.visit_id, copy.seen_version) for copy in command.copies]
    held = hold_visits(work, seen)
    ask_all(work, held, lambda one: require_open(one.work_order))
    hold_technicians(work, [copy.technician_id for copy in command.copies])
    made: list[int] = []
    each = [_Copy(one.work_order, one, place) for one, place in zip(held, command.copies, strict=True)]
    ask_all(work, each, lambda copy: made.append(_copied(work, copy, command)))
    return made


@dataclass(frozen=True, slots=True)
class _Copy:
    """A visit and where the copy of it shall stand."""

    work_order: WorkOrder
    held: Held
    place: NewPlace


def _copied(work: Writing, copy: _Copy, command: CopyVisits) -> int:
    place, visit = copy.place, copy.held.visit
    span = Span(place.start_at, place.end_at)
    made = _another(work, copy.held, place.technician_id, span, command.reason, is_copy=True)
    if command.as_crew:
        visit.crew_key = visit.crew_key or uuid4().hex
        made.crew_key, made.is_helper = visit.crew_key, command.is_helper
    work.session.flush()
    return made.id


def _another(
    work: Writing, held: Held, technician_id: int, span: Span, reason: str, *, is_copy: bool = False
) -> Visit:
    """One more visit of the job there, planned; a part of the visit shares its series, its pins and its notes."""
    visit, order = held.visit, held.work_order
    made = Visit(work_order_id=order.id, state=VisitState.UNPLACED)
    if not is_copy:
        made.series_key, made.notes = visit.series_key, visit.notes
        made.is_technician_pinned = visit.is_technician_pinned
    land(work, made, landing_of(work, technician_id, span.start, span.end, reason))
    note_visit_step(work, made, VisitState.UNPLACED)
    follow_visits(work, order)
    return made


def _held(work: Writing, visit_id: int, seen_version: int) -> Held:
    (held,) = hold_visits(work, [SeenVisit(visit_id, seen_version)])
    require_movable(held)
    return held


def _place(visit: Visit) -> tuple[int, Span]:
    place = planned_span(visit)
    if place is None:
        raise RuleBroken(tr("This visit is not on the board."), "state")
    return place
