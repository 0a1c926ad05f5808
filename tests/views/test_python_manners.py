"""Python's manners while a window is open: what they are, what they free, and that they end with the window."""

import gc
import sys
import threading
import weakref
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fsmdesk.app import App
from fsmdesk.views import python_manners
from fsmdesk.views.python_manners import PythonManners
from fsmdesk.views.tasks import TaskRunner


class _Circle:
    """Only the collector frees it."""

    def __init__(self) -> None:
        self.itself = self


class _Marked:
    """Tells which thread freed it."""

    def __init__(self, threads: set[int]) -> None:
        self.itself: object = None
        weakref.finalize(self, lambda: threads.add(threading.get_ident()))


def _make_rubbish(ended: Event) -> None:
    """What a worker does that reads long lists: it allocates."""
    kept: list[list[list[int]]] = []
    while not ended.wait(0.001):
        kept.append([[] for _ in range(1000)])


class _Room:
    """Manners that look often."""

    def __init__(self) -> None:
        self.owner = QObject()
        self.tasks = TaskRunner(self.owner)
        self.manners = PythonManners(self.tasks, self.owner)


@pytest.fixture
def room(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[_Room]:
    monkeypatch.setattr(python_manners, "_LOOK_MS", 10)
    monkeypatch.setattr(python_manners, "_DUE", 1)
    made = _Room()
    yield made
    made.manners.drop()
    assert made.tasks.drain()


def _old_circle() -> weakref.ref[_Circle]:
    """Rubbish that only a full collection finds, and enough besides that one is due."""
    circle = _Circle()
    seen = weakref.ref(circle)
    gc.collect(0)
    gc.collect(1)
    del circle
    return seen


@pytest.fixture
def own_ways() -> Iterator[None]:
    """Python collects by itself, as it does before a window opens; other tests keep it from that."""
    gc.enable()
    yield
    gc.disable()


@pytest.mark.usefixtures("own_ways")
def test_they_last_as_long_as_the_window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    before = sys.getswitchinterval()
    app = App(qapp, "", tmp_path)
    app.start()
    qtbot.waitUntil(lambda: app.window.isVisible())
    assert sys.getswitchinterval() == pytest.approx(0.0005)
    assert not gc.isenabled()
    app.window.close()
    assert sys.getswitchinterval() == pytest.approx(before)
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0
    app.deleteLater()


def test_rubbish_goes_in_a_quiet_moment(room: _Room, qtbot: QtBot) -> None:
    room.manners.adopt()
    seen = _old_circle()
    assert seen() is not None
    qtbot.waitUntil(lambda: seen() is None)


def test_what_is_new_goes_without_a_quiet_moment_and_only_in_this_thread(room: _Room, qtbot: QtBot) -> None:
    ended = Event()
    threads: set[int] = set()
    room.manners.adopt()
    room.tasks.run(room.owner, lambda: _make_rubbish(ended), lambda _: None, lambda _error: None)
    mark = _Marked(threads)
    mark.itself = mark
    del mark
    qtbot.waitUntil(lambda: bool(threads))
    ended.set()
    assert threads == {threading.get_ident()}


def test_while_an_answer_is_awaited_nothing_is_collected(room: _Room, qtbot: QtBot) -> None:
    ended, looks = Event(), []
    room.manners.adopt()
    room.manners._timer.timeout.connect(lambda: looks.append(1))
    room.tasks.run(room.owner, ended.wait, lambda _is_set: None, lambda _error: None)
    seen = _old_circle()
    qtbot.waitUntil(lambda: len(looks) > 3)
    assert seen() is not None
    ended.set()
    qtbot.waitUntil(lambda: seen() is None)


def test_but_not_for_ever(room: _Room, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(python_manners, "_PATIENCE_SECONDS", 0.0)
    ended = Event()
    room.manners.adopt()
    room.tasks.run(room.owner, ended.wait, lambda _is_set: None, lambda _error: None)
    seen = _old_circle()
    qtbot.waitUntil(lambda: seen() is None)
    ended.set()


def test_what_is_kept_is_not_looked_at_until_it_is_released(room: _Room) -> None:
    room.manners.adopt()
    kept = _Circle()
    seen = weakref.ref(kept)
    room.manners.keep()
    assert gc.get_freeze_count() > 0
    del kept
    gc.collect()
    assert seen() is not None
    room.manners.release()
    assert seen() is None
    assert gc.get_freeze_count() > 0  # what is still in use stays


def test_without_a_window_nothing_is_changed(room: _Room) -> None:
    before = (sys.getswitchinterval(), gc.isenabled(), gc.get_freeze_count())
    room.manners.keep()
    room.manners.release()
    room.manners.drop()
    assert (sys.getswitchinterval(), gc.isenabled(), gc.get_freeze_count()) == before
