"""What a hand on the board wants: fixed at the press, turned into a landing at every step."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from PySide6.QtCore import QPoint, Qt

from fsmdesk.views.board.time_scale import TimeScale
from fsmdesk.views.board.visits import Job, Visit

SNAP_MINUTES = 15
SNAPS = (5, 10, 15, 30)


class GestureKind(Enum):
    """Told by where the press was, and never changed on the way."""

    MOVE = "move"
    RESIZE_START = "resize start"
    RESIZE_END = "resize end"
    PLACE = "place"


class Lock(Enum):
    """What does not change while a visit is moved."""

    TIME = "time"
    ROW = "row"


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
    """One visit or job in the hand. `grab_minutes` lie between its start and the pointer.

    `companions` go with it: visits keep their distance, jobs follow one another. What the keys that are held
    say: what is locked, whether it stands to the minute, and whether a copy is made. It `runs_down` where time
    runs down the screen.
    """

    kind: GestureKind
    subject: Visit | Job
    grab_minutes: float = 0.0
    companions: tuple[Visit | Job, ...] = ()
    lock: Lock | None = None
    is_exact: bool = False
    is_copy: bool = False
    runs_down: bool = False

    @property
    def visit(self) -> Visit | None:
        """The visit that is moved, None while a job from the list is placed."""
        return self.subject if isinstance(self.subject, Visit) else None

    @property
    def visit_id(self) -> int | None:
        """Id of the visit behind the subject, None if none has been made yet."""
        return self.subject.id if isinstance(self.subject, Visit) else self.subject.visit_id

    @property
    def visit_ids(self) -> tuple[int, ...]:
        """Ids of all visits in the hand."""
        if not self.companions:
            return (self.visit_id,) if self.visit_id is not None else ()
        ids = (one.id if isinstance(one, Visit) else one.visit_id for one in (self.subject, *self.companions))
        return tuple(found for found in ids if found is not None)

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


Drop = VisitDrop | JobDrop


@dataclass(frozen=True, slots=True)
class GroupDrop:
    """Several were dropped together, or copies of visits, one or more. Nothing has been changed yet."""

    drops: tuple[Drop, ...]
    is_copy: bool = False


def dropped(subject: Visit | Job, landing: Landing) -> Drop:
    """This subject, dropped there."""
    return VisitDrop(subject, landing) if isinstance(subject, Visit) else JobDrop(subject, landing)


def held(gesture: Gesture, modifiers: Qt.KeyboardModifier, offset: QPoint) -> Gesture:
    """The gesture with these keys held and the pointer so far from the press.

    Shift locks the row or the time, whichever changed less; Alt leaves the grid; Ctrl makes a copy.
    """
    is_move = gesture.kind is GestureKind.MOVE
    lock = None
    if is_move and modifiers & Qt.KeyboardModifier.ShiftModifier:
        along, across = (offset.y(), offset.x()) if gesture.runs_down else (offset.x(), offset.y())
        lock = Lock.ROW if abs(along) >= abs(across) else Lock.TIME
    is_exact = bool(modifiers & Qt.KeyboardModifier.AltModifier)
    is_copy = is_move and bool(modifiers & Qt.KeyboardModifier.ControlModifier)
    if (lock, is_exact, is_copy) == (gesture.lock, gesture.is_exact, gesture.is_copy):
        return gesture
    return replace(gesture, lock=lock, is_exact=is_exact, is_copy=is_copy)


def companions_at(gesture: Gesture, landing: Landing, technician_ids: Sequence[int]) -> tuple[Drop, ...]:
    """Where those land that go with the subject.

    Visits move by as much time and as many rows; at the first and the last row they stay in it. Jobs come one
    after the other behind the subject.
    """
    origin = gesture.origin
    rows = {technician_id: row for row, technician_id in enumerate(technician_ids)}
    found: list[Drop] = []
    end = landing.end_minute
    for other in gesture.companions:
        if isinstance(other, Visit) and origin is not None:
            minutes = landing.start_minute - origin.start_minute
            down = rows.get(landing.technician_id, 0) - rows.get(origin.technician_id, 0)
            row = rows.get(other.technician_id)
            there = other.technician_id
            if row is not None:
                there = technician_ids[min(max(row + down, 0), len(technician_ids) - 1)]
            found.append(
                VisitDrop(other, Landing(there, other.start_minute + minutes, other.end_minute + minutes))
            )
        elif isinstance(other, Job):
            next_one = Landing(landing.technician_id, end, end + other.duration_minutes)
            found.append(JobDrop(other, next_one))
            end = next_one.end_minute
    return tuple(found)


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
    if visit is not None and gesture.lock is Lock.ROW:
        technician_id = visit.technician_id
    elif visit is not None and gesture.lock is Lock.TIME:
        start = visit.start_minute
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
