"""The rounds of the post: what is queued at a seat arrives at a real server while its window is open."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from fsmdesk.core.messages import ChangeSet, RecordRef
from fsmdesk.core.permissions import Permission
from fsmdesk.core.terms import MailState, MessageEvent
from fsmdesk.core.times import now
from fsmdesk.models import OutgoingMail
from fsmdesk.services.mail.messages import MailDraft, QueueMail
from fsmdesk.services.office import Office
from fsmdesk.views.change_hub import ChangeHub
from fsmdesk.views.mail import rounds
from fsmdesk.views.tasks import TaskRunner
from tests.services.mail.post_office import NOWHERE, open_post_office, use_server
from tests.services.shop import Shop, fresh_shop
from tests.support.databases import SQLITE, OfficesByDatabase

_DRAFT = MailDraft(MessageEvent.DOCUMENT, "eve@example.org", "Papers", "Hello")


class Seat:
    """As much of a desk as the post needs."""

    def __init__(self, office: Office, tasks: TaskRunner) -> None:
        self.office, self.tasks, self.hub, self.shell = office, tasks, ChangeHub(), self
        self.said: list[str] = []

    def may(self, permission: Permission) -> bool:
        """What the person may do."""
        return self.office.may(permission)

    def say(self, text: str) -> None:
        """The status line."""
        self.said.append(text)

    def hear(self) -> None:
        """A mail was queued."""
        self.hub.tell(ChangeSet(frozenset({RecordRef("outgoing_mail", 1)})), None)


@pytest.fixture
def shop(offices_by_database: OfficesByDatabase, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    """A shop whose clock is today's, and a post that does not wait."""
    monkeypatch.setattr(rounds, "_LEAST_SECONDS", 0)
    with fresh_shop(offices_by_database.on(SQLITE)) as made:
        made.now = now()
        yield made


@pytest.fixture
def seat(shop: Shop, qtbot: QtBot) -> Iterator[Seat]:
    """The dispatcher's."""
    parent = QObject()
    tasks = TaskRunner(parent)
    yield Seat(shop.dispatcher, tasks)
    assert tasks.drain()


def begun(seat: Seat) -> rounds.MailRounds:
    """The rounds of this seat."""
    return rounds.MailRounds(seat, seat.hub)  # type: ignore[arg-type]


def test_a_mail_that_is_queued_goes_out_by_itself(shop: Shop, seat: Seat, qtbot: QtBot) -> None:
    with open_post_office() as post:
        use_server(shop, post.card)
        post_rounds = begun(seat)
        shop.dispatcher.do(QueueMail(draft=_DRAFT))
        seat.hear()
        qtbot.waitUntil(lambda: len(post.mails) == 1)
        qtbot.waitUntil(lambda: shop.all(OutgoingMail)[0].state is MailState.SENT)
        post_rounds.stop()
    assert seat.said == []


def test_what_goes_wrong_is_said_and_the_mail_waits(shop: Shop, seat: Seat, qtbot: QtBot) -> None:
    use_server(shop, NOWHERE)
    shop.dispatcher.do(QueueMail(draft=_DRAFT))
    post_rounds = begun(seat)
    qtbot.waitUntil(lambda: bool(seat.said))
    post_rounds.stop()
    assert "127.0.0.1:9 does not answer" in seat.said[0]
    (mail,) = shop.all(OutgoingMail)
    assert (mail.state, mail.attempts) == (MailState.QUEUED, 1)


def test_a_seat_without_the_password_leaves_the_mail_to_others(
    shop: Shop, seat: Seat, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_post_office() as post:
        use_server(shop, replace(post.card, username="rosa"))
        shop.dispatcher.do(QueueMail(draft=_DRAFT))
        asked: list[tuple[str, str]] = []

        def nothing_kept(host: str, username: str) -> str:
            asked.append((host, username))
            return ""

        monkeypatch.setattr(rounds, "mail_password", nothing_kept)
        post_rounds = begun(seat)
        qtbot.waitUntil(lambda: bool(asked))
        qtbot.waitUntil(seat.tasks.is_idle)
        assert shop.all(OutgoingMail)[0].attempts == 0
        post_rounds.stop()
    assert post.mails == []


def test_a_technicians_seat_sends_nothing(shop: Shop, seat: Seat, qtbot: QtBot) -> None:
    use_server(shop, NOWHERE)
    shop.dispatcher.do(QueueMail(draft=_DRAFT))
    seat.office = shop.fays_phone
    begun(seat)
    seat.hear()
    qtbot.wait(50)
    assert seat.tasks.is_idle()
    assert shop.all(OutgoingMail)[0].attempts == 0


class Onlooker(Seat):
    """Somebody whose place it is not to send mail."""

    def may(self, permission: Permission) -> bool:
        """Everything else."""
        return permission is not Permission.SEND_MAIL and super().may(permission)


def test_who_may_not_send_mail_leaves_as_quietly(shop: Shop, qtbot: QtBot) -> None:
    parent = QObject()
    seat = Onlooker(shop.dispatcher, TaskRunner(parent))
    begun(seat).stop()
    seat.hear()
    assert seat.said == []
    assert seat.tasks.drain()
