"""A visit in one sentence for screen readers: all that its card, its row and the marks around it tell the eye."""

from collections.abc import Iterator

from fsmdesk.core.times import wall_minute
from fsmdesk.core.words import tr, trn
from fsmdesk.views.board.due_words import window_words
from fsmdesk.views.board.marks import marks_of
from fsmdesk.views.board.schedule_view import ScheduleView
from fsmdesk.views.board.visit_words import numbered, time_text
from fsmdesk.views.board.visits import Visit, instant_of


def spoken_visit(view: ScheduleView, visit: Visit) -> str:
    """The visit as it stands on this board now."""
    state = view.state
    technician = view.store.technicians.get(visit.technician_id)
    marks = [mark.words for mark in marks_of(visit, state.alarms.get(visit.id))]
    parts = [
        *(visit.customer, visit.title, numbered(visit.number), visit.site),
        *(technician.name if technician else "", _times(view, visit)),
        *(visit.state.label, tr("priority {p}").format(p=visit.priority.label), visit.kind.label),
        *(
            *marks,
            *_promises(view, visit),
            *_way(view, visit),
            *_happened(view, visit),
            *_around(view, visit),
        ),
    ]
    return ", ".join(part for part in parts if part)


def _times(view: ScheduleView, visit: Visit) -> str:
    """From when to when, with the day where the board shows several."""
    formats = view.formats
    start, end = time_text(visit.start_minute, formats), time_text(visit.end_minute, formats)
    times = tr("{start} to {end}").format(start=start, end=end)
    if len(view.scale.days) < 2:
        return times
    day = wall_minute(instant_of(visit.start_minute), formats.zone)[0]
    return f"{formats.long_date(day)} {times}"


def _promises(view: ScheduleView, visit: Visit) -> Iterator[str]:
    suits = window_words(visit, view.state.now_minute, view.formats)
    if suits:
        yield tr("suits the customer {when}").format(when=suits)
    for words, minute in (
        (tr("promised on site by {time}"), visit.respond_minute),
        (tr("due {time}"), visit.due_minute),
    ):
        if minute is not None:
            yield words.format(time=view.formats.instant(instant_of(minute)))


def _way(view: ScheduleView, visit: Visit) -> Iterator[str]:
    tells = view.places.travel_minutes
    minutes = tells(visit) if tells is not None else visit.travel_minutes
    if minutes:
        yield tr("{length} on the way before").format(length=view.formats.duration(minutes))


def _happened(view: ScheduleView, visit: Visit) -> Iterator[str]:
    """What the line along the foot of the card says: when somebody really came, and was done."""
    if visit.arrived_minute is not None:
        yield tr("on site since {time}").format(time=time_text(visit.arrived_minute, view.formats))
    if visit.finished_minute is not None:
        yield tr("finished at {time}").format(time=time_text(visit.finished_minute, view.formats))


def _around(view: ScheduleView, visit: Visit) -> Iterator[str]:
    """What depends on it, whose hand is on it, and whether the filter or the hand holds it back."""
    state, waits, awaited = view.state, len(visit.links.waits_for), len(visit.links.awaited_by)
    if waits:
        yield trn("waits for {n} job", "waits for {n} jobs", waits).format(n=waits)
    if awaited:
        yield trn("{n} job waits for it", "{n} jobs wait for it", awaited).format(n=awaited)
    holder = state.hands.get(visit.id)
    if holder:
        yield tr("{name} has it in the hand").format(name=holder)
    if visit.id in state.lifted_ids:
        yield tr("in your hand")
    if view.store.is_pending(visit.id):
        yield tr("being saved")
    if visit.id in state.held_back:
        yield tr("held back by the filter")
