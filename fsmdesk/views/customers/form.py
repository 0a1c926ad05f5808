"""The form of one customer."""

from collections.abc import Mapping
from typing import Any

from fsmdesk.core.messages import Command, Query
from fsmdesk.core.words import tr
from fsmdesk.services.parties.messages import Customer, CustomerCard, SaveCustomer
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.editor_form import EditorForm
from fsmdesk.views.widgets.field_choice import FieldCheck
from fsmdesk.views.widgets.field_grid import FieldGrid
from fsmdesk.views.widgets.field_text import FieldMultiline, FieldText
from fsmdesk.views.widgets.field_typed import FieldNumber
from fsmdesk.views.widgets.surfaces import Card

LONGEST_TERM_DAYS = 3650


class CustomerForm(EditorForm[CustomerCard, int]):
    """Name, address, and how the customer pays."""

    kind = "customer"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.body.addWidget(self._who())
        self.body.addWidget(self._money())

    def _who(self) -> Card:
        card = Card(parent=self)
        grid = FieldGrid(card)
        grid.add(self.add_field(FieldText("name", tr("Name"), is_required=True)), span=3)
        grid.add(self.add_field(FieldText("external_id", tr("Customer number"))))
        grid.add(self.add_field(FieldMultiline("address", tr("Address"), lines=2)), span=2)
        grid.add(self.add_field(FieldMultiline("notes", tr("Notes"), lines=2)), span=2)
        grid.add(self.add_field(FieldText("postcode", tr("Postcode"))))
        grid.add(self.add_field(FieldText("city", tr("City"))))
        grid.add(self.add_field(FieldText("region", tr("State or region"))))
        grid.add(self.add_field(FieldText("country", tr("Country"))))
        grid.add(self.add_field(FieldText("phone", tr("Phone"))), span=2)
        grid.add(self.add_field(FieldText("email", tr("E-mail"))), span=2)
        card.body.addWidget(grid)
        return card

    def _money(self) -> Card:
        card = Card(tr("Invoices"), parent=self)
        grid = FieldGrid(card)
        days = FieldNumber("payment_days", tr("Days to pay"), self.desk.formats, most=LONGEST_TERM_DAYS)
        days.edit.setPlaceholderText(tr("as for everybody"))
        grid.add(self.add_field(days))
        grid.add(self.add_field(FieldText("tax_number", tr("Tax number"))))
        grid.add(self.add_field(FieldText("exempt_certificate", tr("Exemption certificate"))), span=2)
        grid.add(self.add_field(FieldCheck("tax_exempt", tr("Exempt from tax"))), span=2)
        hold = FieldCheck("credit_hold", tr("Credit hold: warn before more work"))
        grid.add(self.add_field(hold), span=2)
        card.body.addWidget(grid)
        return card

    def query(self, record_id: int) -> Query[CustomerCard]:
        """The whole card."""
        return Customer(customer_id=record_id)

    def values(self, card: CustomerCard) -> Mapping[str, object]:
        """The fields have the names of the card."""
        return {key: getattr(card, key) for key in self.fields}

    def version(self, card: CustomerCard) -> int:
        """The version of the customer."""
        return card.version

    def command(self, values: Mapping[str, Any]) -> Command[int]:
        """Everything at once."""
        return SaveCustomer(customer_id=self.record_id, seen_version=self.seen_version, **values)
