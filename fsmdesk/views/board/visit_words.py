"""A visit in words: for tooltips, the strip below the board, and screen readers."""

from zoneinfo import ZoneInfo

from fsmdesk.core.states import VisitState
from fsmdesk.core.words import tr, trn
from fsmdesk.views.board.placement_rules import length_text, wall_time
from fsmdesk.views.board.visits import Visit


def numbered(number: str) -> str:
    """A work order's number as people write it: #4427 if it is digits only."""
    return f"#{number}" if number.isdigit() else number


def span_text(visit: Visit, zone: ZoneInfo) -> str:
    """From when to when, such as `9:30–11:30`."""
    return f"{wall_time(visit.start_minute, zone)}–{wall_time(visit.end_minute, zone)}"


def remarks(visit: Visit) -> list[str]:
    """What is special about a visit, in words."""
    found: list[str] = []
    if visit.has_hazard:
        found.append(tr("Hazard on site"))
    if visit.crew_size > 1:
        found.append(trn("Crew of {n}", "Crew of {n}", visit.crew_size).format(n=visit.crew_size))
    if visit.is_double_booked:
        found.append(tr("Double booked"))
    return found


def tooltip_text(visit: Visit, zone: ZoneInfo) -> str:
    """A few plain lines about a visit."""
    state = tr("Planned") if visit.state is VisitState.PLANNED else visit.state.label
    lines = [
        f"{numbered(visit.number)} · {visit.customer}",
        visit.title,
        visit.site,
        f"{span_text(visit, zone)} ({length_text(visit.minutes)}) · {state} · {visit.priority.label}",
        " · ".join(remarks(visit)),
    ]
    return "\n".join(line for line in lines if line)


def spoken_text(visit: Visit, technician: str, zone: ZoneInfo) -> str:
    """One sentence for screen readers, with everything that colours and marks tell the eye."""
    parts = [
        visit.customer,
        visit.title,
        technician,
        tr("{start} to {end}").format(
            start=wall_time(visit.start_minute, zone), end=wall_time(visit.end_minute, zone)
        ),
        visit.state.label,
        tr("priority {p}").format(p=visit.priority.label),
        *remarks(visit),
    ]
    return ", ".join(part for part in parts if part)
