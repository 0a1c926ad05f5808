"""One invoice, credit note or draft: what it bills, the picture of its paper, and what can be done with it."""

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout

from fsmdesk.core.errors import ConflictError
from fsmdesk.core.messages import ChangeSet, Done
from fsmdesk.core.permissions import Permission
from fsmdesk.core.terms import InvoiceKind, InvoiceState
from fsmdesk.core.words import tr
from fsmdesk.services.billing.messages import (
    CreditInvoice,
    DiscardDraft,
    DraftInvoice,
    InvoiceCard,
    IssueInvoice,
)
from fsmdesk.services.printing.messages import InvoicePaper
from fsmdesk.views.actions import ActionSpec
from fsmdesk.views.allowance import limit, why_not
from fsmdesk.views.confirm import Question, ask
from fsmdesk.views.desk import Desk
from fsmdesk.views.error_presenter import Notice
from fsmdesk.views.invoices.draft_form import DraftForm
from fsmdesk.views.invoices.head_card import HeadCard
from fsmdesk.views.invoices.issuing import issue_question
from fsmdesk.views.invoices.lines_card import LinesCard
from fsmdesk.views.invoices.settled_card import SettledCard
from fsmdesk.views.invoices.standing_badge import number_words, standing_look, standing_words
from fsmdesk.views.mail.window import MailWindow, about_paper, write_mail
from fsmdesk.views.making import Pieces, make
from fsmdesk.views.printing.page_preview import PagePreview
from fsmdesk.views.printing.preview import PreviewWindow, show_preview
from fsmdesk.views.screen import Screen
from fsmdesk.views.widgets.badges import Badge
from fsmdesk.views.widgets.field_picker import Picked
from fsmdesk.views.widgets.payment_panel import PaymentPanel
from fsmdesk.views.widgets.surfaces import Card, ScrollColumn, paragraph, words

_WIDEST_PAPER, _NARROWEST_PAPER = 600, 320
_CARDS_WIDTH = 780  # what the lines need to be read
_SETTLING = ("allocation", "payment")


