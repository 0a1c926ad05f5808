"""The schedule as a place to drop things: says where it would land and what speaks against it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

from fsmdesk.core.formats import Formats
from fsmdesk.core.placement import Finding, Rule, Severity
from fsmdesk.core.states import VisitState
from fsmdesk.core.words import tr
from fsmdesk.views.board.board_state import Ghost
from fsmdesk.views.board.drag_session import Offer
from fsmdesk.views.board.gesture import (
    Drop,
    Gesture,
    GestureKind,
    GroupDrop,
    JobDrop,
    Landing,
    VisitDrop,
    companions_at,
    dropped,
    landing_at,
)
from fsmdesk.views.board.placement_rules import Placement, PlacementRules
from fsmdesk.views.board.surroundings import Surroundings
from fsmdesk.views.board.visit_words import span_text
from fsmdesk.views.board.visits import Job, Visit

if TYPE_CHECKING:
    from fsmdesk.views.board.grid import ScheduleGrid

EDGE_PIXELS = 28
_MOST_PIXELS = 24
_STEPS_BEFORE_SCROLLING = 14
# Of more that are dragged together, a step of the pointer would take longer than a frame; the office judges all.
_MOST_JUDGED = 120
_MOST_SAID = 6
_MOST_TIMES = 512
_LONGEST_NAME = 28


class GridTarget:
    """What the drag session asks about the schedule."""

    def __init__(self, grid: ScheduleGrid, rules: PlacementRules) -> None:
        self._grid = grid
        self.rules = rules
        self._steps_at_edge = 0
        self._surroundings = Surroundings(grid.store)
        self._times: dict[tuple[int, int], str] = {}

    def offer(self, gesture: Gesture, at: QPoint) -> Offer | None:
        """Where the subject would land at this global place, and what the rules say; None beside the rows."""
        grid = self._grid
        local = grid.viewport().mapFromGlobal(at)
        if not grid.isVisible() or not grid.viewport().rect().contains(local):
            return None
        point = grid.content_point(local)
        if not 0 <= point.x() < grid.scale.width:
            return None
        technician_id = grid.places.technician_at(point.y())
        if gesture.kind in (GestureKind.RESIZE_START, GestureKind.RESIZE_END) and gesture.visit is not None:
            technician_id = gesture.visit.technician_id
        if technician_id is None:
            return None
        step = 1 if gesture.is_exact else grid.snap_minutes
        landing = landing_at(gesture, grid.scale.minute_at(point.x()), technician_id, grid.scale, step)
        return self.judge(gesture, landing)

    def judge(self, gesture: Gesture, landing: Landing) -> Offer | None:
        """What the rules say about a landing; None if that technician has no row."""
        store, formats = self._grid.store, self._grid.formats
        technician = store.technicians.get(landing.technician_id)
        if technician is None:
            return None
        heading = f"{technician.name} · {self._times_text(landing, formats)}"
        if not gesture.companions:
            return Offer(self._headed(gesture, heading), self._alone(gesture, landing), landing)
        companions = companions_at(gesture, landing, self._grid.layout_of_rows.technician_ids)
        drops = (dropped(gesture.subject, landing), *companions)
        return Offer(self._headed(gesture, heading), self._together(drops, gesture), landing, companions)

    def _times_text(self, landing: Landing, formats: Formats) -> str:
        """From, to and how long; remembered, since a hand goes down the rows at one time."""
        key = (landing.start_minute, landing.end_minute)
        found = self._times.get(key)
        if found is None:
            if len(self._times) >= _MOST_TIMES:
                self._times.clear()
            found = f"{span_text(landing, formats)} · {formats.duration(landing.minutes)}"
            self._times[key] = found
        return found

    def _alone(self, gesture: Gesture, landing: Landing) -> tuple[Finding, ...]:
        """The findings about one; a copy stands beside the visit that it is made of."""
        subject = gesture.subject
        if gesture.is_copy and isinstance(subject, Visit):
            subject = replace(subject, id=0)
        return self.findings(subject, landing)

    def _together(self, drops: tuple[Drop, ...], gesture: Gesture) -> tuple[Finding, ...]:
        """What is said about several, each in the way of none that goes with it; heaviest first, nothing twice."""
        moved = frozenset() if gesture.is_copy else frozenset(gesture.visit_ids)
        found: dict[str, Finding] = {}
        for drop in drops[:_MOST_JUDGED]:
            subject = drop.subject
            if gesture.is_copy and isinstance(subject, Visit):
                subject = replace(subject, id=0)
            for finding in self.findings(subject, drop.landing, moved):
                if finding.severity > Severity.GOOD:
                    text = f"{_short_name(subject)}: {finding.text}"
                    found[text] = replace(finding, text=text)
        rest = len(drops) - _MOST_JUDGED
        said = _shortened(sorted(found.values(), key=lambda finding: -finding.severity))
        if rest > 0:
            text = tr("The other {count} are checked when you drop them").format(count=rest)
            return (*said, Finding(Rule.SHIFT, Severity.GOOD, text))
        if not said:
            text = tr("All {count} fit").format(count=len(drops))
            return (Finding(Rule.SHIFT, Severity.GOOD, text),)
        return said

    def _headed(self, gesture: Gesture, heading: str) -> str:
        if gesture.companions:
            words = tr("{count} copies: {where}") if gesture.is_copy else tr("{count} together: {where}")
            return words.format(count=len(gesture.companions) + 1, where=heading)
        return tr("Copy: {where}").format(where=heading) if gesture.is_copy else heading

    def findings(
        self, subject: Visit | Job, landing: Landing, moved: frozenset[int] = frozenset()
    ) -> tuple[Finding, ...]:
        """Everything to say about the subject there; visits that are `moved` with it are in nobody's way."""
        there = self._surroundings.place(landing, moved)
        if there is None:
            return ()
        origin = None
        if isinstance(subject, Visit) and subject.id:
            origin = self._surroundings.origin(subject, moved)
        return self.rules.findings(Placement(subject, there, origin), self._grid.state.now_minute)

    def show_offer(self, gesture: Gesture, offer: Offer | None) -> None:
        """Paint the ghost at its landing place, or take it away."""
        grid = self._grid
        if offer is None or offer.landing is None:
            grid.show_ghost(None)
            return
        grid.show_lifted(() if gesture.is_copy else gesture.visit_ids)
        ghosts = tuple(
            Ghost(drop.landing, stood_in(drop.subject, drop.landing), offer.severity)
            for drop in offer.companions
        )
        grid.show_ghost(Ghost(offer.landing, stand_in(gesture, offer.landing), offer.severity), ghosts)

    def take(self, gesture: Gesture, offer: Offer) -> None:
        """Tell what was dropped; nothing if it was put back where it came from."""
        landing, visit = offer.landing, gesture.visit
        if landing is None or landing == gesture.origin:
            return
        is_placed = isinstance(gesture.subject, Job) and gesture.subject.placed_minute is not None
        if offer.companions or gesture.is_copy or is_placed:
            drops = (dropped(gesture.subject, landing), *offer.companions)
            self._grid.group_dropped.emit(GroupDrop(drops, gesture.is_copy))
        elif isinstance(gesture.subject, Job):
            self._grid.job_dropped.emit(JobDrop(gesture.subject, landing))
        elif visit is not None and gesture.kind is GestureKind.MOVE:
            self._grid.visit_dropped.emit(VisitDrop(visit, landing))
        elif visit is not None:
            self._grid.visit_resized.emit(VisitDrop(visit, landing))

    def scroll_toward(self, at: QPoint) -> bool:
        """Scroll at the edges, faster the deeper the pointer is in them.

        Only once it rests there: a job that comes from the list crosses the edge on its way in.
        """
        view = self._grid.viewport()
        local = view.mapFromGlobal(at)
        across, down = _speed(local.x(), view.width()), _speed(local.y(), view.height())
        is_near = view.rect().adjusted(-EDGE_PIXELS, -EDGE_PIXELS, 0, 0).contains(local)
        self._steps_at_edge = self._steps_at_edge + 1 if is_near and (across or down) else 0
        if self._steps_at_edge <= _STEPS_BEFORE_SCROLLING:
            return False
        bars = (self._grid.horizontalScrollBar(), across), (self._grid.verticalScrollBar(), down)
        before = [bar.value() for bar, _ in bars]
        for bar, step in bars:
            bar.setValue(bar.value() + step)
        return before != [bar.value() for bar, _ in bars]


