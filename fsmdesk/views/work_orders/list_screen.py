"""The list of work orders."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QMenu

from fsmdesk.core.lists import ListFilter, ListPage, ListRequest
from fsmdesk.core.messages import Query
from fsmdesk.core.permissions import Permission
from fsmdesk.core.states import OPEN_STATES, WorkOrderState
from fsmdesk.core.terms import JobKind, Priority
from fsmdesk.core.times import now
from fsmdesk.core.words import tr
from fsmdesk.services.orders.messages import WorkOrderList, WorkOrderRow
from fsmdesk.views.desk import Desk
from fsmdesk.views.excel_export import ExcelExport
from fsmdesk.views.widgets.empty_state import EmptyState
from fsmdesk.views.widgets.filter_bar import FilterChip
from fsmdesk.views.widgets.importing import offer_import
from fsmdesk.views.widgets.list_screen import ListScreen
from fsmdesk.views.widgets.table_columns import Column, Kind, words_of


def _numbered(row: WorkOrderRow) -> str:
    return f"#{row.number}"


def _site(row: WorkOrderRow) -> str:
    return row.site


def _is_overdue(row: WorkOrderRow) -> bool:
    return row.due_at is not None and row.state in OPEN_STATES and row.due_at < now()


def _due_colour(row: WorkOrderRow) -> str:
    return "danger_text" if _is_overdue(row) else ""


def _states(chip: str, text: str, *states: WorkOrderState) -> FilterChip:
    return FilterChip(chip, text, ListFilter("state", values=states), group="state")


class WorkOrdersScreen(ListScreen[WorkOrderRow]):
    """Every job from the first call to the archive, the newest first."""

    name = "work_orders"
    kinds = ("work_order", "visit", "work_order_line", "customer", "site", "technician")
    first_sort = ("number", True)
    columns = (
        Column("number", tr("Number"), width=122, get=_numbered, is_strong=True),
        Column("title", tr("Job"), width=200, stretch=True, secondary=_site),
        Column("customer", tr("Customer"), width=140, is_grouped=True),
        Column(
            "state", tr("State"), Kind.STATE, width=118, is_grouped=True, choices=words_of(WorkOrderState)
        ),
        Column(
            "priority", tr("Priority"), Kind.PRIORITY, width=102, is_grouped=True, choices=words_of(Priority)
        ),
        Column("kind", tr("Kind"), width=90, is_muted=True, is_grouped=True, choices=words_of(JobKind)),
        Column("technicians", tr("Technicians"), width=112, is_grouped=True),
        Column("requested_at", tr("Requested"), Kind.INSTANT, width=168, is_muted=True, is_grouped=True),
        Column("due_at", tr("Due"), Kind.INSTANT, width=172, colour=_due_colour, is_grouped=True),
        Column("planned_start_at", tr("Planned"), Kind.INSTANT, width=172, is_grouped=True),
        Column("completed_at", tr("Completed"), Kind.INSTANT, width=162, is_hidden=True, is_grouped=True),
        Column("site", tr("Site"), width=150, is_hidden=True, is_grouped=True),
        Column("city", tr("City"), width=120, is_hidden=True, is_grouped=True),
        Column("net_minor", tr("Net"), Kind.MONEY, width=92, is_totalled=True),
    )
    chips = (
        FilterChip("open", tr("Open"), ListFilter("open", values=(True,))),
        FilterChip("overdue", tr("Overdue"), ListFilter("overdue", values=(True,))),
        _states("to_schedule", tr("To schedule"), WorkOrderState.APPROVED),
        _states("waiting", tr("Waiting"), WorkOrderState.WAITING),
        _states("complete", tr("Complete"), WorkOrderState.COMPLETE),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, tr("Work orders"), tr("Number, job, customer, site, order number…"))
        self._excel = ExcelExport(self, "work-orders")
        self.offer_excel()
        offer_import(self, "work-orders")

    def query(self, request: ListRequest) -> Query[ListPage[WorkOrderRow]]:
        """One page of them."""
        return WorkOrderList(request=_sensible(request))

    def open_row(self, row: WorkOrderRow) -> None:
        """Open the editor."""
        self.desk.shell.open_record("work_order", row.id)

    def empty_state(self) -> EmptyState:
        """The first job comes with a call."""
        about = tr(
            "Every call becomes a job here, and stays as the history of its customer, site and machine."
        )
        state = EmptyState("clipboard-list", tr("No jobs yet"), about)
        if self.desk.may(Permission.TAKE_CALLS):
            state.offer(tr("Take a call"), self._take_call, "phone")
        return state

    def row_menu(self, menu: QMenu, row: WorkOrderRow) -> None:
        """Open it, or see it on the board."""
        menu.addAction(tr("Open")).triggered.connect(partial(self.open_row, row))
        show = partial(self.desk.shell.go, "board", row.id)
        menu.addAction(tr("Show on board")).triggered.connect(show)

    def export_excel(self, request: ListRequest, columns: Sequence[Column]) -> None:
        """The same rows and columns as a spreadsheet."""
        self._excel.ask_where(_sensible(request), columns)

    def _take_call(self) -> None:
        self.desk.shell.go("new_call")


def _sensible(request: ListRequest) -> ListRequest:
    """What is complete is no longer open: asked for by its state, it is shown whatever Open says."""
    if not request.filter_values("state"):
        return request
    kept = tuple(condition for condition in request.filters if condition.key != "open")
    return replace(request, filters=kept)
