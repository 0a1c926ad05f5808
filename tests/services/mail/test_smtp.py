"""Mail over a real line to a real server: what arrives, and what is said where it does not."""

import smtplib
from dataclasses import replace

import pytest

from fsmdesk.core.terms import MailSecurity
from fsmdesk.services.mail.messages import MailServerCard, MailToSend
from fsmdesk.services.mail.smtp import NotSent, deliver, try_server
from tests.services.mail.post_office import PASSWORD, open_post_office
from tests.services.shop import MORNING

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 500


def mail_for(server: MailServerCard, **more: object) -> MailToSend:
    """A mail with a file, through this server."""
    mail = MailToSend(
        *(1, 2, "<1@example.com>", "eve@example.org, bob@example.org", "Rechnung 2026-0001 für Müller ✓"),
        "Guten Tag,\n\nSchöne Grüße\n" + "lang " * 400,
        *(False, MORNING),
        (("Rechnung für „Müller“.pdf", "application/pdf", PDF),),
        server,
    )
    return replace(mail, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("security", "login"),
    [(MailSecurity.NONE, False), (MailSecurity.STARTTLS, True), (MailSecurity.TLS, False)],
)
def test_a_mail_arrives_as_it_was_written(security: MailSecurity, login: bool) -> None:
    with open_post_office(security, login) as post:
        mail = mail_for(post.card)
        deliver(mail, PASSWORD, post.trust)
        (envelope,), (taken,) = post.envelopes, post.mails
    assert envelope.mail_from == "shop@example.com"
    assert envelope.rcpt_tos == ["eve@example.org", "bob@example.org"]
    assert (taken["Subject"], taken["Message-ID"]) == (mail.subject, "<1@example.com>")
    assert str(taken["From"]) == "Our shop <shop@example.com>"
    assert taken["Auto-Submitted"] is None
    body = taken.get_body(("plain",))
    assert body is not None and body.get_content().split() == mail.body.split()
    (file,) = taken.iter_attachments()
    assert (file.get_filename(), file.get_content_type()) == ("Rechnung für „Müller“.pdf", "application/pdf")
    assert file.get_content() == PDF


def test_a_large_mail_has_more_time_than_a_small_one(monkeypatch: pytest.MonkeyPatch) -> None:
    seconds: list[float | None] = []

    def send(line: smtplib.SMTP, _message: object) -> dict[str, object]:
        assert line.sock is not None
        seconds.append(line.sock.gettimeout())
        return {}

    monkeypatch.setattr(smtplib.SMTP, "send_message", send)
    with open_post_office() as post:
        for size in (1_000, 24_000_000):
            deliver(mail_for(post.card, files=(("a.pdf", "application/pdf", bytes(size)),)), "")
    assert seconds == [30, 350]


def test_what_can_not_be_written_as_a_mail_is_given_up() -> None:
    with open_post_office() as post, pytest.raises(NotSent, match="can't be written") as refused:
        deliver(mail_for(post.card, subject="two\nlines"), "")
    assert refused.value.is_final


def test_a_mail_without_a_person_says_so() -> None:
    with open_post_office() as post:
        deliver(mail_for(post.card, is_automatic=True), "")
        assert post.mails[0]["Auto-Submitted"] == "auto-generated"


def test_an_address_with_foreign_letters_goes_where_the_server_takes_it() -> None:
    with open_post_office() as post:
        deliver(mail_for(post.card, recipient="zoë@exämple.org"), "")
        assert post.envelopes[0].rcpt_tos == ["zoë@exämple.org"]


@pytest.mark.parametrize(
    ("reply", "is_final"), [("451 4.7.1 Greylisted, come back", False), ("554 5.7.1 Spam", True)]
)
def test_a_refusal_is_told_in_the_servers_words(reply: str, is_final: bool) -> None:
    with open_post_office() as post:
        post.refusal = reply
        with pytest.raises(NotSent) as refused:
            deliver(mail_for(post.card), "")
    assert reply in refused.value.text
    assert refused.value.is_final is is_final


def test_an_address_that_is_refused_is_named_while_the_others_get_the_mail() -> None:
    with open_post_office() as post:
        post.refused = {"bob@example.org": "550 5.1.1 No such person"}
        with pytest.raises(NotSent, match=r"bob@example\.org; the others got") as refused:
            deliver(mail_for(post.card), "")
        assert refused.value.is_final
        assert len(post.mails) == 1
        post.refused["eve@example.org"] = "550 5.1.1 Neither"
        with pytest.raises(NotSent, match="refused the address: 550"):
            deliver(mail_for(post.card), "")


def test_a_wrong_password_can_be_mended() -> None:
    with open_post_office(MailSecurity.STARTTLS, login=True) as post:
        with pytest.raises(NotSent, match="user name and password") as refused:
            try_server(post.card, "wrong", post.trust)
        assert not refused.value.is_final
        try_server(post.card, PASSWORD, post.trust)
        assert post.mails == []


def test_a_server_that_cannot_prove_itself_gets_nothing() -> None:
    with open_post_office(MailSecurity.STARTTLS, login=True) as post:
        with pytest.raises(NotSent, match="no certificate that this computer trusts"):
            deliver(mail_for(post.card), PASSWORD)
        assert post.mails == []


def test_a_server_that_is_not_there_is_named() -> None:
    with open_post_office() as post:
        gone = post.card
    with pytest.raises(NotSent, match=f"127.0.0.1:{gone.port} does not answer") as refused:
        try_server(gone, "")
    assert not refused.value.is_final
