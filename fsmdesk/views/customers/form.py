"""The form of one customer."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from fsmdesk.core.messages import Command, Query
from fsmdesk.core.words import tr
from fsmdesk.services.parties.messages import Customer, CustomerCard, SaveCustomer
from fsmdesk.services.prices.messages import PriceLevelRow, PriceLevels
from fsmdesk.views.desk import Desk
from fsmdesk.views.making import Pieces, make
from fsmdesk.views.today import today
from fsmdesk.views.widgets.editor_form import EditorForm
from fsmdesk.views.widgets.field_choice import FieldCheck, FieldSelect
from fsmdesk.views.widgets.field_grid import FieldGrid
from fsmdesk.views.widgets.field_text import FieldMultiline, FieldText
from fsmdesk.views.widgets.field_typed import FieldDate, FieldNumber
from fsmdesk.views.widgets.surfaces import Card

LONGEST_TERM_DAYS = 3650


class CustomerForm(EditorForm[CustomerCard, int]):
    """Name, address, and how the customer pays."""

    kind = "customer"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._levels: dict[int, str] = {}
        make(self._cards())

    def _cards(self) -> Pieces:
        self.body.addWidget(self._who())
        yield
        self.body.addWidget(self._money())
        yield

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
        self._level = FieldSelect("price_level_id", tr("Price level"), empty=tr("Prices of the price book"))
        grid.add(self.add_field(self._level), span=2)
        grid.add(self.add_field(FieldCheck("tax_exempt", tr("Exempt from tax"))))
        grid.add(self.add_field(FieldText("exempt_certificate", tr("Exemption certificate"))), span=2)
        grid.add(
            self.add_field(FieldDate("exempt_until", tr("Exempt until"), self.desk.formats, self._today))
        )
        hold = FieldCheck("credit_hold", tr("Credit hold: warn before more work"))
        grid.add(self.add_field(hold), span=2)
        quiet = FieldCheck("no_messages", tr("No messages by themselves"))
        grid.add(self.add_field(quiet), span=2)
        card.body.addWidget(grid)
        return card

    def open(self, record_id: int) -> None:
        """The price levels to choose from are read with the customer."""
        self._read_levels()
        super().open(record_id)

    def open_new(self, values: Mapping[str, object] | None = None) -> None:
        """The same for a new customer."""
        self._read_levels()
        super().open_new(values)

    def _read_levels(self) -> None:
        self.desk.ask(self, PriceLevels(), self._offer_levels)

    def _offer_levels(self, levels: Sequence[PriceLevelRow]) -> None:
        self._levels = {level.id: level.name for level in levels}
        self._offer_with(self.card)

    def _offer_with(self, card: CustomerCard | None) -> None:
        """All levels in use, and the customer's own, which may be archived or read earlier than the others."""
        own = {card.price_level_id: card.price_level} if card is not None and card.price_level_id else {}
        self._level.set_choices(list({**own, **self._levels}.items()))

    def _today(self) -> date:
        return today(self.desk.formats)

    def query(self, record_id: int) -> Query[CustomerCard]:
        """The whole card."""
        return Customer(customer_id=record_id)

    def values(self, card: CustomerCard) -> Mapping[str, object]:
        """The fields have the names of the card."""
        self._offer_with(card)
        return {key: getattr(card, key) for key in self.fields}

    def version(self, card: CustomerCard) -> int:
        """The version of the customer."""
        return card.version

    def command(self, values: Mapping[str, Any]) -> Command[int]:
        """Everything at once."""
        return SaveCustomer(customer_id=self.record_id, seen_version=self.seen_version, **values)
