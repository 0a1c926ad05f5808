"""The sets, the schedule and the floor that benchmarks of the board measure with."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap, QStaticText
from PySide6.QtWidgets import QApplication

from fsmdesk.core.formats import Formats
from fsmdesk.core.states import VisitState
from fsmdesk.core.terms import Priority
from fsmdesk.views.board.drag_session import DragSession
from fsmdesk.views.board.grid import ScheduleGrid
from fsmdesk.views.board.ground import GroundPainter
from fsmdesk.views.board.painting import joined_parts
from fsmdesk.views.board.placement_rules import PlacementRules
from fsmdesk.views.board.row_layout import COMPACT_HEIGHT, RowLayout
from fsmdesk.views.board.store import BoardStore
from fsmdesk.views.board.time_scale import Stretch, TimeScale, day_stretch
from fsmdesk.views.board.visits import Technician, Visit
from fsmdesk.views.theme.fonts import load_fonts

ZONE = ZoneInfo("Europe/Berlin")
FORMATS = Formats("en_GB", "EUR", ZONE)
MONDAY = date(2026, 11, 16)
WIDTH, HEIGHT = 1736, 952
_STATES = (
    VisitState.PLANNED,
    VisitState.DISPATCHED,
    VisitState.EN_ROUTE,
    VisitState.ON_SITE,
    VisitState.DONE,
)
_NAMES = (
    "Harbour",
    "Metro",
    "Ridge",
    "Kestrel",
    "Oakfield",
    "Foundry",
    "Lakeside",
    "Quill",
    "Baxter",
    "Garrison",
)
_SORTS = ("Dental", "Hotel", "Lofts", "Clinic", "Estates", "Bakery", "School", "Storage", "Gym", "Court")


@dataclass(frozen=True)
class Size:
    """A set: technicians, days, visits."""

    name: str
    technicians: int
    days: int
    visits: int


SMALL = Size("S", 50, 7, 1_500)
MIDDLE = Size("M", 200, 7, 10_000)
LARGE = Size("L", 500, 30, 100_000)
SIZES = (SMALL, MIDDLE, LARGE)


def visits_of(size: Size, start_minute: int) -> Iterator[Visit]:
    """Full days, one visit after the other; every twentieth begins before the one ahead of it ends.

    No two customers have one name, and each visit has a way to it, a state, and often marks.
    """
    chance = Random(20261116)
    for at in range(size.visits):
        technician, turn = at % size.technicians, at // size.technicians
        day, place = turn % size.days, turn // size.days
        start = start_minute + day * 1440 + 7 * 60 + place * 75 - (30 if chance.random() < 0.05 else 0)
        length, state = chance.choice((45, 60, 75)), chance.choice(_STATES)
        is_done = state is VisitState.DONE
        yield Visit(
            id=at + 1,
            version=1,
            technician_id=technician + 1,
            start_minute=start,
            end_minute=start + length,
            number=str(10_000 + at),
            customer=f"{chance.choice(_NAMES)} {chance.choice(_SORTS)} {at}",
            title=chance.choice(("Tune-up · RTU-2", "No heat · Boiler 1", "Backflow test")),
            state=state,
            priority=chance.choice(tuple(Priority)),
            skills=("HVAC",),
            crew_size=chance.choice((1, 1, 1, 2)),
            has_hazard=chance.random() < 0.1,
            travel_minutes=chance.choice((0, 10, 15)),
            arrived_minute=start + 5 if is_done else None,
            finished_minute=start + length - 5 if is_done else None,
            window_start_minute=start - 120,
            window_end_minute=start + 240,
            due_minute=start + 600,
        )


def _day_and_night(start_minute: int, end_minute: int) -> list[Stretch]:
    """The working day from six to eighteen at its full width, the rest a sixth as wide: 14 hours in all."""
    opens, closes = start_minute + 6 * 60, start_minute + 18 * 60
    return [
        Stretch(start_minute, opens, 1 / 6),
        Stretch(opens, closes),
        Stretch(closes, end_minute, 1 / 6),
    ]


class Stage:
    """A schedule of one size in low rows, three days wide, painted into an image of the viewport's size."""

    def __init__(self, size: Size) -> None:
        self.app = application()
        self.size = size
        days = [day_stretch(MONDAY + timedelta(days=at), ZONE) for at in range(size.days)]
        self.store = store_of(size)
        parts = [part for start, end, _ in days for part in _day_and_night(start, end)]
        scale = TimeScale(parts, WIDTH / 3 / 14, ZONE)
        self.grid = ScheduleGrid(self.store, scale, DragSession(), PlacementRules(FORMATS))
        layout = RowLayout(tuple(self.store.technicians), self.store.lane_counts(), COMPACT_HEIGHT)
        self.grid.places.layout = layout
        self.in_sight = [layout.technician_ids[row] for row in layout.rows_between(0, HEIGHT)]
        self.image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
        self.board = self.grid.board_painter()
        self.pages = [
            QRect(x, y, WIDTH, HEIGHT)
            for y in range(0, max(1, layout.height - HEIGHT + 1), HEIGHT)
            for x in range(0, max(1, round(scale.width) - WIDTH + 1), WIDTH // 3)
        ]

    def paint(self, part: QRect, shown: QRect | None = None) -> int:
        """Paint a part of the board as it lies in `shown`; returns how many visits that were."""
        return self.paint_parts([part], shown or part)

    def paint_parts(self, parts: Sequence[QRect], place: QRect) -> int:
        """Paint several dirty parts of a page in one event, as the viewport does."""
        painter = QPainter(self.image)
        painter.translate(-place.left(), -place.top())
        painted = 0
        for part in joined_parts(parts):
            painter.setClipRect(part)
            painted += self.board.paint(painter, part, self.grid.places, self.grid.state)
        painter.end()
        return painted

    def warm(self, page: QRect) -> int:
        """Paint the page until every card in it is finished; returns how many visits it shows."""
        painted = self.paint(page)
        while self.board.cards.unfinished:
            painted = self.paint(page)
        return painted

    def forget(self) -> None:
        """No picture of a card, no place of one, and no ground is known any more."""
        self.board.cards.clear()
        self.grid.places.forget_pictures()
        self.board.ground = GroundPainter(self.board.palette, self.board.cards.ratio)

    def visits_in(self, page: QRect) -> int:
        """How many visits touch a page, by looking at all of them."""
        places, found = self.grid.places, 0
        for row in places.layout.rows_between(page.top(), page.bottom() + 1):
            for visit in self.store.row(places.layout.technician_ids[row]).all():
                found += places.visit_rect(visit).intersects(page)
        return found


class Floor:
    """So many copies of a pixmap and ready texts onto an empty image, in a plain loop."""

    def __init__(self, visits: int) -> None:
        self.image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
        self._sprite = QPixmap(24, COMPACT_HEIGHT - 4)
        self._sprite.fill(QColor("#dbe7ff"))
        self._texts = [QStaticText(f"Visit {at}") for at in range(visits)]
        self._places = [QPointF(at * 37 % (WIDTH - 24), at * 53 % (HEIGHT - 24)) for at in range(visits)]
        self.paint()

    def paint(self) -> None:
        """Once over."""
        self.image.fill(QColor("#ffffff"))
        painter = QPainter(self.image)
        for at, text in zip(self._places, self._texts, strict=True):
            painter.drawPixmap(at, self._sprite)
            painter.drawStaticText(at, text)
        painter.end()


def store_of(size: Size) -> BoardStore:
    """The data of a set alone."""
    days = [day_stretch(MONDAY + timedelta(days=at), ZONE) for at in range(size.days)]
    shifts = tuple((start + 450, start + 1020) for start, _, _ in days)
    store = BoardStore()
    store.load(
        (
            Technician(at, f"Technician {at}", shifts=shifts, certified_until={"HVAC": None})
            for at in range(1, size.technicians + 1)
        ),
        visits_of(size, days[0].start_minute),
        (),
    )
    return store


def application() -> QApplication:
    """The application with its font, made once."""
    app = QApplication.instance()
    made = app if isinstance(app, QApplication) else QApplication([])
    load_fonts(made)
    return made


def checked(stage: Stage) -> Floor:
    """The floor for the first page of a stage, after a look whether that page shows what it should.

    An empty picture would look fast: every visit must be there, finished cards must look as cards drawn
    directly, and without the visits the picture must be another one.
    """
    page = stage.pages[0]
    painted = stage.warm(page)
    warm = stage.image.copy()
    shown = stage.visits_in(page)
    if not shown <= painted <= shown * 1.2 or shown < 300:
        raise AssertionError(f"{painted} visits were painted, {shown} should show")
    stage.forget()
    stage.warm(page)
    if stage.image != warm:
        raise AssertionError("finished again, the cards look different")
    empty = Stage(stage.size)
    empty.store.load(stage.store.technicians.values(), (), ())
    empty.paint(page)
    spots = [(x, y) for x in range(0, WIDTH, 9) for y in range(5, HEIGHT, 9)]
    changed = sum(warm.pixel(x, y) != empty.image.pixel(x, y) for x, y in spots)
    if changed < len(spots) / 4:
        raise AssertionError("the board that is measured shows too little")
    return Floor(shown)
