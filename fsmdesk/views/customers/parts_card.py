"""What the cards of a customer's contacts and agreements have in common."""

from collections.abc import Sequence
from typing import Any

from fsmdesk.core.permissions import Permission
from fsmdesk.core.words import tr
from fsmdesk.services.parties.messages import ArchiveRecord, Customer, CustomerCard
from fsmdesk.views.allowance import why_not
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.part_card import LineAction, PartCard, PartLine
from fsmdesk.views.widgets.part_form import PartForm, PartT


class CustomerPartForm(PartForm[CustomerCard, PartT]):
    """One part of a customer."""

    def query(self, record_id: int) -> Customer:
        """It is read with its customer."""
        return Customer(customer_id=self.owner_id)


class CustomerPartsCard(PartCard):
    """Parts of the customer who is shown; each can be archived."""

    def __init__(
        self, desk: Desk, title: str, empty_words: str, form: CustomerPartForm[Any], add_words: str
    ) -> None:
        super().__init__(
            title,
            empty_words,
            form,
            add_words=add_words,
            action=LineAction("archive", tr("Archive"), self._archive),
            refusal=why_not(desk, Permission.EDIT_CUSTOMERS),
        )
        self.desk = desk
        self._form = form

    def lines_of(self, card: CustomerCard) -> Sequence[PartLine]:
        """What is shown of this customer."""
        raise NotImplementedError

    def show_customer(self, card: CustomerCard) -> None:
        """Show the parts of this customer; a form that is open for another one is left."""
        if card.id != self._form.owner_id:
            self._form.owner_id = card.id
            self.editor.leave()
        self.show_lines(self.lines_of(card))

    def _archive(self, line: PartLine) -> None:
        command = ArchiveRecord(kind=self._form.kind, record_id=line.id, seen_version=line.version)
        said = tr("{name} is archived.").format(name=line.title)
        self.desk.do(self, command, self._archived, said=said)

    def _archived(self, _done: object) -> None:
        self.editor.leave()
