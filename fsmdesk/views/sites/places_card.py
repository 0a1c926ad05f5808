"""The places inside a site, as a tree."""

from collections.abc import Mapping, Sequence
from typing import Any

from fsmdesk.core.messages import Command, Query
from fsmdesk.core.permissions import Permission
from fsmdesk.core.words import tr
from fsmdesk.services.parties.messages import PlaceRow, SavePlace, Site, SiteCard
from fsmdesk.views.allowance import why_not
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.field_picker import Picked
from fsmdesk.views.widgets.field_record import FieldRecord
from fsmdesk.views.widgets.field_text import FieldText
from fsmdesk.views.widgets.part_card import LineAction, PartCard, PartLine
from fsmdesk.views.widgets.part_form import PartForm


class PlaceForm(PartForm[SiteCard, PlaceRow]):
    """One place of the site whose id is `owner_id`."""

    kind = "place"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        name = FieldText("name", tr("Name"), is_required=True, placeholder=tr("Main building, basement…"))
        self.inside = FieldRecord("parent_id", tr("Inside"), empty=tr("the site itself"))
        self.body.addWidget(self.add_field(name))
        self.body.addWidget(self.add_field(self.inside))

    def query(self, record_id: int) -> Query[SiteCard]:
        """A place is read with its site."""
        return Site(site_id=self.owner_id)

    def parts(self, card: SiteCard) -> Sequence[PlaceRow]:
        """The places."""
        return card.places

    def part_values(self, card: SiteCard, part: PlaceRow) -> Mapping[str, object]:
        """Its name and what it is inside of."""
        parent = next((other for other in card.places if other.id == part.parent_id), None)
        return {
            "name": part.name,
            "parent_id": Picked(parent.id, parent.path) if parent is not None else None,
        }

    def command(self, values: Mapping[str, Any]) -> Command[int]:
        """The place stays at its site."""
        parent = values["parent_id"]
        return SavePlace(
            place_id=self.record_id,
            seen_version=self.seen_version,
            site_id=self.owner_id,
            parent_id=parent.id if parent is not None else None,
            name=values["name"],
        )


class PlacesCard(PartCard):
    """Buildings, floors, rooms; each can be renamed, moved, and given places inside."""

    def __init__(self, desk: Desk) -> None:
        self._form = PlaceForm(desk)
        super().__init__(
            tr("Places"),
            tr("Buildings, floors and rooms, so that nobody looks for the machine."),
            self._form,
            add_words=tr("Add place"),
            action=LineAction("plus", tr("Add a place inside"), self._add_inside),
            refusal=why_not(desk, Permission.EDIT_CUSTOMERS),
        )

    def show_site(self, card: SiteCard) -> None:
        """Show the places of this site."""
        if card.id != self._form.owner_id:
            self._form.owner_id = card.id
            self.editor.leave()
        self._form.inside.set_choices([Picked(place.id, place.path) for place in card.places])
        depths = _depths(card)
        self.show_lines(
            [PartLine(place.id, place.version, place.name, depth=depths[place.id]) for place in card.places]
        )

    def _add_inside(self, line: PartLine) -> None:
        self.add_button.setEnabled(False)
        self.editor.open_new({"parent_id": Picked(line.id, line.title)})


def _depths(card: SiteCard) -> dict[int, int]:
    parents = {place.id: place.parent_id for place in card.places}
    depths: dict[int, int] = {}
    for place_id in parents:
        depth, at = 0, parents[place_id]
        while at is not None and depth <= len(parents):
            depth, at = depth + 1, parents.get(at)
        depths[place_id] = depth
    return depths
