"""Which office a command is about."""

from typing import TYPE_CHECKING

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.words import tr
from fsmdesk.folders import last_office, remember_office
from fsmdesk.passwords import with_kept_password

if TYPE_CHECKING:
    from fsmdesk.db.location import Location


def named_office(named: str) -> str:
    """The office that was named, else `FSMDESK_OFFICE`, else the one used last.

    Raises:
        RuleBroken: there is none of these.
    """
    place = named or last_office()
    if not place:
        raise RuleBroken(
            tr("Say which office: --office LOCATION, a file or a postgresql:// address."), "office"
        )
    return place


def location_of(named: str) -> "Location":
    """Where the office is that was named.

    Raises:
        RuleBroken: there is none, or it is neither a file nor an address.
    """
    from fsmdesk.db.location import parse_location

    return parse_location(with_kept_password(named_office(named)))


def use_next(location: "Location") -> None:
    """The window opens this office next time. A password is not written down."""
    remember_office(location.without_password)
