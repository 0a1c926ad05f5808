"""Several seats at the same moment, each in a thread and on a connection of its own."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from fsmdesk.core.errors import UserFacingError
from fsmdesk.core.messages import Command
from fsmdesk.services.office import Office

Wish = tuple[Office, Command[Any]]


def at_once(wishes: Sequence[Wish]) -> list[UserFacingError | None]:
    """What each of these was refused with, in their order; None where it was done."""
    barrier = Barrier(len(wishes))

    def run(wish: Wish) -> UserFacingError | None:
        office, command = wish
        barrier.wait()
        try:
            office.do(command)
        except UserFacingError as error:
            return error
        return None

    with ThreadPoolExecutor(len(wishes)) as seats:
        return list(seats.map(run, wishes))
