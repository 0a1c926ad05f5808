"""The best slots for a job: the board's days are read once, and the planning is asked."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Final

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.placement import Away, Booking, Diary
from fsmdesk.core.times import Span, wall_minute
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading
from fsmdesk.planning.people import Acquaintance, Candidate, Stop
from fsmdesk.planning.proposals import Declined, Proposal, Search
from fsmdesk.planning.suggesting import suggest
from fsmdesk.services.dispatch.board_reading import board_day
from fsmdesk.services.dispatch.messages import BoardDay, BoardTechnician, BoardView, BoardVisit
from fsmdesk.services.registry import answers
from fsmdesk.services.suggesting.acquaintance import acquaintances
from fsmdesk.services.suggesting.messages import DeclinedRow, SlotRow, Slots, SuggestSlots
from fsmdesk.services.suggesting.wanted import Wanted, wanted_in_mind, wanted_of
from fsmdesk.services.the_company import formats_of, the_company

MOST_DAYS: Final = 31
_LONGEST_MINUTES: Final = 100_000


@answers(SuggestSlots)
def suggest_slots(work: Reading, query: SuggestSlots) -> Slots:
    """The best slots, each with its reasons, and why the others are not proposed."""
    if not 1 <= query.day_count <= MOST_DAYS:
        words = tr("Between 1 and {days} days can be searched.")
        raise RuleBroken(words.format(days=MOST_DAYS), "day_count")
    wanted = _wanted(work, query)
    formats = formats_of(the_company(work))
    today = wall_minute(work.now, formats.zone)[0]
    first_day = query.first_day or _first_day(wanted, today, work)
    board = board_day(work, BoardDay(day=first_day, day_count=query.day_count))
    search = Search(
        job=wanted.job,
        first_day=first_day,
        day_count=query.day_count,
        now=work.now,
        formats=formats,
        travel=board.rules.travel,
        severities=board.rules.severities,
        most=query.most,
    )
    found = suggest(search, _candidates(board, acquaintances(work, wanted)))
    people = {one.id: one for one in board.technicians}
    return Slots(
        number=wanted.number,
        title=wanted.title,
        customer=wanted.customer,
        duration_minutes=wanted.job.duration_minutes,
        first_day=first_day,
        day_count=query.day_count,
        slots=tuple(_slot(one, people[one.technician_id]) for one in found.proposals),
        declined=tuple(_declined(one, people[one.technician_id]) for one in found.declined),
        remarks=_remarks(wanted),
    )


def _wanted(work: Reading, query: SuggestSlots) -> Wanted:
    if query.work_order_id is not None:
        return wanted_of(work, query.work_order_id, query.visit_id)
    if query.job is None or not 1 <= query.job.duration_minutes <= _LONGEST_MINUTES:
        raise RuleBroken(tr("Say how long the work takes."), "duration_minutes")
    return wanted_in_mind(work, query.job)


def _first_day(wanted: Wanted, today: date, work: Reading) -> date:
    """Today, or the day on which it begins to suit the customer."""
    window = wanted.job.window
    if window is None or window.end <= work.now:
        return today
    return max(today, wall_minute(window.start, formats_of(the_company(work)).zone)[0])


def _candidates(board: BoardView, known: Mapping[int, Acquaintance]) -> list[Candidate]:
    """Everybody who works here, in the order of the board."""
    stops: dict[int, list[Stop]] = defaultdict(list)
    for visit in board.visits:
        stops[visit.technician_id].append(_stop(visit))
    return [
        Candidate(
            id=one.id,
            diary=_diary(one),
            stops=tuple(stops[one.id]),
            home=one.home,
            knows=known.get(one.id, Acquaintance()),
            full_name=one.name,
        )
        for one in board.technicians
        if not one.has_left
    ]


def _stop(visit: BoardVisit) -> Stop:
    place = visit.customer or visit.site or visit.title
    booking = Booking(Span(visit.start_at, visit.end_at), place, visit.id)
    return Stop(booking, visit.point, visit.travel_minutes)


def _diary(one: BoardTechnician) -> Diary:
    return Diary(
        name=one.name.split(" ", 1)[0],
        shifts=tuple(Span(start, end) for start, end in one.shifts),
        absences=tuple(Away(Span(start, end), reason) for start, end, reason in one.absences),
        skills=dict(one.skills),
    )


def _slot(one: Proposal, who: BoardTechnician) -> SlotRow:
    return SlotRow(
        technician_id=who.id,
        technician=who.name,
        initials=who.initials,
        colour=who.colour,
        start_at=one.span.start,
        end_at=one.span.end,
        mark=one.mark,
        before_minutes=one.before_minutes,
        after_minutes=one.after_minutes,
        added_minutes=one.added_minutes,
        overtime_minutes=one.overtime_minutes,
        reasons=one.reasons,
    )


def _declined(one: Declined, who: BoardTechnician) -> DeclinedRow:
    could = _slot(one.could, who) if one.could is not None else None
    return DeclinedRow(who.id, who.name, who.initials, who.colour, one.text, could)


def _remarks(wanted: Wanted) -> tuple[str, ...]:
    """What is to be known of the job whoever goes."""
    said = []
    if wanted.job.on_hold:
        said.append(tr("{customer} is on credit hold.").format(customer=wanted.job.on_hold))
    if wanted.job.point is None:
        said.append(tr("Where the site is on the map is not known, so the ways are not counted."))
    return tuple(said)
