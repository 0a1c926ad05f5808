"""Signing a job, and taking a signature away."""

from sqlalchemy import select

from fsmdesk.core.errors import ConflictError, RuleBroken
from fsmdesk.core.texts import clean_text
from fsmdesk.core.words import tr
from fsmdesk.db.database import Writing
from fsmdesk.models import Signature
from fsmdesk.services.checklists.locking import refuse_locked
from fsmdesk.services.files.attaching import attach
from fsmdesk.services.files.messages import FileOwner
from fsmdesk.services.files.storing import store_content
from fsmdesk.services.permits import permit_own_job
from fsmdesk.services.records import assign, find_seen, last_changer, require
from fsmdesk.services.registry import handles
from fsmdesk.services.signatures.messages import MAX_SIGNATURE_BYTES, RemoveSignature, Sign

_PNG = b"\x89PNG\r\n\x1a\n"


@handles(Sign)
def sign(work: Writing, command: Sign) -> None:
    """The job has this signature, and the scan is among its files.

    Raises:
        ConflictError: somebody signed in the meantime.
        RuleBroken: the name or the picture is missing, or the job is kept as it is.
    """
    permit_own_job(work, command.work_order_id)
    refuse_locked(work, command.work_order_id)
    signer = clean_text(command.signer, "signer", label=tr("Name"))
    require(signer, "signer", tr("The name of who signs"))
    signature = _seen(work, command.work_order_id, command.seen_version)
    content_id = _store_picture(work, command.picture)
    if command.scan_name:
        attach(work, FileOwner.WORK_ORDER, command.work_order_id, command.scan_name, command.scan)
    if signature is None:
        signature = Signature(work_order_id=command.work_order_id)
    assign(
        signature,
        content_id=content_id,
        signer=signer.strip(),
        signed_at=work.now,
        taken_by_id=work.actor.person_id,
    )
    work.session.add(signature)


@handles(RemoveSignature)
def remove_signature(work: Writing, command: RemoveSignature) -> None:
    """There is no signature.

    Raises:
        RuleBroken: there was none, or the job is kept as it is.
    """
    permit_own_job(work, command.work_order_id)
    refuse_locked(work, command.work_order_id)
    signature = _seen(work, command.work_order_id, command.seen_version)
    if signature is None:
        raise RuleBroken(tr("This job is not signed."))
    work.session.delete(signature)


def _seen(work: Writing, work_order_id: int, seen_version: int) -> Signature | None:
    """The signature at the version that was seen; None where none was seen and none is."""
    found = work.session.scalar(select(Signature).where(Signature.work_order_id == work_order_id))
    if found is None:
        return None
    if seen_version == 0:
        who = last_changer(work, "signature", found.id) or tr("Somebody else")
        words = tr("{who} has just had this job signed by {signer}.")
        raise ConflictError(words.format(who=who, signer=found.signer), who=who, stored_version=found.version)
    return find_seen(work, Signature, found.id, seen_version)


def _store_picture(work: Writing, picture: bytes) -> int:
    if len(picture) > MAX_SIGNATURE_BYTES or not picture.startswith(_PNG):
        raise RuleBroken(tr("A signature is a small PNG picture."), field="picture")
    content_id, seen = store_content(work, picture, "signature.png")
    if seen.thumbnail is None:
        raise RuleBroken(tr("The picture of the signature can't be read."), field="picture")
    return content_id
