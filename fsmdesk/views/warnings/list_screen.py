"""Everything that ends soon, waits too long or has got stuck, in one list."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QMenu

from fsmdesk.core.lists import ListFilter, ListPage, ListRequest
from fsmdesk.core.messages import Query
from fsmdesk.core.states import WorkOrderState
from fsmdesk.core.words import tr, trn
from fsmdesk.services.warnings.messages import WarningKind, WarningList, WarningRow
from fsmdesk.views.desk import Desk
from fsmdesk.views.excel_export import ExcelExport
from fsmdesk.views.widgets.badges import Look
from fsmdesk.views.widgets.empty_state import EmptyState
from fsmdesk.views.widgets.filter_bar import FilterChip
from fsmdesk.views.widgets.list_screen import ListScreen
from fsmdesk.views.widgets.table_columns import Column, Kind, words_of

_LOOKS = {
    WarningKind.UNANSWERED: Look("danger", "inbox"),
    WarningKind.STUCK: Look("warn", "hourglass"),
    WarningKind.CERTIFICATE: Look("warn", "hard-hat"),
    WarningKind.TAX_CERTIFICATE: Look("warn", "percent"),
    WarningKind.AGREEMENT: Look("info", "shield-check"),
    WarningKind.WARRANTY: Look("info", "gauge"),
}


def _kind(row: WarningRow) -> str:
    return row.kind.label


def _look(row: WarningRow) -> Look:
    return _LOOKS[row.kind]


def _state(row: WarningRow) -> str:
    return WorkOrderState(row.state).label if row.state else ""


def _chip(kind: WarningKind) -> FilterChip:
    return FilterChip(kind.value, kind.label, ListFilter("kind", values=(kind.value,)))


def _distance(row: WarningRow) -> str:
    if row.days == 0:
        return tr("today")
    if row.days > 0:
        return trn("in {n} day", "in {n} days", row.days).format(n=row.days)
    return trn("{n} day ago", "{n} days ago", -row.days).format(n=-row.days)


class WarningsScreen(ListScreen[WarningRow]):
    """The most pressing first; Enter opens what it is about."""

    name = "warnings"
    kinds = ("work_order", "visit", "technician", "technician_skill", "customer", "agreement", "equipment")
    first_sort = ("on_day", False)
    chips = tuple(_chip(kind) for kind in WarningKind)

    columns = (
        Column(
            *("kind", tr("What"), Kind.BADGE, 216),
            get=_kind,
            look=_look,
            is_grouped=True,
            choices=words_of(WarningKind),
        ),
        Column("name", tr("About"), width=280, is_strong=True, stretch=True),
        Column("about", tr("Whose, where"), width=240, is_muted=True),
        Column("state", tr("State"), width=120, get=_state, is_muted=True),
        Column("on_day", tr("Day"), Kind.DATE, 150),
        Column("days", tr("That is"), width=140, get=_distance, is_muted=True, is_sortable=False),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, tr("Warnings"), tr("Job, customer, technician, machine…"))
        self._excel = ExcelExport(self, "warnings")
        self.offer_excel()

    def query(self, request: ListRequest) -> Query[ListPage[WarningRow]]:
        """One page of them."""
        return WarningList(request=request)

    def open_row(self, row: WarningRow) -> None:
        """Open what it is about."""
        self.desk.shell.open_record(row.record, row.record_id)

    def row_menu(self, menu: QMenu, row: WarningRow) -> None:
        """Open it."""
        menu.addAction(tr("Open")).triggered.connect(partial(self.open_row, row))

    def empty_state(self) -> EmptyState:
        """All is well."""
        text = tr(
            "Certificates, warranties and agreements that end soon, requests that nobody answered, and jobs "
            "that do not move are listed here."
        )
        return EmptyState("circle-check", tr("Nothing to worry about"), text)

    def export_excel(self, request: ListRequest, columns: Sequence[Column]) -> None:
        """The same rows and columns as a spreadsheet."""
        self._excel.ask_where(request, [column for column in columns if column.key != "days"])
