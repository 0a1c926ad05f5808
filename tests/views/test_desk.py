"""A command settles, is heard of, and can be taken back; an error lands at its owner."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.messages import ChangeSet, Command, Done, Query, RecordRef
from fsmdesk.core.permissions import Permission
from fsmdesk.core.terms import Role
from fsmdesk.services.undoing.messages import Undo
from fsmdesk.views.desk import Desk
from tests.views.desks import PlainOffice, PlainShell, make_desk


@dataclass(frozen=True, kw_only=True)
class Paint(Command[int]):
    needs: ClassVar[Permission] = Permission.SCHEDULE
    undoable: ClassVar[bool] = True


@dataclass(frozen=True, kw_only=True)
class Burn(Command[int]):
    needs: ClassVar[Permission] = Permission.SCHEDULE


@dataclass(frozen=True, kw_only=True)
class Colour(Query[str]):
    """Which colour it is."""


CHANGES = ChangeSet.of([RecordRef("visit", 7)])


@pytest.fixture
def office() -> PlainOffice:
    office = PlainOffice()
    office.answers = {Paint: lambda _: 1, Burn: lambda _: 2, Colour: lambda _: "red", Undo: lambda _: None}
    office.changes = {Paint: CHANGES, Undo: CHANGES}
    return office


@pytest.fixture
def shell() -> PlainShell:
    return PlainShell()


@pytest.fixture
def desk(office: PlainOffice, shell: PlainShell, qapp: QObject, tmp_path: Path) -> Any:
    parent = QObject()
    desk = make_desk(tmp_path, office, parent, shell)
    yield desk
    desk.tasks.drain()


def test_a_question_is_answered(desk: Desk, qtbot: QtBot) -> None:
    heard: list[str] = []
    desk.ask(desk.hub, Colour(), heard.append)
    qtbot.waitUntil(lambda: heard == ["red"])


def test_the_screen_settles_before_others_hear(desk: Desk, qtbot: QtBot) -> None:
    order: list[object] = []
    desk.hub.saved.connect(lambda changes, origin: order.append((changes, origin)))

    def settle(done: Done[int]) -> None:
        order.append(done.value)

    desk.do(desk.hub, Paint(), settle)
    qtbot.waitUntil(lambda: order == [1, (CHANGES, desk.hub)])


def test_an_error_goes_to_the_presenter(
    desk: Desk, office: PlainOffice, shell: PlainShell, qtbot: QtBot
) -> None:
    def refuse(command: Paint) -> int:
        raise RuleBroken("Not now.")

    office.answers[Paint] = refuse
    settled: list[object] = []
    desk.do(desk.hub, Paint(), settled.append, said="Painted")
    qtbot.waitUntil(lambda: [notice.text for notice in shell.notices] == ["Not now."])
    assert settled == []
    assert shell.said == []


def test_what_can_be_taken_back_offers_it(
    desk: Desk, office: PlainOffice, shell: PlainShell, qtbot: QtBot
) -> None:
    command = Paint()
    desk.do(desk.hub, command, lambda _: None, said="Painted")
    qtbot.waitUntil(lambda: bool(shell.said))
    text, undo = shell.said[0]
    assert text == "Painted"
    assert undo is not None
    heard: list[ChangeSet] = []
    desk.hub.saved.connect(lambda changes, _origin: heard.append(changes))
    undo()
    qtbot.waitUntil(lambda: len(shell.said) == 2)
    taken_back = office.done[-1]
    assert isinstance(taken_back, Undo)
    assert taken_back.undone_key == command.key
    assert heard == [CHANGES]


def test_what_cannot_be_taken_back_does_not_offer_it(desk: Desk, shell: PlainShell, qtbot: QtBot) -> None:
    desk.do(desk.hub, Burn(), lambda _: None, said="Burnt")
    qtbot.waitUntil(lambda: shell.said == [("Burnt", None)])


def test_the_table_of_permissions_decides(qapp: QObject, tmp_path: Path) -> None:
    parent = QObject()
    desk = make_desk(tmp_path, PlainOffice(Role.DISPATCHER), parent)
    assert desk.may(Permission.SCHEDULE)
    assert not desk.may(Permission.ISSUE_INVOICES)
    assert desk.tasks.drain()
