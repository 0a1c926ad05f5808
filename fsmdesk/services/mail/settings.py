"""The server that the office sends through, and the words it sends."""

from dataclasses import replace
from datetime import timedelta
from email.utils import parseaddr
from typing import Final

from sqlalchemy import select

from fsmdesk.core.errors import ConflictError, RuleBroken
from fsmdesk.core.terms import MailSecurity, MessageEvent
from fsmdesk.core.texts import clean_text
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading, Writing
from fsmdesk.models import MailServer, MessageTemplate
from fsmdesk.services.mail.messages import (
    MailServerCard,
    MailSettings,
    MailSettingsCard,
    PreviewText,
    SaveMailSettings,
    TextCard,
)
from fsmdesk.services.mail.texts import filled, refuse_unknown_fields, text_of
from fsmdesk.services.records import assign, changes_of
from fsmdesk.services.registry import answers, handles
from fsmdesk.services.the_company import formats_of, the_company

_SUBMISSION_PORT: Final = 587  # RFC 6409
_HIGHEST_PORT: Final = 65535
_NO_SERVER: Final = MailServerCard(0, "", _SUBMISSION_PORT, MailSecurity.STARTTLS, "", "", "", "")


@answers(MailSettings)
def mail_settings(work: Reading, query: MailSettings) -> MailSettingsCard:
    """Server and texts as they are used now."""
    server, texts = server_card(work), tuple(text_of(work, event) for event in MessageEvent)
    return MailSettingsCard(_version(work), server, texts)


def _version(work: Reading) -> int:
    """That of the server and of all texts, also of those that were taken back."""
    return changes_of(work, MailServer.__tablename__, MessageTemplate.__tablename__)


def server_card(work: Reading) -> MailServerCard:
    """The server; without a host where the office sends no mail."""
    row = work.session.get(MailServer, 1)
    if row is None:
        return _NO_SERVER
    return MailServerCard(
        *(row.version, row.host, row.port, row.security),
        *(row.username, row.sender_name, row.sender_address, row.reply_to),
    )


@handles(SaveMailSettings)
def save_mail_settings(work: Writing, command: SaveMailSettings) -> None:
    """Server and texts are these."""
    stored = mail_settings(work, MailSettings())
    if stored.version != command.seen_version:
        raise ConflictError(
            tr("Somebody changed the mail settings in the meantime."),
            seen_version=command.seen_version,
            stored_version=stored.version,
        )
    if replace(command.server, version=stored.server.version) != stored.server:
        _save_server(work, command.server)
    known = {text.event: text for text in stored.texts}
    for text in command.texts:
        if replace(text, version=known[text.event].version) != known[text.event]:
            _save_text(work, text)


def _save_server(work: Writing, server: MailServerCard) -> None:
    values = {
        "host": _line(server.host, "host", tr("Server")),
        "username": _line(server.username, "username", tr("User name")),
        "sender_name": _line(server.sender_name, "sender_name", tr("Sender's name")),
        "sender_address": _line(server.sender_address, "sender_address", tr("Sender's address")),
        "reply_to": _line(server.reply_to, "reply_to", tr("Answers go to")),
    }
    if values["host"]:
        require_address(values["sender_address"], "sender_address")
        if values["reply_to"]:
            require_address(values["reply_to"], "reply_to")
    if not 1 <= server.port <= _HIGHEST_PORT:
        raise RuleBroken(
            tr("A port is a number between 1 and 65535. Servers for sending use 587 or 465."), "port"
        )
    row = work.session.get(MailServer, 1)
    if row is None:
        row = MailServer(id=1, security=server.security)
        work.session.add(row)
    assign(row, **values, port=server.port, security=server.security)


def _save_text(work: Writing, text: TextCard) -> None:
    subject_field, body_field = f"{text.event.value}_subject", f"{text.event.value}_body"
    subject = _line(text.subject, subject_field, tr("Subject"))
    body = clean_text(text.body, body_field, multiline=True, label=tr("Text"))
    if not subject or not body.strip():
        raise RuleBroken(tr("A message has a subject and a text."), body_field if subject else subject_field)
    refuse_unknown_fields(text.event, subject, subject_field)
    refuse_unknown_fields(text.event, body, body_field)
    row = work.session.scalar(select(MessageTemplate).where(MessageTemplate.event == text.event))
    if row is None:
        row = MessageTemplate(event=text.event)
        work.session.add(row)
    assign(row, subject=subject, body=body, is_on=text.is_on)


@answers(PreviewText)
def preview_text(work: Reading, query: PreviewText) -> tuple[str, str]:
    """The words with values that look like real ones."""
    company = the_company(work)
    formats = formats_of(company)
    day = work.now + timedelta(days=3)
    values = {
        "customer": tr("Miller & Sons"),
        "contact": "P. Doyle",
        "number": "4427",
        "title": tr("No heat, boiler 1"),
        "site": "14 Abbey Road",
        "company": company.name,
        "phone": company.phone,
        "technician": "Ana Ruiz",
        "arrival": tr("at about {time}").format(time=formats.time(work.now)),
        "summary": tr("The flame sensor was cleaned and the igniter replaced."),
        "date": formats.date(day.astimezone(formats.zone).date()),
        "time": formats.time(day),
        "earlier_date": formats.date(work.now.astimezone(formats.zone).date()),
        "earlier_time": formats.time(work.now),
        "question": tr("Which of the two boilers is it?"),
        "invoice": "2026-000123",
        "total": formats.money(18450),
        "due": formats.date(day.astimezone(formats.zone).date()),
    }
    return filled(query.subject, values), filled(query.body, values)


def require_address(text: str, field: str) -> None:
    """Nothing happens if this is one mail address (RFC 5322 addr-spec, of a shape that servers take).

    Raises:
        RuleBroken: it is not.
    """
    _name, address = parseaddr(text)
    local, at, domain = address.rpartition("@")
    if address != text or not at or not local or "." not in f".{domain}" or not domain or " " in address:
        words = tr("{text} is not a mail address. It looks like name@example.com.")
        raise RuleBroken(words.format(text=text or "?"), field)


def _line(text: str, field: str, label: str) -> str:
    return clean_text(text, field, label=label).strip()
