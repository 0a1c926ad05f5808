"""The first step: the shop's address and how it is reached."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from fsmdesk.core.messages import Command, Query
from fsmdesk.core.words import tr
from fsmdesk.services.setup.messages import Company, CompanyCard, EditCompany
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.editor_form import EditorForm
from fsmdesk.views.widgets.field_grid import FieldGrid
from fsmdesk.views.widgets.field_text import FieldMultiline, FieldText

_OF_THE_COMMAND = {"seen_version", "logo", *(one.name for one in fields(Command))}


class AddressForm(EditorForm[CompanyCard, None]):
    """What of the shop is printed at the top of documents; all the rest of it stays as it is."""

    kind = "company"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        grid = FieldGrid(self)
        grid.add(self.add_field(FieldMultiline("address", tr("Address"), lines=2)), span=4)
        grid.add(self.add_field(FieldText("postcode", tr("Postcode"))))
        grid.add(self.add_field(FieldText("city", tr("City"))), span=2)
        grid.add(self.add_field(FieldText("region", tr("State or region"))))
        grid.add(self.add_field(FieldText("phone", tr("Phone"))), span=2)
        grid.add(self.add_field(FieldText("email", tr("E-mail"))), span=2)
        grid.add(self.add_field(FieldText("tax_number", tr("Tax number"))), span=2)
        grid.add(self.add_field(FieldText("licence", tr("Licence"))), span=2)
        self.body.addWidget(grid)

    def draft_name(self) -> str:
        """Apart from the settings' form of the same record."""
        return "setup-company"

    def query(self, record_id: int) -> Query[CompanyCard]:
        """There is one."""
        return Company()

    def values(self, card: CompanyCard) -> Mapping[str, object]:
        """The fields have the names of the card."""
        return {key: getattr(card, key) for key in self.fields}

    def version(self, card: CompanyCard) -> int:
        """The version of the shop's data."""
        return card.version

    def command(self, values: Mapping[str, Any]) -> Command[None]:
        """The whole company, with these values in it."""
        names = [one.name for one in fields(EditCompany) if one.name not in _OF_THE_COMMAND]
        stored = {name: getattr(self.card, name) for name in names}
        return EditCompany(seen_version=self.seen_version, **{**stored, **values})
