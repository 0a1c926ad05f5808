"""The words and terms of a draft; everything else follows its jobs."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal

from fsmdesk.core.messages import Command, Query
from fsmdesk.core.words import tr
from fsmdesk.services.billing.messages import EditDraft, Invoice, InvoiceCard
from fsmdesk.views.desk import Desk
from fsmdesk.views.error_presenter import Notice
from fsmdesk.views.widgets.editor_form import EditorForm
from fsmdesk.views.widgets.field_grid import FieldGrid
from fsmdesk.views.widgets.field_text import FieldMultiline, FieldText
from fsmdesk.views.widgets.field_typed import FieldNumber
from fsmdesk.views.widgets.surfaces import Card

_LONGEST_DAYS = 365


class DraftForm(EditorForm[InvoiceCard, None]):
    """Reads drafts and issued invoices alike; only drafts can be saved.

    Signals:
        told(object): a Notice about the invoice as a whole, for the top of the screen.
    """

    kind = "invoice"
    told = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.box = Card(tr("Words and terms"), tr("all of it is filled in already"), self)
        grid = FieldGrid(self.box, columns=4)
        self.order = FieldText(
            "purchase_order", tr("Their order number"), placeholder=tr("Purchase order of the customer")
        )
        days = FieldNumber(
            *("payment_days", tr("Days to pay"), desk.formats), most=_LONGEST_DAYS, is_required=True
        )
        grid.add(self.add_field(self.order), span=3)
        grid.add(self.add_field(days))
        grid.add(self.add_field(FieldMultiline("summary", tr("Summary on the invoice"), lines=2)), span=4)
        self.box.body.addWidget(grid)
        self.body.addWidget(self.box)

    def show_notice(self, notice: Notice) -> None:
        """What keeps the invoice from being read or saved is said where it is seen; the rest above the fields."""
        if notice.key == "error":
            self.told.emit(notice)
        else:
            super().show_notice(notice)

    def query(self, record_id: int) -> Query[InvoiceCard]:
        """The invoice with everything on its screen."""
        return Invoice(invoice_id=record_id)

    def values(self, card: InvoiceCard) -> Mapping[str, object]:
        """What can be edited of a draft."""
        return {
            "purchase_order": card.purchase_order,
            "summary": card.summary,
            "payment_days": card.payment_days,
        }

    def version(self, card: InvoiceCard) -> int:
        """The version of the invoice."""
        return card.row.version

    def command(self, values: Mapping[str, Any]) -> Command[None]:
        """The draft has these words and terms."""
        return EditDraft(invoice_id=self.record_id or 0, seen_version=self.seen_version, **values)
