"""The list of payments."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QMenu

from fsmdesk.core.lists import FilterTest, ListFilter, ListPage, ListRequest
from fsmdesk.core.messages import Query
from fsmdesk.core.permissions import Permission
from fsmdesk.core.terms import PaymentMethod
from fsmdesk.core.words import tr
from fsmdesk.services.billing.messages import InvoiceList, InvoiceRow, PaymentList, PaymentRow
from fsmdesk.views.actions import ActionSpec
from fsmdesk.views.allowance import limit, why_not
from fsmdesk.views.desk import Desk
from fsmdesk.views.excel_export import ExcelExport
from fsmdesk.views.today import today
from fsmdesk.views.widgets.billing_segments import BillingSegments
from fsmdesk.views.widgets.empty_state import EmptyState
from fsmdesk.views.widgets.filter_bar import FilterChip
from fsmdesk.views.widgets.list_screen import ListScreen
from fsmdesk.views.widgets.payment_panel import PaymentPanel
from fsmdesk.views.widgets.table_columns import Column, Kind, words_of

_THIS_MONTH = "this_month"  # which month that is, is known when the list is read


def _on_account(row: PaymentRow) -> int | None:
    return row.unallocated_minor or None


def _warn(_row: PaymentRow) -> str:
    return "warn_text"


class PaymentsScreen(ListScreen[PaymentRow]):
    """Money that came in, the newest first."""

    name = "payments"
    kinds = ("payment", "allocation", "customer")
    first_sort = ("received_on", True)
    columns = (
        Column("received_on", tr("Received"), Kind.DATE, width=142, is_grouped=True),
        Column("customer", tr("Customer"), width=200, stretch=True, is_strong=True, is_grouped=True),
        Column("method", tr("How"), width=82, is_grouped=True, choices=words_of(PaymentMethod)),
        Column("reference", tr("Reference"), width=150, is_muted=True),
        Column("invoices", tr("Invoices"), width=172, is_muted=True),
        Column("amount_minor", tr("Amount"), Kind.MONEY, 112, is_strong=True, is_totalled=True),
        Column(
            *("unallocated_minor", tr("On account"), Kind.MONEY, 106, _on_account),
            colour=_warn,
            is_totalled=True,
        ),
    )
    chips = (
        FilterChip(_THIS_MONTH, tr("This month"), ListFilter(_THIS_MONTH), is_on=True),
        FilterChip(
            "on_account", tr("On account"), ListFilter("unallocated_minor", FilterTest.FROM, values=(1,))
        ),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, tr("Payments"), tr("Customer, reference, amount, invoice…"))
        self.top_bar.add_left(BillingSegments(desk, "payments", self))
        self._excel = ExcelExport(self, "payments")
        self.offer_excel()
        record = ActionSpec("payments.record", tr("Record payment"), self.begin_new, "Ctrl+Shift+P", "plus")
        limit(self.add_action(record, primary=True), why_not(desk, Permission.RECORD_PAYMENTS))
        self.panel = PaymentPanel(desk, self.inside, goes_on=True)
        self.panel.closed.connect(self.table.setFocus)
        self.add_side(self.panel)

    def query(self, request: ListRequest) -> Query[ListPage[PaymentRow]]:
        """One page of them."""
        return PaymentList(request=self._dated(request))

    def begin_new(self) -> None:
        """Begin a payment in the panel."""
        self.panel.record()

    def open_row(self, row: PaymentRow) -> None:
        """Open the first invoice that it settles, else the customer."""
        if not row.invoices:
            self._open_customer(row)
            return
        filters = (ListFilter("customer_id", values=(row.customer_id,)),)
        request = ListRequest(filters=filters, text=row.invoices.split(", ")[0])
        self.desk.ask(self, InvoiceList(request=request), partial(self._open_found, row))

    def empty_state(self) -> EmptyState:
        """The first payment."""
        state = EmptyState(
            "credit-card",
            tr("No payments yet"),
            tr("What customers pay is recorded here, and settles their invoices."),
        )
        if self.desk.may(Permission.RECORD_PAYMENTS):
            state.offer(tr("Record payment"), self.begin_new, "plus")
        return state

    def row_menu(self, menu: QMenu, row: PaymentRow) -> None:
        """What it is about."""
        if row.invoices:
            menu.addAction(tr("Open the invoice")).triggered.connect(partial(self.open_row, row))
        menu.addAction(tr("Open the customer")).triggered.connect(partial(self._open_customer, row))

    def export_excel(self, request: ListRequest, columns: Sequence[Column]) -> None:
        """The same rows and columns as a spreadsheet."""
        self._excel.ask_where(self._dated(request), columns)

    def _dated(self, request: ListRequest) -> ListRequest:
        first = today(self.desk.formats).replace(day=1)
        since = ListFilter("received_on", FilterTest.FROM, (first,))
        return replace(
            request, filters=tuple(since if each.key == _THIS_MONTH else each for each in request.filters)
        )

    def _open_found(self, row: PaymentRow, page: ListPage[InvoiceRow]) -> None:
        wanted = row.invoices.split(", ")[0]
        found = next((invoice for invoice in page.rows if invoice.number == wanted), None)
        if found is None:
            self._open_customer(row)
        else:
            self.desk.shell.open_record("invoice", found.id)

    def _open_customer(self, row: PaymentRow) -> None:
        self.desk.shell.open_record("customer", row.customer_id)
