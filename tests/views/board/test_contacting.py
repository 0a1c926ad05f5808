"""From a visit to the people and papers it concerns, by its menu and by the command box."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QAction, QContextMenuEvent, QDesktopServices
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from fsmdesk.core.terms import MessageEvent
from fsmdesk.services.dispatch.messages import PartiesOfVisit, Reached, VisitParties
from fsmdesk.services.mail.messages import ComposeMail, MailDraft
from fsmdesk.services.printing.messages import DaySheetPaper, JobTicketPaper
from fsmdesk.views.board.board_screen import BoardScreen
from fsmdesk.views.board.contacting import tel_url
from fsmdesk.views.mail.window import MailWindow
from fsmdesk.views.printing import preview
from tests.views.board.world import DAY, BoardWorld
from tests.views.desks import PlainShell

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

KNOWN = VisitParties(
    visit_id=1,
    customer_id=12,
    site_id=34,
    email="desk@harbour.example",
    reached=(Reached("Maria & Sons", "+1 (555) 010-7788 ext 5"), Reached("Ana Ruiz", "555 0199")),
    invoices=((77, "I-1007"), (70, "I-1001")),
)
NOTHING = VisitParties(1, None, None, "", (), ())


class _Telephone(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.dialled: list[str] = []

    @Slot(QUrl)
    def dial(self, url: QUrl) -> None:
        self.dialled.append(url.toString())


@pytest.fixture
def telephone() -> Iterator[_Telephone]:
    made = _Telephone()
    QDesktopServices.setUrlHandler("tel", made, "dial")  # type: ignore[arg-type]
    yield made
    QDesktopServices.unsetUrlHandler("tel")


def _menu(qtbot: QtBot, board: BoardScreen, visit_id: int = 1) -> QMenu:
    grid = board.grid
    grid.reveal(grid.places.visit_rect(grid.store.visit(visit_id)))  # type: ignore[arg-type]
    at = grid.visit_box(visit_id).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, grid.viewport().mapToGlobal(at))
    QApplication.sendEvent(grid.viewport(), event)
    menu = board.offering.menu
    assert menu is not None
    qtbot.waitUntil(board.desk.tasks.is_idle)
    return menu


def _actions(menu: QMenu) -> dict[str, QAction]:
    """Those of the two submenus, by their words."""
    names = ("Call or write", "Show or print")
    submenus = [action.menu() for action in menu.actions() if action.text() in names]
    menus = [submenu for submenu in submenus if isinstance(submenu, QMenu)]
    return {action.text(): action for submenu in menus for action in submenu.actions() if action.text()}


def _shell(board: BoardScreen) -> PlainShell:
    assert isinstance(board.desk.shell, PlainShell)
    return board.desk.shell


def test_the_menu_shows_the_numbers_and_dials(
    qtbot: QtBot, board: BoardScreen, world: BoardWorld, telephone: _Telephone
) -> None:
    world.office.answers[PartiesOfVisit] = lambda _query: KNOWN
    menu = _menu(qtbot, board)
    actions = _actions(menu)
    assert [text for text in actions if text.startswith("Call")] == [
        "Call Maria && Sons: +1 (555) 010-7788 ext 5",
        "Call Ana Ruiz: 555 0199",
    ]
    actions["Call Maria && Sons: +1 (555) 010-7788 ext 5"].trigger()
    assert telephone.dialled == ["tel:+15550107788;ext=5"]
    assert _shell(board).said[-1][0] == "Calling Maria & Sons: +1 (555) 010-7788 ext 5"
    menu.close()


def test_customer_site_and_invoice_are_opened(qtbot: QtBot, board: BoardScreen, world: BoardWorld) -> None:
    world.office.answers[PartiesOfVisit] = lambda _query: KNOWN
    menu = _menu(qtbot, board)
    actions = _actions(menu)
    for text in ("Customer", "Site", "Invoice I-1007"):
        actions[text].trigger()
        qtbot.waitUntil(board.desk.tasks.is_idle)
    assert _shell(board).opened == [("customer", 12), ("site", 34), ("invoice", 77)]
    menu.close()


def test_what_is_not_known_is_said(
    qtbot: QtBot, board: BoardScreen, world: BoardWorld, telephone: _Telephone
) -> None:
    world.office.answers[PartiesOfVisit] = lambda _query: NOTHING
    menu = _menu(qtbot, board)
    actions = _actions(menu)
    assert not actions["No number is known"].isEnabled()
    assert not actions["Invoice"].isEnabled()
    actions["Site"].trigger()
    qtbot.waitUntil(board.desk.tasks.is_idle)
    assert _shell(board).said[-1][0] == "This is not known for Harbour Dental yet"
    menu.close()
    board.grid.select(1)
    board.contacting.call(board.grid.selected_visit)  # type: ignore[arg-type]
    qtbot.waitUntil(board.desk.tasks.is_idle)
    assert _shell(board).said[-1][0] == "No number is known for Harbour Dental"
    assert telephone.dialled == []


def test_the_command_box_offers_it_for_the_chosen_visit(
    qtbot: QtBot, board: BoardScreen, world: BoardWorld, telephone: _Telephone
) -> None:
    world.office.answers[PartiesOfVisit] = lambda _query: KNOWN
    offered = {spec.id: action for spec, action in board.desk.actions.offered()}
    board.grid.select(None)
    offered["board.call"].trigger()
    assert _shell(board).said[-1][0] == "Choose a visit first"
    board.grid.select(1)
    offered["board.call"].trigger()
    qtbot.waitUntil(lambda: len(telephone.dialled) == 1)
    offered["board.invoice"].trigger()
    qtbot.waitUntil(lambda: _shell(board).opened == [("invoice", 77)])


def test_a_mail_about_the_visit_is_begun(qtbot: QtBot, board: BoardScreen, world: BoardWorld) -> None:
    asked: list[ComposeMail] = []

    def compose(query: ComposeMail) -> MailDraft:
        asked.append(query)
        return MailDraft(query.event, "desk@harbour.example", "Your visit", "Dear all", work_order_id=4411)

    world.office.answers[PartiesOfVisit] = lambda _query: KNOWN
    world.office.answers[ComposeMail] = compose
    menu = _menu(qtbot, board)
    _actions(menu)["E-mail the customer…"].trigger()
    qtbot.waitUntil(lambda: bool(asked) and board.desk.tasks.is_idle())
    assert (asked[0].event, asked[0].visit_id, asked[0].work_order_id) == (MessageEvent.MOVED, 1, 4411)
    window = board.window().findChild(MailWindow)
    assert window is not None
    qtbot.waitUntil(lambda: window.form.fields["recipient"].read() == "desk@harbour.example")
    window.close()


def test_ticket_and_day_sheet_are_shown(
    qtbot: QtBot, board: BoardScreen, monkeypatch: pytest.MonkeyPatch, world: BoardWorld
) -> None:
    shown: list[tuple[object, str]] = []
    monkeypatch.setattr(
        preview, "show_preview", lambda _desk, _owner, paper, title: shown.append((paper, title))
    )
    world.office.answers[PartiesOfVisit] = lambda _query: KNOWN
    menu = _menu(qtbot, board)
    actions = _actions(menu)
    actions["Job ticket"].trigger()
    actions["Day sheet of Ana Ruiz"].trigger()
    assert [paper for paper, _ in shown] == [
        JobTicketPaper(work_order_id=4411),
        DaySheetPaper(technician_id=1, day=DAY),
    ]
    assert shown[0][1] == "Job ticket #4411"
    menu.close()


@pytest.mark.parametrize(
    ("number", "url"),
    [
        ("555 01-99", "tel:5550199"),
        (" +49 (0) 30 / 1234", "tel:+490301234"),
        ("555 ext. 12", "tel:555;ext=12"),
    ],
)
def test_numbers_are_dialled_as_digits(number: str, url: str) -> None:
    assert tel_url(number).toString() == url
