"""The signature under a job, and who is likely to sign it."""

from sqlalchemy import select

from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading
from fsmdesk.models import Contact, FileContent, Person, Signature, WorkOrder
from fsmdesk.services.checklists.locking import lock_words
from fsmdesk.services.permits import permit_own_job
from fsmdesk.services.records import find
from fsmdesk.services.registry import answers
from fsmdesk.services.signatures.messages import SignatureCard, SignatureOf


@answers(SignatureOf)
def signature_of(work: Reading, query: SignatureOf) -> SignatureCard:
    """The signature; without one only who would sign.

    Raises:
        RuleBroken: the job is gone.
        NotAllowed: it is somebody else's.
    """
    permit_own_job(work, query.work_order_id)
    order = find(work, WorkOrder, query.work_order_id)
    contact = work.session.get(Contact, order.contact_id) if order.contact_id else None
    likely = contact.name if contact is not None else order.caller
    found = work.session.execute(
        select(Signature, Person.name, FileContent.content)
        .join(FileContent, FileContent.id == Signature.content_id)
        .outerjoin(Person, Person.id == Signature.taken_by_id)
        .where(Signature.work_order_id == order.id)
    ).first()
    if found is None:
        return SignatureCard(likely_signer=likely, lock_words=lock_words(order))
    signature, person, picture = found
    return SignatureCard(
        version=signature.version,
        signer=signature.signer,
        signed_at=signature.signed_at,
        taken_by=person or tr("Outside fsmdesk"),
        picture=bytes(picture),
        likely_signer=likely,
        lock_words=lock_words(order),
    )
