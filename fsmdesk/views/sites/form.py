"""The form of one site."""

from collections.abc import Mapping
from typing import Any

from fsmdesk.core.messages import Command, Query
from fsmdesk.core.words import tr
from fsmdesk.services.finding.messages import FindRecords
from fsmdesk.services.parties.messages import SaveSite, Site, SiteCard
from fsmdesk.views.desk import Desk
from fsmdesk.views.making import Pieces, make
from fsmdesk.views.widgets.editor_form import EditorForm
from fsmdesk.views.widgets.field_coordinate import FieldCoordinate
from fsmdesk.views.widgets.field_grid import FieldGrid
from fsmdesk.views.widgets.field_picker import FieldPicker, Picked
from fsmdesk.views.widgets.field_text import FieldMultiline, FieldText
from fsmdesk.views.widgets.surfaces import Card


class SiteForm(EditorForm[SiteCard, int]):
    """Name, customer, address, where it is on the map, and how to get in."""

    kind = "site"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        make(self._fill())

    def _fill(self) -> Pieces:
        card = Card(parent=self)
        grid = FieldGrid(card)
        grid.add(self.add_field(FieldText("name", tr("Name"), is_required=True)), span=3)
        grid.add(self.add_field(FieldText("external_id", tr("Site number"))))
        self.customer = FieldPicker(
            "customer_id", tr("Customer"), self.desk, _find_customer, placeholder=tr("Type a name…")
        )
        grid.add(self.add_field(self.customer), span=4)
        yield
        grid.add(self.add_field(FieldMultiline("address", tr("Address"), lines=2)), span=2)
        access = FieldMultiline(
            "access_notes", tr("Access"), lines=2, placeholder=tr("Ring caretaker, side gate after 10…")
        )
        grid.add(self.add_field(access), span=2)
        grid.add(self.add_field(FieldText("postcode", tr("Postcode"))))
        grid.add(self.add_field(FieldText("city", tr("City"))))
        grid.add(self.add_field(FieldText("region", tr("State or region"))))
        grid.add(self.add_field(FieldText("country", tr("Country"))))
        self._latitude = self.add_field(FieldCoordinate("latitude_micro", tr("Latitude")))
        self._longitude = self.add_field(FieldCoordinate("longitude_micro", tr("Longitude")))
        for field in (self._latitude, self._longitude):
            field.pair_typed.connect(self._fill_pair)
            grid.add(field)
        card.body.addWidget(grid)
        self.body.addWidget(card)
        yield

    def query(self, record_id: int) -> Query[SiteCard]:
        """The whole card."""
        return Site(site_id=record_id)

    def values(self, card: SiteCard) -> Mapping[str, object]:
        """The fields have the names of the card; the customer comes with its name."""
        values = {key: getattr(card, key) for key in self.fields}
        owner = Picked(card.customer_id, card.customer) if card.customer_id is not None else None
        return values | {"customer_id": owner}

    def version(self, card: SiteCard) -> int:
        """The version of the site."""
        return card.version

    def command(self, values: Mapping[str, Any]) -> Command[int]:
        """Everything at once."""
        owner = values["customer_id"]
        return SaveSite(
            site_id=self.record_id,
            seen_version=self.seen_version,
            **{**values, "customer_id": owner.id if owner is not None else None},
        )

    def _fill_pair(self, latitude: str, longitude: str) -> None:
        self._latitude.set_raw(latitude)
        self._longitude.set_raw(longitude)
        self._edited()


def _find_customer(text: str) -> FindRecords:
    return FindRecords(text=text, kinds=("customer",))
