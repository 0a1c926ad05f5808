"""Lists that other programs wrote, brought in through the window one after the other."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from fsmdesk.core.lists import ListRequest
from fsmdesk.services.orders.messages import WorkOrderList
from fsmdesk.services.technicians.messages import Technicians
from fsmdesk.views.desk import Desk
from fsmdesk.views.importing.screen import ImportScreen
from tests.support.shared_data import shared_data
from tests.views.importing.books import counts, take
from tests.views.real_office import RealOffice, click, settle, shown


def _lists() -> Path:
    folder = shared_data()
    assert folder is not None
    return folder / "work-orders" / "aifieldservice" / "data"


def test_sites_technicians_and_jobs_of_a_field_service_come_in(
    qtbot: QtBot, desk: Desk, office: RealOffice
) -> None:
    screen = shown(qtbot, ImportScreen(desk))
    for name, kind, came in (
        ("sites", "sites", "60"),
        ("technicians", "technicians", "24"),
        ("work_orders", "work-orders", "60"),
    ):
        take(qtbot, screen, _lists() / f"{name}.csv")
        assert screen.preview.file_card.boxes["kind"].currentData() == kind
        assert counts(screen) == {"came": came, "new": came, "changed": "0", "same": "0", "rejected": "0"}
        click(screen.preview.foot.button)
        settle(qtbot, desk)
        assert screen.done.closing.text().startswith(f"{came} rows came: {came} new")
        screen.start_over()
    assert len(office.ask(Technicians())) == 24
    assert office.ask(WorkOrderList(request=ListRequest())).total_count == 60
