"""Each screen made in pieces is the one that is made at once, whatever happens meanwhile."""

from collections import Counter
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from fsmdesk.core.messages import ChangeSet, RecordRef
from fsmdesk.places import places
from fsmdesk.views.actions import ActionRegistry
from fsmdesk.views.change_hub import ChangeHub
from fsmdesk.views.desk import Desk
from fsmdesk.views.main_window.places import Place
from fsmdesk.views.making import Making
from fsmdesk.views.screen import Screen
from fsmdesk.views.widgets.editor_screen import EditorScreen
from tests.views.desks import PlainShell
from tests.walk.conftest import Walked

_KINDS = (
    *("customer", "site", "equipment", "item", "tax", "company", "holiday", "business_hours", "invoice"),
    *("work_order", "visit", "technician", "contact", "mail_server", "attachment", "payment", "kind_rule"),
)
_EVERYTHING = ChangeSet.of(RecordRef(kind, 1) for kind in _KINDS)
# Made in pieces, so that no event takes long.
_LARGE = {
    *("new_call", "work_order", "customer", "site", "machine", "invoice", "invoices", "technician", "prices"),
    *("settings", "hours", "documents", "mail", "import", "board"),
}


def _desk(walked: Walked, parent: QWidget) -> Desk:
    hub = ChangeHub(parent)
    return replace(walked.desk, shell=PlainShell(), actions=ActionRegistry(parent), hub=hub, nest=parent)


def _make_up(screen: Screen) -> Counter[str]:
    """What it consists of: how many widgets there are of each class and name."""
    return Counter(f"{type(one).__name__} {one.accessibleName()}" for one in screen.findChildren(QWidget))


def _fields(screen: Screen) -> list[str]:
    return list(screen.form.fields) if isinstance(screen, EditorScreen) else []


@pytest.mark.parametrize("place", places(), ids=lambda place: place.id)
def test_it_is_the_same_screen(walked: Walked, place: Place) -> None:
    nest = QWidget()
    desk = _desk(walked, nest)
    making = Making(lambda: place.build(desk), nest)
    assert making.is_in_pieces or place.id not in _LARGE
    while not making.is_done():
        making._make_piece()
        desk.hub.tell(_EVERYTHING, None)
        making.widget.resize(making.widget.width() + 1, 700)
        QApplication.processEvents()
    whole = place.build(_desk(walked, nest))
    for screen in (making.widget, whole):
        screen.read_again()
    walked.settle()
    assert _fields(making.widget) == _fields(whole)
    assert _make_up(making.widget) == _make_up(whole)
    nest.deleteLater()
    walked.settle()
