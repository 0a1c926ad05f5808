"""One round of the post: every mail that is due goes out. Runs in a worker; the network waits for nobody's window."""

import ssl
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.messages import Command, Done, Query
from fsmdesk.services.mail.messages import ClaimedMail, ClaimMail, NoteFailed, NoteSent
from fsmdesk.services.mail.smtp import NotSent, deliver

ResultT = TypeVar("ResultT")


class Seat(Protocol):
    """A seat in an office, as far as the post needs one."""

    def do(self, command: Command[ResultT], /) -> Done[ResultT]:
        """Carry out a command."""

    def ask(self, query: Query[ResultT], /) -> ResultT:
        """Answer a query."""


@dataclass(frozen=True, slots=True)
class Round:
    """What a round of the post did; `trouble` is the last reason why a mail did not go out."""

    sent: int
    failed: int
    trouble: str


def send_due(
    office: Seat,
    password: str,
    tls: ssl.SSLContext | None = None,
    should_stop: Callable[[], bool] = lambda: False,
) -> Round:
    """Every mail that was due has been tried once.

    A mail is sent at least once: if this seat dies between the server's yes and the note of it, another
    one sends it again under the same Message-ID, by which mail programs know doubles.
    """
    sent = failed = 0
    trouble = ""
    while not should_stop():
        mail_id = office.do(ClaimMail()).value
        if mail_id is None:
            break
        problem = _send(office, mail_id, password, tls)
        sent, failed = (sent, failed + 1) if problem else (sent + 1, failed)
        trouble = problem or trouble
    return Round(sent, failed, trouble)


def _send(office: Seat, mail_id: int, password: str, tls: ssl.SSLContext | None) -> str:
    """Why the mail did not go out; empty if it did."""
    try:
        mail = office.ask(ClaimedMail(mail_id=mail_id))
    except RuleBroken:  # called back in the meantime
        return ""
    try:
        deliver(mail, password, tls)
    except NotSent as problem:
        office.do(
            NoteFailed(
                mail_id=mail.id, seen_version=mail.version, error=problem.text, is_final=problem.is_final
            )
        )
        return problem.text
    office.do(NoteSent(mail_id=mail.id, seen_version=mail.version))
    return ""
