"""Jobs leave the GUI thread, outcomes come back to it, and nothing reaches what is gone."""

from collections.abc import Iterator
from threading import Event, get_ident

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from fsmdesk.views.tasks import Lane, Progress, Step, TaskRunner


@pytest.fixture
def tasks(qapp: QObject) -> Iterator[TaskRunner]:
    runner = TaskRunner()
    yield runner
    assert runner.drain()


def refuse(error: Exception) -> None:
    raise AssertionError(f"no error was expected: {error!r}")


def test_result_arrives_on_the_gui_thread(tasks: TaskRunner, qtbot: QtBot) -> None:
    seen: list[tuple[int, int]] = []
    tasks.run(tasks, get_ident, lambda worker: seen.append((worker, get_ident())), refuse)
    qtbot.waitUntil(lambda: bool(seen))
    worker, arrived = seen[0]
    assert arrived == get_ident()
    assert worker != arrived


def test_error_arrives_instead_of_a_result(tasks: TaskRunner, qtbot: QtBot) -> None:
    results: list[object] = []
    errors: list[Exception] = []

    def job() -> None:
        raise ValueError("no")

    tasks.run(tasks, job, results.append, errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert [type(error) for error in errors] == [ValueError]
    assert results == []
    assert tasks.is_idle()


def test_commands_run_in_the_order_they_were_given(tasks: TaskRunner, qtbot: QtBot) -> None:
    ran: list[int] = []
    for number in range(20):
        tasks.run(tasks, lambda number=number: ran.append(number), lambda _: None, refuse, Lane.WRITE)  # type: ignore[misc]
    qtbot.waitUntil(tasks.is_idle)
    assert ran == list(range(20))


def test_a_slow_read_does_not_hold_up_a_command(tasks: TaskRunner, qtbot: QtBot) -> None:
    gate = Event()
    done: list[str] = []
    tasks.run(tasks, gate.wait, lambda _: done.append("read"), refuse, Lane.READ)
    tasks.run(tasks, lambda: None, lambda _: done.append("command"), refuse, Lane.WRITE)
    qtbot.waitUntil(lambda: done == ["command"])
    gate.set()
    qtbot.waitUntil(lambda: done == ["command", "read"])


def test_a_deleted_owner_hears_nothing(tasks: TaskRunner, qtbot: QtBot) -> None:
    gate = Event()
    owner = QObject()
    heard: list[object] = []
    tasks.run(owner, gate.wait, heard.append, heard.append)
    with qtbot.waitSignal(owner.destroyed):
        owner.deleteLater()
    gate.set()
    qtbot.waitUntil(tasks.is_idle)
    assert heard == []


def test_cancelled_and_forgotten_outcomes_never_arrive(tasks: TaskRunner, qtbot: QtBot) -> None:
    gate = Event()
    owner = QObject()
    heard: list[object] = []
    ticket = tasks.run(tasks, gate.wait, heard.append, heard.append)
    tasks.run(owner, gate.wait, heard.append, heard.append)
    with qtbot.waitSignals([tasks.ended, tasks.ended]):
        tasks.cancel(ticket)
        tasks.forget(owner)
    gate.set()
    done: list[object] = []
    tasks.run(tasks, lambda: None, done.append, refuse)
    qtbot.waitUntil(lambda: done == [None])
    assert heard == []


def test_long_job_tells_how_far_it_is(tasks: TaskRunner, qtbot: QtBot) -> None:
    steps: list[Step] = []
    results: list[str] = []

    def job(progress: Progress) -> str:
        for done in range(1, 1001):
            progress.report(done, 1000, "rows")
        return "ready"

    tasks.run_long(tasks, job, results.append, refuse, steps.append)
    qtbot.waitUntil(lambda: results == ["ready"])
    assert steps[-1] == Step(1000, 1000, "rows")
    assert len(steps) < 200  # a report for each row must not flood the window


def test_cancelled_long_job_stops_at_its_next_report(tasks: TaskRunner, qtbot: QtBot) -> None:
    started, may_go_on, ended = Event(), Event(), Event()
    heard: list[object] = []

    def job(progress: Progress) -> None:
        started.set()
        may_go_on.wait()
        try:
            progress.report(1)
        finally:
            ended.set()
        raise AssertionError("the report lets it pass")

    ticket = tasks.run_long(tasks, job, heard.append, heard.append, heard.append)
    assert started.wait(5)
    tasks.cancel(ticket)
    may_go_on.set()
    assert ended.wait(5)
    assert tasks.drain()
    assert heard == []


def test_after_draining_nothing_runs(qapp: QObject) -> None:
    tasks = TaskRunner()
    assert tasks.drain()
    ran: list[int] = []
    tasks.run(tasks, lambda: ran.append(1), lambda _: None, refuse)
    assert tasks.drain()
    assert ran == []


def test_signals_survive_thousands_of_deliveries(tasks: TaskRunner, qtbot: QtBot) -> None:
    """A Qt that drops references on each emission dies here."""
    count: list[int] = []
    for _ in range(5000):
        tasks.run(tasks, lambda: True, lambda flag: count.append(flag), refuse)
    qtbot.waitUntil(lambda: len(count) == 5000, timeout=20_000)
