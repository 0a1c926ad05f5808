"""Technicians as a plain list, for exports."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select

from fsmdesk.db.database import Reading
from fsmdesk.models import Skill, Technician, TechnicianSkill
from fsmdesk.services.listing import ListShape, archived_condition

SHAPE = ListShape(
    query=select(Technician.id, Technician.name, Technician.phone, Technician.email, Technician.city),
    key=Technician.id,
    sorts={"name": Technician.name, "city": Technician.city},
    order=(Technician.position, Technician.name, Technician.id),
    kind="technician",
    conditions={"archived": archived_condition(Technician.archived_at)},
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
