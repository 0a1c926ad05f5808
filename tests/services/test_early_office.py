"""The first look at an office, without SQLAlchemy: it says what the whole office says, and refuses what it refuses."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from fsmdesk.bootstrap import open_office
from fsmdesk.core.errors import NotAllowed, OfficeNotUsable, RuleBroken
from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.core.terms import Priority, Role
from fsmdesk.db.early import open_early
from fsmdesk.db.location import parse_location
from fsmdesk.early_opening import EarlyOpening, open_early_office
from fsmdesk.models import Absence, Company, Shift, Skill, TechnicianSkill, WorkOrderSkill
from fsmdesk.opening import open_seat
from fsmdesk.services.demo.make import make_demo
from fsmdesk.services.dispatch.messages import BoardDay
from fsmdesk.services.early_office import EarlyOffice
from fsmdesk.services.office import Office
from fsmdesk.services.setup.company import store_picture
from fsmdesk.services.setup.messages import Company as AskCompany
from fsmdesk.services.setup.messages import People, SavePerson
from tests.services.shop import BEN, DISPATCHER, FAY, FAYS_PHONE, LEFT, PROGRAM, Shop, at

TODAY = date(2026, 3, 2)
LOGO = b"\x89PNG\r\n\x1a\n" + bytes(40)


@pytest.fixture
def early(request: pytest.FixtureRequest) -> Iterator[Callable[[str], EarlyOpening]]:
    opened: list[EarlyOpening] = []

    def open_it(place: str) -> EarlyOpening:
        opening = open_early_office(place)
        assert opening is not None
        opened.append(opening)
        return opening

    yield open_it
    for opening in opened:
        opening.database.close()


def _fill(shop: Shop) -> None:
    """Something of everything that the board shows."""
    gas, heat = shop.add(Skill(name="Gas 100 % :gas"), Skill(name="Heat"))
    shop.add(
        TechnicianSkill(technician_id=FAY, skill_id=gas, certified_until=date(2026, 12, 31)),
        TechnicianSkill(technician_id=FAY, skill_id=heat),
        Shift(technician_id=FAY, weekday=0, start_minute=480, end_minute=720, valid_from=date(2026, 1, 1)),
        Absence(technician_id=BEN, start_at=at(12), end_at=at(12, day=3), reason="Course"),
    )
    window: dict[str, Any] = {"window_start_at": at(8), "window_end_at": at(12), "due_at": at(17)}
    job = shop.job(WorkOrderState.SCHEDULED, priority=Priority.HIGH, safety_notes="Asbestos", **window)
    shop.add(
        WorkOrderSkill(work_order_id=job, skill_id=gas), WorkOrderSkill(work_order_id=job, skill_id=heat)
    )
    shop.visit(job, at(9), at(12), state=VisitState.DONE, finished_at=at(10, 20), crew_key="c")
    shop.visit(job, at(9), at(10), BEN, crew_key="c", double_booked=True, double_booking_reason="Both")
    shop.visit(job, at(9), technician_id=LEFT, state=VisitState.DONE)
    shop.visit(shop.job(customer_id=None, site_id=None, equipment_id=None), duration_minutes=30)
    shop.job(due_at=at(15))


def test_it_says_what_the_whole_office_says(shop: Shop, early: Callable[[str], EarlyOpening]) -> None:
    _fill(shop)
    with shop.database.write(PROGRAM) as work:
        work.session.get_one(Company, 1).logo_id = store_picture(work, LOGO).id
    opening = early(shop.url)
    office = opening.sit(DISPATCHER)
    assert opening.people == shop.owner.ask(People())
    assert office.ask(AskCompany()) == shop.dispatcher.ask(AskCompany())
    assert office.ask(AskCompany()).logo == LOGO
    for days in (1, 3):
        board = office.ask(BoardDay(day=TODAY, day_count=days))
        assert board == shop.dispatcher.ask(BoardDay(day=TODAY, day_count=days))
        assert (len(board.technicians), len(board.visits), len(board.jobs)) == (3, 3, 2)


def test_it_says_the_same_of_a_demo_shop(
    empty_database_url: str, early: Callable[[str], EarlyOpening]
) -> None:
    make_demo(parse_location(empty_database_url), "small", today=TODAY)
    opened = open_office(empty_database_url)
    opening = early(empty_database_url)
    assert opening.people == opened.people
    owner = next(person for person in opening.people if person.role is Role.OWNER)
    first, whole = opening.sit(owner.id), opened.sit(owner.id)
    boards = []
    for back in range(3):
        query = BoardDay(day=TODAY - timedelta(days=back), day_count=1 + back)
        boards.append(first.ask(query))
        assert boards[-1] == whole.ask(query)
    assert any(board.visits for board in boards)
    assert boards[0].jobs
    assert first.ask(AskCompany()) == whole.ask(AskCompany())
    opened.database.close()


def test_nothing_heavy_is_loaded_until_the_board_is_read(sqlite_shop: Shop) -> None:
    script = (
        "import sys; from datetime import date; from fsmdesk.opening import open_seat;"
        "from fsmdesk.services.dispatch.messages import BoardDay;"
        f"seat = open_seat({sqlite_shop.url!r}, lambda people: people[0].id);"
        "board = seat.office.ask(BoardDay(day=date(2026, 3, 2)));"
        "heavy = {'sqlalchemy', 'psycopg', 'alembic', 'reportlab', 'openpyxl'};"
        "print(len(board.technicians), *heavy & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["2"]


def test_what_is_not_allowed_is_refused(shop: Shop, early: Callable[[str], EarlyOpening]) -> None:
    opening = early(shop.url)
    with pytest.raises(NotAllowed) as refused:
        opening.sit(FAYS_PHONE).ask(BoardDay(day=TODAY))
    with pytest.raises(NotAllowed) as by_the_whole:
        shop.fays_phone.ask(BoardDay(day=TODAY))
    assert str(refused.value) == str(by_the_whole.value)
    with pytest.raises(RuleBroken):
        opening.sit(99)


def test_a_rule_is_told_as_the_whole_office_tells_it(
    sqlite_shop: Shop, early: Callable[[str], EarlyOpening]
) -> None:
    with pytest.raises(RuleBroken) as refused:
        early(sqlite_shop.url).sit(DISPATCHER).ask(BoardDay(day=TODAY, day_count=63))
    assert refused.value.field == "day_count"


def test_it_becomes_the_whole_office_once(shop: Shop, early: Callable[[str], EarlyOpening]) -> None:
    opening = early(shop.url)
    office = opening.sit(DISPATCHER)
    assert office._whole is None
    owner = opening.sit(1)
    with ThreadPoolExecutor(4) as pool:
        wholes = [each.result() for each in [pool.submit(owner.whole) for _ in range(4)]]
    assert all(whole is wholes[0] for whole in wholes)
    assert owner.do(SavePerson(name="Ina", role=Role.DISPATCHER)).value in {
        person.id for person in owner.ask(People())
    }
    assert owner.actor == wholes[0].actor
    assert owner.ask(BoardDay(day=TODAY)) == office.ask(BoardDay(day=TODAY))
    for each in (wholes[0], office.whole()):
        each.database.close()


def test_a_driver_that_fails_leaves_it_to_the_whole_office(
    sqlite_shop: Shop, early: Callable[[str], EarlyOpening]
) -> None:
    opening = early(sqlite_shop.url)
    office = opening.sit(DISPATCHER)
    with opening.database.read() as reading:
        reading.rows("SELECT 1")
    assert opening.database._connection is not None
    opening.database._connection.close()
    assert office.ask(BoardDay(day=TODAY)).technicians
    assert isinstance(office._whole, Office)
    office.whole().database.close()


@pytest.mark.parametrize("step", ["0000", "9999", ""])
def test_an_office_at_another_step_is_left_to_be_migrated_or_refused(shop: Shop, step: str) -> None:
    with shop.database.engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{step}'")
    assert open_early_office(shop.url) is None
    with pytest.raises(OfficeNotUsable):
        open_seat(shop.url, lambda people: people[0].id)


def test_a_database_that_is_no_office_is_refused(empty_database_url: str) -> None:
    location = parse_location(empty_database_url)
    if location.path is None:
        assert open_early(location) is None
    with pytest.raises(OfficeNotUsable):
        open_seat(empty_database_url, lambda people: people[0].id)


def test_a_file_that_is_not_ours_is_refused_at_once(tmp_path: Path) -> None:
    strange = tmp_path / "strange.db"
    with closing(sqlite3.connect(strange)) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num text)")
    with pytest.raises(OfficeNotUsable, match="not an fsmdesk office"):
        open_early_office(str(strange))


def test_a_backup_gets_its_mode_first(sqlite_shop: Shop) -> None:
    sqlite_shop.database.close()
    with closing(sqlite3.connect(sqlite_shop.url)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    assert open_early_office(sqlite_shop.url) is None
    seat = open_seat(sqlite_shop.url, lambda people: people[0].id)
    assert not isinstance(getattr(seat, "office"), EarlyOffice)  # noqa: B009


def test_a_server_that_is_not_there_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    import psycopg

    asked: list[str] = []
    connect = psycopg.connect

    def counted(address: str, **arguments: Any) -> Any:
        asked.append(address)
        return connect(address, **arguments)

    monkeypatch.setattr(psycopg, "connect", counted)
    with pytest.raises(OfficeNotUsable, match=r"nowhere @ 127\.0\.0\.1 can't be opened"):
        open_seat("postgresql://nobody@127.0.0.1:1/nowhere", lambda people: people[0].id)
    assert len(asked) == 1


def test_an_address_may_be_odd() -> None:
    location = parse_location("postgresql+psycopg://ann:p%40ss@db.example:6000/north%20gate?sslmode=require")
    assert location.words == "north gate @ db.example"
    assert (location.url.password, location.url.port, location.url.database) == ("p@ss", 6000, "north gate")
    for broken in ("postgresql://host:port/x", "postgresql://host", "postgresql://[::1/x", "mysql://h/x"):
        with pytest.raises(RuleBroken):
            parse_location(broken)
