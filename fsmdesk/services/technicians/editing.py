"""Editing technicians: who they are, what they may do, when they work."""

import re
from collections.abc import Iterable
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm.attributes import flag_modified

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.money import check_amount
from fsmdesk.core.texts import clean_text
from fsmdesk.core.words import tr
from fsmdesk.db.database import Writing
from fsmdesk.models import Shift, Skill, Technician, TechnicianPay, TechnicianSkill
from fsmdesk.services.parties.sites import check_coordinates
from fsmdesk.services.records import assign, cleaned, find_seen, refuse_taken
from fsmdesk.services.registry import handles
from fsmdesk.services.technicians.messages import SaveTechnician, ShiftValue, SkillHeld

COLOURS = (
    "#5b7cfa",
    "#14a3a3",
    "#d97706",
    "#a855f7",
    "#16a34a",
    "#e11d48",
    "#0284c7",
    "#7c3aed",
    "#64748b",
    "#b45309",
)
_SHIFT = ("weekday", "start_minute", "end_minute", "valid_from", "valid_until")
_LINES = ("name", "email", "phone", "team", "city", "region", "postcode", "country")


@handles(SaveTechnician)
def save_technician(work: Writing, command: SaveTechnician) -> int:
    """The technician, all skills and all shifts are as the command says."""
    texts = cleaned(command, _LINES, ("address", "notes"), ("name",), short=("external_id",))
    check_coordinates(command.home_latitude_micro, command.home_longitude_micro)
    _check_shifts(command.shifts)
    if command.technician_id is None:
        record = Technician(position=_next_position(work))
    else:
        record = find_seen(work, Technician, command.technician_id, command.seen_version)
    key = texts.pop("external_id") or None
    words = tr("Another technician has the number {value}.")
    refuse_taken(work, Technician.external_id, key, command.technician_id, words)
    assign(
        record,
        **texts,
        external_id=key,
        initials=clean_text(command.initials, "initials", max_length=4) or initials_of(texts["name"]),
        colour=_colour(command.colour, record.position or 0),
        home_latitude_micro=command.home_latitude_micro,
        home_longitude_micro=command.home_longitude_micro,
    )
    work.session.add(record)
    is_changed = work.session.is_modified(record)
    work.session.flush()
    changed = set_skills(work, record.id, command.skills)
    changed |= _set_shifts(work, record.id, command.shifts)
    if command.hourly_cost_minor is not None:
        changed |= _set_pay(work, record.id, command.hourly_cost_minor)
    elif command.clears_cost:
        changed |= _clear_pay(work, record.id)
    if changed and command.technician_id is not None and not is_changed:
        flag_modified(record, "name")  # its screen shows them, so its version says that they changed
    work.session.flush()
    return record.id


def initials_of(name: str) -> str:
    """One or two letters for a name, such as `AR` for Ana Ruiz."""
    parts = [part for part in name.split() if part[0].isalnum()]
    letters = [part[0] for part in ([parts[0], parts[-1]] if len(parts) > 1 else parts)]
    return "".join(letters).upper()[:4] or "?"


def skill_ids(work: Writing, names: Iterable[str]) -> dict[str, int]:
    """The id of each skill by name; those the office does not know yet become known."""
    wanted = list(
        dict.fromkeys(clean_text(name.strip(), "skills", max_length=200) for name in names if name.strip())
    )
    known = dict(work.session.execute(select(Skill.name, Skill.id).where(Skill.name.in_(wanted))).all())
    for name in wanted:
        if name not in known:
            skill = Skill(name=name)
            work.session.add(skill)
            work.session.flush()
            known[name] = skill.id
    return {name: known[name] for name in wanted}


def set_skills(work: Writing, technician_id: int, skills: Iterable[SkillHeld]) -> bool:
    """The technician has exactly these skills. True if that changed anything."""
    wanted = {skill.name.strip(): _certificate(skill) for skill in skills if skill.name.strip()}
    ids = skill_ids(work, wanted)
    stored = {
        held.skill_id: held
        for held in work.session.scalars(
            select(TechnicianSkill).where(TechnicianSkill.technician_id == technician_id)
        )
    }
    changed = stored.keys() != set(ids.values())
    for skill_id, held in stored.items():
        if skill_id not in ids.values():
            work.session.delete(held)
    for name, skill_id in ids.items():
        if skill_id in stored:
            assign(stored[skill_id], **wanted[name])
            changed |= work.session.is_modified(stored[skill_id])
        else:
            work.session.add(TechnicianSkill(technician_id=technician_id, skill_id=skill_id, **wanted[name]))
    work.session.flush()
    return changed


def _certificate(skill: SkillHeld) -> dict[str, Any]:
    number = clean_text(skill.certificate.strip(), "skills", label=tr("Certificate"), max_length=200)
    return {"certified_until": skill.certified_until, "certificate": number}


def _set_shifts(work: Writing, technician_id: int, shifts: Iterable[ShiftValue]) -> bool:
    changed = False
    wanted = dict.fromkeys(tuple(getattr(shift, name) for name in _SHIFT) for shift in shifts)
    for stored in work.session.scalars(select(Shift).where(Shift.technician_id == technician_id)):
        key = tuple(getattr(stored, name) for name in _SHIFT)
        if key in wanted:
            del wanted[key]
        else:
            work.session.delete(stored)
            changed = True
    for key in wanted:
        work.session.add(Shift(technician_id=technician_id, **dict(zip(_SHIFT, key, strict=True))))
    return changed or bool(wanted)


def _set_pay(work: Writing, technician_id: int, hourly_cost_minor: int) -> bool:
    check_amount(hourly_cost_minor, "hourly_cost_minor")
    if hourly_cost_minor < 0:
        raise RuleBroken(tr("A cost can't be negative."), field="hourly_cost_minor")
    pay = work.session.scalar(select(TechnicianPay).where(TechnicianPay.technician_id == technician_id))
    if pay is None:
        work.session.add(TechnicianPay(technician_id=technician_id, hourly_cost_minor=hourly_cost_minor))
        return True
    assign(pay, hourly_cost_minor=hourly_cost_minor)
    return work.session.is_modified(pay)


def _clear_pay(work: Writing, technician_id: int) -> bool:
    pay = work.session.scalar(select(TechnicianPay).where(TechnicianPay.technician_id == technician_id))
    if pay is None:
        return False
    work.session.delete(pay)
    return True


def _check_shifts(shifts: Iterable[ShiftValue]) -> None:
    for shift in shifts:
        if not (0 <= shift.weekday <= 6 and 0 <= shift.start_minute < 1440):
            raise RuleBroken(tr("A shift starts at a time of one of the seven days."), field="shifts")
        if not shift.start_minute < shift.end_minute <= shift.start_minute + 1440:
            raise RuleBroken(tr("A shift must end after it starts, within a day."), field="shifts")
        if shift.valid_from and shift.valid_until and shift.valid_until < shift.valid_from:
            raise RuleBroken(tr("Hours that hold for a time end after they begin."), field="shifts")


def _next_position(work: Writing) -> int:
    return (work.session.scalar(select(func.max(Technician.position))) or 0) + 1


def _colour(wanted: str, position: int) -> str:
    if not wanted:
        return COLOURS[position % len(COLOURS)]
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", wanted):
        raise RuleBroken(tr("A colour looks like #2f6fed."), field="colour")
    return wanted.lower()
