"""The office as a window sees it before SQLAlchemy is loaded: it shows the first place, then steps aside."""

from collections.abc import Callable
from contextlib import suppress
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, TypeVar

from fsmdesk.core.messages import Command, Done, Query
from fsmdesk.core.permissions import Permission, may
from fsmdesk.db.actor import Actor
from fsmdesk.db.early import EarlyDatabase, NotEarly
from fsmdesk.db.plain_sql import PlainReading
from fsmdesk.services.dispatch.board_reading import board_day
from fsmdesk.services.dispatch.messages import BoardDay
from fsmdesk.services.permits import permit
from fsmdesk.services.setup.company_reading import company_card
from fsmdesk.services.setup.messages import Company

if TYPE_CHECKING:  # what this module is there to do without
    from fsmdesk.services.office import Office

ResultT = TypeVar("ResultT")

# What is asked until the first place is painted; the very functions that answer it later.
_READERS: Final[dict[type[Any], Callable[[PlainReading, Any], Any]]] = {
    BoardDay: board_day,
    Company: company_card,
}


class EarlyOffice:
    """One person at one seat. Answers the first questions by itself and everything else through the whole
    office, which it loads when that is first needed. Safe to use from several threads; every call blocks.
    """

    def __init__(self, database: EarlyDatabase, actor: Actor, load: "Callable[[], Office]") -> None:
        self._database = database
        self._actor = actor
        self._load = load
        self._whole: Office | None = None
        self._loading = Lock()

    @property
    def actor(self) -> Actor:
        """Who sits here."""
        return self._actor

    def may(self, permission: Permission) -> bool:
        """True if the person who sits here may do this."""
        return may(self._actor.role, permission)

    def do(self, command: Command[ResultT], /) -> Done[ResultT]:
        """As the whole office does it."""
        return self.whole().do(command)

    def ask(self, query: Query[ResultT], /) -> ResultT:
        """As the whole office answers it.

        Raises:
            NotAllowed: the person's role does not permit it.
            UserFacingError, EnvironmentProblem: what the whole office raises.
        """
        reader = _READERS.get(type(query))
        if reader is None or self._whole is not None:
            return self.whole().ask(query)
        permit(self._actor.role, query.needs)
        with suppress(NotEarly), self._database.read() as reading:
            answer: ResultT = reader(reading, query)
            return answer
        return self.whole().ask(query)

    def whole(self) -> "Office":
        """The whole office, loaded once.

        Raises:
            UserFacingError, EnvironmentProblem: why it can't be; the next call tries again.
        """
        with self._loading:
            if self._whole is None:
                self._whole = self._load()
                self._database.close()
            return self._whole
