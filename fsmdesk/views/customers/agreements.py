"""The agreements of a customer."""

from collections.abc import Mapping, Sequence
from typing import Any

from fsmdesk.core.messages import Command
from fsmdesk.core.words import tr
from fsmdesk.services.parties.messages import AgreementRow, CustomerCard, SaveAgreement
from fsmdesk.views.customers.parts_card import CustomerPartForm, CustomerPartsCard
from fsmdesk.views.desk import Desk
from fsmdesk.views.today import today
from fsmdesk.views.widgets.agreement_fields import agreement_fields, covers_words, span_words, standing
from fsmdesk.views.widgets.field_grid import FieldGrid
from fsmdesk.views.widgets.part_card import PartLine


class CustomerAgreementForm(CustomerPartForm[AgreementRow]):
    """One agreement of a customer."""

    kind = "agreement"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        grid = FieldGrid(self, columns=2)
        for field, span in agreement_fields(desk.formats):
            grid.add(self.add_field(field), span)
        self.body.addWidget(grid)

    def parts(self, card: CustomerCard) -> Sequence[AgreementRow]:
        """The agreements."""
        return card.agreements

    def command(self, values: Mapping[str, Any]) -> Command[int]:
        """The agreement stays with its customer."""
        return SaveAgreement(
            agreement_id=self.record_id, seen_version=self.seen_version, customer_id=self.owner_id, **values
        )


class AgreementsCard(CustomerPartsCard):
    """Agreements with what they cover and whether they are in force."""

    def __init__(self, desk: Desk) -> None:
        about = tr("A service contract says what the customer does not pay for again.")
        super().__init__(desk, tr("Agreements"), about, CustomerAgreementForm(desk), tr("Add agreement"))

    def lines_of(self, card: CustomerCard) -> Sequence[PartLine]:
        """Those that are not archived."""
        return [self._line(found) for found in card.agreements if not found.is_archived]

    def first_values(self) -> dict[str, object]:
        """It begins today and covers labour."""
        return {"starts_on": today(self.desk.formats), "covers_labour": True}

    def _line(self, agreement: AgreementRow) -> PartLine:
        formats = self.desk.formats
        text = f"{span_words(agreement, formats)} · {covers_words(agreement)}"
        badge = standing(agreement, formats)
        return PartLine(agreement.id, agreement.version, agreement.name, text=text, badge=badge)
