"""Commands and queries about the signature under a job."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from fsmdesk.core.messages import Command, Query
from fsmdesk.core.permissions import Permission

MAX_SIGNATURE_BYTES = 2 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class SignatureCard:
    """Whose signature it is, with its picture (PNG); and who would sign next.

    Without a signature `version` is 0 and there is no picture.
    """

    version: int = 0
    signer: str = ""
    signed_at: datetime | None = None
    taken_by: str = ""
    picture: bytes = field(default=b"", repr=False)
    likely_signer: str = ""
    lock_words: str = ""


@dataclass(frozen=True, kw_only=True)
class SignatureOf(Query[SignatureCard]):
    """The signature under one job."""

    needs: ClassVar[Permission] = Permission.SIT_HERE
    work_order_id: int


@dataclass(frozen=True, kw_only=True)
class Sign(Command[None]):
    """The job is signed now; an earlier signature is replaced and stays in the history.

    `seen_version` is 0 where there was none. A `scan` of the signed paper goes to the job's files.
    """

    needs: ClassVar[Permission] = Permission.REPORT_WORK
    undoable: ClassVar[bool] = True
    work_order_id: int
    seen_version: int
    signer: str
    picture: bytes = field(repr=False)
    scan_name: str = ""
    scan: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, kw_only=True)
class RemoveSignature(Command[None]):
    """The job is not signed any more; the signature stays in the history."""

    needs: ClassVar[Permission] = Permission.REPORT_WORK
    undoable: ClassVar[bool] = True
    work_order_id: int
    seen_version: int
