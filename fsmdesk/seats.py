"""Sitting down: who of an office's people, and at which seat. Loads nothing, so that a window can show it early."""

import socket
from collections.abc import Iterable
from uuid import uuid4

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.words import tr
from fsmdesk.db.actor import Actor
from fsmdesk.services.setup.messages import PersonRow


def seat_name() -> str:
    """A name for this running client that no other has."""
    return f"{socket.gethostname()[:40]}-{uuid4().hex[:8]}"


def actor_of(people: Iterable[PersonRow], person_id: int) -> Actor:
    """That person, at a seat of their own.

    Raises:
        RuleBroken: there is no such person.
    """
    for person in people:
        if person.id == person_id:
            return Actor(person.id, person.name, person.role, seat_name(), person.technician_id)
    raise RuleBroken(tr("This person does not work in this office."), field="person")
