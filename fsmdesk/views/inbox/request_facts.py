"""What is known of the job that a request asks for, name by name."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from fsmdesk.core.typed_window import Window, write_window
from fsmdesk.core.words import tr
from fsmdesk.services.orders.messages import WorkOrderCard
from fsmdesk.views.desk import Desk
from fsmdesk.views.today import today
from fsmdesk.views.widgets.surfaces import Card, clear_layout, paragraph, words

_NAME_WIDTH = 140


class RequestFacts(Card):
    """A line for each fact that is known."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(tr("The job"), parent=parent)
        self._desk = desk
        self.body.setSpacing(5)

    def show_card(self, card: WorkOrderCard) -> None:
        """Show this job, in place of another one."""
        clear_layout(self.body, keep_first=1)
        for name, value, role in _facts(card, self._desk):
            if value:
                self.body.addWidget(FactLine(name, value, role, self))
        self.show()


class FactLine(QWidget):
    """A muted name and its value, which may take several lines."""

    def __init__(self, name: str, value: str, role: str, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        label = words(name, "muted", self)
        label.setFixedWidth(_NAME_WIDTH)
        row.addWidget(label)
        row.addWidget(paragraph(value, role, self), 1)


def _facts(card: WorkOrderCard, desk: Desk) -> Sequence[tuple[str, str, str]]:
    formats = desk.formats
    machine = " · ".join(part for part in (card.equipment, card.equipment_serial) if part)
    where = " · ".join(part for part in (card.site, card.place, card.site_address) if part)
    respond = formats.instant(card.respond_by_at) if card.respond_by_at is not None else ""
    return (
        (tr("Customer"), card.customer or tr("nobody yet"), "" if card.customer else "warn"),
        (tr("Caller"), card.caller or card.contact, ""),
        (tr("Their order number"), card.purchase_order, ""),
        (tr("Where"), where, ""),
        (tr("Machine"), machine, ""),
        (tr("When it suits"), _window_words(card, desk), ""),
        (tr("On site by"), respond, ""),
        (tr("Finished by"), formats.instant(card.due_at) if card.due_at is not None else "", ""),
        (tr("Expected"), formats.duration(card.duration_minutes), ""),
        (tr("Skills"), " · ".join(card.skills), ""),
        (tr("Access"), card.access_notes, ""),
        (tr("Safety"), card.safety_notes, "warn"),
        (tr("Protective gear"), card.protective_gear, "warn"),
        *((job.relation, f"#{job.number} {job.title}", "") for job in card.related),
    )


def _window_words(card: WorkOrderCard, desk: Desk) -> str:
    """As people say it, such as `today, before 15:00`."""
    start, end = card.window_start_at, card.window_end_at
    if end is None:
        return ""
    if start is None:
        return tr("before {when}").format(when=desk.formats.instant(end))
    return write_window(Window(start, end), desk.formats, today(desk.formats))
