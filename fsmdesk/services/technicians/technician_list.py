"""One page of technicians for their list."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, func, select

from fsmdesk.core.lists import ListFilter, ListPage
from fsmdesk.core.states import VisitState
from fsmdesk.core.times import instant_at
from fsmdesk.db.database import Reading
from fsmdesk.models import Absence, Person, Skill, Technician, TechnicianSkill, Visit
from fsmdesk.services.listing import ListShape, archived_condition, read_page
from fsmdesk.services.listing_groups import GroupBy
from fsmdesk.services.registry import answers
from fsmdesk.services.technicians.messages import TechnicianList, TechnicianRow
from fsmdesk.services.the_company import the_company, today_of

_ENDS_ON = (
    select(func.min(TechnicianSkill.certified_until))
    .where(TechnicianSkill.technician_id == Technician.id)
    .correlate(Technician)
    .scalar_subquery()
)
_PERSON = (
    select(func.min(Person.name))
    .where(Person.technician_id == Technician.id, Person.archived_at.is_(None))
    .correlate(Technician)
    .scalar_subquery()
)
_DAY = timedelta(days=1)
_NEVER = (None, None)


@answers(TechnicianList)
def technician_list(work: Reading, query: TechnicianList) -> ListPage[TechnicianRow]:
    """The rows, with what is coming for each."""
    page = read_page(work, technician_shape(work), query.request, _found)
    ids = [int(found["id"]) for found in page.rows]
    skills, ending, away = skills_text(work, ids), _ending(work, ids), _away(work, ids)
    warn_days = _warn_days(work)
    rows = tuple(
        TechnicianRow(
            **found,
            skills=skills.get(found["id"], ""),
            ending=ending.get(found["id"], ""),
            away_from=away.get(found["id"], _NEVER)[0],
            away_until=away.get(found["id"], _NEVER)[1],
            warn_days=warn_days,
        )
        for found in page.rows
    )
    return ListPage(rows, page.total_count, page.totals, page.groups, page.row_groups)


def technician_shape(work: Reading) -> ListShape:
    """The list as it is today in the office: who goes out today, and whose certificates end soon."""
    today = today_of(work)
    zone = ZoneInfo(the_company(work).timezone)
    start, end = instant_at(today, 0, zone), instant_at(today + _DAY, 0, zone)
    return _shape(_visits_between(start, end), today + timedelta(days=_warn_days(work)), start, end)


def _warn_days(work: Reading) -> int:
    return the_company(work).warn_days


def _found(row: Any) -> dict[str, Any]:
    values = dict(row._mapping)
    values["is_archived"] = values.pop("archived_at") is not None
    values["person"] = values["person"] or ""
    return values


def _visits_between(start: datetime, end: datetime) -> ColumnElement[int]:
    return (
        select(func.count())
        .where(Visit.technician_id == Technician.id, Visit.state != VisitState.CANCELLED)
        .where(Visit.start_at < end, Visit.end_at > start)
        .correlate(Technician)
        .scalar_subquery()
    )


def _shape(visits: ColumnElement[int], soon: date, start: datetime, end: datetime) -> ListShape:
    first_end = _ENDS_ON

    def ending(_filter: ListFilter) -> ColumnElement[bool]:
        return first_end <= soon

    def away(_filter: ListFilter) -> ColumnElement[bool]:
        return (
            select(Absence.id)
            .where(Absence.technician_id == Technician.id, Absence.start_at < end, Absence.end_at > start)
            .correlate(Technician)
            .exists()
        )

    return ListShape(
        query=select(
            Technician.id,
            Technician.version,
            Technician.name,
            Technician.initials,
            Technician.colour,
            Technician.phone,
            Technician.email,
            Technician.city,
            _ENDS_ON.label("ends_on"),
            visits.label("visits_today"),
            _PERSON.label("person"),
            Technician.team,
            Technician.archived_at,
        ),
        key=Technician.id,
        sorts={
            "name": Technician.name,
            "initials": Technician.initials,
            "city": Technician.city,
            "team": Technician.team,
            "phone": Technician.phone,
            "email": Technician.email,
            "ends_on": _ENDS_ON,
            "visits_today": visits,
            "person": _PERSON,
            "position": Technician.position,
        },
        order=(Technician.position, Technician.name, Technician.id),
        kind="technician",
        conditions={"archived": archived_condition(Technician.archived_at), "ending": ending, "away": away},
        groups={"city": GroupBy(Technician.city), "team": GroupBy(Technician.team)},
    )


def skills_text(work: Reading, technician_ids: Sequence[int]) -> dict[int, str]:
    """The names of each technician's skills."""
    names: dict[int, list[str]] = defaultdict(list)
    rows = work.session.execute(
        select(TechnicianSkill.technician_id, Skill.name)
        .join(Skill, Skill.id == TechnicianSkill.skill_id)
        .where(TechnicianSkill.technician_id.in_(technician_ids))
        .order_by(TechnicianSkill.id)
    )
    for technician_id, name in rows:
        names[technician_id].append(name)
    return {key: ", ".join(found) for key, found in names.items()}


def _ending(work: Reading, ids: Sequence[int]) -> dict[int, str]:
    """The skill whose certificate ends first, by technician."""
    rows = work.session.execute(
        select(TechnicianSkill.technician_id, Skill.name)
        .join(Skill, Skill.id == TechnicianSkill.skill_id)
        .where(TechnicianSkill.technician_id.in_(ids), TechnicianSkill.certified_until.is_not(None))
        .order_by(TechnicianSkill.certified_until.desc(), TechnicianSkill.id.desc())
    )
    return dict(rows.all())


def _away(work: Reading, ids: Sequence[int]) -> dict[int, tuple[datetime, datetime]]:
    """The absence that is under way or comes next, by technician."""
    rows = work.session.execute(
        select(Absence.technician_id, Absence.start_at, Absence.end_at)
        .where(Absence.technician_id.in_(ids), Absence.end_at > work.now)
        .order_by(Absence.start_at.desc(), Absence.id.desc())
    )
    return {technician_id: (start, end) for technician_id, start, end in rows}
