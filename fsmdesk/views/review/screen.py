"""The review queue: what is done and not looked over, and what is looked over and not billed."""

from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.messages import ChangeSet, Done
from fsmdesk.core.permissions import Permission
from fsmdesk.core.words import tr
from fsmdesk.services.billing.messages import DraftInvoice
from fsmdesk.services.closeout.messages import (
    Closeout,
    CloseoutQueues,
    ReviewRow,
    ReviewWorkOrder,
    SendBack,
)
from fsmdesk.views.actions import ActionSpec
from fsmdesk.views.allowance import why_not
from fsmdesk.views.desk import Desk
from fsmdesk.views.error_presenter import Notice
from fsmdesk.views.review.queue_table import QueueTable
from fsmdesk.views.screen import Screen
from fsmdesk.views.widgets.buttons import Segments
from fsmdesk.views.widgets.empty_state import EmptyState
from fsmdesk.views.widgets.list_foot import ListFoot
from fsmdesk.views.widgets.passing_menu import PassingMenu
from fsmdesk.views.widgets.reason_bar import ReasonBar
from fsmdesk.views.widgets.surfaces import Surface

_REVIEW, _INVOICE = "to_review", "to_invoice"
_KINDS = ("work_order", "work_order_line", "visit", "customer", "invoice")


