"""What a seat does for its office while somebody sits there: it hears the others, and sends mail that is due."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from fsmdesk.views.tasks import Lane, TaskRunner

if TYPE_CHECKING:  # loaded once the window has been painted
    from fsmdesk.db.feed import ChangeFeed
    from fsmdesk.views.change_hub import ChangeHub
    from fsmdesk.views.desk import Desk
    from fsmdesk.views.mail.rounds import MailRounds


class Attending(QObject):
    """From `begin` until `end`, for one office at a time."""

    def __init__(self, tasks: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._hub: ChangeHub | None = None
        self._feed: ChangeFeed | None = None
        self._mail: MailRounds | None = None

    def begin(self, desk: "Desk", place: str, seat: str) -> None:
        """What other seats change is heard a moment later, and mail that is due goes out from here."""
        from fsmdesk.views.mail.rounds import MailRounds

        self._hub = desk.hub
        job = partial(_feed_of_others, place, seat, desk.hub)
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

    def _follow(self, hub: "ChangeHub", feed: "ChangeFeed") -> None:
        if self._hub is hub:  # else the office was left meanwhile
            self._feed = feed
            feed.start()


def _nothing(_outcome: object) -> None:
    """What fails here is said by the feed once it runs."""


def _feed_of_others(place: str, seat: str, hub: "ChangeHub") -> "ChangeFeed":
    from fsmdesk.hearing import feed_of_others

    return feed_of_others(place, seat, hub.hear, hub.tell_connection, hub.see)
