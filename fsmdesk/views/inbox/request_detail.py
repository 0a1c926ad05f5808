"""The chosen request: what was said, who took it, and what is known about the customer."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QWidget

from fsmdesk.core.times import Clock, Span, wall_minute
from fsmdesk.core.words import tr
from fsmdesk.services.intake.messages import CallerFacts, RequestRow, WhoIsCalling
from fsmdesk.services.orders.messages import WorkOrder, WorkOrderCard
from fsmdesk.views.desk import Desk
from fsmdesk.views.inbox.age_words import ago_words
from fsmdesk.views.inbox.decline_panel import DeclinePanel
from fsmdesk.views.widgets.badges import Badge, Look, PriorityChip
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.customer_facts import CustomerFactsCard
from fsmdesk.views.widgets.surfaces import Card, ScrollColumn, clear_layout, paragraph, words

_READ_AFTER_MS = 60  # so that walking through the list with the arrows reads only where it ends


class RequestDetail(ScrollColumn):
    """`show_request` shows one at once as far as its row tells, and reads the rest."""

    def __init__(self, desk: Desk, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent, margins=(8, 16, 20, 16))
        self._desk = desk
        self._clock = clock
        self._request: RequestRow | None = None
        self.setAccessibleName(tr("The request"))
        self.main = Card(" ", parent=self)
        self._marks = QHBoxLayout()
        self._marks.setSpacing(6)
        self._asked = words("", "muted", self.main)
        self._problem = paragraph("", parent=self.main)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._buttons.addStretch(1)
        self.decline = DeclinePanel(self.main)
        self.main.body.addLayout(self._marks)
        self.main.body.addWidget(self._asked)
        self.main.body.addWidget(self._problem)
        self.main.body.addSpacing(4)
        self.main.body.addLayout(self._buttons)
        self.main.body.addWidget(self.decline)
        self.job = Card(tr("The job"), parent=self)
        self.job.body.setSpacing(5)
        self.customer = CustomerFactsCard(desk.formats, self)
        for card in (self.main, self.job, self.customer):
            self.body.addWidget(card)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_READ_AFTER_MS)
        self._timer.timeout.connect(self._read)

    def add_button(self, action: QAction, kind: str, keys: str) -> KeyButton:
        """A button for an action on the request."""
        made = KeyButton(action.text(), kind, keys=keys, parent=self.main)
        made.follow(action)
        self._buttons.insertWidget(self._buttons.count() - 1, made)
        return made

    def shown_id(self) -> int | None:
        """The request that is shown."""
        return self._request.id if self._request is not None else None

    @Slot(object)
    def show_request(self, request: RequestRow | None) -> None:
        """Show this one; the same one again is read anew without a flicker."""
        is_other = request is None or request.id != self.shown_id()
        self._request = request
        self.setVisible(request is not None)
        if request is None:
            self._timer.stop()
            return
        if is_other:
            self.decline.hide()
            self.job.hide()
            self.customer.hide()
            self.verticalScrollBar().setValue(0)
        self.main.heading.set_text(request.title, f"#{request.number}")
        self._show_marks(request)
        self._problem.setText(request.problem)
        self._problem.setVisible(bool(request.problem) and request.problem != request.title)
        self.show_age()
        self._timer.start()

    def show_age(self) -> None:
        """How long it waits by now."""
        request = self._request
        if request is None:
            return
        now, formats = self._clock(), self._desk.formats
        parts = [
            ago_words(request.requested_at, now, formats),
            formats.instant(request.requested_at),
            tr("taken by {name}").format(name=request.requested_by) if request.requested_by else "",
            request.source.label.lower(),
        ]
        self._asked.setText(" · ".join(part for part in parts if part))

    def _show_marks(self, request: RequestRow) -> None:
        clear_layout(self._marks)
        marks: list[QWidget] = [PriorityChip(request.priority, self.main), Badge(request.kind.label)]
        if request.credit_hold:
            marks.append(Badge(tr("Credit hold"), Look("danger", "ban")))
        for mark in marks:
            self._marks.addWidget(mark)
        self._marks.addStretch(1)

    @Slot()
    def _read(self) -> None:
        request = self._request
        if request is None:
            return
        wanted = request.id

        def show_job(card: WorkOrderCard) -> None:
            if self.shown_id() == wanted:
                self._show_job(card)

        def show_customer(facts: CallerFacts) -> None:
            if self.shown_id() == wanted:
                self.customer.show_facts(facts)
                self.customer.show()

        self._desk.ask(self, WorkOrder(work_order_id=wanted), show_job)
        if request.customer_id is not None:
            self._desk.ask(self, WhoIsCalling(customer_id=request.customer_id), show_customer)

    def _show_job(self, card: WorkOrderCard) -> None:
        clear_layout(self.job.body, keep_first=1)
        for name, value, role in self._facts(card):
            if value:
                self.job.body.addWidget(FactLine(name, value, role, self.job))
        self.job.show()

    def _facts(self, card: WorkOrderCard) -> Sequence[tuple[str, str, str]]:
        formats = self._desk.formats
        machine = " · ".join(part for part in (card.equipment, card.equipment_serial) if part)
        where = " · ".join(part for part in (card.site, card.place, card.site_address) if part)
        window = ""
        if card.window_start_at is not None and card.window_end_at is not None:
            window = _window_words(Span(card.window_start_at, card.window_end_at), self._desk)
        elif card.window_end_at is not None:
            window = tr("before {when}").format(when=formats.instant(card.window_end_at))
        return (
            (tr("Customer"), card.customer or tr("nobody yet"), "" if card.customer else "warn"),
            (tr("Caller"), card.caller or card.contact, ""),
            (tr("Their order number"), card.purchase_order, ""),
            (tr("Where"), where, ""),
            (tr("Machine"), machine, ""),
            (tr("When it suits"), window, ""),
            (tr("Due"), formats.instant(card.due_at) if card.due_at is not None else "", ""),
            (tr("Expected"), formats.duration(card.duration_minutes), ""),
            (tr("Skills"), " · ".join(card.skills), ""),
            (tr("Access"), card.access_notes, ""),
            (tr("Safety"), card.safety_notes, "warn"),
        )


class FactLine(QWidget):
    """A muted name and its value, which may take several lines."""

    def __init__(self, name: str, value: str, role: str, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        label = words(name, "muted", self)
        label.setFixedWidth(140)
        row.addWidget(label)
        row.addWidget(paragraph(value, role, self), 1)


def _window_words(span: Span, desk: Desk) -> str:
    day = desk.formats.date(wall_minute(span.start, desk.formats.zone)[0])
    text = desk.formats.span(span)
    return text if text.startswith(day) else f"{day} {text}"  # a span of one day names only its times
