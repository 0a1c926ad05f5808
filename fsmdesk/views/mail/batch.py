"""Several invoices are mailed, each to its own customer: asked first, with progress that can be stopped."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Slot

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.messages import ChangeSet
from fsmdesk.core.terms import InvoiceState, MessageEvent
from fsmdesk.core.words import tr, trn
from fsmdesk.services.billing.messages import InvoiceRow
from fsmdesk.services.mail.messages import ComposeMail, QueueMail
from fsmdesk.services.printing.messages import InvoicePaper
from fsmdesk.views.confirm import ConfirmDialog, Question, ask
from fsmdesk.views.desk import Desk, Office
from fsmdesk.views.error_presenter import Notice
from fsmdesk.views.screen import Screen
from fsmdesk.views.tasks import Lane, Progress, Step

_NAMED = 5


@dataclass(frozen=True, slots=True)
class Mailed:
    """What a batch did: how many mails wait now, and which invoices could not be mailed, and why."""

    count: int
    left: tuple[tuple[str, str], ...]
    changes: ChangeSet


class MailBatch(QObject):
    """Of the rows given, the issued ones are mailed; one batch at a time."""

    def __init__(self, desk: Desk, screen: Screen) -> None:
        super().__init__(screen)
        self._desk = desk
        self._screen = screen
        self._ticket = 0

    def ask(self, rows: Sequence[InvoiceRow]) -> ConfirmDialog | None:
        """Ask, then put one mail for each issued invoice into the outbox."""
        issued = [row for row in rows if row.state is InvoiceState.ISSUED]
        if self._ticket:
            return None
        if not issued:
            words = (
                tr("Drafts are not mailed: issue them first.")
                if rows
                else tr("Choose the invoices that are to be mailed.")
            )
            self._desk.shell.say(words)
            return None
        count = self._desk.formats.count(len(issued))
        text = trn(
            "{n} invoice goes to its customer by mail, with the words of the settings.",
            "{n} invoices go to their customers by mail, one mail each, with the words of the settings.",
            len(issued),
        )
        verb = trn("Mail {n} invoice", "Mail {n} invoices", len(issued)).format(n=count)
        question = Question(tr("Mail these invoices?"), text.format(n=count), verb)
        return ask(question, partial(self._mail, issued), self._screen)

    @Slot()
    def stop(self) -> None:
        """No further mail is made; those that are in the outbox stay there."""
        self._desk.tasks.cancel(self._ticket)
        self._end()

    def _mail(self, rows: Sequence[InvoiceRow], _reason: str) -> None:
        job = partial(_queue_all, self._desk.office, rows)
        self._ticket = self._desk.tasks.run_long(
            self, job, self._done, self._failed, self._show_step, Lane.WRITE
        )
        self._show_step(Step(0, len(rows), ""))

    @Slot(object)
    def _show_step(self, step: Step) -> None:
        if self._ticket:
            count = self._desk.formats.count
            words = tr("Mail {n} of {total}").format(n=count(step.done), total=count(step.total))
            self._screen.show_notice(Notice(words, "info", ((tr("Stop"), self.stop),), key="mail"))

    def _done(self, mailed: Mailed) -> None:
        self._end()
        self._desk.hub.tell(mailed.changes, None)
        words = trn("{n} mail is in the outbox.", "{n} mails are in the outbox.", mailed.count)
        self._desk.shell.say(words.format(n=self._desk.formats.count(mailed.count)))
        if mailed.left:
            self._screen.show_notice(Notice(_left_words(mailed.left), "warn", key="mail"))

    def _failed(self, error: Exception) -> None:
        self._end()
        self._desk.errors.show(error, self._screen)

    def _end(self) -> None:
        self._ticket = 0
        self._screen.banners.close_notice("mail")


def _left_words(left: Sequence[tuple[str, str]]) -> str:
    named = "; ".join(f"{number}: {why}" for number, why in left[:_NAMED])
    more = len(left) - _NAMED
    if more > 0:
        named += "; " + trn("{n} more", "{n} more", more).format(n=more)
    return tr("Not mailed: {which}").format(which=named)


def _queue_all(office: Office, rows: Sequence[InvoiceRow], progress: Progress) -> Mailed:
    """Each invoice by itself: one that can't be mailed keeps none of the others."""
    left: list[tuple[str, str]] = []
    changes = ChangeSet()
    for at, row in enumerate(rows):
        progress.report(at, len(rows))
        try:
            draft = office.ask(ComposeMail(event=MessageEvent.INVOICE, invoice_id=row.id))
            paper = office.ask(InvoicePaper(invoice_id=row.id))
            done = office.do(QueueMail(draft=draft, files=((f"{paper.name}.pdf", paper.content),)))
            changes |= done.changes
        except RuleBroken as broken:
            left.append((row.number or "", str(broken)))
    return Mailed(len(rows) - len(left), tuple(left), changes)
