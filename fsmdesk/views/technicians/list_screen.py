"""The technicians of the shop."""

from fsmdesk.core.messages import Query
from fsmdesk.core.permissions import Permission
from fsmdesk.core.words import tr
from fsmdesk.services.technicians.messages import TechnicianCard, Technicians
from fsmdesk.views.desk import Desk
from fsmdesk.views.technicians.absences import away_words
from fsmdesk.views.today import today
from fsmdesk.views.widgets.badges import Look
from fsmdesk.views.widgets.empty_state import EmptyState
from fsmdesk.views.widgets.importing import offer_import
from fsmdesk.views.widgets.joined import joined
from fsmdesk.views.widgets.settings_list import SettingsListScreen
from fsmdesk.views.widgets.table_columns import Column, Kind


def _skills(row: TechnicianCard) -> str:
    return joined(*(held.name for held in row.skills))


class TechniciansScreen(SettingsListScreen[TechnicianCard]):
    """Who goes out. Enter opens one."""

    place = "technicians"
    needs = Permission.EDIT_TECHNICIANS
    kinds = ("technician", "technician_skill", "skill", "absence")
    about = tr("The rows of the board. Skills and working hours decide what it warns of.")

    def __init__(self, desk: Desk) -> None:
        formats = desk.formats

        def note(row: TechnicianCard) -> str:
            if row.is_archived:
                return tr("Archived")
            now = today(formats)
            ended = [held.name for held in row.skills if held.certified_until and held.certified_until < now]
            return tr("{skill} ended").format(skill=", ".join(ended)) if ended else ""

        def note_look(row: TechnicianCard) -> Look:
            return Look("neutral", "archive") if row.is_archived else Look("danger", "circle-alert")

        def away(row: TechnicianCard) -> str:
            coming = next(iter(row.absences), None)
            return away_words(coming.start_at, coming.end_at, formats) if coming is not None else ""

        columns = (
            Column("name", tr("Name"), width=250, is_strong=True, is_sortable=False),
            Column("initials", tr("Initials"), width=80, is_muted=True, is_sortable=False),
            Column("skills", tr("Skills"), stretch=True, get=_skills, is_sortable=False),
            Column("phone", tr("Phone"), width=140, is_sortable=False),
            Column("away", tr("Away next"), width=290, get=away, is_muted=True, is_sortable=False),
            Column("note", tr("Note"), Kind.BADGE, 160, get=note, look=note_look, is_sortable=False),
        )
        super().__init__(desk, tr("Technicians"), columns, tr("New technician"))
        offer_import(self, "technicians")

    def query(self, include_archived: bool) -> Query[tuple[TechnicianCard, ...]]:
        """All of them, in the order of the board."""
        return Technicians(include_archived=include_archived)

    def open_row(self, row: TechnicianCard) -> None:
        """Open the technician."""
        self.desk.shell.open_record("technician", row.id)

    def begin_new(self) -> None:
        """Begin a new technician."""
        self.desk.shell.go("technician")

    def empty_state(self) -> EmptyState:
        """The first technician."""
        about = tr("Technicians are the rows of the board. Add the first one, even if it is you.")
        state = EmptyState("hard-hat", tr("Nobody to send yet"), about)
        if not self.refusal:
            state.offer(tr("New technician"), self.begin_new, "plus")
        return state
