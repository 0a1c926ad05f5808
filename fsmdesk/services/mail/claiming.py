"""A seat takes the next mail that is due, and says what became of it."""

from datetime import timedelta
from typing import Final

from sqlalchemy import func, or_, select

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.terms import MailState
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading, Writing
from fsmdesk.models import FileContent, MailAttachment, OutgoingMail
from fsmdesk.services.mail.messages import (
    ClaimedMail,
    ClaimMail,
    MailToSend,
    NextMail,
    NoteFailed,
    NoteSent,
    PostBox,
)
from fsmdesk.services.mail.settings import server_card
from fsmdesk.services.records import find, find_seen
from fsmdesk.services.registry import answers, handles

# Longer than the largest mail takes on a slow line.
_LEASE: Final = timedelta(minutes=10)
# Between tries: greylisting asks for some minutes, a server that is down for hours.
_PAUSES: Final = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720))
MOST_TRIES: Final = len(_PAUSES) + 1


@answers(NextMail)
def next_mail(work: Reading, query: NextMail) -> PostBox:
    """The earliest instant at which a mail may be tried; one that a seat has claimed counts from the lease's end."""
    due = func.coalesce(OutgoingMail.claimed_until, OutgoingMail.next_try_at)
    rows = (
        select(due)
        .where(OutgoingMail.state == MailState.QUEUED)
        .order_by(OutgoingMail.next_try_at)
        .limit(200)
    )
    found = [at for at in work.session.scalars(rows) if at is not None]
    return PostBox(server_card(work), min(found, default=None))


@handles(ClaimMail)
def claim_mail(work: Writing, command: ClaimMail) -> int | None:
    """The mail that has waited longest is this seat's for a while, so that no two seats send it."""
    query = (
        select(OutgoingMail)
        .where(
            OutgoingMail.state == MailState.QUEUED,
            OutgoingMail.next_try_at <= work.now,
            or_(OutgoingMail.claimed_until.is_(None), OutgoingMail.claimed_until < work.now),
        )
        .order_by(OutgoingMail.next_try_at, OutgoingMail.id)
        .limit(1)
    )
    if not work.is_sqlite:
        query = query.with_for_update(skip_locked=True)
    mail = work.session.scalar(query)
    if mail is None:
        return None
    mail.claimed_by, mail.claimed_until = work.actor.seat, work.now + _LEASE
    mail.attempts += 1
    return mail.id


@answers(ClaimedMail)
def claimed_mail(work: Reading, query: ClaimedMail) -> MailToSend:
    """All that goes out.

    Raises:
        RuleBroken: this seat has not claimed it.
    """
    mail = find(work, OutgoingMail, query.mail_id)
    _require_claimed(work, mail)
    files = work.session.execute(
        select(MailAttachment.name, FileContent.media_type, FileContent.content)
        .join(FileContent, FileContent.id == MailAttachment.content_id)
        .where(MailAttachment.mail_id == mail.id)
        .order_by(MailAttachment.id)
    )
    return MailToSend(
        id=mail.id,
        version=mail.version,
        message_id=mail.message_id,
        recipient=mail.recipient,
        subject=mail.subject,
        body=mail.body,
        is_automatic=mail.visit_id is not None,
        queued_at=mail.queued_at,
        files=tuple((name, media_type, content) for name, media_type, content in files),
        server=server_card(work),
    )


@handles(NoteSent)
def note_sent(work: Writing, command: NoteSent) -> None:
    """The mail is out."""
    mail = find_seen(work, OutgoingMail, command.mail_id, command.seen_version)
    _require_claimed(work, mail)
    mail.state, mail.sent_at = MailState.SENT, work.now
    mail.next_try_at = mail.claimed_until = None
    mail.claimed_by = mail.last_error = ""


@handles(NoteFailed)
def note_failed(work: Writing, command: NoteFailed) -> None:
    """The mail waits for its next try, or is given up."""
    mail = find_seen(work, OutgoingMail, command.mail_id, command.seen_version)
    _require_claimed(work, mail)
    mail.last_error, mail.claimed_by, mail.claimed_until = command.error[:2000], "", None
    if command.is_final or mail.attempts >= MOST_TRIES:
        mail.state, mail.next_try_at = MailState.FAILED, None
    else:
        mail.next_try_at = work.now + _PAUSES[max(mail.attempts, 1) - 1]


def _require_claimed(work: Reading, mail: OutgoingMail) -> None:
    if mail.state is not MailState.QUEUED or mail.claimed_by != work.actor.seat:
        raise RuleBroken(tr("Another seat sends this mail."))
