"""The half without Qt: settings, database, office. Used by the command line, the window and the tests."""

import socket
from dataclasses import dataclass
from uuid import uuid4

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.terms import Role
from fsmdesk.core.words import tr
from fsmdesk.db.database import Actor, Database
from fsmdesk.db.location import Location, parse_location
from fsmdesk.db.migrate import ensure_current
from fsmdesk.folders import data_folder
from fsmdesk.services.office import Office
from fsmdesk.services.setup.messages import People, PersonRow

SYSTEM_NAME = "fsmdesk"


def seat_name() -> str:
    """A name for this running client that no other has."""
    return f"{socket.gethostname()[:40]}-{uuid4().hex[:8]}"


@dataclass(frozen=True, slots=True)
class OpenOffice:
    """An office that is open, current, and waits for somebody to sit down."""

    location: Location
    database: Database
    people: tuple[PersonRow, ...]

    def sit(self, person_id: int) -> Office:
        """The office as this person sees it.

        Raises:
            RuleBroken: there is no such person.
        """
        for person in self.people:
            if person.id == person_id:
                return Office(self.database, Actor(person.id, person.name, person.role, seat_name()))
        raise RuleBroken(tr("This person does not work in this office."), field="person")

    def as_program(self) -> Office:
        """The office as the program itself sees it, for commands without a window."""
        return Office(self.database, Actor(None, SYSTEM_NAME, Role.OWNER, seat_name()))


def open_office(place: str) -> OpenOffice:
    """The office at `place`, migrated to this program's step if it was older.

    Raises:
        UserFacingError, EnvironmentProblem: why it can't be opened.
    """
    location = parse_location(place)
    ensure_current(location, data_folder() / "backups")
    database = Database(location)
    program = Office(database, Actor(None, SYSTEM_NAME, Role.OWNER, ""))
    return OpenOffice(location, database, program.ask(People()))
