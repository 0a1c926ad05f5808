"""Commands and queries about mail: the server, the texts, the queue, and the seats that send from it."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from fsmdesk.core.lists import ListPage, ListRequest
from fsmdesk.core.messages import Command, Query
from fsmdesk.core.permissions import Permission
from fsmdesk.core.terms import MailSecurity, MailState, MessageEvent


@dataclass(frozen=True, slots=True)
class MailServerCard:
    """The server that the office sends through; version 0 while there is none. The password is not here."""

    version: int
    host: str
    port: int
    security: MailSecurity
    username: str
    sender_name: str
    sender_address: str
    reply_to: str


@dataclass(frozen=True, slots=True)
class TextCard:
    """The words of one sort of message; version 0 while they are the program's own."""

    event: MessageEvent
    version: int
    subject: str
    body: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class MailSettingsCard:
    """Everything about mail that the owner sets. The version grows with each change of any part."""

    version: int
    server: MailServerCard
    texts: tuple[TextCard, ...]


@dataclass(frozen=True, kw_only=True)
class MailSettings(Query[MailSettingsCard]):
    """The server and the texts."""

    needs: ClassVar[Permission] = Permission.SEND_MAIL


@dataclass(frozen=True, kw_only=True)
class SaveMailSettings(Command[None]):
    """The office sends through this server and in these words from now on; texts that did not change are left alone.

    `seen_version` is that of the card; versions in the parts are not looked at. An empty host means that the
    office sends no mail. A text that `is_on` is sent without being asked. The password is not in it.

    Raises:
        RuleBroken: a wrong address or port, or words that name a field in braces that there is not. For a
            text the field is the event and the part, such as `moved_body`.
    """

    needs: ClassVar[Permission] = Permission.EDIT_OFFICE
    undoable: ClassVar[bool] = True
    seen_version: int
    server: MailServerCard
    texts: tuple[TextCard, ...]


@dataclass(frozen=True, kw_only=True)
class PreviewText(Query[tuple[str, str]]):
    """Subject and body as they would read with invented values: for the settings, while they are typed."""

    needs: ClassVar[Permission] = Permission.SEND_MAIL
    event: MessageEvent
    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class MailDraft:
    """A mail before somebody sends it: filled from the texts, to be read and changed."""

    event: MessageEvent
    recipient: str
    subject: str
    body: str
    customer_id: int | None = None
    work_order_id: int | None = None
    visit_id: int | None = None
    invoice_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class ComposeMail(Query[MailDraft]):
    """A draft about one job, one visit of it, or one invoice."""

    needs: ClassVar[Permission] = Permission.SEND_MAIL
    event: MessageEvent
    work_order_id: int | None = None
    visit_id: int | None = None
    invoice_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class QueueMail(Command[int]):
    """The mail waits to be sent, with its files (name and bytes); answers with its id.

    Raises:
        RuleBroken: no or a wrong address, nothing to say, or files beyond 25 MB together.
    """

    needs: ClassVar[Permission] = Permission.SEND_MAIL
    draft: MailDraft
    files: tuple[tuple[str, bytes], ...] = ()


@dataclass(frozen=True, slots=True)
class MailRow:
    """A mail in the queue, or one that went out of it."""

    id: int
    version: int
    state: MailState
    event: MessageEvent
    recipient: str
    subject: str
    customer: str
    work_order_id: int | None
    work_order_number: int | None
    invoice_id: int | None
    invoice_number: str
    files: int
    queued_at: datetime
    queued_by: str
    next_try_at: datetime | None
    attempts: int
    last_error: str
    sent_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class MailList(Query[ListPage[MailRow]]):
    """One page of mails, newest first.

    Known filters: `state`, `event`, `customer_id`, `work_order_id`, `invoice_id`.
    """

    needs: ClassVar[Permission] = Permission.SEND_MAIL
    request: ListRequest


@dataclass(frozen=True, kw_only=True)
class MailBody(Query[str]):
    """The words of one mail."""

    needs: ClassVar[Permission] = Permission.SEND_MAIL
    mail_id: int


@dataclass(frozen=True, kw_only=True)
class RetryMail(Command[None]):
    """A mail that failed or was cancelled waits to be sent again, at once; `recipient` mends the address."""

    needs: ClassVar[Permission] = Permission.SEND_MAIL
    mail_id: int
    seen_version: int
    recipient: str = ""


@dataclass(frozen=True, kw_only=True)
class CancelMail(Command[None]):
    """A mail that has not gone out is not sent.

    Raises:
        RuleBroken: it is gone already, or a seat is sending it right now.
    """

    needs: ClassVar[Permission] = Permission.SEND_MAIL
    mail_id: int
    seen_version: int


@dataclass(frozen=True, slots=True)
class MailWaiting:
    """How many mails wait, and how many failed."""

    queued: int
    failed: int


@dataclass(frozen=True, kw_only=True)
class MailCounts(Query[MailWaiting]):
    """What stands in the queue."""

    needs: ClassVar[Permission] = Permission.SEND_MAIL


@dataclass(frozen=True, slots=True)
class PostBox:
    """Whether the office sends mail, through which account, and when the next mail is due (None: none waits)."""

    server: MailServerCard
    next_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class NextMail(Query[PostBox]):
    """What a seat looks at before it claims anything."""

    needs: ClassVar[Permission] = Permission.SEND_MAIL


@dataclass(frozen=True, kw_only=True)
class ClaimMail(Command[int | None]):
    """The oldest mail that is due belongs to this seat for five minutes; None where none is due."""

    needs: ClassVar[Permission] = Permission.SEND_MAIL


@dataclass(frozen=True, slots=True)
class MailToSend:
    """A claimed mail with all that goes out, and the server it goes through."""

    id: int
    version: int
    message_id: str
    recipient: str
    subject: str
    body: str
    is_automatic: bool
    queued_at: datetime
    files: tuple[tuple[str, str, bytes], ...]
    server: MailServerCard


@dataclass(frozen=True, kw_only=True)
class ClaimedMail(Query[MailToSend]):
    """The mail that this seat has claimed; files are name, media type and bytes."""

    needs: ClassVar[Permission] = Permission.SEND_MAIL
    mail_id: int


@dataclass(frozen=True, kw_only=True)
class NoteSent(Command[None]):
    """A claimed mail went out."""

    needs: ClassVar[Permission] = Permission.SEND_MAIL
    mail_id: int
    seen_version: int


@dataclass(frozen=True, kw_only=True)
class NoteFailed(Command[None]):
    """A claimed mail did not go out: it is tried again later, or given up after eight tries or if that is final."""

    needs: ClassVar[Permission] = Permission.SEND_MAIL
    mail_id: int
    seen_version: int
    error: str
    is_final: bool
