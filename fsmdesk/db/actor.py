"""Who does what is done."""

from dataclasses import dataclass

from fsmdesk.core.terms import Role


@dataclass(frozen=True, slots=True)
class Actor:
    """Who sits at which seat. `person_id` is None only for the program's own work, such as an import by command."""

    person_id: int | None
    name: str
    role: Role
    seat: str
