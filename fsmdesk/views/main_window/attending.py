"""What a seat does for its office while somebody sits there: it hears the others, and sends mail that is due."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from fsmdesk.views.tasks import Lane, TaskRunner

if TYPE_CHECKING:  # loaded once the window has been painted
    from fsmdesk.views.change_hub import ChangeHub
    from fsmdesk.views.desk import Desk
    from fsmdesk.views.mail.rounds import MailRounds


class Feed(Protocol):
    """What tells the hub of other seats."""

    def start(self) -> None:
        """From now on."""

    def stop(self) -> None:
        """No more."""


Listen = Callable[[str, str, "ChangeHub"], Feed]  # the office's place, this seat's name, and who is told


class Attending(QObject):
    """From `begin` until `end`, for one office at a time; `listen` makes the feed, in a worker."""

    def __init__(self, tasks: TaskRunner, listen: Listen, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._listen = listen
        self._hub: ChangeHub | None = None
        self._feed: Feed | None = None
        self._mail: MailRounds | None = None

    def begin(self, desk: "Desk", place: str, seat: str) -> None:
        """What other seats change is heard a moment later, and mail that is due goes out from here."""
        from fsmdesk.views.mail.rounds import MailRounds

        self._hub = desk.hub
        job = partial(self._listen, place, seat, desk.hub)
        self._tasks.run(self, job, partial(self._follow, desk.hub), _nothing, Lane.REST)
        self._mail = MailRounds(desk, desk.hub)

    def end(self) -> None:
        """Nothing is heard or sent any more."""
        self._hub = None
        if self._mail is not None:
            self._mail.stop()
            self._mail = None
        if self._feed is not None:
            self._feed.stop()
            self._feed = None

    def _follow(self, hub: "ChangeHub", feed: Feed) -> None:
        if self._hub is hub:  # else the office was left meanwhile
            self._feed = feed
            feed.start()


def _nothing(_outcome: object) -> None:
    """What fails here is said by the feed once it runs."""