class InvoiceScreen(Screen):
    """A draft can be edited, issued and discarded; an issued one is read, printed, paid and taken back."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, tr("Invoice"), has_command_field=False)
        self._shown: InvoiceCard | None = None
        self._tells_once_read = False
        self._is_laid_out = False
        make(self._make_cards())

    def _make_cards(self) -> Pieces:
        desk = self.desk
        self.form = DraftForm(desk)
        self.head = HeadCard(desk.formats)
        self.lines = LinesCard(desk.formats)
        self.settled = SettledCard(desk.formats)
        self.summary = Card(tr("Summary on the invoice"))
        self._summary_words = paragraph("", parent=self.summary)
        self.summary.body.addWidget(self._summary_words)
        yield
        self.paper = PagePreview(desk, self)
        yield
        self.payment = PaymentPanel(desk, self.inside)
        yield
        self._lay_out()
        self._is_laid_out = True
        yield
        self._add_actions()
        self._wire()
        self._show_actions()
        yield

    def arrive(self, record_id: int | None) -> None:
        """Show this invoice; coming back to the same one keeps what is shown."""
        if record_id is None:
            self.desk.shell.go("invoices")
            return
        self.payment.editor.leave()
        if record_id != self.form.record_id or self.form.card is None:
            self._forget()
            self.form.open(record_id)
        else:
            self.form.read_again()

    def depart(self) -> bool:
        """Leave; what is typed is kept."""
        if self.form.is_dirty():
            self.desk.drafts.flush()
        return True

    def read_again(self) -> None:
        """Read the invoice again; what is typed stays."""
        self.form.read_again()

    def issue(self) -> None:
        """Save what is typed, ask, and issue the draft."""
        if self.form.is_dirty():
            self.form.save(self._ask_if_saved)
        else:
            self._ask()

    def preview(self) -> PreviewWindow | None:
        """Show the whole document, to be printed or saved."""
        card = self._shown
        if card is None:
            return None
        return show_preview(self.desk, self, InvoicePaper(invoice_id=card.row.id), number_words(card.row))

    def write_mail(self) -> MailWindow | None:
        """Begin a mail with the document to the customer."""
        card = self._shown
        paper = None if card is None else InvoicePaper(invoice_id=card.row.id)
        about = None if paper is None else about_paper(paper)
        return None if paper is None or about is None else write_mail(self.desk, self, about, (paper,))

    def record_payment(self) -> None:
        """Begin a payment of what is open."""
        card = self._shown
        if card is not None and card.row.open_minor > 0:
            customer = Picked(card.row.customer_id, card.row.customer)
            self.payment.record(customer, (card.row.id,), card.row.open_minor)
            self._fit_paper()

    def credit(self) -> None:
        """Ask for the reason, and take the invoice back with a credit note."""
        card = self._shown
        if card is None:
            return
        text = tr(
            "A credit note over {amount} takes {number} back as a whole, and its jobs can be billed again. "
            "It can't be changed afterwards."
        )
        amount = self.desk.formats.money_with_code(card.row.total_minor)
        question = Question(
            tr("Take this invoice back?"),
            text.format(amount=amount, number=card.row.number),
            tr("Issue credit note"),
            is_dangerous=True,
            reason_label=tr("Why? The customer reads this."),
        )
        ask(question, self._credit, self)

    def discard(self) -> None:
        """Ask, and throw the draft away."""
        if self._shown is not None:
            text = tr("The draft is gone then, and its jobs wait for their invoice again.")
            ask(Question(tr("Discard this draft?"), text, tr("Discard draft"), True), self._discard, self)

    def refill(self) -> None:
        """Fill the draft again from its jobs as they are now."""
        card = self._shown
        jobs = {line.work_order_id for line in card.lines} if card is not None else set()
        ids = tuple(sorted(job for job in jobs if job is not None))
        said = tr("The draft is filled again from its jobs.")
        self.desk.do(self, DraftInvoice(work_order_ids=ids), self._refilled, said=said)

    def save(self) -> None:
        """Save words and terms."""
        self.form.save()

    def open_credit_note(self) -> None:
        """Open the credit note that took this invoice back."""
        if self._shown is not None and self._shown.credit_note_ids:
            self._open_invoice(self._shown.credit_note_ids[0])

    def leave(self) -> None:
        """Back to where one came from."""
        self.desk.shell.back()

    def _lay_out(self) -> None:
        column = ScrollColumn(self.inside)
        cards = column.widget()
        assert cards is not None  # a column comes with its inside
        self._cards = cards
        for widget in (self.head, self.lines, self.form, self.settled, self.summary):
            column.body.addWidget(widget)
        column.body.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(column, 1)
        row.addWidget(self.paper)
        row.addWidget(self.payment)
        self.body.addLayout(row, 1)
        self._badge = Badge(parent=self)
        self._badge.hide()
        self.top_bar.add_left(self._badge)
        self._state = words("", "muted", self)
        self.top_bar.add_right(self._state)

    def _add_actions(self) -> None:
        issuing = why_not(self.desk, Permission.ISSUE_INVOICES)
        back = ActionSpec("invoice.back", tr("Back"), self.leave, "Esc", "arrow-left")
        self.top_bar.offer_back(self.add_action(back, in_bar=False))
        self._discard_action = self._offer(
            "discard", tr("Discard draft"), self.discard, "", "trash-2", issuing
        )
        self._credit_action = self._offer("credit", tr("Credit note…"), self.credit, "", "undo-2", issuing)
        self._open_credit_action = self._offer(
            "open_credit", tr("Open the credit note"), self.open_credit_note, "", "file-text", ""
        )
        may_mail = why_not(self.desk, Permission.SEND_MAIL)
        self._mail_action = self._offer("mail", tr("E-mail"), self.write_mail, "Ctrl+M", "send", may_mail)
        self._print_action = self._offer("print", tr("Preview"), self.preview, "Ctrl+P", "printer", "")
        self._save_action = self._offer("save", tr("Save"), self.save, "Ctrl+S", "save", issuing)
        refill = ActionSpec("invoice.refill", tr("Fill the draft again from its jobs"), self.refill)
        self._refill_action = self.add_action(refill, in_bar=False)
        limit(self._refill_action, issuing)
        pay = ActionSpec(
            "invoice.pay", tr("Record payment"), self.record_payment, "Ctrl+Return", "credit-card"
        )
        self._pay_action = self.add_action(pay, primary=True)
        self._pay_action.setShortcuts([QKeySequence("Ctrl+Return"), QKeySequence("Ctrl+Shift+P")])
        limit(self._pay_action, why_not(self.desk, Permission.RECORD_PAYMENTS))
        issue = ActionSpec("invoice.issue", tr("Issue invoice"), self.issue, "Ctrl+Return", "check")
        self._issue_action = self.add_action(issue, primary=True)
        limit(self._issue_action, issuing)
        if issuing:
            for field in self.form.fields.values():
                field.set_read_only(True)

    def _offer(
        self, name: str, text: str, handler: Callable[[], object], keys: str, icon: str, refusal: str
    ) -> QAction:
        action = self.add_action(ActionSpec(f"invoice.{name}", text, handler, keys, icon))
        limit(action, refusal)
        return action

    def _wire(self) -> None:
        self.form.shown.connect(self._show_card)
        self.form.dirty_changed.connect(self._show_actions)
        self.form.told.connect(self.show_notice)
        self.head.customer_wanted.connect(self._open_customer)
        self.lines.job_wanted.connect(self._open_job)
        self.settled.credit_note_wanted.connect(self._open_invoice)
        self.paper.opened.connect(self.preview)
        self.payment.closed.connect(self._fit_paper)
        self.desk.hub.saved.connect(self._hear)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The paper takes what the lines leave."""
        super().resizeEvent(event)
        if self._is_laid_out:  # a window may be sized before all of it is made
            self._fit_paper()

    @Slot()
    def _fit_paper(self) -> None:
        room = min(self.width() - _CARDS_WIDTH, _WIDEST_PAPER)
        self.paper.setFixedWidth(max(room, _NARROWEST_PAPER))
        self.paper.setVisible(room >= _NARROWEST_PAPER and not self.payment.isVisibleTo(self))

    def _forget(self) -> None:
        self._shown = None
        self._tells_once_read = False
        self._cards.hide()
        self.paper.clear()
        self._close_notices()

    def _close_notices(self) -> None:
        for key in ("error", "refill"):
            self.banners.close_notice(key)

    @Slot(object)
    def _show_card(self, card: InvoiceCard) -> None:
        was_shown, self._shown = self._shown, card
        is_new = card != was_shown
        self.banners.close_notice("error")
        if card.row.state is InvoiceState.ISSUED and self.form.is_dirty():
            self.form.discard()  # somebody issued it meanwhile, and issued documents never change
        if is_new:
            self._show_values(card)
            self.paper.show_paper(InvoicePaper(invoice_id=card.row.id))
        self._show_actions()
        if was_shown is None:
            self._cards.show()
            self.lines.table.setFocus()
        if self._tells_once_read and card.row.number:
            self._tells_once_read = False
            says = tr("{number} is issued to {customer}.")
            self.desk.shell.say(says.format(number=card.row.number, customer=card.row.customer))

    def _show_values(self, card: InvoiceCard) -> None:
        is_draft = card.row.state is InvoiceState.DRAFT
        is_credit = card.row.kind is InvoiceKind.CREDIT_NOTE
        kind = tr("Draft invoice") if is_draft else tr("Credit note") if is_credit else tr("Invoice")
        title = kind if is_draft else f"{kind} {card.row.number}"
        self.top_bar.set_title(title, card.row.customer)
        self._badge.set_badge(standing_words(card.row), standing_look(card.row))
        self._badge.setVisible(not is_draft and not is_credit)
        self.head.show_invoice(card)
        self.lines.show_invoice(card)
        self.form.setVisible(is_draft)
        self.settled.setVisible(not is_draft and not is_credit)
        self.settled.show_settled(card.settled_by)
        self._summary_words.setText(card.summary)
        self.summary.heading.set_text(tr("Reason") if is_credit else tr("Summary on the invoice"))
        self.summary.setVisible(bool(card.summary) and not is_draft)

    @Slot()
    def _show_actions(self) -> None:
        row = self._shown.row if self._shown is not None else None
        is_draft = row is not None and row.state is InvoiceState.DRAFT
        is_issued = row is not None and row.state is InvoiceState.ISSUED and row.kind is InvoiceKind.INVOICE
        was_credited = self._shown is not None and bool(self._shown.credit_note_ids)
        self._discard_action.setVisible(is_draft)
        self._refill_action.setVisible(is_draft)
        self._issue_action.setVisible(is_draft)
        self._save_action.setVisible(is_draft and self.form.is_dirty())
        self._credit_action.setVisible(is_issued and not was_credited)
        self._open_credit_action.setVisible(was_credited)
        self._pay_action.setVisible(is_issued and row is not None and row.open_minor > 0)
        self._print_action.setVisible(row is not None)
        self._mail_action.setVisible(row is not None and row.state is InvoiceState.ISSUED)
        self._state.setText(tr("not saved · draft kept") if self.form.is_dirty() else "")

    @Slot(object, object)
    def _hear(self, changes: ChangeSet, _origin: object) -> None:
        # The form hears of the invoice itself; this is about what settles it.
        own = self.form.record_id
        if own is not None and own not in changes.ids("invoice") and changes.touches(*_SETTLING):
            self.form.read_again()

    def _ask_if_saved(self) -> None:
        """Not while there is more typed than was saved."""
        if not self.form.is_dirty():
            self._ask()

    def _ask(self) -> None:
        if self._shown is not None:
            ask(issue_question(self._shown.row, self.desk.formats), self._issue, self)

    def _issue(self, _reason: str) -> None:
        self._close_notices()
        command = IssueInvoice(invoice_id=self.form.record_id or 0, seen_version=self.form.seen_version)
        self.desk.do(self, command, self._issued, self._not_issued)

    def _issued(self, _done: Done[int]) -> None:
        self._tells_once_read = True

    def _not_issued(self, error: Exception) -> None:
        if isinstance(error, ConflictError):
            fill = (tr("Fill it again"), self.refill)
            self.show_notice(Notice(str(error), "warn", (fill,), key="refill"))
            self.form.read_again()
        else:
            self.desk.errors.show(error, self)

    def _refilled(self, _done: Done[int]) -> None:
        self._close_notices()

    def _credit(self, reason: str) -> None:
        command = CreditInvoice(invoice_id=self.form.record_id or 0, reason=reason)
        self.desk.do(self, command, self._credited, said=tr("The credit note is issued."))

    def _credited(self, done: Done[int]) -> None:
        self._open_invoice(done.value)

    def _discard(self, _reason: str) -> None:
        command = DiscardDraft(invoice_id=self.form.record_id or 0, seen_version=self.form.seen_version)
        self.desk.do(self, command, self._discarded, said=tr("The draft is discarded."))

    def _discarded(self, _done: Done[None]) -> None:
        self.form.discard()
        self.form.record_id = None
        self._forget()
        self.desk.shell.go("invoices")

    @Slot(int)
    def _open_invoice(self, invoice_id: int) -> None:
        self.desk.shell.open_record("invoice", invoice_id)

    @Slot(int)
    def _open_job(self, work_order_id: int) -> None:
        self.desk.shell.open_record("work_order", work_order_id)

    @Slot()
    def _open_customer(self) -> None:
        if self._shown is not None:
            self.desk.shell.open_record("customer", self._shown.row.customer_id)
