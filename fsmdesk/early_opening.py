"""An office opened without SQLAlchemy, where it needs nothing but to be read: the window shows its board sooner."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from fsmdesk.db.actor import Actor
from fsmdesk.db.early import EarlyDatabase, NotEarly, open_early
from fsmdesk.db.location import Location, parse_location
from fsmdesk.seats import actor_of
from fsmdesk.services.early_office import EarlyOffice
from fsmdesk.services.setup.messages import People, PersonRow
from fsmdesk.services.setup.people_reading import people

if TYPE_CHECKING:
    from fsmdesk.services.office import Office


@dataclass(frozen=True, slots=True)
class EarlyOpening:
    """As `OpenOffice`: an office that is open, current, and waits for somebody to sit down."""

    location: Location
    database: EarlyDatabase
    people: tuple[PersonRow, ...]

    def sit(self, person_id: int) -> EarlyOffice:
        """The office as this person sees it.

        Raises:
            RuleBroken: there is no such person.
        """
        actor = actor_of(self.people, person_id)
        return EarlyOffice(self.database, actor, partial(_whole_office, self.location, actor))


def open_early_office(place: str) -> EarlyOpening | None:
    """The office at `place`; None if it must be migrated or looked into first, which is `open_office`'s to do.

    Raises:
        UserFacingError, EnvironmentProblem: why it can't be opened.
    """
    location = parse_location(place)
    database = open_early(location)
    if database is None:
        return None
    try:
        with database.read() as reading:
            return EarlyOpening(location, database, people(reading, People()))
    except NotEarly:
        return None


def _whole_office(location: Location, actor: Actor) -> "Office":
    from fsmdesk.bootstrap import open_location
    from fsmdesk.services.office import Office

    return Office(open_location(location).database, actor)
