import pytest

from fsmdesk.core.errors import ConflictError, NotAllowed, RuleBroken
from fsmdesk.core.states import WorkOrderState
from fsmdesk.models import Attachment, ChangeLog, Contact, FileContent, Signature, WorkOrder
from fsmdesk.services.printing.messages import JobTicketPaper
from fsmdesk.services.signatures.messages import RemoveSignature, Sign, SignatureCard, SignatureOf
from fsmdesk.services.undoing.messages import Undo
from tests.services.shop import BEN, FAY, LIBRARY, Shop, at
from tests.support.pictures import hostile, jpeg, png


def signing(job: int, seen_version: int = 0, *, signer: str = "P. Doyle", picture: bytes = png()) -> Sign:
    return Sign(work_order_id=job, seen_version=seen_version, signer=signer, picture=picture)


def read(shop: Shop, job: int) -> SignatureCard:
    return shop.owner.ask(SignatureOf(work_order_id=job))


def test_a_job_is_signed_with_name_and_time(shop: Shop) -> None:
    job = shop.job()
    shop.wait(hours=2)
    shop.dispatcher.do(signing(job))
    card = read(shop, job)
    assert (card.signer, card.signed_at, card.taken_by) == ("P. Doyle", shop.now, "Dan Desk")
    assert card.picture == png()


def test_who_signs_is_likely_the_contact_else_the_caller(shop: Shop) -> None:
    (contact,) = shop.add(Contact(customer_id=LIBRARY, name="Mr. Doyle"))
    assert read(shop, shop.job(contact_id=contact, caller="Ann")).likely_signer == "Mr. Doyle"
    assert read(shop, shop.job(caller="Ann")).likely_signer == "Ann"
    assert read(shop, shop.job()).version == 0


def test_signing_again_replaces_and_the_history_keeps_the_first(shop: Shop) -> None:
    job = shop.job()
    shop.dispatcher.do(signing(job))
    again = signing(job, 1, signer="A. Doyle", picture=png((90, 40)))
    shop.owner.do(again)
    assert read(shop, job).picture == png((90, 40))
    assert len(shop.all(Signature)) == 1 and len(shop.all(FileContent)) == 2
    kept = shop.all(ChangeLog, table_name="signature", operation="U")[0].before
    assert kept is not None and kept["signer"] == "P. Doyle" and kept["content_id"] == 1
    shop.owner.do(Undo(undone_key=again.key))
    assert (read(shop, job).signer, read(shop, job).picture) == ("P. Doyle", png())


def test_two_seats_that_have_it_signed_at_once_are_told(shop: Shop) -> None:
    job = shop.job()
    shop.dispatcher.do(signing(job))
    with pytest.raises(ConflictError, match=r"Dan Desk has just had this job signed by P\. Doyle"):
        shop.owner.do(signing(job))
    assert read(shop, job).signer == "P. Doyle"


def test_a_signature_is_taken_away_and_comes_back(shop: Shop) -> None:
    job = shop.job()
    shop.dispatcher.do(signing(job))
    removing = RemoveSignature(work_order_id=job, seen_version=1)
    shop.dispatcher.do(removing)
    assert read(shop, job).version == 0
    with pytest.raises(RuleBroken):
        shop.dispatcher.do(RemoveSignature(work_order_id=job, seen_version=1))
    shop.dispatcher.do(Undo(undone_key=removing.key))
    assert read(shop, job).signer == "P. Doyle"


def test_a_scan_of_the_signed_paper_goes_to_the_files(shop: Shop) -> None:
    job = shop.job()
    command = Sign(
        work_order_id=job,
        seen_version=0,
        signer="P. Doyle",
        picture=png(),
        scan_name="ticket.pdf",
        scan=b"%PDF-1.7",
    )
    shop.dispatcher.do(command)
    assert [(file.name, file.work_order_id) for file in shop.all(Attachment)] == [("ticket.pdf", job)]
    shop.dispatcher.do(Undo(undone_key=command.key))
    assert shop.all(Attachment) == [] and shop.all(Signature) == []


@pytest.mark.parametrize("picture", [b"", jpeg(), hostile()["bomb.png"], hostile()["cut-off.png"]])
def test_what_is_no_readable_png_is_no_signature(sqlite_shop: Shop, picture: bytes) -> None:
    job = sqlite_shop.job()
    with pytest.raises(RuleBroken) as caught:
        sqlite_shop.dispatcher.do(signing(job, picture=picture))
    assert caught.value.field == "picture"
    assert sqlite_shop.all(FileContent) == []


def test_nobody_signs_without_a_name_or_after_the_bill(sqlite_shop: Shop) -> None:
    job = sqlite_shop.job()
    with pytest.raises(RuleBroken) as caught:
        sqlite_shop.dispatcher.do(signing(job, signer=" "))
    assert caught.value.field == "signer"
    sqlite_shop.change(WorkOrder, job, state=WorkOrderState.INVOICED)
    with pytest.raises(RuleBroken, match="kept as it is"):
        sqlite_shop.dispatcher.do(signing(job))
    assert "kept as it is" in read(sqlite_shop, job).lock_words


def test_a_technician_has_own_jobs_signed(sqlite_shop: Shop) -> None:
    own, other = sqlite_shop.job(), sqlite_shop.job()
    sqlite_shop.visit(own, at(9), technician_id=FAY)
    sqlite_shop.visit(other, at(9), technician_id=BEN)
    sqlite_shop.fays_phone.do(signing(own))
    assert sqlite_shop.fays_phone.ask(SignatureOf(work_order_id=own)).signer == "P. Doyle"
    with pytest.raises(NotAllowed):
        sqlite_shop.fays_phone.do(signing(other))
    with pytest.raises(NotAllowed):
        sqlite_shop.fays_phone.ask(SignatureOf(work_order_id=other))


def test_the_signature_is_printed_on_the_ticket(sqlite_shop: Shop) -> None:
    job = sqlite_shop.job()
    before = sqlite_shop.owner.ask(JobTicketPaper(work_order_id=job)).content
    sqlite_shop.dispatcher.do(signing(job))
    after = sqlite_shop.owner.ask(JobTicketPaper(work_order_id=job)).content
    assert after.count(b"/Image") > before.count(b"/Image")
