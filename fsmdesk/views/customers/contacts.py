"""The people to talk to at a customer."""

from collections.abc import Mapping
from typing import Any

from fsmdesk.core.messages import Command, Query
from fsmdesk.core.permissions import Permission
from fsmdesk.core.words import tr
from fsmdesk.services.parties.messages import (
    ArchiveRecord,
    ContactRow,
    Customer,
    CustomerCard,
    SaveContact,
)
from fsmdesk.views.allowance import why_not
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.badges import Look
from fsmdesk.views.widgets.editor_form import EditorForm
from fsmdesk.views.widgets.field_choice import FieldCheck
from fsmdesk.views.widgets.field_grid import FieldGrid
from fsmdesk.views.widgets.field_text import FieldText
from fsmdesk.views.widgets.joined import joined
from fsmdesk.views.widgets.part_card import LineAction, PartCard, PartLine


class ContactForm(EditorForm[CustomerCard, int]):
    """One contact of the customer whose id is `owner_id`."""

    kind = "contact"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.owner_id = 0
        grid = FieldGrid(self, columns=2)
        grid.add(self.add_field(FieldText("name", tr("Name"), is_required=True)))
        grid.add(self.add_field(FieldText("title", tr("Role"), placeholder=tr("caretaker, owner…"))))
        grid.add(self.add_field(FieldText("phone", tr("Phone"))))
        grid.add(self.add_field(FieldText("email", tr("E-mail"))))
        grid.add(self.add_field(FieldCheck("is_primary", tr("First to call"))), span=2)
        self.body.addWidget(grid)

    def query(self, record_id: int) -> Query[CustomerCard]:
        """A contact is read with its customer."""
        return Customer(customer_id=self.owner_id)

    def values(self, card: CustomerCard) -> Mapping[str, object]:
        """Those of the contact; none once it is archived."""
        contact = self._contact(card)
        if contact is None:
            return dict.fromkeys(self.fields)
        return {key: getattr(contact, key) for key in self.fields}

    def version(self, card: CustomerCard) -> int:
        """The version of the contact."""
        contact = self._contact(card)
        return contact.version if contact is not None else 0

    def command(self, values: Mapping[str, Any]) -> Command[int]:
        """The contact stays with its customer."""
        return SaveContact(
            contact_id=self.record_id, seen_version=self.seen_version, customer_id=self.owner_id, **values
        )

    def draft_name(self) -> str:
        """Each customer has a draft of its own."""
        return f"{super().draft_name()}-of-{self.owner_id}"

    def _contact(self, card: CustomerCard) -> ContactRow | None:
        return next((contact for contact in card.contacts if contact.id == self.record_id), None)


class ContactsCard(PartCard):
    """Contacts with what they are reached by."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._form = ContactForm(desk)
        super().__init__(
            tr("Contacts"),
            tr("Who opens the door, who signs, who pays? Add the first one."),
            self._form,
            add_words=tr("Add contact"),
            action=LineAction("archive", tr("Archive"), self._archive),
            refusal=why_not(desk, Permission.EDIT_CUSTOMERS),
        )

    def show_customer(self, card: CustomerCard) -> None:
        """Show the contacts of this customer."""
        if card.id != self._form.owner_id:
            self._form.owner_id = card.id
            self.editor.leave()
        self.show_lines([_line(contact) for contact in card.contacts])

    def first_values(self) -> dict[str, object]:
        """The first contact is the one to call."""
        return {"is_primary": not self.line_widgets()}

    def _archive(self, line: PartLine) -> None:
        command = ArchiveRecord(kind="contact", record_id=line.id, seen_version=line.version)
        said = tr("{name} is archived.").format(name=line.title)
        self._desk.do(self, command, self._archived, said=said)

    def _archived(self, _done: object) -> None:
        self.editor.leave()


def _line(contact: ContactRow) -> PartLine:
    return PartLine(
        contact.id,
        contact.version,
        contact.name,
        joined(contact.title, contact.phone, contact.email),
        (tr("First to call"), Look("info", "phone")) if contact.is_primary else None,
    )
