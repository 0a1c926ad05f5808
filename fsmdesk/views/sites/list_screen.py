"""The list of sites."""

from fsmdesk.core.lists import FilterTest, ListFilter, ListPage, ListRequest
from fsmdesk.core.messages import Query
from fsmdesk.core.words import tr
from fsmdesk.services.parties.messages import SiteList, SiteRow
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.badges import Look
from fsmdesk.views.widgets.empty_state import EmptyState
from fsmdesk.views.widgets.filter_bar import FilterChip
from fsmdesk.views.widgets.importing import offer_import
from fsmdesk.views.widgets.party_segments import PartySegments
from fsmdesk.views.widgets.record_list import ARCHIVED_LOOK, RecordListScreen, archived_chip, archived_word
from fsmdesk.views.widgets.table_columns import Column, Kind


def _mark(row: SiteRow) -> str:
    return archived_word(row) or (tr("No customer") if row.customer_id is None else "")


def _mark_look(row: SiteRow) -> Look:
    return ARCHIVED_LOOK if row.is_archived else Look("warn", "circle-help")


class SitesScreen(RecordListScreen[SiteRow]):
    """Where work is done."""

    name = "sites"
    record_kind = "site"
    record_place = "site"
    export_kind = "sites"
    kinds = ("site", "customer", "equipment", "work_order")
    first_sort = ("name", False)
    columns = (
        Column("name", tr("Name"), width=260, is_strong=True),
        Column("customer", tr("Customer"), width=240, is_grouped=True),
        Column("address", tr("Address"), stretch=True),
        Column("postcode", tr("Postcode"), width=100, is_hidden=True, is_grouped=True),
        Column("city", tr("City"), width=160, is_grouped=True),
        Column(
            *("equipment_count", tr("Machines"), Kind.NUMBER, 96), get=lambda row: row.equipment_count or None
        ),
        Column("open_jobs", tr("Open jobs"), Kind.NUMBER, width=96, get=lambda row: row.open_jobs or None),
        Column("note", tr("Note"), Kind.BADGE, width=140, get=_mark, look=_mark_look, is_sortable=False),
    )
    chips = (
        FilterChip("orphans", tr("Without customer"), ListFilter("customer", FilterTest.EMPTY)),
        archived_chip(),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, tr("Customers"), tr("Name, address, city, customer…"), tr("New site"))
        self.top_bar.add_left(PartySegments(desk, "sites", self))
        offer_import(self, "sites")

    def query(self, request: ListRequest) -> Query[ListPage[SiteRow]]:
        """Archived sites only where they are asked for."""
        return SiteList(request=self.narrowed(request))

    def empty_state(self) -> EmptyState:
        """The first site."""
        about = tr("A site is an address where work is done. It may have several buildings and rooms.")
        return self.offering(EmptyState("map-pin", tr("No sites yet"), about))
