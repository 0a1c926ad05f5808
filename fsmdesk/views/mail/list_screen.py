"""The outbox: mail that waits, mail that went out, and mail that could not."""

from functools import partial

from PySide6.QtWidgets import QMenu

from fsmdesk.core.lists import ListFilter, ListPage, ListRequest
from fsmdesk.core.messages import Query
from fsmdesk.core.permissions import Permission
from fsmdesk.core.terms import MailState, MessageEvent
from fsmdesk.core.words import tr
from fsmdesk.services.mail.messages import CancelMail, MailList, MailRow, RetryMail
from fsmdesk.views.allowance import why_not
from fsmdesk.views.desk import Desk
from fsmdesk.views.mail.reading_panel import ReadingPanel
from fsmdesk.views.widgets.badges import Look
from fsmdesk.views.widgets.empty_state import EmptyState
from fsmdesk.views.widgets.filter_bar import FilterChip
from fsmdesk.views.widgets.list_screen import ListScreen
from fsmdesk.views.widgets.settings_nav import stand_beside_nav
from fsmdesk.views.widgets.table_columns import Column, Kind, words_of

_LOOKS = {
    MailState.QUEUED: Look("info", "clock"),
    MailState.SENT: Look("success", "check"),
    MailState.FAILED: Look("danger", "circle-alert"),
    MailState.CANCELLED: Look("neutral", "ban"),
}


def about_words(event: MessageEvent) -> str:
    """What a mail of this sort is about, in words."""
    return {
        MessageEvent.ON_THE_WAY: tr("On the way"),
        MessageEvent.COMPLETE: tr("Job complete"),
        MessageEvent.MOVED: tr("Visit moved"),
        MessageEvent.QUESTION: tr("Question"),
        MessageEvent.INVOICE: tr("Invoice"),
        MessageEvent.DOCUMENT: tr("Papers of a job"),
    }[event]


def _about(row: MailRow) -> str:
    if row.invoice_number:
        return f"{about_words(row.event)} {row.invoice_number}"
    number = f" #{row.work_order_number}" if row.work_order_number is not None else ""
    return about_words(row.event) + number


def _state(row: MailRow) -> str:
    return row.state.label


def _look(row: MailRow) -> Look:
    return _LOOKS[row.state]


class OutboxScreen(ListScreen[MailRow]):
    """Enter reads a mail; what failed is mended and sent again from its menu or the panel."""

    name = "outbox"
    kinds = ("outgoing_mail",)
    first_sort = ("queued_at", True)
    columns = (
        Column("state", tr("State"), Kind.BADGE, 136, get=_state, look=_look, choices=words_of(MailState)),
        Column("recipient", tr("To"), width=220, is_strong=True),
        Column("subject", tr("Subject"), width=240, stretch=True),
        Column("last_error", tr("Why not"), width=220, is_sortable=False),
        Column("customer", tr("Customer"), width=180, is_muted=True),
        Column("about", tr("About"), width=170, get=_about, is_muted=True, is_sortable=False),
        Column("queued_at", tr("Written"), Kind.INSTANT, 150),
        Column("sent_at", tr("Sent"), Kind.INSTANT, 150),
    )
    chips = (
        FilterChip("failed", tr("Failed"), ListFilter("state", values=(MailState.FAILED,))),
        FilterChip("queued", tr("Waiting"), ListFilter("state", values=(MailState.QUEUED,))),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, tr("Outbox"), tr("Address, subject, words, customer…"))
        stand_beside_nav(self, "outbox")
        self.panel = ReadingPanel(desk, self)
        self.panel.closed.connect(self.table.setFocus)
        self.panel.again_wanted.connect(self._send_again)
        self.add_side(self.panel)
        self.table.current_changed.connect(self._follow)

    def query(self, request: ListRequest) -> Query[ListPage[MailRow]]:
        """One page of mails."""
        return MailList(request=request)

    def open_row(self, row: MailRow) -> None:
        """Read it."""
        self.panel.open(row)

    def empty_state(self) -> EmptyState:
        """Where mail begins."""
        text = tr("Invoices and papers that you mail, and messages to customers, are listed here.")
        state = EmptyState("send", tr("No mail yet"), text)
        if self.desk.may(Permission.EDIT_OFFICE):
            state.offer(tr("Set up mail"), partial(self.desk.shell.go, "mail"), "settings")
        return state

    def row_menu(self, menu: QMenu, row: MailRow) -> None:
        """Send again, or not at all; open what it is about."""
        is_off = bool(why_not(self.desk, Permission.SEND_MAIL))
        if row.state in (MailState.FAILED, MailState.CANCELLED):
            again = menu.addAction(tr("Send again"))
            again.triggered.connect(partial(self._send_again, row, ""))
            again.setDisabled(is_off)
        if row.state is MailState.QUEUED:
            stop = menu.addAction(tr("Do not send"))
            stop.triggered.connect(partial(self._cancel, row))
            stop.setDisabled(is_off)
        if row.work_order_id is not None:
            menu.addAction(tr("Open the job")).triggered.connect(
                partial(self.desk.shell.open_record, "work_order", row.work_order_id)
            )
        if row.invoice_id is not None:
            menu.addAction(tr("Open the invoice")).triggered.connect(
                partial(self.desk.shell.open_record, "invoice", row.invoice_id)
            )

    def _follow(self, row: MailRow | None) -> None:
        if row is not None and self.panel.isVisible():
            self.panel.open(row)

    def _send_again(self, row: MailRow, recipient: str) -> None:
        command = RetryMail(mail_id=row.id, seen_version=row.version, recipient=recipient)
        self.desk.do(self, command, self._done, said=tr("The mail is sent again."))

    def _cancel(self, row: MailRow) -> None:
        command = CancelMail(mail_id=row.id, seen_version=row.version)
        self.desk.do(self, command, self._done, said=tr("The mail is not sent."))

    def _done(self, _done: object) -> None:
        self.panel.leave()
        self.read_again()
