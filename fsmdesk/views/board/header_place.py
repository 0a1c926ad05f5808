"""What both headers of the schedule know: how far it is scrolled, and what of it is marked."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from fsmdesk.core.formats import Formats
from fsmdesk.views.board.geometry import BoardGeometry
from fsmdesk.views.board.loads import Load, LoadBook

ROW_HEADER_WIDTH = 184
TIME_HEADER_HEIGHT = 46


@dataclass(slots=True)
class HeaderPlace:
    """How far the schedule is scrolled, and what of it the headers mark.

    `shown_span` are the minutes that the loads beside the names are about, the whole scale while it is None.
    """

    geometry: BoardGeometry
    formats: Formats
    x: int = 0
    y: int = 0
    now_minute: int = 0
    selected_technician_id: int | None = None
    shown_span: tuple[int, int] | None = None
    loads: LoadBook = field(init=False)

    def __post_init__(self) -> None:
        """Loads are those of the same store."""
        self.loads = LoadBook(self.geometry.store)

    def load(self, technician_id: int) -> Load:
        """How full the shown days of a technician are."""
        scale = self.geometry.scale
        start, end = self.shown_span or (scale.start_minute, scale.end_minute)
        return self.loads.load(technician_id, start, end)

    def load_of_all(self, technician_ids: Iterable[int]) -> Load:
        """How full the shown days of several are together."""
        found = [self.load(technician_id) for technician_id in technician_ids]
        return Load(sum(load.planned for load in found), sum(load.worked for load in found))
