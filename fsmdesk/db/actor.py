"""Who does what is done."""

from dataclasses import dataclass

from fsmdesk.core.terms import Role


@dataclass(frozen=True, slots=True)
class Actor:
    """Who sits at which seat. `person_id` is None only for the program's own work, such as an import by command.

    `technician_id` is whose visits are the person's own when sitting down; what may be read and reported is
    asked of the office each time.
    """

    person_id: int | None
    name: str
    role: Role
    seat: str
    technician_id: int | None = None
