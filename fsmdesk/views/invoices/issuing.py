"""Issuing drafts: asked first, since it can't be taken back."""

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from fsmdesk.core.formats import Formats
from fsmdesk.core.messages import Done
from fsmdesk.core.words import tr, trn
from fsmdesk.services.billing.messages import InvoiceRow, IssueInvoice
from fsmdesk.views.confirm import ConfirmDialog, Question, ask
from fsmdesk.views.desk import Desk


def issue_question(row: InvoiceRow, formats: Formats) -> Question:
    """What is asked before one draft is issued."""
    text = tr("Issue to {customer} over {amount}? It can't be changed afterwards.")
    amount = formats.money_with_code(row.total_minor)
    return Question(
        tr("Issue this invoice?"), text.format(customer=row.customer, amount=amount), tr("Issue invoice")
    )


class BatchIssue(QObject):
    """Issues several drafts one after the other; those that can't be are named, and stay drafts."""

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        super().__init__(owner)
        self._desk = desk
        self._owner = owner
        self._rows: Sequence[InvoiceRow] = ()
        self._waiting = 0
        self._issued = 0

    def ask(self, rows: Sequence[InvoiceRow]) -> ConfirmDialog | None:
        """Ask, then issue these drafts; nothing happens while others are being issued."""
        if not rows or self._waiting:
            return None
        self._rows = rows
        return ask(self._question(), self._issue, self._owner)

    def _question(self) -> Question:
        formats = self._desk.formats
        if len(self._rows) == 1:
            return issue_question(self._rows[0], formats)
        amount = formats.money_with_code(sum(row.total_minor for row in self._rows))
        count = formats.count(len(self._rows))
        text = tr("Issue {n} invoices over {amount} in all? They can't be changed afterwards.")
        return Question(
            tr("Issue these invoices?"),
            text.format(n=count, amount=amount),
            tr("Issue {n} invoices").format(n=count),
        )

    def _issue(self, _reason: str) -> None:
        self._waiting = len(self._rows)
        self._issued = 0
        for row in self._rows:
            command = IssueInvoice(invoice_id=row.id, seen_version=row.version)
            self._desk.do(self._owner, command, self._take, self._refuse)

    def _take(self, _done: Done[int]) -> None:
        self._issued += 1
        self._settle()

    def _refuse(self, error: Exception) -> None:
        self._desk.errors.show(error, self._owner)
        self._settle()

    def _settle(self) -> None:
        self._waiting -= 1
        if not self._waiting and self._issued:
            words = trn("{n} invoice is issued.", "{n} invoices are issued.", self._issued)
            self._desk.shell.say(words.format(n=self._desk.formats.count(self._issued)))
