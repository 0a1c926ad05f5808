"""One seat being taken: the office is opened and somebody sits down. Runs in a worker."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from fsmdesk.core.formats import Formats
from fsmdesk.core.permissions import Permission, may
from fsmdesk.core.terms import Role
from fsmdesk.services.setup.messages import Company, PersonRow
from fsmdesk.views.main_window.furnishing import Seat

_ROLES = list(Role)

if TYPE_CHECKING:
    from fsmdesk.bootstrap import OpenOffice
    from fsmdesk.early_opening import EarlyOpening


@dataclass(frozen=True, slots=True)
class Choice:
    """An open office in which several people work; one of them is to sit down."""

    place: str
    opened: "OpenOffice | EarlyOpening"

    @property
    def people(self) -> tuple[PersonRow, ...]:
        """Who could sit down: those who may see the office or have visits of their own, the owner first."""
        sitting = [person for person in self.opened.people if _has_places(person)]
        return tuple(sorted(sitting, key=lambda person: (_ROLES.index(person.role), person.name)))

    @property
    def where(self) -> str:
        """The office in words."""
        return self.opened.location.words


def _has_places(person: PersonRow) -> bool:
    return may(person.role, Permission.SEE_OFFICE) or person.technician_id is not None


ChoosePerson = Callable[[tuple[PersonRow, ...]], int | None]


def open_seat(place: str, choose: ChoosePerson) -> Seat | Choice:
    """Open the office; sit down if `choose` knows who sits here, else answer who could.

    Raises:
        UserFacingError, EnvironmentProblem: why it can't be opened.
    """
    choice = Choice(place, _open(place))
    person_id = choose(choice.people)
    return choice if person_id is None else sit_down(choice, person_id)


def _open(place: str) -> "OpenOffice | EarlyOpening":
    from fsmdesk.early_opening import open_early_office

    if early := open_early_office(place):
        return early
    # This brings SQLAlchemy, whose import alone takes longer than showing the board.
    from fsmdesk.bootstrap import open_office

    return open_office(place)


def sit_down(choice: Choice, person_id: int) -> Seat:
    """The seat of this person, with the shop's way of writing.

    Raises:
        UserFacingError, EnvironmentProblem: why not.
    """
    office = choice.opened.sit(person_id)
    company = office.ask(Company())
    formats = Formats(company.locale, company.currency, ZoneInfo(company.timezone))
    load_rest = getattr(office, "whole", None)
    seat = office.actor.seat
    return Seat(choice.place, office, person_id, company.name, choice.where, formats, load_rest, seat)
