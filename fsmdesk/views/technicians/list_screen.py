"""The technicians of the shop."""

from fsmdesk.core.lists import ListFilter, ListPage, ListRequest
from fsmdesk.core.messages import Query
from fsmdesk.core.permissions import Permission
from fsmdesk.core.words import tr
from fsmdesk.services.technicians.messages import TechnicianList, TechnicianRow
from fsmdesk.views.desk import Desk
from fsmdesk.views.technicians.absences import away_words
from fsmdesk.views.technicians.field_skills import ending_words
from fsmdesk.views.today import today
from fsmdesk.views.widgets.badges import Look
from fsmdesk.views.widgets.empty_state import EmptyState
from fsmdesk.views.widgets.filter_bar import FilterChip
from fsmdesk.views.widgets.importing import offer_import
from fsmdesk.views.widgets.record_list import ARCHIVED_LOOK, RecordListScreen, archived_chip
from fsmdesk.views.widgets.settings_nav import stand_beside_nav
from fsmdesk.views.widgets.table_columns import Column, Kind


class TechniciansScreen(RecordListScreen[TechnicianRow]):
    """Who goes out, with what is coming for each. Enter opens one."""

    name = "technicians"
    record_kind = "technician"
    record_place = "technician"
    export_kind = "technicians"
    needs = Permission.EDIT_TECHNICIANS
    kinds = ("technician", "technician_skill", "skill", "absence", "visit", "person", "company")
    first_sort = ("position", False)
    chips = (
        FilterChip("ending", tr("Certificate ends"), ListFilter("ending", values=(True,))),
        FilterChip("away", tr("Away today"), ListFilter("away", values=(True,))),
        archived_chip(),
    )

    def __init__(self, desk: Desk) -> None:
        self.columns = _columns(desk)  # type: ignore[misc]
        super().__init__(desk, tr("Technicians"), tr("Name, initials, phone, city…"), tr("New technician"))
        offer_import(self, "technicians")
        stand_beside_nav(self, "technicians")

    def query(self, request: ListRequest) -> Query[ListPage[TechnicianRow]]:
        """Archived technicians only where they are asked for."""
        return TechnicianList(request=self.narrowed(request))

    def empty_state(self) -> EmptyState:
        """The first technician."""
        about = tr("Technicians are the rows of the board. Add the first one, even if it is you.")
        return self.offering(EmptyState("hard-hat", tr("Nobody to send yet"), about))


def _columns(desk: Desk) -> tuple[Column, ...]:
    formats = desk.formats

    def note(row: TechnicianRow) -> str:
        if row.is_archived:
            return tr("Archived")
        text, _look = ending_words(row.ends_on, today(formats), row.warn_days, formats)
        return tr("{skill} {ends}").format(skill=row.ending, ends=text) if text else ""

    def note_look(row: TechnicianRow) -> Look:
        if row.is_archived:
            return ARCHIVED_LOOK
        return ending_words(row.ends_on, today(formats), row.warn_days, formats)[1]

    def away(row: TechnicianRow) -> str:
        if row.away_from is None or row.away_until is None:
            return ""
        return away_words(row.away_from, row.away_until, formats)

    return (
        Column("name", tr("Name"), width=180, is_strong=True),
        Column("initials", tr("Initials"), width=72, is_muted=True),
        Column("team", tr("Team"), width=120, is_grouped=True),
        Column("skills", tr("Skills"), stretch=True, is_sortable=False),
        Column("phone", tr("Phone"), width=130),
        Column("email", tr("E-mail"), width=180, is_hidden=True),
        Column("city", tr("City"), width=130, is_hidden=True, is_grouped=True),
        Column("visits_today", tr("Visits today"), Kind.NUMBER, 92, get=_visits),
        Column("away", tr("Away next"), width=150, get=away, is_muted=True, is_sortable=False),
        Column("ends_on", tr("First certificate ends"), Kind.DATE, 150, is_hidden=True),
        Column("person", tr("Sits here as"), width=140, is_hidden=True),
        Column("note", tr("Note"), Kind.BADGE, 180, get=note, look=note_look, is_sortable=False),
    )


def _visits(row: TechnicianRow) -> int | None:
    return row.visits_today or None
