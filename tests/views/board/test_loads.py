import pytest

from fsmdesk.views.board.loads import Load, LoadBook, LoadLevel, worked_minutes
from fsmdesk.views.board.store import BoardChanges, BoardStore
from fsmdesk.views.board.visits import Absence, Technician, Visit

DAY = (1440, 2880)
SHIFT = (1440 + 480, 1440 + 960)


def technician(*absences: tuple[int, int]) -> Technician:
    return Technician(1, "Ana", shifts=(SHIFT,), absences=tuple(Absence(*span, "") for span in absences))


@pytest.mark.parametrize(
    ("planned", "worked", "level"),
    [
        (0, 480, LoadLevel.FREE),
        (120, 480, LoadLevel.PARTLY),
        (450, 480, LoadLevel.FULL),
        (480, 480, LoadLevel.FULL),
        (481, 480, LoadLevel.OVER),
        (0, 0, LoadLevel.AWAY),
        (60, 0, LoadLevel.OVER),
    ],
)
def test_a_day_is_free_partly_or_fully_planned_or_too_full(
    planned: int, worked: int, level: LoadLevel
) -> None:
    assert Load(planned, worked).level is level


@pytest.mark.parametrize(
    ("absences", "minutes"),
    [
        ((), 480),
        (((SHIFT[0], SHIFT[0] + 60),), 420),
        (((0, 10_000),), 0),
        (((SHIFT[0], SHIFT[0] + 120), (SHIFT[0] + 60, SHIFT[0] + 180)), 300),
        (((SHIFT[1], SHIFT[1] + 60),), 480),
    ],
)
def test_absences_are_no_working_time_and_count_once(
    absences: tuple[tuple[int, int], ...], minutes: int
) -> None:
    assert worked_minutes(technician(*absences), *DAY) == minutes


def test_the_load_follows_the_row() -> None:
    store = BoardStore()
    store.load([technician()], [Visit(1, 1, 1, SHIFT[0], SHIFT[0] + 60)], ())
    book = LoadBook(store)
    assert book.load(1, *DAY) == Load(60, 480)
    store.apply(BoardChanges([Visit(1, 2, 1, SHIFT[0], SHIFT[0] + 90)]))
    assert book.load(1, *DAY) == Load(90, 480)
    assert book.load(7, *DAY) == Load(0, 0)
