"""The form of one machine."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Slot

from fsmdesk.core.messages import Command, Query
from fsmdesk.core.words import tr
from fsmdesk.services.finding.messages import FindRecords
from fsmdesk.services.parties.messages import Equipment, EquipmentCard, SaveEquipment, Site, SiteCard
from fsmdesk.views.desk import Desk
from fsmdesk.views.making import Pieces, make
from fsmdesk.views.today import today
from fsmdesk.views.widgets.editor_form import EditorForm
from fsmdesk.views.widgets.field_grid import FieldGrid
from fsmdesk.views.widgets.field_picker import FieldPicker, Picked
from fsmdesk.views.widgets.field_record import FieldRecord
from fsmdesk.views.widgets.field_text import FieldMultiline, FieldText
from fsmdesk.views.widgets.field_typed import FieldDate
from fsmdesk.views.widgets.surfaces import Card

_PLAIN = ("name", "external_id", "category", "make", "model", "serial", "installed_on", "warranty_until")


class MachineForm(EditorForm[EquipmentCard, int]):
    """What it is, where it stands, since when, and what else is to be known."""

    kind = "equipment"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._asked_site = 0
        self.site = FieldPicker(
            "site_id",
            tr("Site"),
            desk,
            _find_site,
            is_required=True,
            placeholder=tr("Type a name or address…"),
        )
        self.place = FieldRecord("place_id", tr("Place"), empty=tr("anywhere at the site"))
        self.part_of = FieldRecord("parent_id", tr("Part of"), empty=tr("nothing, it stands alone"))
        self.site.picked.connect(self._site_picked)
        self.shown.connect(self._card_shown)
        make(self._cards())

    def _cards(self) -> Pieces:
        self.body.addWidget(self._what())
        yield
        self.body.addWidget(self._where())
        yield

    def _what(self) -> Card:
        card = Card(parent=self)
        grid = FieldGrid(card)
        day = partial(today, self.desk.formats)
        name = FieldText("name", tr("Name"), is_required=True, placeholder=tr("Boiler 1…"))
        grid.add(self.add_field(name), span=2)
        kind = FieldText("category", tr("Kind"), placeholder=tr("boiler, pump, panel…"))
        grid.add(self.add_field(kind))
        grid.add(self.add_field(FieldText("external_id", tr("Machine number"))))
        grid.add(self.add_field(FieldText("make", tr("Make"))))
        grid.add(self.add_field(FieldText("model", tr("Model"))))
        grid.add(self.add_field(FieldText("serial", tr("Serial number"))), span=2)
        grid.add(self.add_field(FieldDate("installed_on", tr("Installed"), self.desk.formats, day)))
        grid.add(self.add_field(FieldDate("warranty_until", tr("Warranty until"), self.desk.formats, day)))
        card.body.addWidget(grid)
        return card

    def _where(self) -> Card:
        card = Card(parent=self)
        grid = FieldGrid(card)
        grid.add(self.add_field(self.site), span=2)
        grid.add(self.add_field(self.place), span=1)
        grid.add(self.add_field(self.part_of), span=1)
        grid.add(self.add_field(FieldMultiline("notes", tr("Notes"), lines=3)), span=4)
        card.body.addWidget(grid)
        return card

    def query(self, record_id: int) -> Query[EquipmentCard]:
        """The whole card."""
        return Equipment(equipment_id=record_id)

    def values(self, card: EquipmentCard) -> Mapping[str, object]:
        """The fields, with the names of what it belongs to."""
        row = card.row
        return {key: getattr(row, key, None) for key in _PLAIN} | {
            "external_id": card.external_id,
            "notes": card.notes,
            "site_id": Picked(row.site_id, row.site),
            "place_id": Picked(row.place_id, row.place) if row.place_id is not None else None,
            "parent_id": Picked(card.parent_id, card.parent) if card.parent_id is not None else None,
        }

    def version(self, card: EquipmentCard) -> int:
        """The version of the machine."""
        return card.row.version

    def command(self, values: Mapping[str, Any]) -> Command[int]:
        """Everything at once."""
        ids = {key: picked.id if (picked := values[key]) else None for key in ("place_id", "parent_id")}
        return SaveEquipment(
            equipment_id=self.record_id,
            seen_version=self.seen_version,
            **{**values, **ids, "site_id": values["site_id"].id},
        )

    @Slot(object)
    def _card_shown(self, card: EquipmentCard) -> None:
        self._read_site(card.row.site_id)

    @Slot(object)
    def _site_picked(self, _option: object) -> None:
        # What stands at the site that was picked before does not stand at this one.
        for field in (self.place, self.part_of):
            field.set_choices(())
            field.set_value(None)
        site = self.site.read() if not self.site.typed() else None
        if site is not None:
            self._read_site(site.id)

    def _read_site(self, site_id: int) -> None:
        self._asked_site = site_id
        self.desk.ask(self, Site(site_id=site_id), self._offer_site)

    def _offer_site(self, card: SiteCard) -> None:
        if card.id != self._asked_site:
            return
        self.place.set_choices([Picked(place.id, place.path) for place in card.places])
        others = [Picked(row.id, row.name) for row in card.equipment if row.id != self.record_id]
        self.part_of.set_choices(others)


def _find_site(text: str) -> FindRecords:
    return FindRecords(text=text, kinds=("site",))
