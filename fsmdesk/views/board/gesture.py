"""What a hand on the board wants: fixed at the press, turned into a landing at every step."""

from dataclasses import dataclass
from enum import Enum

from fsmdesk.views.board.time_scale import TimeScale
from fsmdesk.views.board.visits import Job, Visit

SNAP_MINUTES = 15


class GestureKind(Enum):
    """Told by where the press was, and never changed on the way."""

    MOVE = "move"
    RESIZE_START = "resize start"
    RESIZE_END = "resize end"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Landing:
    """Where a visit would stand."""

    technician_id: int
    start_minute: int
    end_minute: int

    @property
    def minutes(self) -> int:
        """Length in minutes."""
        return self.end_minute - self.start_minute


@dataclass(frozen=True, slots=True)
class Gesture:
    """One visit or job in the hand. `grab_minutes` lie between its start and the pointer."""

    kind: GestureKind
    subject: Visit | Job
    grab_minutes: float = 0.0

    @property
    def visit(self) -> Visit | None:
        """The visit that is moved, None while a job from the list is placed."""
        return self.subject if isinstance(self.subject, Visit) else None

    @property
    def visit_id(self) -> int | None:
        """Id of the visit behind the subject, None if none has been made yet."""
        return self.subject.id if isinstance(self.subject, Visit) else self.subject.visit_id

    @property
    def origin(self) -> Landing | None:
        """Where the visit stands now, None for a job from the list."""
        visit = self.visit
        return Landing(visit.technician_id, visit.start_minute, visit.end_minute) if visit else None

    @property
    def minutes(self) -> int:
        """How long the subject is planned to take."""
        return self.subject.minutes if isinstance(self.subject, Visit) else self.subject.duration_minutes


@dataclass(frozen=True, slots=True)
class VisitDrop:
    """A visit was put somewhere else, or made longer or shorter. Nothing has been changed yet."""

    visit: Visit
    landing: Landing

    @property
    def subject(self) -> Visit | Job:
        """What was dropped."""
        return self.visit


@dataclass(frozen=True, slots=True)
class JobDrop:
    """A job from the list was put on the board. Nothing has been changed yet."""

    job: Job
    landing: Landing

    @property
    def subject(self) -> Visit | Job:
        """What was dropped."""
        return self.job


def landing_at(
    gesture: Gesture, minute: float, technician_id: int, scale: TimeScale, step_minutes: int = SNAP_MINUTES
) -> Landing:
    """Where the subject would land if it were let go with the pointer at `minute` in that row.

    An edge that is pulled stays at least one step from the other, and its visit stays in its row.
    """
    visit = gesture.visit
    if visit is not None and gesture.kind is GestureKind.RESIZE_START:
        start = min(scale.snapped(minute, step_minutes), visit.end_minute - step_minutes)
        return Landing(visit.technician_id, start, visit.end_minute)
    if visit is not None and gesture.kind is GestureKind.RESIZE_END:
        end = max(scale.snapped(minute, step_minutes), visit.start_minute + step_minutes)
        return Landing(visit.technician_id, visit.start_minute, end)
    start = scale.snapped(minute - gesture.grab_minutes, step_minutes)
    return Landing(technician_id, start, start + gesture.minutes)


def nudged(
    kind: GestureKind, landing: Landing, steps: int, scale: TimeScale, step_minutes: int = SNAP_MINUTES
) -> Landing:
    """The landing one or more snaps further, as the keys ask for it."""
    if kind is GestureKind.RESIZE_END:
        end = scale.stepped(landing.end_minute, steps, step_minutes)
        end = max(end, landing.start_minute + step_minutes)
        return Landing(landing.technician_id, landing.start_minute, end)
    start = scale.stepped(landing.start_minute, steps, step_minutes)
    return Landing(landing.technician_id, start, start + landing.minutes)
