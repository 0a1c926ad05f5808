"""The machines at a site."""

from collections.abc import Mapping
from typing import Any

from fsmdesk.core.formats import Formats
from fsmdesk.core.messages import Command
from fsmdesk.core.permissions import Permission
from fsmdesk.core.words import tr
from fsmdesk.services.parties.messages import EquipmentCard, EquipmentRow, SaveEquipment, SiteCard
from fsmdesk.views.allowance import why_not
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.badges import Look
from fsmdesk.views.widgets.editor_form import EditorForm
from fsmdesk.views.widgets.field_grid import FieldGrid
from fsmdesk.views.widgets.field_text import FieldText
from fsmdesk.views.widgets.table_columns import Column, Kind
from fsmdesk.views.widgets.table_part import TablePart
from fsmdesk.views.widgets.warranty import warranty_look, warranty_words


def _columns(formats: Formats) -> tuple[Column, ...]:
    def words(row: EquipmentRow) -> str:
        return warranty_words(row.warranty_until, formats)

    def look(row: EquipmentRow) -> Look:
        return warranty_look(row.warranty_until, formats)

    return (
        Column("name", tr("Name"), stretch=True, is_strong=True, is_sortable=False, secondary=_make_model),
        Column("serial", tr("Serial number"), width=150, is_sortable=False),
        Column("place", tr("Place"), width=170, is_sortable=False),
        Column("warranty", tr("Warranty"), Kind.BADGE, 190, get=words, look=look, is_sortable=False),
    )


def _make_model(row: EquipmentRow) -> str:
    return " ".join(filter(None, (row.make, row.model)))


class NewMachineForm(EditorForm[EquipmentCard, int]):
    """What is on the plate of a new machine at the site whose id is `owner_id`."""

    kind = "equipment"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.owner_id = 0
        grid = FieldGrid(self)
        name = FieldText("name", tr("Name"), is_required=True, placeholder=tr("Boiler 1…"))
        grid.add(self.add_field(name))
        grid.add(self.add_field(FieldText("make", tr("Make"))))
        grid.add(self.add_field(FieldText("model", tr("Model"))))
        grid.add(self.add_field(FieldText("serial", tr("Serial number"))))
        self.body.addWidget(grid)

    def command(self, values: Mapping[str, Any]) -> Command[int]:
        """A machine at this site."""
        return SaveEquipment(site_id=self.owner_id, **values)

    def draft_name(self) -> str:
        """Each site has a draft of its own."""
        return f"equipment-new-of-{self.owner_id}"


class MachinesCard(TablePart[EquipmentRow]):
    """What stands there."""

    def __init__(self, desk: Desk) -> None:
        self._form = NewMachineForm(desk)
        super().__init__(
            desk,
            "equipment",
            tr("Machines"),
            tr("Boilers, pumps, panels: with serial number and warranty they keep their own history."),
            _columns(desk.formats),
            self._form,
            tr("Add machine"),
            why_not(desk, Permission.EDIT_CUSTOMERS),
        )

    def show_site(self, card: SiteCard) -> None:
        """Show the machines of this site."""
        if card.id != self._form.owner_id:
            self._form.owner_id = card.id
            self.editor.leave()
        self.show_rows(card.equipment)