class ReviewScreen(Screen):
    """Two queues, the oldest first; Enter does what the queue is for."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, tr("Review"), has_command_field=False)
        self._queues: CloseoutQueues | None = None
        self.tabs = Segments(((_REVIEW, tr("To review")), (_INVOICE, tr("To invoice"))), tr("Queue"), self)
        self.tabs.choose(_REVIEW)
        self.top_bar.add_left(self.tabs)
        self.tables = {key: QueueTable(desk.formats, self) for key in (_REVIEW, _INVOICE)}
        self.foot = ListFoot(self.tables[_REVIEW].rows().columns(), desk.formats, self)
        self.reason_bar = ReasonBar(self)
        self._lay_out()
        self._add_actions()
        self._wire()
        self._turn(_REVIEW)

    def _lay_out(self) -> None:
        nothing = {
            _REVIEW: (tr("Nothing to review"), tr("Jobs come here as soon as they are complete.")),
            _INVOICE: (tr("Nothing to invoice"), tr("Jobs come here as soon as they are reviewed.")),
        }
        card = Surface("card", self)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 6)
        self._pages = QStackedLayout()
        self._empty: dict[str, EmptyState] = {}
        for key, table in self.tables.items():
            self._empty[key] = EmptyState("clipboard-check", *nothing[key], parent=self)
            self._pages.addWidget(table)
            self._pages.addWidget(self._empty[key])
        inside.addLayout(self._pages)
        column = QVBoxLayout()
        column.setContentsMargins(20, 14, 20, 14)
        column.setSpacing(10)
        column.addWidget(self.reason_bar)
        column.addWidget(card, 1)
        row = QHBoxLayout()
        row.addLayout(column)
        self.body.addLayout(row, 1)
        self.body.addWidget(self.foot)

    def _add_actions(self) -> None:
        self.open_action = self.add_action(
            ActionSpec("review.open", tr("Open"), self._open, "Ctrl+O", "external-link")
        )
        self.back_action = self.add_action(
            ActionSpec("review.send_back", tr("Send back…"), self._ask_back, "Ctrl+B", "undo-2")
        )
        self.review_action = self.add_action(
            ActionSpec("review.review", tr("Review"), self._review, "Ctrl+Return", "clipboard-check"),
            primary=True,
        )
        self.invoice_action = self.add_action(
            ActionSpec("review.invoice", tr("Invoice"), self._invoice, "Ctrl+Return", "receipt"), primary=True
        )

    def _wire(self) -> None:
        self.tabs.chosen.connect(self._turn)
        for key, table in self.tables.items():
            table.went_on.connect(self._review if key == _REVIEW else self._invoice)
            table.opened.connect(self._open_row)
            table.current_changed.connect(self._look)
            table.ticks_changed.connect(self._look)
            table.menu_wanted.connect(self._open_menu)
        self.desk.hub.saved.connect(self._hear)

    def arrive(self, record_id: int | None) -> None:
        """Read both queues."""
        self.read_again()
        self.table().setFocus()

    def read_again(self) -> None:
        """Read both queues again."""
        self.desk.ask(self, Closeout(), self._show)

    def table(self) -> QueueTable:
        """The queue that is shown."""
        return self.tables[self.tabs.choice()]

    def _show(self, queues: CloseoutQueues) -> None:
        self._queues = queues
        for key, rows in ((_REVIEW, queues.to_review), (_INVOICE, queues.to_invoice)):
            self.tables[key].show_rows(rows)
        self.tabs.set_words(_REVIEW, _counted(tr("To review"), queues.to_review_count))
        self.tabs.set_words(_INVOICE, _counted(tr("To invoice"), queues.to_invoice_count))
        self._turn(self.tabs.choice())

    @Slot(str)
    def _turn(self, key: str) -> None:
        table = self.tables[key]
        has_rows = table.rows().rowCount() > 0
        self._pages.setCurrentWidget(table if has_rows or self._queues is None else self._empty[key])
        if has_rows and table.current_row() is None:
            table.setCurrentIndex(table.rows().index(0, 0))
        if self._queues is not None:
            queues = self._queues
            review = (queues.to_review_count, queues.to_review_minor)
            count, minor = review if key == _REVIEW else (queues.to_invoice_count, queues.to_invoice_minor)
            self.foot.show_all(count, {"net_minor": minor})
        self.review_action.setVisible(key == _REVIEW)
        self.back_action.setVisible(key == _REVIEW)
        self.invoice_action.setVisible(key == _INVOICE)
        self._look()

    @Slot()
    def _look(self) -> None:
        """What is chosen decides what can be done."""
        is_review = self.tabs.choice() == _REVIEW
        chosen = self.table().chosen()
        self.foot.show_ticked(self.table().ticked())
        self._allow(self.open_action, bool(chosen), "")
        self._allow(
            self.review_action, is_review and bool(chosen), why_not(self.desk, Permission.REVIEW_WORK)
        )
        self._allow(
            self.back_action, is_review and len(chosen) == 1, why_not(self.desk, Permission.REVIEW_WORK)
        )
        refusal = why_not(self.desk, Permission.ISSUE_INVOICES)
        self._allow(self.invoice_action, not is_review and bool(chosen), refusal)

    def _allow(self, action: QAction, is_possible: bool, refusal: str) -> None:
        action.setEnabled(is_possible and not refusal)
        if refusal:
            action.setToolTip(refusal)

    @Slot()
    def _review(self) -> None:
        if not self.review_action.isEnabled():
            return
        for row in self.table().chosen():
            command = ReviewWorkOrder(work_order_id=row.id, seen_version=row.version)
            said = tr("Reviewed #{number}").format(number=row.number)
            self.desk.do(self, command, self._settle, partial(self._refuse, row), said=said)
        self.table().tick_none()

    def _ask_back(self) -> None:
        chosen = self.table().chosen()
        if len(chosen) != 1:
            return
        words = tr("#{number} {title} is to be scheduled again, with one more visit.")
        self.reason_bar.ask(
            words.format(number=chosen[0].number, title=chosen[0].title),
            tr("What is left to do?"),
            tr("Send back"),
            partial(self._send_back, chosen[0]),
        )

    def _send_back(self, row: ReviewRow, reason: str) -> None:
        command = SendBack(work_order_id=row.id, seen_version=row.version, reason=reason)
        said = tr("Sent #{number} back").format(number=row.number)
        self.desk.do(self, command, self._settle, partial(self._refuse, row), said=said)
        self.table().setFocus()

    @Slot()
    def _invoice(self) -> None:
        chosen = self.table().chosen()
        if not self.invoice_action.isEnabled() or not chosen:
            return
        if len({row.customer for row in chosen}) > 1:
            text = tr("One invoice is for one customer: tick jobs of one customer only.")
            self.show_notice(Notice(text, "warn", key="error"))
            return
        command = DraftInvoice(work_order_ids=tuple(row.id for row in chosen))
        self.desk.do(self, command, self._open_draft, partial(self._refuse, chosen[0]))

    def _open_draft(self, done: Done[int]) -> None:
        self.table().tick_none()
        self.desk.shell.open_record("invoice", done.value)

    def _open(self) -> None:
        chosen = self.table().chosen()
        if chosen:
            self._open_row(chosen[0])

    @Slot(object)
    def _open_row(self, row: ReviewRow) -> None:
        self.desk.shell.open_record("work_order", row.id)

    @Slot(object, QPoint)
    def _open_menu(self, _row: ReviewRow, where: QPoint) -> None:
        menu = PassingMenu(self)
        for action in (self.open_action, self.review_action, self.back_action, self.invoice_action):
            if action.isVisible():
                menu.addAction(action)
        menu.show_at(where)

    def _settle(self, _done: Done[Any]) -> None:
        self.banners.close_notice("error")
        self.read_again()

    def _refuse(self, row: ReviewRow, error: Exception) -> None:
        if isinstance(error, RuleBroken):
            opens = (tr("Open"), partial(self._open_row, row))
            text = f"#{row.number}: {error}"
            self.show_notice(Notice(text, "warn", (opens,), key="error"))
        else:
            self.desk.errors.show(error, self, self.read_again)
            self.read_again()

    @Slot(object, object)
    def _hear(self, changes: ChangeSet, origin: object) -> None:
        # Hidden, it need not follow: `arrive` reads both queues.
        if origin is not self and self.isVisible() and changes.touches(*_KINDS):
            self.read_again()


def _counted(title: str, count: int) -> str:
    return f"{title} {count}" if count else title
