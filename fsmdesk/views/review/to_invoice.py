"""The queue of what is reviewed and not invoiced: one click shows the invoice, the next one issues it."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.lists import ListFilter, ListPage, ListRequest
from fsmdesk.core.permissions import Permission
from fsmdesk.core.states import WorkOrderState
from fsmdesk.core.words import tr
from fsmdesk.services.billing.messages import InvoiceCard
from fsmdesk.services.closeout.messages import ReviewRow
from fsmdesk.services.printing.messages import InvoicePaper
from fsmdesk.views.actions import ActionSpec
from fsmdesk.views.allowance import why_not
from fsmdesk.views.desk import Desk
from fsmdesk.views.error_presenter import Notice
from fsmdesk.views.mail.window import about_paper, write_mail
from fsmdesk.views.review.issue_panel import IssuePanel
from fsmdesk.views.review.queue_columns import queue_columns
from fsmdesk.views.review.queue_screen import QueueScreen
from fsmdesk.views.widgets.empty_state import EmptyState


class ToInvoiceScreen(QueueScreen):
    """Ticked jobs of one customer become one invoice."""

    name = "to_invoice"
    place = "to_invoice"
    export_kind = "to-invoice"
    columns = queue_columns(is_billing=True)
    state = WorkOrderState.REVIEWED

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, tr("To invoice"))
        self._refusal = why_not(desk, Permission.ISSUE_INVOICES)
        self.panel = IssuePanel(desk, self)
        self.panel.closed.connect(self.table.setFocus)
        self.panel.refused.connect(self._refuse_draft)
        self.panel.issued.connect(self._untick)
        self.panel.numbered.connect(self._offer_next)
        self.add_side(self.panel)
        self.invoice_action = self.add_action(
            ActionSpec("to_invoice.invoice", tr("Invoice…"), self.go_on, "Ctrl+Return", "receipt"),
            primary=True,
        )
        self.invoice_action.setAutoRepeat(False)
        self._chosen: set[int] = set()
        self._look()

    def arrive(self, record_id: int | None) -> None:
        """Show the queue; with a job, its invoice beside it."""
        super().arrive(None)
        if record_id is not None and not self._refusal:
            request = ListRequest(filters=(ListFilter("id", values=(record_id,)),))
            self.desk.ask(self, self.query(request), self._prepare)

    def _prepare(self, page: ListPage[ReviewRow]) -> None:
        if page.rows:
            self.table.make_current(page.rows[0].id, scroll=True)
            self.panel.prepare(page.rows)

    def empty_state(self) -> EmptyState:
        """What will be here."""
        text = tr("Jobs come here as soon as they are reviewed.")
        return EmptyState("receipt", tr("Nothing to invoice"), text)

    def steps(self) -> Sequence[QAction]:
        """Invoice."""
        return (self.invoice_action,)

    @Slot()
    def _look(self) -> None:
        super()._look()
        chosen = self.table.chosen()
        ids = {row.id for row in chosen}
        self.allow(self.invoice_action, bool(chosen), self._refusal)
        is_other = bool(self._chosen) and ids not in (self._chosen, self.panel.job_ids())
        if self.panel.isVisible() and is_other:
            self.panel.leave()
        self._chosen = ids

    @Slot()
    def go_on(self) -> None:
        """Show the invoice for what is chosen, with the button that issues it; shown, issue it."""
        if self.panel.is_ready():
            self.panel.issue()
            return
        chosen = self.table.chosen()
        if not self.invoice_action.isEnabled() or not chosen:
            return
        if len({row.customer_id for row in chosen}) > 1:
            text = tr("One invoice is for one customer: tick jobs of one customer only.")
            self.show_notice(Notice(text, "warn", key="error"))
            return
        self.banners.close_notice("error")
        self.panel.prepare(chosen)

    @Slot()
    def _untick(self) -> None:
        """What is billed is in the queue no more, so nothing can be done with it here."""
        self.table.tick_none()

    @Slot(object)
    def _offer_next(self, card: InvoiceCard) -> None:
        """Whom an invoice is issued to is to get it: say so where the person looks."""
        opens = partial(self.desk.shell.open_record, "invoice", card.row.id)
        actions: list[tuple[str, Callable[[], object]]] = [(tr("Open"), opens)]
        if self.desk.may(Permission.SEND_MAIL):
            actions.insert(0, (tr("E-mail…"), partial(self._write_mail, card.row.id)))
        text = tr("{number} is issued to {customer}.").format(
            number=card.row.number, customer=card.row.customer
        )
        self.show_notice(Notice(text, "success", tuple(actions), key="issued"))

    def _write_mail(self, invoice_id: int) -> None:
        paper = InvoicePaper(invoice_id=invoice_id)
        about = about_paper(paper)
        if about is not None:
            self.banners.close_notice("issued")
            write_mail(self.desk, self, about, (paper,))

    @Slot(object, object)
    def _refuse_draft(self, row: ReviewRow, error: Exception) -> None:
        if isinstance(error, RuleBroken) and row.draft_id is not None:
            opens = (tr("Open the draft"), partial(self.desk.shell.open_record, "invoice", row.draft_id))
            self.show_notice(Notice(f"#{row.number}: {error}", "warn", (opens,), key="error"))
        else:
            self.refuse(row, error)

    def depart(self) -> bool:
        """Leave; an invoice that was only looked at is no draft."""
        self.panel.leave()
        self.banners.close_notice("issued")
        return super().depart()
