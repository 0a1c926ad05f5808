"""The panel in which a payment is recorded, beside whatever it is about."""

from collections.abc import Collection

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from fsmdesk.core.permissions import Permission
from fsmdesk.core.words import tr
from fsmdesk.views.allowance import why_not
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.editor_panel import EditorPanel
from fsmdesk.views.widgets.field_picker import Picked
from fsmdesk.views.widgets.payment_form import PaymentForm

_WIDTH = 500


class PaymentPanel(EditorPanel):
    """With `goes_on` the next payment is begun when one is saved, as it is typed from a bank statement."""

    def __init__(self, desk: Desk, parent: QWidget, *, goes_on: bool = False) -> None:
        self.payment_form = PaymentForm(desk)
        super().__init__(self.payment_form, why_not(desk, Permission.RECORD_PAYMENTS), parent)
        self.setFixedWidth(_WIDTH)
        self._goes_on = goes_on
        self.editor.save_button.setText(tr("Record payment"))
        self.payment_form.saved.connect(self._saved)

    def record(
        self,
        customer: Picked | None = None,
        invoice_ids: Collection[int] = (),
        amount_minor: int | None = None,
    ) -> None:
        """Begin a payment, of this customer and for these invoices where they are named."""
        self.open_new(tr("Record payment"))
        self.payment_form.begin(customer, invoice_ids, amount_minor)

    @Slot(object)
    def _saved(self, _payment_id: object) -> None:
        if self._goes_on:
            self.record()
