"""The people to talk to at a customer."""

from collections.abc import Mapping, Sequence
from typing import Any

from fsmdesk.core.messages import Command
from fsmdesk.core.words import tr
from fsmdesk.services.parties.messages import ContactRow, CustomerCard, SaveContact
from fsmdesk.views.customers.parts_card import CustomerPartForm, CustomerPartsCard
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.badges import Look
from fsmdesk.views.widgets.field_choice import FieldCheck
from fsmdesk.views.widgets.field_grid import FieldGrid
from fsmdesk.views.widgets.field_text import FieldText
from fsmdesk.views.widgets.joined import joined
from fsmdesk.views.widgets.part_card import PartLine


class ContactForm(CustomerPartForm[ContactRow]):
    """One contact of a customer."""

    kind = "contact"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        grid = FieldGrid(self, columns=2)
        grid.add(self.add_field(FieldText("name", tr("Name"), is_required=True)))
        grid.add(self.add_field(FieldText("title", tr("Role"), placeholder=tr("caretaker, owner…"))))
        grid.add(self.add_field(FieldText("phone", tr("Phone"))))
        grid.add(self.add_field(FieldText("email", tr("E-mail"))))
        grid.add(self.add_field(FieldCheck("is_primary", tr("First to call"))), span=2)
        self.body.addWidget(grid)

    def parts(self, card: CustomerCard) -> Sequence[ContactRow]:
        """The contacts."""
        return card.contacts

    def command(self, values: Mapping[str, Any]) -> Command[int]:
        """The contact stays with its customer."""
        return SaveContact(
            contact_id=self.record_id, seen_version=self.seen_version, customer_id=self.owner_id, **values
        )


class ContactsCard(CustomerPartsCard):
    """Contacts with what they are reached by."""

    def __init__(self, desk: Desk) -> None:
        about = tr("Who opens the door, who signs, who pays? Add the first one.")
        super().__init__(desk, tr("Contacts"), about, ContactForm(desk), tr("Add contact"))

    def lines_of(self, card: CustomerCard) -> Sequence[PartLine]:
        """All of them."""
        return [_line(contact) for contact in card.contacts]

    def first_values(self) -> dict[str, object]:
        """The first contact is the one to call."""
        return {"is_primary": not self.line_widgets()}


def _line(contact: ContactRow) -> PartLine:
    return PartLine(
        contact.id,
        contact.version,
        contact.name,
        joined(contact.title, contact.phone, contact.email),
        (tr("First to call"), Look("info", "phone")) if contact.is_primary else None,
    )
