"""Reading technicians with their skills, shifts and absences."""

from collections import defaultdict
from typing import Any

from sqlalchemy import select

from fsmdesk.core.permissions import Permission, may
from fsmdesk.db.database import Reading
from fsmdesk.models import Absence, Company, Person, Shift, Skill, Technician, TechnicianPay, TechnicianSkill
from fsmdesk.services.registry import answers
from fsmdesk.services.technicians.messages import (
    AbsenceRow,
    ShiftValue,
    SkillHeld,
    SkillNames,
    TeamNames,
    TechnicianCard,
    Technicians,
)

_SAME = (
    *("id", "version", "name", "initials", "colour", "email", "phone", "team", "address", "city"),
    *("region", "postcode", "country", "home_latitude_micro", "home_longitude_micro", "notes"),
)


@answers(Technicians)
def technicians(work: Reading, query: Technicians) -> tuple[TechnicianCard, ...]:
    """All technicians in the order of the board; five queries however many there are."""
    wanted = select(Technician).order_by(Technician.position, Technician.name, Technician.id)
    if not query.include_archived:
        wanted = wanted.where(Technician.archived_at.is_(None))
    skills, shifts, absences = _skills(work), _shifts(work), _absences(work)
    people, warn_days = _people(work), work.session.scalar(select(Company.warn_days)) or 0
    pay = _pay(work) if may(work.actor.role, Permission.SEE_COSTS) else {}
    return tuple(
        TechnicianCard(
            **{name: getattr(record, name) for name in _SAME},
            external_id=record.external_id or "",
            is_archived=record.archived_at is not None,
            skills=tuple(skills[record.id]),
            shifts=tuple(shifts[record.id]),
            absences=tuple(absences[record.id]),
            hourly_cost_minor=pay.get(record.id),
            person=people.get(record.id, ""),
            warn_days=warn_days,
        )
        for record in work.session.scalars(wanted)
    )


@answers(SkillNames)
def skill_names(work: Reading, _query: SkillNames) -> tuple[str, ...]:
    """Every skill the office knows, by name."""
    return tuple(work.session.scalars(select(Skill.name).order_by(Skill.name)))


@answers(TeamNames)
def team_names(work: Reading, _query: TeamNames) -> tuple[str, ...]:
    """Every team that somebody who works here belongs to, by name."""
    wanted = select(Technician.team).where(Technician.team != "", Technician.archived_at.is_(None)).distinct()
    return tuple(sorted(work.session.scalars(wanted), key=str.casefold))


def _skills(work: Reading) -> dict[int, list[SkillHeld]]:
    rows = work.session.execute(
        select(
            TechnicianSkill.technician_id,
            Skill.name,
            TechnicianSkill.certified_until,
            TechnicianSkill.certificate,
        )
        .join(Skill, Skill.id == TechnicianSkill.skill_id)
        .order_by(TechnicianSkill.id)
    )
    return _grouped(
        (technician_id, SkillHeld(name, until, certificate))
        for technician_id, name, until, certificate in rows
    )


def _shifts(work: Reading) -> dict[int, list[ShiftValue]]:
    rows = work.session.scalars(select(Shift).order_by(Shift.weekday, Shift.start_minute))
    return _grouped(
        (
            shift.technician_id,
            ShiftValue(
                *(shift.weekday, shift.start_minute, shift.end_minute, shift.valid_from, shift.valid_until)
            ),
        )
        for shift in rows
    )


def _absences(work: Reading) -> dict[int, list[AbsenceRow]]:
    rows = work.session.scalars(select(Absence).where(Absence.end_at > work.now).order_by(Absence.start_at))
    return _grouped(
        (
            absence.technician_id,
            AbsenceRow(
                absence.id,
                absence.version,
                absence.technician_id,
                absence.start_at,
                absence.end_at,
                absence.reason,
            ),
        )
        for absence in rows
    )


def _people(work: Reading) -> dict[int, str]:
    rows = work.session.execute(
        select(Person.technician_id, Person.name).where(
            Person.technician_id.is_not(None), Person.archived_at.is_(None)
        )
    )
    return {technician_id: name for technician_id, name in rows.all() if technician_id is not None}


def _pay(work: Reading) -> dict[int, int]:
    rows = work.session.execute(select(TechnicianPay.technician_id, TechnicianPay.hourly_cost_minor))
    return dict(rows.all())


def _grouped(pairs: Any) -> dict[int, list[Any]]:
    groups: dict[int, list[Any]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return groups
