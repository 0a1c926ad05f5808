"""The schedule against a plain loop that copies as many pixmaps and draws as many texts.

Painted into an image of the viewport's size, so that no window system is measured. The limits keep what
is reached from being lost.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count, cycle
from random import Random
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap, QStaticText
from PySide6.QtWidgets import QApplication

from fsmdesk.core.formats import Formats
from fsmdesk.core.states import VisitState
from fsmdesk.core.terms import Priority
from fsmdesk.views.board.drag_session import DragSession
from fsmdesk.views.board.gesture import Gesture, GestureKind, Landing
from fsmdesk.views.board.grid import ScheduleGrid
from fsmdesk.views.board.painting import ghost_rect
from fsmdesk.views.board.placement_rules import PlacementRules
from fsmdesk.views.board.row_layout import RowLayout
from fsmdesk.views.board.store import BoardChanges, BoardStore
from fsmdesk.views.board.time_scale import Stretch, TimeScale, day_stretch
from fsmdesk.views.board.visits import Technician, Visit
from fsmdesk.views.theme.fonts import load_fonts
from tests.benchmarks.harness import paired
from tests.benchmarks.registry import bench
from tests.benchmarks.rows import Row

ZONE = ZoneInfo("Europe/Berlin")
FORMATS = Formats("en_GB", "EUR", ZONE)
MONDAY = date(2026, 11, 16)
WIDTH, HEIGHT = 1736, 952
COMPACT_ROW = 28
_STATES = (
    VisitState.PLANNED,
    VisitState.DISPATCHED,
    VisitState.EN_ROUTE,
    VisitState.ON_SITE,
    VisitState.DONE,
)


@dataclass(frozen=True)
class Size:
    """A set of board.md: technicians, days, visits."""

    technicians: int
    days: int
    visits: int


SMALL, MIDDLE, LARGE = Size(50, 7, 1_500), Size(200, 7, 10_000), Size(500, 30, 100_000)


def _application() -> QApplication:
    app = QApplication.instance()
    made = app if isinstance(app, QApplication) else QApplication([])
    load_fonts(made)
    return made


def _visits(size: Size, start_minute: int) -> Iterator[Visit]:
    """Full days, one visit after the other; every twentieth begins before the one ahead of it ends."""
    chance = Random(20261116)
    for at in range(size.visits):
        technician, turn = at % size.technicians, at // size.technicians
        day, place = turn % size.days, turn // size.days
        start = start_minute + day * 1440 + 7 * 60 + place * 75 - (30 if chance.random() < 0.05 else 0)
        yield Visit(
            id=at + 1,
            version=1,
            technician_id=technician + 1,
            start_minute=start,
            end_minute=start + chance.choice((45, 60, 75)),
            number=str(10_000 + at),
            customer=f"{chance.choice(('Harbour', 'Metro', 'Ridge', 'Kestrel'))} {chance.choice(('Dental', 'Hotel'))}",
            title=chance.choice(("Tune-up · RTU-2", "No heat · Boiler 1", "Backflow test")),
            state=chance.choice(_STATES),
            priority=chance.choice(tuple(Priority)),
            skills=("HVAC",),
            crew_size=chance.choice((1, 1, 1, 2)),
            has_hazard=chance.random() < 0.1,
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
    """A schedule of one size, three days wide, painted into an image."""

    def __init__(self, size: Size) -> None:
        self.app = _application()
        days = [day_stretch(MONDAY + timedelta(days=at), ZONE) for at in range(size.days)]
        self.store = BoardStore()
        shifts = tuple((start + 450, start + 1020) for start, _, _ in days)
        self.store.load(
            (
                Technician(at, f"Technician {at}", shifts=shifts, certified_until={"HVAC": None})
                for at in range(1, size.technicians + 1)
            ),
            _visits(size, days[0].start_minute),
            (),
        )
        self.session = DragSession()
        parts = [part for start, end, _ in days for part in _day_and_night(start, end)]
        scale = TimeScale(parts, WIDTH / 3 / 14, ZONE)
        self.grid = ScheduleGrid(self.store, scale, self.session, PlacementRules(FORMATS))
        layout = RowLayout(tuple(self.store.technicians), row_height=COMPACT_ROW)
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
        place = shown or part
        painter = QPainter(self.image)
        painter.translate(-place.left(), -place.top())
        painter.setClipRect(part)
        painted = self.board.paint(painter, part, self.grid.places, self.grid.state)
        painter.end()
        return painted


    def paint_parts(self, parts: Sequence[QRect], place: QRect) -> None:
        """Paint several dirty parts of a page in one event, as the viewport does."""
        painter = QPainter(self.image)
        painter.translate(-place.left(), -place.top())
        for part in parts:
            painter.setClipRect(part)
            self.board.paint(painter, part, self.grid.places, self.grid.state)
        painter.end()


class Floor:
    """So many copies of a pixmap and ready texts onto an empty image, in a plain loop."""

    def __init__(self, visits: int) -> None:
        self.image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
        self._sprite = QPixmap(24, COMPACT_ROW - 4)
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


def _checked(stage: Stage) -> int:
    """How many visits the first page shows; an empty picture would look fast."""
    count_shown = stage.paint(stage.pages[0])
    if count_shown < 100 or len({stage.image.pixel(x, HEIGHT // 3) for x in range(0, WIDTH, 7)}) < 4:
        raise AssertionError("the board that is measured shows nothing")
    return count_shown


@bench("board.full_frame")
def full_frame() -> Row:
    """A warm page painted as a whole."""
    stage = Stage(MIDDLE)
    floor = Floor(_checked(stage))
    found = paired(lambda: stage.paint(stage.pages[0]), floor.paint)
    return found.row("board.full_frame", 1.0)


@bench("board.cold_jump")
def cold_jump() -> Row:
    """Pages that were not seen before."""
    stage = Stage(MIDDLE)
    floor = Floor(_checked(stage))
    pages = cycle(stage.pages)

    def jump() -> None:
        stage.paint(next(pages))

    return paired(jump, floor.paint, prepare_subject=stage.board.cards.clear).row("board.cold_jump", 6.5)


@bench("board.scroll")
def scroll() -> Row:
    """The strip that comes into sight when the board moves down by 24 pixels, again and again."""
    stage = Stage(MIDDLE)
    floor = Floor(_checked(stage))
    tops = cycle(range(0, stage.grid.layout_of_rows.height - HEIGHT, 24))

    def step() -> None:
        top = next(tops)
        stage.paint(QRect(0, top + HEIGHT - 24, WIDTH, 24), QRect(0, top, WIDTH, HEIGHT))

    return paired(step, floor.paint).row("board.scroll", 0.65)


@bench("board.drag")
def drag() -> Row:
    """One step of a drag: judged by all rules, and both places of the ghost painted."""
    stage = Stage(MIDDLE)
    floor = Floor(_checked(stage))
    grid = stage.grid
    visit = grid.store.row(5).all()[3]
    gesture = Gesture(GestureKind.MOVE, visit)
    steps = count()
    page = QRect(round(grid.scale.x_of(visit.start_minute)) - 400, 0, WIDTH, HEIGHT)

    def step() -> None:
        at = next(steps)
        start = visit.start_minute + at % 40 * 15
        before = grid.state.ghost
        offer = grid.target.judge(gesture, Landing(at % 20 + 1, start, start + visit.minutes))
        grid.target.show_offer(gesture, offer)
        shown = [ghost for ghost in (before, grid.state.ghost) if ghost is not None]
        stage.paint_parts([ghost_rect(grid.places, ghost) for ghost in shown], page)

    return paired(step, floor.paint).row("board.drag", 0.25)


@bench("board.updates")
def updates() -> Row:
    """A thousand visits change in one batch, and the page is painted."""
    stage = Stage(MIDDLE)
    floor = Floor(_checked(stage))
    chance = Random(5)
    versions = count(2)

    def change() -> None:
        version = next(versions)
        changed = []
        for visit_id in chance.sample(range(1, MIDDLE.visits + 1), 1000):
            visit = stage.store.visit(visit_id)
            if visit is not None:
                start = visit.start_minute + (15 if version % 2 else -15)
                changed.append(
                    replace(visit, version=version, start_minute=start, end_minute=start + visit.minutes)
                )
        batches.append(BoardChanges(changed))

    batches: list[BoardChanges] = []

    def apply() -> None:
        stage.store.apply(batches.pop())
        stage.store.lane_counts(stage.in_sight)
        stage.paint(stage.pages[0])

    return paired(apply, floor.paint, pairs=60, prepare_subject=change).row("board.updates", 13)


@bench("board.large")
def large() -> Row:
    """A page of the large set against a page of the middle one, for as many visits."""
    middle, big = Stage(MIDDLE), Stage(LARGE)
    for _ in range(3):
        shown = big.paint(big.pages[0]), middle.paint(middle.pages[0])
    found = paired(lambda: big.paint(big.pages[0]), lambda: middle.paint(middle.pages[0]))
    per_visit = shown[1] / shown[0]
    scaled = replace(found, value=found.value * per_visit, ratio=found.ratio * per_visit)
    return scaled.row("board.large", 1.15)
