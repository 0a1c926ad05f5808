"""The rounds of the post: while the window is open, mail that is due goes out from this seat.

Only seats whose computer knows the account's password send; one is enough. Everything here happens in workers.
"""

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Slot

from fsmdesk.core.messages import ChangeSet
from fsmdesk.core.permissions import Permission
from fsmdesk.core.times import now
from fsmdesk.core.words import tr
from fsmdesk.passwords import mail_password
from fsmdesk.services.mail.messages import NextMail
from fsmdesk.views.desk import Desk, Office
from fsmdesk.views.tasks import Lane

if TYPE_CHECKING:
    from fsmdesk.services.mail.posting import Round

_LEAST_SECONDS: Final = 2
# A seat that did not hear of a mail looks by itself.
_MOST_SECONDS: Final = 60


class MailRounds(QObject):
    """Sends what is due, when it is due, until it is stopped."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._is_on_round = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go)
        if desk.may(Permission.SEND_MAIL):
            desk.hub.saved.connect(self._hear)
            self._timer.start(_LEAST_SECONDS * 1000)

    def stop(self) -> None:
        """No further round begins."""
        self._timer.stop()
        if self._desk.may(Permission.SEND_MAIL):
            self._desk.hub.saved.disconnect(self._hear)

    @Slot(object, object)
    def _hear(self, changes: ChangeSet, _origin: object) -> None:
        if changes.touches("outgoing_mail", "mail_server"):
            self._timer.start(_LEAST_SECONDS * 1000)

    @Slot()
    def _go(self) -> None:
        if self._is_on_round:
            self._timer.start(_LEAST_SECONDS * 1000)
            return
        self._is_on_round = True
        job = partial(_round, self._desk.office)
        self._desk.tasks.run(self, job, self._done, self._failed, Lane.REST)

    def _done(self, answer: "tuple[Round | None, datetime | None]") -> None:
        self._is_on_round = False
        done, next_at = answer
        if done is not None and done.trouble:
            self._desk.shell.say(tr("A mail did not go out: {why}").format(why=done.trouble))
        wait = _MOST_SECONDS if next_at is None else (next_at - now()).total_seconds()
        self._timer.start(int(min(max(wait, _LEAST_SECONDS), _MOST_SECONDS) * 1000))

    def _failed(self, _error: Exception) -> None:
        """The office does not answer, which the window says already; the mail waits."""
        self._is_on_round = False
        self._timer.start(_MOST_SECONDS * 1000)


def _round(office: Office) -> "tuple[Round | None, datetime | None]":
    """What the round did (None if there was nothing to do, or nothing to do it with), and when the next is due."""
    from fsmdesk.services.mail.posting import send_due

    box = office.ask(NextMail())
    server = box.server
    if not server.host or box.next_at is None or box.next_at > now():
        return None, box.next_at
    password = mail_password(server.host, server.username) if server.username else ""
    if server.username and not password:
        return None, None
    done = send_due(office, password)
    return done, office.ask(NextMail()).next_at
