"""The form of one technician."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Slot

from fsmdesk.core.messages import Command, Query
from fsmdesk.core.permissions import Permission
from fsmdesk.core.words import tr
from fsmdesk.services.technicians.messages import (
    SaveTechnician,
    ShiftValue,
    SkillNames,
    TeamNames,
    TechnicianCard,
    Technicians,
)
from fsmdesk.views.desk import Desk
from fsmdesk.views.making import Pieces, make
from fsmdesk.views.technicians.field_colour import FieldColour
from fsmdesk.views.technicians.field_skills import FieldSkills
from fsmdesk.views.widgets.editor_form import EditorForm
from fsmdesk.views.widgets.field_coordinate import FieldCoordinate
from fsmdesk.views.widgets.field_grid import FieldGrid
from fsmdesk.views.widgets.field_shifts import FieldShifts
from fsmdesk.views.widgets.field_suggested import FieldSuggested
from fsmdesk.views.widgets.field_text import FieldMultiline, FieldText
from fsmdesk.views.widgets.field_typed import FieldMoney
from fsmdesk.views.widgets.surfaces import Card

_MOST_INITIALS = 4
_USUAL_WEEK = tuple(ShiftValue(weekday, 8 * 60, 17 * 60) for weekday in range(5))


class TechnicianForm(EditorForm[tuple[TechnicianCard, ...], int]):
    """Who it is, what they may do, when they work, and where they start from."""

    kind = "technician"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.skills = FieldSkills("skills", desk.formats)
        self.team = FieldSuggested("team", tr("Team"), placeholder=tr("people who are looked at together"))
        make(self._cards())
        desk.ask(self, SkillNames(), self.skills.suggest)
        desk.ask(self, TeamNames(), self._suggest_teams)
        self.shown.connect(self._read_skills)

    def _cards(self) -> Pieces:
        for make_card in (self._who, self._work, self._home):
            self.body.addWidget(make_card())
            yield

    def _who(self) -> Card:
        card = Card(parent=self)
        grid = FieldGrid(card)
        grid.add(self.add_field(FieldText("name", tr("Name"), is_required=True)), span=2)
        initials = FieldText(
            "initials", tr("Initials"), max_length=_MOST_INITIALS, placeholder=tr("from the name")
        )
        grid.add(self.add_field(initials))
        grid.add(self.add_field(FieldText("external_id", tr("Staff number"))))
        grid.add(self.add_field(self.team))
        grid.add(self.add_field(FieldText("phone", tr("Phone"))))
        grid.add(self.add_field(FieldText("email", tr("E-mail"))))
        grid.add(self.add_field(FieldColour("colour", tr("Colour on the board"))), span=2)
        if self.desk.may(Permission.SEE_COSTS):
            cost = FieldMoney("hourly_cost_minor", tr("Costs us an hour"), self.desk.formats)
            grid.add(self.add_field(cost))
        card.body.addWidget(grid)
        return card

    def _work(self) -> Card:
        card = Card(tr("Working hours"), parent=self)
        card.body.addWidget(self.add_field(FieldShifts("shifts", self.desk.formats, holds_for_a_time=True)))
        return card

    def _home(self) -> Card:
        card = Card(tr("Starts from"), parent=self)
        grid = FieldGrid(card)
        grid.add(self.add_field(FieldMultiline("address", tr("Home address"), lines=2)), span=2)
        grid.add(self.add_field(FieldMultiline("notes", tr("Notes"), lines=2)), span=2)
        grid.add(self.add_field(FieldText("postcode", tr("Postcode"))))
        grid.add(self.add_field(FieldText("city", tr("City"))))
        grid.add(self.add_field(FieldText("region", tr("State or region"))))
        grid.add(self.add_field(FieldText("country", tr("Country"))))
        self._latitude = self.add_field(FieldCoordinate("home_latitude_micro", tr("Latitude")))
        self._longitude = self.add_field(FieldCoordinate("home_longitude_micro", tr("Longitude")))
        for field in (self._latitude, self._longitude):
            field.pair_typed.connect(self._fill_pair)
            grid.add(field)
        card.body.addWidget(grid)
        return card

    def open_new(self, values: Mapping[str, object] | None = None) -> None:
        """Begin a new one, with the hours that most people work."""
        super().open_new({"shifts": _USUAL_WEEK, **(values or {})})

    def query(self, record_id: int) -> Query[tuple[TechnicianCard, ...]]:
        """A technician is read with all the others."""
        return Technicians(include_archived=True)

    def technician(self, card: tuple[TechnicianCard, ...]) -> TechnicianCard | None:
        """The one that is shown, None once it is gone."""
        return next((one for one in card if one.id == self.record_id), None)

    def values(self, card: tuple[TechnicianCard, ...]) -> Mapping[str, object]:
        """The fields have the names of the card."""
        shown = self.technician(card)
        return (
            {key: getattr(shown, key) for key in self.fields}
            if shown is not None
            else dict.fromkeys(self.fields)
        )

    def version(self, card: tuple[TechnicianCard, ...]) -> int:
        """The version of the technician."""
        shown = self.technician(card)
        return shown.version if shown is not None else 0

    def command(self, values: Mapping[str, Any]) -> Command[int]:
        """Everything at once."""
        return SaveTechnician(
            technician_id=self.record_id,
            seen_version=self.seen_version,
            clears_cost="hourly_cost_minor" in values and values["hourly_cost_minor"] is None,
            **values,
        )

    def show_error(self, error: Any) -> None:
        """The office speaks of coordinates; here they are those of the home."""
        if error.field in ("latitude_micro", "longitude_micro"):
            error.field = f"home_{error.field}"
        super().show_error(error)

    def _fill_pair(self, latitude: str, longitude: str) -> None:
        self._latitude.set_raw(latitude)
        self._longitude.set_raw(longitude)
        self._edited()

    @Slot(object)
    def _read_skills(self, card: tuple[TechnicianCard, ...]) -> None:
        shown = self.technician(card)
        self.skills.warn_ahead(shown.warn_days if shown is not None else 0)
        self.desk.ask(self, SkillNames(), self.skills.suggest)
        self.desk.ask(self, TeamNames(), self._suggest_teams)

    def _suggest_teams(self, names: Sequence[str]) -> None:
        self.team.suggest(names)
