"""A mail goes to the server: built as the standards want it, and every refusal told in words."""

import base64
import smtplib
import ssl
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime
from typing import Final

from fsmdesk.core.terms import MailSecurity
from fsmdesk.core.words import tr
from fsmdesk.services.mail.messages import MailServerCard, MailToSend

_SECONDS: Final = 30
# A socket counts its seconds for a whole message: so many bytes go through a slow line in one.
_BYTES_A_SECOND: Final = 100_000
_LOGGED_IN: Final = 235  # RFC 4954
# Replies from 500 on are final (RFC 5321, 4.2.1); these speak of the login or the server, which can be mended.
_MENDABLE: Final = frozenset({502, 503, 530, 534, 535, 538})


class NotSent(Exception):
    """The mail did not go out: why, in words (`text`), and whether trying again is of no use (`is_final`)."""

    def __init__(self, text: str, is_final: bool) -> None:
        super().__init__(text)
        self.text = text
        self.is_final = is_final


def deliver(mail: MailToSend, password: str, tls: ssl.SSLContext | None = None) -> None:
    """The server has taken the mail for every recipient.

    `tls` is how servers prove who they are; the system's certificates unless given.

    Raises:
        NotSent: it has not, or not for all.
    """
    try:
        message = message_of(mail)
        with _connected(mail.server, password, tls) as line:
            _be_patient(line, mail)
            refused = line.send_message(message)
    except (OSError, smtplib.SMTPException, ValueError, IndexError, MessageError) as error:
        raise _not_sent(error, mail.server) from error
    if refused:
        who = ", ".join(refused)
        raise NotSent(tr("The mail server refused {who}; the others got the mail.").format(who=who), True)


def try_server(server: MailServerCard, password: str, tls: ssl.SSLContext | None = None) -> None:
    """The server answered and took the login; nothing was sent.

    Raises:
        NotSent: it did not.
    """
    try:
        with _connected(server, password, tls) as line:
            line.noop()
    except (OSError, smtplib.SMTPException, UnicodeError) as error:
        raise _not_sent(error, server) from error


def message_of(mail: MailToSend) -> EmailMessage:
    """The mail as it goes over the line; made without a person, it says so (RFC 3834)."""
    addresses = [mail.server.sender_address, *mail.recipient.split(", ")]
    is_plain = all(address.isascii() for address in addresses)
    message = EmailMessage(policy=SMTP if is_plain else SMTPUTF8)
    server = mail.server
    message["From"] = Address(server.sender_name, addr_spec=server.sender_address)
    message["To"] = mail.recipient
    if server.reply_to:
        message["Reply-To"] = server.reply_to
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(mail.queued_at)
    message["Message-ID"] = mail.message_id
    if mail.is_automatic:
        message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.body)
    for name, media_type, content in mail.files:
        main, _, sub = media_type.partition("/")
        message.add_attachment(content, maintype=main, subtype=sub or "octet-stream", filename=name)
    return message


def _connected(server: MailServerCard, password: str, tls: ssl.SSLContext | None) -> smtplib.SMTP:
    context = tls or ssl.create_default_context()
    line: smtplib.SMTP
    if server.security is MailSecurity.TLS:
        line = smtplib.SMTP_SSL(server.host, server.port, timeout=_SECONDS, context=context)
    else:
        line = smtplib.SMTP(server.host, server.port, timeout=_SECONDS)
    try:
        if server.security is MailSecurity.STARTTLS:
            line.starttls(context=context)
        if server.username:
            _log_in(line, server.username, password)
    except BaseException:
        line.close()
        raise
    return line


def _be_patient(line: smtplib.SMTP, mail: MailToSend) -> None:
    if line.sock is not None:
        size = sum(len(content) for _name, _type, content in mail.files) * 4 // 3
        line.sock.settimeout(_SECONDS + size // _BYTES_A_SECOND)


def _log_in(line: smtplib.SMTP, username: str, password: str) -> None:
    if (username + password).isascii():
        line.login(username, password)
        return
    # smtplib knows ASCII only; PLAIN is UTF-8 (RFC 4616).
    line.ehlo_or_helo_if_needed()
    secret = base64.b64encode(f"\0{username}\0{password}".encode()).decode("ascii")
    code, said = line.docmd("AUTH", f"PLAIN {secret}")
    if code != _LOGGED_IN:
        raise smtplib.SMTPAuthenticationError(code, said)


def _not_sent(error: Exception, server: MailServerCard) -> NotSent:
    named = {"host": server.host, "port": server.port}
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return NotSent(tr("The mail server does not take this user name and password."), False)
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return NotSent(tr("The mail server can't do that: {what}.").format(what=error), False)
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        replies = list(error.recipients.values())
        is_final = all(code >= 500 for code, _text in replies)
        return NotSent(
            tr("The mail server refused the address: {what}.").format(what=_said(replies[0])), is_final
        )
    if isinstance(error, smtplib.SMTPResponseException):
        is_final = error.smtp_code >= 500 and error.smtp_code not in _MENDABLE
        what = _said((error.smtp_code, error.smtp_error))
        return NotSent(tr("The mail server refused the mail: {what}.").format(what=what), is_final)
    if isinstance(error, ssl.SSLError):
        words = tr("{host}:{port} has no certificate that this computer trusts, or does not speak TLS there.")
        return NotSent(words.format(**named), False)
    if isinstance(error, UnicodeError):
        return NotSent(tr("This address has letters that the mail server does not take."), True)
    if isinstance(error, ValueError | IndexError | MessageError):
        return NotSent(tr("This can't be written as a mail: {what}.").format(what=error), True)
    return NotSent(tr("The mail server {host}:{port} does not answer.").format(**named), False)


def _said(reply: tuple[int, bytes | str]) -> str:
    code, text = reply
    return f"{code} {text.decode('utf-8', 'replace') if isinstance(text, bytes) else text}".strip()
