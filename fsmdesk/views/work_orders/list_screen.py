"""The list of work orders."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QMenu

from fsmdesk.core.lists import ListFilter, ListPage, ListRequest
from fsmdesk.core.messages import Query
from fsmdesk.core.permissions import Permission
from fsmdesk.core.promises import Standing, standing
from fsmdesk.core.states import OPEN_STATES, WorkOrderState
from fsmdesk.core.terms import JobKind, Priority
from fsmdesk.core.times import now
from fsmdesk.core.words import tr, trn
from fsmdesk.services.orders.messages import WorkOrderList, WorkOrderRow
from fsmdesk.services.printing.messages import JobTicketPaper
from fsmdesk.views.actions import ActionSpec
from fsmdesk.views.desk import Desk
from fsmdesk.views.excel_export import ExcelExport
from fsmdesk.views.widgets.badges import Look
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.countdown import COLOURS, Promise, time_left
from fsmdesk.views.widgets.empty_state import EmptyState
from fsmdesk.views.widgets.filter_bar import FilterChip
from fsmdesk.views.widgets.importing import offer_import
from fsmdesk.views.widgets.list_screen import ListScreen
from fsmdesk.views.widgets.new_call_button import offer_new_call
from fsmdesk.views.widgets.table_columns import Column, Kind, words_of

_TICK_MS = 10_000


def _numbered(row: WorkOrderRow) -> str:
    return f"#{row.number}"


def _site(row: WorkOrderRow) -> str:
    return row.site


def _due_colour(row: WorkOrderRow) -> str:
    if row.due_at is None or row.state not in OPEN_STATES:
        return ""
    stands = standing(row.due_at, row.requested_at, now())
    return "" if stands is Standing.FINE else COLOURS[stands]


def _promise(row: WorkOrderRow) -> Promise:
    return Promise(row.state, row.requested_at, row.respond_by_at, row.due_at, row.was_there)


def _left(row: WorkOrderRow) -> str:
    return time_left(_promise(row), now())[0]


def _left_look(row: WorkOrderRow) -> Look:
    return time_left(_promise(row), now())[1]


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
        Column(
            "respond_by_at", tr("Promise"), Kind.BADGE, 112, get=_left, look=_left_look, holds=Kind.INSTANT
        ),
        Column(
            *("due_at", tr("Finished by"), Kind.INSTANT, 172),
            colour=_due_colour,
            is_hidden=True,
            is_grouped=True,
        ),
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
        self._ticker = QTimer(self)  # promises go on without being read again
        self._ticker.setInterval(_TICK_MS)
        self._ticker.timeout.connect(self.table.viewport().update)
        self._ticker.start()
        self._excel = ExcelExport(self, "work-orders")
        self.offer_excel()
        offer_import(self, "work-orders")
        offer_new_call(self)
        tickets = ActionSpec(
            "work_orders.print", tr("Job tickets"), self.print_tickets, "Ctrl+P", "printer", "pdf print"
        )
        beside = ActionSpec(
            "work_orders.beside",
            tr("Open in a new window"),
            self._open_beside,
            "Ctrl+Shift+O",
            "external-link",
        )
        self.add_action(beside, in_bar=False)
        self.add_action(tickets, in_bar=False)  # for ticked rows the foot has a button
        self.print_button = KeyButton("", icon_name="printer", parent=self.foot)
        self.print_button.clicked.connect(self.print_tickets)
        self.foot.actions_row.addWidget(self.print_button)
        self.table.ticks_changed.connect(self._show_foot)

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
        beside = partial(self.desk.shell.open_beside, "work_order", row.id)
        menu.addAction(tr("Open in a new window")).triggered.connect(beside)
        show = partial(self.desk.shell.go, "board", row.id)
        menu.addAction(tr("Show on board")).triggered.connect(show)
        menu.addAction(tr("Job ticket")).triggered.connect(partial(self._preview, [row]))

    def export_excel(self, request: ListRequest, columns: Sequence[Column]) -> None:
        """The same rows and columns as a spreadsheet."""
        self._excel.ask_where(_sensible(request), columns)

    @Slot()
    def print_tickets(self) -> None:
        """The tickets of the ticked jobs, else of the current one, are shown before they are printed."""
        self._preview(self.table.chosen())

    def _open_beside(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self.desk.shell.open_beside("work_order", row.id)

    def _preview(self, rows: Sequence[WorkOrderRow]) -> None:
        if not rows:
            return
        from fsmdesk.views.printing.preview import show_previews  # brings the renderer of PDF with it

        title = trn("Job ticket {number}", "{n} job tickets", len(rows))
        words = title.format(number=_numbered(rows[0]), n=self.desk.formats.count(len(rows)))
        show_previews(self.desk, self, [JobTicketPaper(work_order_id=row.id) for row in rows], words)

    @Slot()
    def _show_foot(self) -> None:
        count = len(self.table.ticked())
        words = trn("Print {n} ticket", "Print {n} tickets", count)
        self.print_button.setText(words.format(n=self.desk.formats.count(count)))

    def _take_call(self) -> None:
        self.desk.shell.go("new_call")


def _sensible(request: ListRequest) -> ListRequest:
    """What is complete is no longer open: asked for by its state, it is shown whatever Open says."""
    if not request.filter_values("state"):
        return request
    kept = tuple(condition for condition in request.filters if condition.key != "open")
    return replace(request, filters=kept)
