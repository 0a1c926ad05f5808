"""The queue: what goes in, who takes it out, and what happens when nothing works."""

import pytest

from fsmdesk.core.errors import ConflictError, NotAllowed, RuleBroken
from fsmdesk.core.lists import ListFilter, ListRequest
from fsmdesk.core.terms import MailState, MessageEvent
from fsmdesk.models import FileContent, OutgoingMail
from fsmdesk.services.mail.claiming import MOST_TRIES
from fsmdesk.services.mail.messages import (
    CancelMail,
    ClaimedMail,
    ClaimMail,
    MailBody,
    MailCounts,
    MailDraft,
    MailList,
    MailWaiting,
    NoteFailed,
    NoteSent,
    QueueMail,
    RetryMail,
)
from fsmdesk.services.mail.posting import Round, send_due
from tests.services.mail.post_office import NOWHERE, open_post_office, use_server
from tests.services.shop import LIBRARY, Shop

DRAFT = MailDraft(MessageEvent.DOCUMENT, "eve@example.org", "Your papers", "Hello,\nhere they are.", LIBRARY)


def queued(shop: Shop, **files: bytes) -> int:
    """A mail that waits."""
    given = tuple((f"{name}.pdf", content) for name, content in files.items())
    return shop.dispatcher.do(QueueMail(draft=DRAFT, files=given)).value


def mail(shop: Shop, mail_id: int) -> OutgoingMail:
    """The mail as it stands."""
    return shop.get(OutgoingMail, mail_id)


def test_a_mail_goes_out_of_the_queue_with_its_files(shop: Shop) -> None:
    with open_post_office() as post:
        use_server(shop, post.card)
        first, second = queued(shop, a=b"%PDF-1 a"), queued(shop, b=b"%PDF-1 a")
        assert shop.owner.ask(MailCounts()) == MailWaiting(2, 0)
        assert send_due(shop.bookkeeper, "") == Round(2, 0, "")
        assert [one["Message-ID"] for one in post.mails] == [
            mail(shop, first).message_id,
            mail(shop, second).message_id,
        ]
        (file,) = post.mails[1].iter_attachments()
        assert (file.get_filename(), file.get_content()) == ("b.pdf", b"%PDF-1 a")
        assert send_due(shop.bookkeeper, "") == Round(0, 0, "")
    assert len(shop.all(FileContent)) == 1
    sent = mail(shop, first)
    assert (sent.state, sent.sent_at, sent.attempts) == (MailState.SENT, shop.now, 1)
    assert shop.owner.ask(MailCounts()) == MailWaiting(0, 0)


def test_a_mail_that_fails_is_tried_again_later_and_given_up_in_the_end(shop: Shop) -> None:
    with open_post_office() as post:
        use_server(shop, post.card)
        post.refusal = "451 Not now"
        mail_id = queued(shop)
        tries = 0
        while mail(shop, mail_id).state is MailState.QUEUED:
            done = send_due(shop.owner, "")
            tries += done.failed
            assert send_due(shop.owner, "") == Round(0, 0, "")
            shop.wait(hours=13)
        assert tries == MOST_TRIES
        failed = mail(shop, mail_id)
        assert failed.state is MailState.FAILED
        assert "451 Not now" in failed.last_error
        post.refusal = ""
        shop.dispatcher.do(
            RetryMail(mail_id=mail_id, seen_version=failed.version, recipient="new@example.org")
        )
        assert send_due(shop.owner, "") == Round(1, 0, "")
        assert post.envelopes[0].rcpt_tos == ["new@example.org"]


def test_what_a_server_will_never_take_is_given_up_at_once(shop: Shop) -> None:
    with open_post_office() as post:
        use_server(shop, post.card)
        post.refused = {"eve@example.org": "550 No such person"}
        mail_id = queued(shop)
        assert send_due(shop.owner, "").failed == 1
    assert mail(shop, mail_id).state is MailState.FAILED
    (row,) = shop.owner.ask(
        MailList(request=ListRequest(filters=(ListFilter("state", values=(MailState.FAILED,)),)))
    ).rows
    assert (row.id, row.customer, row.recipient) == (mail_id, "City Library", "eve@example.org")
    assert "550 No such person" in row.last_error
    assert shop.owner.ask(MailBody(mail_id=mail_id)) == DRAFT.body


