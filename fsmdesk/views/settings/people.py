"""Who works with fsmdesk here, and as what."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Slot

from fsmdesk.core.messages import ChangeSet, Command, Query
from fsmdesk.core.terms import Role
from fsmdesk.core.words import tr
from fsmdesk.services.setup.messages import People, PersonRow, SavePerson
from fsmdesk.services.technicians.messages import TechnicianCard, Technicians
from fsmdesk.views.desk import Desk
from fsmdesk.views.settings.panel_screen import SettingsPanelScreen
from fsmdesk.views.widgets.badges import Look
from fsmdesk.views.widgets.editor_form import EditorForm
from fsmdesk.views.widgets.field_choice import FieldCheck, FieldChoice
from fsmdesk.views.widgets.field_grid import FieldGrid
from fsmdesk.views.widgets.field_picker import Picked
from fsmdesk.views.widgets.field_record import FieldRecord
from fsmdesk.views.widgets.field_text import FieldText
from fsmdesk.views.widgets.surfaces import paragraph
from fsmdesk.views.widgets.table_columns import Column, Kind

_ROLE_LOOKS = {
    Role.OWNER: Look("info", "star"),
    Role.DISPATCHER: Look("dispatched", "calendar-range"),
    Role.BOOKKEEPER: Look("waiting", "receipt"),
    Role.TECHNICIAN: Look("neutral", "wrench"),
}


class PersonForm(EditorForm[tuple[PersonRow, ...], int]):
    """A name, a role, and which technician it is."""

    kind = "person"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        roles = [(role.value, role.label) for role in Role]
        self.technician = FieldRecord("technician_id", tr("Is the technician"), empty=tr("none"))
        grid = FieldGrid(self, columns=1)
        grid.add(self.add_field(FieldText("name", tr("Name"), is_required=True)))
        grid.add(self.add_field(FieldChoice("role", tr("Role"), roles, is_required=True)))
        about = tr(
            "Owners may do everything. Dispatchers schedule, bookkeepers bill and see costs, technicians "
            "report their own work."
        )
        grid.add(paragraph(about, "small", self))
        grid.add(self.add_field(self.technician))
        grid.add(self.add_field(FieldCheck("is_archived", tr("No longer works here"))))
        self.body.addWidget(grid)
        desk.hub.saved.connect(self._hear_technicians)
        self._read_technicians()

    def query(self, record_id: int) -> Query[tuple[PersonRow, ...]]:
        """A person is read with all the others."""
        return People(include_archived=True)

    def values(self, card: tuple[PersonRow, ...]) -> Mapping[str, object]:
        """Those of the person."""
        person = self._person(card)
        if person is None:
            return dict.fromkeys(self.fields)
        chosen = Picked(person.technician_id, "") if person.technician_id is not None else None
        return {
            "name": person.name,
            "role": person.role.value,
            "technician_id": self.technician.offered(chosen),
            "is_archived": person.is_archived,
        }

    def version(self, card: tuple[PersonRow, ...]) -> int:
        """The version of the person."""
        person = self._person(card)
        return person.version if person is not None else 0

    def command(self, values: Mapping[str, Any]) -> Command[int]:
        """Everything at once."""
        technician = values["technician_id"]
        return SavePerson(
            person_id=self.record_id,
            seen_version=self.seen_version,
            name=values["name"],
            role=Role(values["role"]),
            technician_id=technician.id if technician is not None else None,
            is_archived=values["is_archived"],
        )

    def _person(self, card: tuple[PersonRow, ...]) -> PersonRow | None:
        return next((person for person in card if person.id == self.record_id), None)

    def _read_technicians(self) -> None:
        self.desk.ask(self, Technicians(include_archived=True), self._offer_technicians)

    def _offer_technicians(self, technicians: tuple[TechnicianCard, ...]) -> None:
        self.technician.set_choices([Picked(technician.id, technician.name) for technician in technicians])

    @Slot(object, object)
    def _hear_technicians(self, changes: ChangeSet, _origin: object) -> None:
        if changes.touches("technician"):
            self._read_technicians()


def _mark(row: PersonRow) -> str:
    return tr("No longer here") if row.is_archived else ""


def _role_look(row: PersonRow) -> Look:
    return _ROLE_LOOKS[row.role]


class PeopleScreen(SettingsPanelScreen[PersonRow]):
    """Everybody who may sit down at fsmdesk."""

    place = "people"
    kinds = ("person",)
    about = tr("Everybody who sits down at fsmdesk is on this list. The role says what each may see and do.")

    def __init__(self, desk: Desk) -> None:
        columns = (
            Column("name", tr("Name"), stretch=True, is_strong=True, is_sortable=False),
            Column("role", tr("Role"), Kind.BADGE, 160, look=_role_look, is_sortable=False),
            Column("mark", tr("Note"), Kind.BADGE, 150, get=_mark, is_sortable=False),
        )
        super().__init__(desk, tr("People"), columns, tr("New person"), PersonForm(desk))

    def query(self, include_archived: bool) -> Query[tuple[PersonRow, ...]]:
        """All of them."""
        return People(include_archived=include_archived)

    def first_values(self) -> dict[str, object]:
        """Mostly somebody who plans."""
        return {"role": Role.DISPATCHER.value}
