"""Everything that ever happened with a customer, the latest first, page by page."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout

from fsmdesk.core.lists import ListFilter, ListPage, ListRequest
from fsmdesk.core.messages import ChangeSet
from fsmdesk.core.words import tr
from fsmdesk.services.happenings.messages import HappeningKind, HappeningRow, Happenings
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.badges import Look
from fsmdesk.views.widgets.buttons import Chip, KeyButton
from fsmdesk.views.widgets.fitting_table import TableCard
from fsmdesk.views.widgets.table_columns import Column, Kind

_PAGE = 50
_KINDS = (
    "work_order",
    "visit",
    "invoice",
    "payment",
    "outgoing_mail",
    "feedback",
    "request_question",
    "attachment",
)
_LOOKS = {
    HappeningKind.CALL: Look("info", "phone"),
    HappeningKind.VISIT: Look("neutral", "truck"),
    HappeningKind.COMPLETE: Look("success", "check"),
    HappeningKind.INVOICE: Look("info", "receipt"),
    HappeningKind.CREDIT_NOTE: Look("warn", "undo-2"),
    HappeningKind.PAYMENT: Look("success", "credit-card"),
    HappeningKind.MAIL: Look("neutral", "send"),
    HappeningKind.FEEDBACK: Look("warn", "star"),
    HappeningKind.QUESTION: Look("neutral", "circle-help"),
    HappeningKind.FILE: Look("neutral", "paperclip"),
}
_GROUPS = (
    (tr("Jobs"), (HappeningKind.CALL, HappeningKind.VISIT, HappeningKind.COMPLETE, HappeningKind.QUESTION)),
    (tr("Money"), (HappeningKind.INVOICE, HappeningKind.CREDIT_NOTE, HappeningKind.PAYMENT)),
    (tr("Mail and files"), (HappeningKind.MAIL, HappeningKind.FILE)),
    (tr("Feedback"), (HappeningKind.FEEDBACK,)),
)


def _kind(row: HappeningRow) -> str:
    return row.kind.label


def _look(row: HappeningRow) -> Look:
    return _LOOKS[row.kind]


def _about(row: HappeningRow) -> str:
    return row.about.replace("\n", " ")


_COLUMNS = (
    Column("at", tr("When"), Kind.INSTANT, 176, is_sortable=False),
    Column("kind", tr("What"), Kind.BADGE, 140, get=_kind, look=_look, is_sortable=False),
    Column("name", tr("About"), stretch=True, secondary=_about, is_sortable=False),
    Column("amount_minor", tr("Amount"), Kind.MONEY, 110, is_sortable=False),
)


class HappeningsCard(TableCard[HappeningRow]):
    """Chips narrow it; Enter opens what it is about."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("Everything"), tr("Nothing has happened yet."), _COLUMNS, desk.formats)
        self._desk = desk
        self._customer_id = 0
        self._rows: tuple[HappeningRow, ...] = ()
        self._chips: list[tuple[Chip, tuple[HappeningKind, ...]]] = []
        row = QHBoxLayout()
        row.setSpacing(6)
        for title, kinds in _GROUPS:
            chip = Chip(title, parent=self)
            chip.clicked.connect(self._begin)
            self._chips.append((chip, kinds))
            row.addWidget(chip)
        row.addStretch(1)
        self.body.insertLayout(1, row)
        self.more_button = KeyButton(tr("Show earlier ones"), "link", "chevron-down", parent=self)
        self.more_button.clicked.connect(self._more)
        self.more_button.hide()
        self.body.addWidget(self.more_button)
        self.opened.connect(self._open)
        desk.hub.saved.connect(self._hear)

    def show_customer(self, customer_id: int) -> None:
        """Read what happened with this customer."""
        self._customer_id = customer_id
        self._begin()

    @Slot()
    def _begin(self) -> None:
        self._rows = ()
        self._read()

    @Slot()
    def _more(self) -> None:
        self._read()

    def _read(self) -> None:
        if not self._customer_id:
            return
        wanted = tuple(kind.value for chip, kinds in self._chips if chip.isChecked() for kind in kinds)
        filters = (ListFilter("kind", values=wanted),) if wanted else ()
        request = ListRequest(filters=filters, offset=len(self._rows), limit=_PAGE)
        customer, offset = self._customer_id, len(self._rows)

        def show(page: ListPage[HappeningRow]) -> None:
            # Meanwhile another customer may be shown, or other chips.
            if customer == self._customer_id and offset == len(self._rows):
                self._show(page)

        self._desk.ask(self, Happenings(customer_id=customer, request=request), show)

    def _show(self, page: ListPage[HappeningRow]) -> None:
        self._rows = (*self._rows, *page.rows)
        self.show_rows(self._rows)
        self.more_button.setVisible(len(self._rows) < page.total_count)

    @Slot(object)
    def _open(self, row: HappeningRow) -> None:
        if row.record == "outgoing_mail":
            self._desk.shell.go("outbox")
        elif row.record != "customer" and row.record_id:
            self._desk.shell.open_record(row.record, row.record_id)

    @Slot(object, object)
    def _hear(self, changes: ChangeSet, _origin: object) -> None:
        if changes.touches(*_KINDS) and self.isVisible():
            self._begin()
