"""The half without Qt: settings, database, office. Used by the command line, the window and the tests."""

from dataclasses import dataclass

from fsmdesk.core.terms import Role
from fsmdesk.db.actor import Actor
from fsmdesk.db.database import Database
from fsmdesk.db.location import Location, parse_location
from fsmdesk.db.migrate import ensure_current
from fsmdesk.folders import data_folder
from fsmdesk.seats import actor_of, seat_name
from fsmdesk.services.office import Office
from fsmdesk.services.setup.messages import People, PersonRow

SYSTEM_NAME = "fsmdesk"


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
        return Office(self.database, actor_of(self.people, person_id))

    def as_program(self) -> Office:
        """The office as the program itself sees it, for commands without a window."""
        return Office(self.database, Actor(None, SYSTEM_NAME, Role.OWNER, seat_name()))


def open_office(place: str) -> OpenOffice:
    """The office at `place`, migrated to this program's step if it was older.

    Raises:
        UserFacingError, EnvironmentProblem: why it can't be opened.
    """
    return open_location(parse_location(place))


def open_location(location: Location) -> OpenOffice:
    """The same where somebody knows the place already.

    Raises:
        UserFacingError, EnvironmentProblem: why it can't be opened.
    """
    ensure_current(location, data_folder() / "backups")
    database = Database(location)
    program = Office(database, Actor(None, SYSTEM_NAME, Role.OWNER, ""))
    return OpenOffice(location, database, program.ask(People()))
