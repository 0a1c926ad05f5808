"""The list of invoices, with the figures above it and what can be done with them."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QMenu

from fsmdesk.core.lists import ListPage, ListRequest
from fsmdesk.core.messages import ChangeSet, Query
from fsmdesk.core.permissions import Permission
from fsmdesk.core.terms import InvoiceState
from fsmdesk.core.words import tr, trn
from fsmdesk.services.billing.messages import (
    BillingFigures,
    BillingTiles,
    InvoiceList,
    InvoiceRow,
    InvoiceStanding,
)
from fsmdesk.services.printing.messages import InvoicePaper
from fsmdesk.views.actions import ActionSpec
from fsmdesk.views.allowance import limit, why_not
from fsmdesk.views.desk import Desk
from fsmdesk.views.excel_export import ExcelExport
from fsmdesk.views.invoices.issuing import BatchIssue
from fsmdesk.views.invoices.requests import dated, invoice_chips
from fsmdesk.views.invoices.reviewed_panel import ReviewedPanel
from fsmdesk.views.invoices.standing_badge import jobs_words, number_words, standing_look, standing_words
from fsmdesk.views.invoices.tiles import TileRow
from fsmdesk.views.mail.batch import MailBatch
from fsmdesk.views.mail.window import about_paper, write_mail
from fsmdesk.views.making import Pieces, make
from fsmdesk.views.printing.preview import PreviewWindow, show_previews
from fsmdesk.views.today import today
from fsmdesk.views.widgets.billing_segments import BillingSegments
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.empty_state import EmptyState
from fsmdesk.views.widgets.field_picker import Picked
from fsmdesk.views.widgets.list_screen import ListScreen
from fsmdesk.views.widgets.payment_panel import PaymentPanel
from fsmdesk.views.widgets.table_columns import Column, Kind, words_of

_CHIP_TILES = ("open", "overdue")
_FIGURE_KINDS = ("invoice", "payment", "allocation", "work_order", "work_order_line")


def _open_or_nothing(row: InvoiceRow) -> int | None:
    return None if row.state is InvoiceState.DRAFT else row.open_minor


class InvoicesScreen(ListScreen[InvoiceRow]):
    """Drafts, then invoices and credit notes, the newest first: the order that the office gives them."""

    name = "invoices"
    kinds = ("invoice", "payment", "allocation", "customer")
    columns = (
        Column("number", tr("Number"), width=146, get=number_words, is_strong=True),
        Column("issued_on", tr("Issued"), Kind.DATE, width=114, is_grouped=True),
        Column("customer", tr("Customer"), width=200, stretch=True, is_grouped=True),
        Column("work_orders", tr("Work orders"), width=132, get=jobs_words, is_muted=True),
        Column("due_on", tr("Due"), Kind.DATE, width=114, is_grouped=True),
        Column("net_minor", tr("Net"), Kind.MONEY, width=116, is_hidden=True),
        Column("tax_minor", tr("Tax"), Kind.MONEY, width=104, is_hidden=True),
        Column("total_minor", tr("Total"), Kind.MONEY, width=106, is_totalled=True),
        Column("open_minor", tr("Open"), Kind.MONEY, 106, _open_or_nothing, is_totalled=True),
        Column(
            "standing",
            tr("State"),
            Kind.BADGE,
            width=122,
            get=standing_words,
            look=standing_look,
            is_grouped=True,
            choices=words_of(InvoiceStanding),
        ),
    )
    chips = invoice_chips()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, tr("Invoices"), tr("Number, customer, amount, job…"))
        self.search.setFixedWidth(290)
        self.top_bar.add_left(BillingSegments(desk, "invoices", self))
        self._excel = ExcelExport(self, "invoices")
        self._batch = BatchIssue(desk, self)
        self._mails = MailBatch(desk, self)
        self._add_actions()
        self._add_foot()
        self.tiles = TileRow(desk.formats, self)
        self.tiles.chosen.connect(self._follow_tile)
        self.add_above(self.tiles)
        make(self._make_panels())

    def _make_panels(self) -> Pieces:
        self.reviewed = ReviewedPanel(self.desk, self)
        yield
        self.reviewed.drafted.connect(self._show_drafts)
        self.payment = PaymentPanel(self.desk, self.inside)
        yield
        for panel in (self.reviewed, self.payment):
            panel.closed.connect(self.table.setFocus)
            self.add_side(panel)
        self.filters.changed.connect(self._mark_tile)
        self.desk.hub.saved.connect(self._hear_figures)
        self._mark_tile()
        yield

    def query(self, request: ListRequest) -> Query[ListPage[InvoiceRow]]:
        """One page of them."""
        return InvoiceList(request=self._dated(request))

    def open_row(self, row: InvoiceRow) -> None:
        """Open its screen."""
        self.desk.shell.open_record("invoice", row.id)

    def empty_state(self) -> EmptyState:
        """The first invoice comes from a reviewed job."""
        about = tr(
            "A reviewed job becomes an invoice in two clicks: who pays for which line is known already."
        )
        state = EmptyState("receipt", tr("No invoices yet"), about)
        if self.desk.may(Permission.ISSUE_INVOICES):
            state.offer(tr("Invoice reviewed jobs…"), self.begin_invoicing, "receipt")
        return state

    def row_menu(self, menu: QMenu, row: InvoiceRow) -> None:
        """What can be done with it."""
        menu.setToolTipsVisible(True)
        menu.addAction(tr("Open")).triggered.connect(partial(self.open_row, row))
        menu.addAction(tr("Preview and print")).triggered.connect(partial(self.preview, [row]))
        if row.state is InvoiceState.ISSUED:
            mail = menu.addAction(tr("Mail to the customer…"))
            mail.triggered.connect(partial(self.write_mail, row))
            limit(mail, why_not(self.desk, Permission.SEND_MAIL))
        if row.open_minor > 0:
            pay = menu.addAction(tr("Record payment"))
            pay.triggered.connect(self.record_payment)
            limit(pay, why_not(self.desk, Permission.RECORD_PAYMENTS))
        menu.addAction(tr("Open the customer")).triggered.connect(
            partial(self.desk.shell.open_record, "customer", row.customer_id)
        )

    def export_excel(self, request: ListRequest, columns: Sequence[Column]) -> None:
        """The same rows and columns as a spreadsheet."""
        self._excel.ask_where(self._dated(request), columns)

    def arrive(self, record_id: int | None) -> None:
        """Show the list and its figures."""
        super().arrive(record_id)
        self._read_figures()

    def read_again(self) -> None:
        """Read rows and figures again."""
        super().read_again()
        self._read_figures()

    def begin_invoicing(self) -> None:
        """Choose among the reviewed jobs what to invoice."""
        self.payment.editor.leave()
        self.reviewed.open_panel()

    def record_payment(self) -> None:
        """Begin a payment for what is chosen; for nothing in particular if nothing open is."""
        self.reviewed.hide()
        rows = [row for row in self.table.chosen() if row.open_minor > 0]
        rows = [row for row in rows if row.customer_id == rows[0].customer_id]
        if not rows:
            self.payment.record()
            return
        customer = Picked(rows[0].customer_id, rows[0].customer)
        self.payment.record(customer, [row.id for row in rows], sum(row.open_minor for row in rows))

    def print_chosen(self) -> None:
        """Preview the chosen documents as one, to be printed."""
        rows = self.table.chosen()
        if rows:
            self.preview(rows)

    def preview(self, rows: Sequence[InvoiceRow]) -> PreviewWindow:
        """Show these documents."""
        title = number_words(rows[0])
        if len(rows) > 1:
            title = trn("{n} document", "{n} documents", len(rows)).format(n=len(rows))
        return show_previews(self.desk, self, [InvoicePaper(invoice_id=row.id) for row in rows], title)

    def issue_ticked(self) -> None:
        """Issue the drafts among the ticked rows, after asking."""
        self._batch.ask([row for row in self.table.ticked() if row.state is InvoiceState.DRAFT])

    def write_mail(self, row: InvoiceRow) -> None:
        """Begin a mail with this document."""
        paper = InvoicePaper(invoice_id=row.id)
        about = about_paper(paper)
        if about is not None:
            write_mail(self.desk, self, about, (paper,))

    def mail_chosen(self) -> None:
        """Mail the chosen documents that are issued, each to its customer, after asking."""
        self._mails.ask(self.table.chosen())

    def _add_actions(self) -> None:
        pay = ActionSpec(
            "invoices.pay", tr("Record payment"), self.record_payment, "Ctrl+Shift+P", "credit-card"
        )
        limit(self.add_action(pay), why_not(self.desk, Permission.RECORD_PAYMENTS))
        self.offer_excel()
        show = ActionSpec(
            "invoices.print", tr("Preview and print"), self.print_chosen, "Ctrl+P", "printer", "pdf"
        )
        self.add_action(show, in_bar=False)  # for ticked rows the foot has a button
        mail = ActionSpec("invoices.mail", tr("Mail to the customers"), self.mail_chosen, "Ctrl+M", "send")
        limit(self.add_action(mail, in_bar=False), why_not(self.desk, Permission.SEND_MAIL))
        invoice = ActionSpec(
            "invoices.make", tr("Invoice reviewed jobs…"), self.begin_invoicing, "Ctrl+Return"
        )
        self._make = self.add_action(invoice, primary=True)
        limit(self._make, why_not(self.desk, Permission.ISSUE_INVOICES))

    def _add_foot(self) -> None:
        self.print_button = KeyButton("", icon_name="printer", parent=self.foot)
        self.print_button.clicked.connect(self.print_chosen)
        self.issue_button = KeyButton("", icon_name="check", parent=self.foot)
        self.issue_button.clicked.connect(self.issue_ticked)
        limit(self.issue_button, why_not(self.desk, Permission.ISSUE_INVOICES))
        self.mail_button = KeyButton("", icon_name="send", parent=self.foot)
        self.mail_button.clicked.connect(self.mail_chosen)
        limit(self.mail_button, why_not(self.desk, Permission.SEND_MAIL))
        for button in (self.print_button, self.mail_button, self.issue_button):
            self.foot.actions_row.addWidget(button)
        self.table.ticks_changed.connect(self._show_foot)

    def _dated(self, request: ListRequest) -> ListRequest:
        return dated(request, today(self.desk.formats))

    @Slot()
    def _show_foot(self) -> None:
        rows = self.table.ticked()
        count = self.desk.formats.count
        drafts = sum(row.state is InvoiceState.DRAFT for row in rows)
        self.print_button.setText(tr("Print {n}").format(n=count(len(rows))))
        self.issue_button.setText(trn("Issue {n} draft", "Issue {n} drafts", drafts).format(n=count(drafts)))
        self.issue_button.setVisible(drafts > 0)
        self.mail_button.setText(tr("Mail {n}").format(n=count(len(rows) - drafts)))
        self.mail_button.setVisible(len(rows) > drafts)

    def _read_figures(self) -> None:
        self.desk.ask(self, BillingFigures(), self._show_figures)

    def _show_figures(self, figures: BillingTiles) -> None:
        self.tiles.show_figures(figures)
        count = figures.to_invoice.count
        words = trn("Invoice {n} reviewed job…", "Invoice {n} reviewed jobs…", count)
        self._make.setText(
            words.format(n=self.desk.formats.count(count)) if count else tr("Invoice reviewed jobs…")
        )

    @Slot(object, object)
    def _hear_figures(self, changes: ChangeSet, _origin: object) -> None:
        if self.isVisible() and changes.touches(*_FIGURE_KINDS):
            self._read_figures()

    @Slot(str)
    def _follow_tile(self, key: str) -> None:
        match key:
            case "to_review":
                self.desk.shell.go("review")
            case "to_invoice" if self.desk.may(Permission.ISSUE_INVOICES):
                self.begin_invoicing()
            case "to_invoice":
                self.desk.shell.go("to_invoice")
            case "paid_this_month":
                self.desk.shell.go("payments")
            case _:
                self.show_only([] if self.filters.on() == [key] else [key])

    def show_only(self, chips: Sequence[str]) -> None:
        """Exactly these filters are on."""
        self.filters.turn_on(chips)
        self.filters.changed.emit()

    @Slot()
    def _mark_tile(self) -> None:
        on = self.filters.on()
        self.tiles.mark(on[0] if len(on) == 1 and on[0] in _CHIP_TILES else "")

    @Slot(list)
    def _show_drafts(self, invoice_ids: list[int]) -> None:
        if self.reviewed.isVisible():  # something could not be drafted, and the panel says why
            return
        if len(invoice_ids) == 1:
            self.desk.shell.open_record("invoice", invoice_ids[0])
            return
        self.table.tick_none()
        self.show_only(["drafts"])
        words = trn(
            "{n} draft is made.",
            "{n} drafts are made. Look them over, tick them and issue them.",
            len(invoice_ids),
        )
        self.desk.shell.say(words.format(n=self.desk.formats.count(len(invoice_ids))))