def test_no_two_seats_send_the_same_mail(shop: Shop) -> None:
    use_server(shop, NOWHERE)
    mail_id = queued(shop)
    assert shop.owner.do(ClaimMail()).value == mail_id
    assert shop.bookkeeper.do(ClaimMail()).value is None
    with pytest.raises(RuleBroken, match="Another seat"):
        shop.bookkeeper.ask(ClaimedMail(mail_id=mail_id))
    with pytest.raises(RuleBroken, match="being sent right now"):
        shop.dispatcher.do(CancelMail(mail_id=mail_id, seen_version=mail(shop, mail_id).version))
    taken = shop.owner.ask(ClaimedMail(mail_id=mail_id))
    shop.owner.do(NoteSent(mail_id=mail_id, seen_version=taken.version))
    with pytest.raises(ConflictError):
        shop.owner.do(NoteFailed(mail_id=mail_id, seen_version=taken.version, error="late", is_final=False))
    assert mail(shop, mail_id).state is MailState.SENT


def test_a_mail_of_a_seat_that_died_is_sent_by_another_one(shop: Shop) -> None:
    with open_post_office() as post:
        use_server(shop, post.card)
        mail_id = queued(shop)
        shop.owner.do(ClaimMail())
        shop.wait(minutes=9)
        assert send_due(shop.bookkeeper, "") == Round(0, 0, "")
        shop.wait(minutes=2)
        assert send_due(shop.bookkeeper, "") == Round(1, 0, "")
        assert len(post.mails) == 1
    assert mail(shop, mail_id).attempts == 2


def test_a_mail_that_was_called_back_is_not_sent(shop: Shop) -> None:
    use_server(shop, NOWHERE)
    mail_id = queued(shop)
    shop.dispatcher.do(CancelMail(mail_id=mail_id, seen_version=mail(shop, mail_id).version))
    assert shop.owner.do(ClaimMail()).value is None
    assert mail(shop, mail_id).state is MailState.CANCELLED


@pytest.mark.parametrize(
    ("recipient", "why"),
    [
        ("", "Type the address"),
        ("eve", "eve is not a mail address"),
        ("eve@", "eve@ is not a mail address"),
        ("the library", "the library is not a mail address"),
        ("eve@example.org\nBcc: all@example.org", "line"),
        ("a@b.c, " * 21, "at most 20"),
    ],
)
def test_wrong_addresses_are_refused_at_once(sqlite_shop: Shop, recipient: str, why: str) -> None:
    use_server(sqlite_shop, NOWHERE)
    draft = MailDraft(MessageEvent.DOCUMENT, recipient, "S", "B")
    with pytest.raises(RuleBroken, match=why) as refused:
        sqlite_shop.owner.do(QueueMail(draft=draft))
    assert refused.value.field == "recipient"
    assert sqlite_shop.all(OutgoingMail) == []


def test_without_a_server_nothing_is_queued(sqlite_shop: Shop) -> None:
    with pytest.raises(RuleBroken, match="no mail server yet"):
        sqlite_shop.owner.do(QueueMail(draft=DRAFT))


def test_files_beyond_what_servers_take_are_refused(sqlite_shop: Shop) -> None:
    use_server(sqlite_shop, NOWHERE)
    with pytest.raises(RuleBroken, match="larger than 25 MB together"):
        sqlite_shop.owner.do(QueueMail(draft=DRAFT, files=(("a", bytes(13 << 20)), ("b", bytes(13 << 20)))))
    assert sqlite_shop.all(OutgoingMail) == []


def test_technicians_do_not_send(sqlite_shop: Shop) -> None:
    with pytest.raises(NotAllowed):
        sqlite_shop.fays_phone.do(QueueMail(draft=DRAFT))
