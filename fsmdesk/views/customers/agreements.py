"""The agreements of a customer."""

from collections.abc import Mapping
from typing import Any

from fsmdesk.core.messages import Command, Query
from fsmdesk.core.permissions import Permission
from fsmdesk.core.words import tr
from fsmdesk.services.parties.messages import (
    AgreementRow,
    ArchiveRecord,
    Customer,
    CustomerCard,
    SaveAgreement,
)
from fsmdesk.views.allowance import why_not
from fsmdesk.views.desk import Desk
from fsmdesk.views.today import today
from fsmdesk.views.widgets.agreement_fields import agreement_fields, covers_words, span_words, standing
from fsmdesk.views.widgets.editor_form import EditorForm
from fsmdesk.views.widgets.field_grid import FieldGrid
from fsmdesk.views.widgets.part_card import LineAction, PartCard, PartLine


class CustomerAgreementForm(EditorForm[CustomerCard, int]):
    """One agreement of the customer whose id is `owner_id`."""

    kind = "agreement"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.owner_id = 0
        grid = FieldGrid(self, columns=2)
        for field, span in agreement_fields(desk.formats):
            grid.add(self.add_field(field), span)
        self.body.addWidget(grid)

    def query(self, record_id: int) -> Query[CustomerCard]:
        """An agreement is read with its customer."""
        return Customer(customer_id=self.owner_id)

    def values(self, card: CustomerCard) -> Mapping[str, object]:
        """Those of the agreement."""
        agreement = self._agreement(card)
        if agreement is None:
            return dict.fromkeys(self.fields)
        return {key: getattr(agreement, key) for key in self.fields}

    def version(self, card: CustomerCard) -> int:
        """The version of the agreement."""
        agreement = self._agreement(card)
        return agreement.version if agreement is not None else 0

    def command(self, values: Mapping[str, Any]) -> Command[int]:
        """The agreement stays with its customer."""
        return SaveAgreement(
            agreement_id=self.record_id, seen_version=self.seen_version, customer_id=self.owner_id, **values
        )

    def draft_name(self) -> str:
        """Each customer has a draft of its own."""
        return f"{super().draft_name()}-of-{self.owner_id}"

    def _agreement(self, card: CustomerCard) -> AgreementRow | None:
        return next((found for found in card.agreements if found.id == self.record_id), None)


class AgreementsCard(PartCard):
    """Agreements with what they cover and whether they are in force."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._form = CustomerAgreementForm(desk)
        super().__init__(
            tr("Agreements"),
            tr("A service contract says what the customer does not pay for again."),
            self._form,
            add_words=tr("Add agreement"),
            action=LineAction("archive", tr("Archive"), self._archive),
            refusal=why_not(desk, Permission.EDIT_CUSTOMERS),
        )

    def show_customer(self, card: CustomerCard) -> None:
        """Show the agreements of this customer."""
        if card.id != self._form.owner_id:
            self._form.owner_id = card.id
            self.editor.leave()
        self.show_lines([self._line(found) for found in card.agreements if not found.is_archived])

    def first_values(self) -> dict[str, object]:
        """It begins today and covers labour."""
        return {"starts_on": today(self._desk.formats), "covers_labour": True}

    def _line(self, agreement: AgreementRow) -> PartLine:
        formats = self._desk.formats
        text = f"{span_words(agreement, formats)} · {covers_words(agreement)}"
        badge = standing(agreement, formats)
        return PartLine(agreement.id, agreement.version, agreement.name, text=text, badge=badge)

    def _archive(self, line: PartLine) -> None:
        command = ArchiveRecord(kind="agreement", record_id=line.id, seen_version=line.version)
        said = tr("{name} is archived.").format(name=line.title)
        self._desk.do(self, command, self._archived, said=said)

    def _archived(self, _done: object) -> None:
        self.editor.leave()