def stand_in(gesture: Gesture, landing: Landing) -> Visit:
    """The subject as a visit at its landing place, for painting."""
    return stood_in(gesture.subject, landing)


def stood_in(subject: Visit | Job, landing: Landing) -> Visit:
    """A visit or job as a visit at a landing place."""
    if isinstance(subject, Visit):
        return subject.moved_to(landing.technician_id, landing.start_minute, landing.end_minute)
    return job_as_visit(subject, landing, subject.visit_id or 0)


def job_as_visit(job: Job, landing: Landing, visit_id: int) -> Visit:
    """The visit that a job from the list becomes there."""
    return Visit(
        id=visit_id,
        version=job.visit_version,
        technician_id=landing.technician_id,
        start_minute=landing.start_minute,
        end_minute=landing.end_minute,
        work_order_id=job.work_order_id,
        work_order_version=job.work_order_version,
        number=job.number,
        customer=job.customer,
        title=job.title,
        site=job.site,
        state=VisitState.PLANNED,
        priority=job.priority,
        kind=job.kind,
        skills=job.skills,
        has_hazard=job.has_hazard,
        due_minute=job.due_minute,
        window_start_minute=job.window_start_minute,
        window_end_minute=job.window_end_minute,
        point=job.point,
        region=job.region,
        colour=job.colour,
        is_missing_parts=job.is_missing_parts,
        is_unpaid=job.is_unpaid,
        is_on_credit_hold=job.is_on_credit_hold,
        links=job.links,
    )


def _short_name(subject: Visit | Job) -> str:
    """Short enough that the label has room for what is said about it."""
    name = subject.customer or subject.title
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1].rstrip() + "…"


def _shortened(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The heaviest few, and how many more there are."""
    shown, more = findings[:_MOST_SAID], findings[_MOST_SAID:]
    if not more:
        return tuple(shown)
    return (*shown, replace(more[0], text=tr("and {count} more").format(count=len(more))))


def _speed(at: int, size: int) -> int:
    """Pixels in a step: none in the middle, up to 24 at the very edge, backwards at the near one."""
    near, far = EDGE_PIXELS - at, at - (size - EDGE_PIXELS)
    if near > 0:
        return -max(1, min(near, EDGE_PIXELS) * _MOST_PIXELS // EDGE_PIXELS)
    return max(1, min(far, EDGE_PIXELS) * _MOST_PIXELS // EDGE_PIXELS) if far > 0 else 0
