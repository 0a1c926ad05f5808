"""Editing the people of the office."""

from sqlalchemy import func, select

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.terms import Role
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading, Writing
from fsmdesk.models import Person
from fsmdesk.services.records import assign, cleaned, find_seen
from fsmdesk.services.registry import handles
from fsmdesk.services.setup.messages import SavePerson


@handles(SavePerson)
def save_person(work: Writing, command: SavePerson) -> int:
    """The person is as the command says; one owner always stays."""
    texts = cleaned(command, ("name",), required=("name",))
    person: Person
    if command.person_id is None:
        person = Person()
    else:
        person = find_seen(work, Person, command.person_id, command.seen_version)
        loses_owner = person.role is Role.OWNER and (command.role is not Role.OWNER or command.is_archived)
        if loses_owner and _other_owners(work, person.id) == 0:
            raise RuleBroken(tr("An office needs an owner. Make somebody else owner first."), field="role")
    archived_at = (person.archived_at or work.now) if command.is_archived else None
    assign(person, role=command.role, technician_id=command.technician_id, archived_at=archived_at, **texts)
    work.session.add(person)
    work.session.flush()
    return person.id


def require_owner(work: Reading) -> None:
    """Nothing happens while the office has an owner.

    Raises:
        RuleBroken: it has none.
    """
    if _other_owners(work, 0) == 0:
        raise RuleBroken(tr("An office needs an owner. Make somebody else owner first."), field="role")


def _other_owners(work: Reading, person_id: int) -> int:
    count = work.session.scalar(
        select(func.count()).where(
            Person.role == Role.OWNER, Person.archived_at.is_(None), Person.id != person_id
        )
    )
    return count or 0
