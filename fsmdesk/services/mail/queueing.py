"""Mails go into the queue, are called back from it, and are sent again."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from email.utils import parseaddr
from typing import Final

from sqlalchemy import select

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.file_names import MAX_FILE_BYTES
from fsmdesk.core.terms import MailState
from fsmdesk.core.texts import clean_text
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading, Writing
from fsmdesk.models import MailAttachment, OutgoingMail
from fsmdesk.services.files.storing import store_content
from fsmdesk.services.mail.messages import CancelMail, MailDraft, QueueMail, RetryMail
from fsmdesk.services.mail.settings import require_address, server_card
from fsmdesk.services.records import find_seen
from fsmdesk.services.registry import handles

_MOST_RECIPIENTS: Final = 20


@handles(QueueMail)
def queue_mail(work: Writing, command: QueueMail) -> int:
    """The mail waits, and goes out as soon as a seat that sends finds it."""
    if not server_card(work).host:
        raise RuleBroken(
            tr("This office has no mail server yet. Set it up under Settings, Mail."), "recipient"
        )
    draft = command.draft
    if sum(len(content) for _name, content in command.files) > MAX_FILE_BYTES:
        words = tr("The files are larger than {limit} MB together. Few mail servers take that.")
        raise RuleBroken(words.format(limit=MAX_FILE_BYTES >> 20), "files")
    mail = put_in_queue(work, draft, work.now)
    for name, content in command.files:
        content_id, _seen = store_content(work, content, name)
        clean = clean_text(name, "files", label=tr("File name"))
        work.session.add(MailAttachment(mail_id=mail.id, content_id=content_id, name=clean))
    return mail.id


def put_in_queue(work: Writing, draft: MailDraft, due_at: datetime) -> OutgoingMail:
    """The mail waits until it is due.

    Raises:
        RuleBroken: a wrong address, or nothing to say.
    """
    recipient = ", ".join(addresses_in(draft.recipient))
    subject = clean_text(draft.subject, "subject", label=tr("Subject")).strip()
    body = clean_text(draft.body, "body", multiline=True, label=tr("Text"))
    if not subject:
        raise RuleBroken(tr("A mail has a subject."), "subject")
    mail = OutgoingMail(
        state=MailState.QUEUED,
        event=draft.event,
        recipient=recipient,
        subject=subject,
        body=body,
        customer_id=draft.customer_id,
        work_order_id=draft.work_order_id,
        visit_id=draft.visit_id,
        invoice_id=draft.invoice_id,
        message_id=_message_id(work),
        queued_at=work.now,
        queued_by_id=work.actor.person_id,
        next_try_at=due_at,
    )
    work.session.add(mail)
    work.session.flush()
    return mail


def addresses_in(text: str) -> list[str]:
    """The addresses, which commas or semicolons part.

    Raises:
        RuleBroken: there is none, one is wrong, or they are more than twenty.
    """
    line = clean_text(text, "recipient", label=tr("To"), max_length=4000)
    found = [_address_in(part) for part in line.replace(";", ",").split(",") if part.strip()]
    if not found:
        raise RuleBroken(tr("Type the address it goes to."), "recipient")
    if len(found) > _MOST_RECIPIENTS:
        raise RuleBroken(
            tr("A mail goes to at most {most} addresses.").format(most=_MOST_RECIPIENTS), "recipient"
        )
    for address in found:
        require_address(address, "recipient")
    return found


def _address_in(part: str) -> str:
    """The address alone; `Eve <eve@example.org>` has a name before it. Anything else stays as it was typed."""
    return parseaddr(part)[1] if "<" in part else part.strip()


@handles(RetryMail)
def retry_mail(work: Writing, command: RetryMail) -> None:
    """The mail waits again and is due now."""
    mail = find_seen(work, OutgoingMail, command.mail_id, command.seen_version)
    if mail.state is MailState.SENT:
        raise RuleBroken(tr("This mail went out already."))
    _refuse_being_sent(work, mail)
    if command.recipient.strip():
        mail.recipient = ", ".join(addresses_in(command.recipient))
    mail.state, mail.next_try_at, mail.attempts, mail.last_error = MailState.QUEUED, work.now, 0, ""


@handles(CancelMail)
def cancel_mail(work: Writing, command: CancelMail) -> None:
    """The mail is not sent."""
    mail = find_seen(work, OutgoingMail, command.mail_id, command.seen_version)
    if mail.state is MailState.SENT:
        raise RuleBroken(tr("This mail went out already."))
    _refuse_being_sent(work, mail)
    mail.state, mail.next_try_at = MailState.CANCELLED, None


def call_back(work: Writing, mail_ids: Sequence[int]) -> None:
    """Those of these mails that wait are cancelled; those that went out, or go out right now, stay."""
    waiting = work.session.scalars(
        select(OutgoingMail).where(OutgoingMail.id.in_(mail_ids), OutgoingMail.state == MailState.QUEUED)
    )
    for mail in waiting:
        if not _is_being_sent(work, mail):
            mail.state, mail.next_try_at = MailState.CANCELLED, None


def _refuse_being_sent(work: Reading, mail: OutgoingMail) -> None:
    if _is_being_sent(work, mail):
        raise RuleBroken(tr("This mail is being sent right now."))


def _is_being_sent(work: Reading, mail: OutgoingMail) -> bool:
    return mail.state is MailState.QUEUED and mail.claimed_until is not None and mail.claimed_until > work.now


def _message_id(work: Reading) -> str:
    """One that no other mail ever has (RFC 5322, 3.6.4); it stays through all tries, so that doubles are known."""
    domain = server_card(work).sender_address.rpartition("@")[2] or "fsmdesk.invalid"
    return f"<{secrets.token_hex(16)}@{domain}>"
