"""Changes reach the screens on the GUI thread, whoever made them."""

from threading import Thread, get_ident

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from fsmdesk.core.messages import ChangeSet, RecordRef
from fsmdesk.views.change_hub import ChangeHub

CHANGES = ChangeSet.of([RecordRef("visit", 7)])


def test_own_change_carries_its_origin(qapp: QObject) -> None:
    hub = ChangeHub()
    heard: list[tuple[ChangeSet, object]] = []
    hub.saved.connect(lambda changes, origin: heard.append((changes, origin)))
    hub.tell(CHANGES, hub)
    assert heard == [(CHANGES, hub)]


def test_nothing_is_told_of_nothing(qapp: QObject) -> None:
    hub = ChangeHub()
    heard: list[object] = []
    hub.saved.connect(lambda *what: heard.append(what))
    hub.tell(ChangeSet(), hub)
    assert heard == []


def test_another_seat_is_heard_on_the_gui_thread(qtbot: QtBot) -> None:
    hub = ChangeHub()
    heard: list[tuple[ChangeSet, object, int]] = []
    hub.saved.connect(lambda changes, origin: heard.append((changes, origin, get_ident())))
    thread = Thread(target=hub.hear, args=(CHANGES,))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [(CHANGES, None, get_ident())]


def test_whether_others_are_heard_is_told_on_the_gui_thread(qtbot: QtBot) -> None:
    hub = ChangeHub()
    told: list[tuple[bool, str, int]] = []
    hub.reached.connect(lambda is_reached, why: told.append((is_reached, why, get_ident())))
    thread = Thread(target=hub.tell_connection, args=(False, "The server does not answer."))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(told))
    assert told == [(False, "The server does not answer.", get_ident())]
