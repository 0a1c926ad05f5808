"""The bookkeeper's window, with the places of mail too."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from fsmdesk.places import places
from fsmdesk.views.desk import Desk
from fsmdesk.views.main_window.window import MainWindow
from tests.services.mail.post_office import NOWHERE, use_server
from tests.services.shop import Shop
from tests.views.desks import PlainOffice, PlainShell, make_desk
from tests.views.invoices.conftest import shop, window

__all__ = ["desk", "shop", "window"]

_PLACES = ("invoices", "invoice", "outbox", "mail", "settings")


@pytest.fixture
def desk(shop: Shop, window: MainWindow, tmp_path: Path) -> Iterator[Desk]:
    """The owner's."""
    use_server(shop, NOWHERE)
    plain = make_desk(tmp_path, PlainOffice(), window, PlainShell())
    made = replace(plain, office=shop.owner, shell=window, actions=window.actions_offered)
    known = [place for place in places() if place.id in _PLACES]
    window.furnish(known, lambda place: place.build(made), made.settings)
    yield made
    made.tasks.drain()
