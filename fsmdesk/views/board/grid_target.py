"""The schedule as a place to drop things: says where it would land and what speaks against it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

from fsmdesk.core.placement import Finding
from fsmdesk.core.states import VisitState
from fsmdesk.views.board.board_state import Ghost
from fsmdesk.views.board.drag_session import Offer
from fsmdesk.views.board.gesture import Gesture, GestureKind, JobDrop, Landing, VisitDrop, landing_at
from fsmdesk.views.board.placement_rules import Placement, PlacementRules
from fsmdesk.views.board.visit_words import span_text
from fsmdesk.views.board.visits import Job, Visit

if TYPE_CHECKING:
    from fsmdesk.views.board.grid import ScheduleGrid

EDGE_PIXELS = 28
_MOST_PIXELS = 24
_STEPS_BEFORE_SCROLLING = 14


class GridTarget:
    """What the drag session asks about the schedule."""

    def __init__(self, grid: ScheduleGrid, rules: PlacementRules) -> None:
        self._grid = grid
        self.rules = rules
        self._steps_at_edge = 0

    def offer(self, gesture: Gesture, at: QPoint) -> Offer | None:
        """Where the subject would land at this global place, and what the rules say; None beside the rows."""
        grid = self._grid
        local = grid.viewport().mapFromGlobal(at)
        if not grid.viewport().rect().contains(local):
            return None
        point = grid.content_point(local)
        if not 0 <= point.x() < grid.scale.width:
            return None
        technician_id = grid.places.technician_at(point.y())
        if gesture.kind in (GestureKind.RESIZE_START, GestureKind.RESIZE_END) and gesture.visit is not None:
            technician_id = gesture.visit.technician_id
        if technician_id is None:
            return None
        landing = landing_at(gesture, grid.scale.minute_at(point.x()), technician_id, grid.scale)
        return self.judge(gesture, landing)

    def judge(self, gesture: Gesture, landing: Landing) -> Offer | None:
        """What the rules say about a landing; None if that technician has no row."""
        store, formats = self._grid.store, self._grid.formats
        technician = store.technicians.get(landing.technician_id)
        if technician is None:
            return None
        findings = self.findings(gesture.subject, landing)
        times = f"{span_text(landing, formats)} · {formats.duration(landing.minutes)}"
        return Offer(f"{technician.name} · {times}", findings, landing)

    def findings(self, subject: Visit | Job, landing: Landing) -> tuple[Finding, ...]:
        """Everything to say about the subject there."""
        store = self._grid.store
        around = store.row(landing.technician_id).between(landing.start_minute, landing.end_minute)
        placement = Placement(subject, landing, store.technicians[landing.technician_id])
        return self.rules.findings(placement, around, self._grid.state.now_minute)

    def show_offer(self, gesture: Gesture, offer: Offer | None) -> None:
        """Paint the ghost at its landing place, or take it away."""
        grid = self._grid
        if offer is None or offer.landing is None:
            grid.show_ghost(None)
            return
        grid.show_lifted([gesture.visit_id] if gesture.visit_id is not None else [])
        grid.show_ghost(Ghost(offer.landing, stand_in(gesture, offer.landing), offer.severity))

    def take(self, gesture: Gesture, offer: Offer) -> None:
        """Tell what was dropped; nothing if it was put back where it came from."""
        landing, visit = offer.landing, gesture.visit
        if landing is None or landing == gesture.origin:
            return
        if isinstance(gesture.subject, Job):
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
    subject = gesture.subject
    if isinstance(subject, Visit):
        return replace(
            subject,
            technician_id=landing.technician_id,
            start_minute=landing.start_minute,
            end_minute=landing.end_minute,
        )
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
    )


def _speed(at: int, size: int) -> int:
    """Pixels in a step: none in the middle, up to 24 at the very edge, backwards at the near one."""
    near, far = EDGE_PIXELS - at, at - (size - EDGE_PIXELS)
    if near > 0:
        return -max(1, min(near, EDGE_PIXELS) * _MOST_PIXELS // EDGE_PIXELS)
    return max(1, min(far, EDGE_PIXELS) * _MOST_PIXELS // EDGE_PIXELS) if far > 0 else 0
