"""The list of customers."""

from fsmdesk.core.lists import ListFilter, ListPage, ListRequest
from fsmdesk.core.messages import Query
from fsmdesk.core.words import tr
from fsmdesk.services.parties.messages import CustomerList, CustomerRow
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.badges import Look
from fsmdesk.views.widgets.empty_state import EmptyState
from fsmdesk.views.widgets.filter_bar import FilterChip
from fsmdesk.views.widgets.importing import offer_import
from fsmdesk.views.widgets.party_segments import PartySegments
from fsmdesk.views.widgets.record_list import ARCHIVED_LOOK, RecordListScreen, archived_chip, archived_word
from fsmdesk.views.widgets.table_columns import Column, Kind


def _mark(row: CustomerRow) -> str:
    return archived_word(row) or (tr("Credit hold") if row.credit_hold else "")


def _mark_look(row: CustomerRow) -> Look:
    return ARCHIVED_LOOK if row.is_archived else Look("warn", "lock")


def _overdue_colour(_row: CustomerRow) -> str:
    return "danger_text"


class CustomersScreen(RecordListScreen[CustomerRow]):
    """Who pays, and who owes."""

    name = "customers"
    record_kind = "customer"
    record_place = "customer"
    export_kind = "customers"
    kinds = ("customer", "site", "work_order", "invoice", "payment", "allocation")
    first_sort = ("name", False)
    columns = (
        Column("name", tr("Name"), stretch=True, is_strong=True),
        Column("city", tr("City"), width=150, is_grouped=True),
        Column("phone", tr("Phone"), width=150),
        Column("email", tr("E-mail"), width=220),
        Column("site_count", tr("Sites"), Kind.NUMBER, width=70, get=lambda row: row.site_count or None),
        Column("open_jobs", tr("Open jobs"), Kind.NUMBER, width=96, get=lambda row: row.open_jobs or None),
        Column(
            *("open_minor", tr("Open"), Kind.MONEY, 120),
            is_totalled=True,
            get=lambda row: row.open_minor or None,
        ),
        Column(
            *("overdue_minor", tr("Overdue"), Kind.MONEY, 120),
            is_totalled=True,
            is_strong=True,
            get=lambda row: row.overdue_minor or None,
            colour=_overdue_colour,
        ),
        Column(
            "credit_hold",
            tr("Note"),
            Kind.BADGE,
            width=130,
            get=_mark,
            look=_mark_look,
            is_grouped=True,
            holds=Kind.YES_NO,
        ),
    )
    chips = (
        FilterChip("overdue", tr("Overdue"), ListFilter("overdue", values=(True,))),
        FilterChip("hold", tr("Credit hold"), ListFilter("credit_hold", values=(True,))),
        archived_chip(),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, tr("Customers"), tr("Name, city, phone, e-mail…"), tr("New customer"))
        self.top_bar.add_left(PartySegments(desk, "customers", self))
        offer_import(self, "customers")

    def query(self, request: ListRequest) -> Query[ListPage[CustomerRow]]:
        """Archived customers only where they are asked for."""
        return CustomerList(request=self.narrowed(request))

    def empty_state(self) -> EmptyState:
        """The first customer."""
        about = tr("Customers are who pays. They also appear here when a call of somebody new is taken.")
        return self.offering(EmptyState("building-2", tr("Nobody to work for yet"), about))
