from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from fsmdesk.core.terms import Priority
from fsmdesk.views.board.board_rows import job_from
from fsmdesk.views.board.drag_session import DragSession
from fsmdesk.views.board.due_words import Urgency, due_words
from fsmdesk.views.board.gesture import Gesture, GestureKind
from fsmdesk.views.board.job_list import JobPanel
from fsmdesk.views.board.job_model import JobModel
from fsmdesk.views.board.store import BoardStore
from fsmdesk.views.board.visits import Job, Visit, minute_of
from tests.views.board.hand import drag, release
from tests.views.board.world import BoardWorld
from tests.views.desks import FORMATS


@pytest.fixture
def panel(qtbot: QtBot, world: BoardWorld) -> JobPanel:
    store = BoardStore()
    world.fill(store)
    session = DragSession()
    made = JobPanel(store, FORMATS, session)
    session.setParent(made)
    qtbot.addWidget(made)
    made.resize(420, 500)
    made.show_now(minute_of(world.at(10, 43)))
    made.show_jobs()
    made.show()
    qtbot.waitExposed(made)
    return made


def shown(model: JobModel) -> list[str]:
    return [job.number for row in range(model.rowCount()) if (job := model.row_at(row))]


def numbered_jobs(*numbers: int) -> list[Job]:
    base = Job(0, 1, None, 0, "", "", "", Priority.LOW, None, 60)
    return [replace(base, work_order_id=number, number=str(number)) for number in numbers]


def test_the_model_turns_any_list_into_any_other() -> None:
    model = JobModel(FORMATS)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for numbers in ([1, 2, 3], [3, 1], [], [5, 4, 3, 2, 1], [1, 2, 3, 4, 5], [9, 5, 1, 8]):
        model.replace_rows(numbered_jobs(*numbers))
        assert shown(model) == [str(number) for number in numbers]
    assert tester.model() is model


def test_the_choice_stays_while_the_list_changes(panel: JobPanel) -> None:
    panel.view.setCurrentIndex(panel.model.index(1))
    chosen = panel.view.chosen_job
    assert chosen is not None
    panel.model.replace_rows([*numbered_jobs(1, 2), replace(chosen, title="Something else")])
    assert panel.view.chosen_job == replace(chosen, title="Something else")


def test_a_job_is_dragged_from_the_list(panel: JobPanel) -> None:
    at = panel.view.visualRect(panel.model.index(0)).center()
    drag(panel.view.viewport(), at, at + QPoint(-80, 20))
    session = panel.session
    assert session.is_active
    assert session.gesture is not None and session.gesture.kind is GestureKind.PLACE
    assert session.gesture.subject == panel.model.row_at(0)
    release(panel.view.viewport(), at + QPoint(-80, 20))
    assert not panel.session.is_active


def test_a_visit_dropped_on_the_list_is_unscheduled_and_a_job_is_not(panel: JobPanel) -> None:
    heard: list[tuple[tuple[int, ...], int | None]] = []
    panel.visits_dropped.connect(lambda ids, list_id: heard.append((ids, list_id)))
    inside = panel.mapToGlobal(QPoint(100, 300))
    visit = Gesture(GestureKind.MOVE, Visit(7, 1, 1, 0, 60))
    offer = panel.offer(visit, inside)
    assert offer is not None
    panel.take(visit, offer)
    assert heard == [((7,), None)]
    job = panel.model.row_at(0)
    assert job is not None
    assert panel.offer(Gesture(GestureKind.PLACE, job), inside) is None
    assert panel.offer(replace(visit, kind=GestureKind.RESIZE_END), inside) is None
    assert panel.offer(visit, panel.mapToGlobal(QPoint(-5, 300))) is None


def test_keys_lift_and_open(panel: JobPanel) -> None:
    lifted: list[Job] = []
    opened: list[Job] = []
    panel.view.job_lifted.connect(lifted.append)
    panel.view.job_opened.connect(opened.append)
    panel.view.setCurrentIndex(panel.model.index(0))
    QTest.keyClick(panel.view, Qt.Key.Key_Space)
    QTest.keyClick(panel.view, Qt.Key.Key_Down)
    QTest.keyClick(panel.view, Qt.Key.Key_Return)
    assert [job.number for job in lifted + opened] == ["4431", "4430"]


def test_an_empty_list_says_what_will_be_here(panel: JobPanel, world: BoardWorld) -> None:
    assert not panel.empty_words.isVisible()
    panel.store.show_jobs([])
    panel.show_jobs()
    assert panel.empty_words.isVisible()


@pytest.mark.parametrize(
    ("hours", "words", "urgency"),
    [
        (None, "no date", Urgency.LATER),
        (-2, "2 h late", Urgency.LATE),
        (-72, "3 d late", Urgency.LATE),
        (1, "due in 1 h", Urgency.LATE),
        (5, "due 3:43 PM", Urgency.TODAY),
        (72, "by Mon 23", Urgency.LATER),
        (24 * 30, "by Dec 20, 2026", Urgency.LATER),
    ],
)
def test_how_soon_in_words(world: BoardWorld, hours: int | None, words: str, urgency: Urgency) -> None:
    now = minute_of(world.at(10, 43))
    job = replace(job_from(world.jobs[0]), due_minute=None if hours is None else now + hours * 60)
    said, how = due_words(job, now, FORMATS)
    assert (said.replace("\xa0", " "), how) == (words, urgency)


def test_when_it_suits_is_told_beside_what_is_due(world: BoardWorld) -> None:
    now = minute_of(world.at(10, 43))
    due = replace(job_from(world.jobs[0]), due_minute=now + 72 * 60)
    asked = replace(due, window_start_minute=now + 1440, window_end_minute=now + 1440 + 120)
    model = JobModel(FORMATS)
    model.show_now(now)
    assert "suits Sat 21 " in model.spoken(asked)
    assert "by Mon 23" in model.spoken(asked)
    assert "suits" not in model.spoken(due)
    assert model.spoken(replace(asked, due_minute=None)).count("Sat 21") == 1


def test_a_window_is_told_where_there_is_no_due_time(world: BoardWorld) -> None:
    now = minute_of(world.at(10, 43))
    job = replace(job_from(world.jobs[0]), due_minute=None)
    morning = replace(job, window_start_minute=now + 1440, window_end_minute=now + 1440 + 120)
    days = replace(job, window_start_minute=now + 1440, window_end_minute=now + 3 * 1440)
    assert due_words(morning, now, FORMATS)[0].startswith("Sat 21 ")
    assert due_words(days, now, FORMATS)[0] == "Sat 21 – Mon 23"
    midnight = minute_of(world.at(0, 0)) + 1440
    before = replace(job, window_start_minute=midnight, window_end_minute=midnight + 15 * 60)
    whole = replace(job, window_start_minute=midnight, window_end_minute=midnight + 1440)
    assert due_words(before, now, FORMATS)[0].replace("\xa0", " ") == "Sat 21 before 3:00 PM"
    assert due_words(whole, now, FORMATS)[0] == "Sat 21"
