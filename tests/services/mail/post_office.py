"""A real mail server on this computer's loopback: it takes mail, asks for a login, speaks TLS, or refuses."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any, cast

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from fsmdesk.core.terms import MailSecurity
from fsmdesk.services.mail.messages import MailServerCard, MailSettings, SaveMailSettings
from tests.services.shop import Shop

USER, PASSWORD = "shop@example.com", "päss word"
NOWHERE = MailServerCard(1, "127.0.0.1", 9, MailSecurity.NONE, "", "Our shop", "shop@example.com", "")
_TRIES = 5


class PostOffice:
    """What it was handed, and how it answers from now on (`refusal` for the mail, `refused` for addresses)."""

    def __init__(self) -> None:
        self.authority = trustme.CA()
        self.envelopes: list[Envelope] = []
        self.refusal = ""
        self.refused: dict[str, str] = {}
        self.card = MailServerCard(
            1, "127.0.0.1", 0, MailSecurity.NONE, "", "Our shop", "shop@example.com", ""
        )

    @property
    def mails(self) -> list[EmailMessage]:
        """Everything that was taken, as mail programs read it."""
        taken = (message_from_bytes(cast(bytes, one.content), policy=default) for one in self.envelopes)
        return list(taken)

    @property
    def trust(self) -> ssl.SSLContext:
        """A context that trusts this server."""
        context = ssl.create_default_context()
        self.authority.configure_trust(context)
        return context

    def server_context(self) -> ssl.SSLContext:
        """How this server proves who it is."""
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        self.authority.issue_cert("127.0.0.1", "localhost").configure_cert(context)
        return context

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """One address."""
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """The mail."""
        if self.refusal:
            return self.refusal
        self.envelopes.append(envelope)
        return "250 OK"


@contextmanager
def open_post_office(security: MailSecurity = MailSecurity.NONE, login: bool = False) -> Iterator[PostOffice]:
    """It listens on a free port until the end of the block."""
    office = PostOffice()
    options: dict[str, Any] = {}
    if security is MailSecurity.TLS:
        options["ssl_context"] = office.server_context()
    if security is MailSecurity.STARTTLS:
        options |= {"tls_context": office.server_context(), "require_starttls": True}
    if login:
        options |= {"authenticator": _check, "auth_required": True}
        options["auth_require_tls"] = security is MailSecurity.STARTTLS
    controller = _started(office, options)
    try:
        port = controller.port
        username = USER if login else ""
        office.card = MailServerCard(
            1, "127.0.0.1", port, security, username, "Our shop", "shop@example.com", ""
        )
        yield office
    finally:
        controller.stop()


def use_server(shop: Shop, card: MailServerCard) -> None:
    """The shop sends through this server."""
    known = shop.owner.ask(MailSettings())
    shop.owner.do(SaveMailSettings(seen_version=known.version, server=card, texts=known.texts))


def _started(office: PostOffice, options: dict[str, Any]) -> Controller:
    """Between finding a port and using it, somebody else may take it; so it is tried a few times."""
    for _ in range(_TRIES):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        controller = Controller(
            office, hostname="127.0.0.1", port=port, enable_SMTPUTF8=True, server_hostname="post", **options
        )
        try:
            controller.start()
        except OSError:
            continue
        return controller
    raise RuntimeError("no port for the mail server")


def _check(
    _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, data: object
) -> AuthResult:
    right = isinstance(data, LoginPassword) and (data.login, data.password) == (
        USER.encode(),
        PASSWORD.encode(),
    )
    return AuthResult(success=right, handled=False)
