"""Settings are taken back like anything else, and who takes something back is asked what the command asked."""

from dataclasses import fields, replace
from typing import Any

import pytest

from fsmdesk.core.errors import ConflictError, NotAllowed, RuleBroken
from fsmdesk.core.messages import Command
from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.core.terms import DocumentKind, LineKind, Role, TaxCategory
from fsmdesk.models import Customer, Item, Person, Tax, TaxComponent, Visit, WorkOrder
from fsmdesk.services.files.messages import AttachFile, FileOwner
from fsmdesk.services.mail.messages import MailSettings, SaveMailSettings
from fsmdesk.services.merging.messages import MergeRecords
from fsmdesk.services.office import Office
from fsmdesk.services.orders.messages import MoveWorkOrder
from fsmdesk.services.parties.messages import ArchiveRecord
from fsmdesk.services.setup.messages import (
    Company,
    Documents,
    DocumentWords,
    EditCompany,
    EditDocuments,
    SavePerson,
    SaveTax,
    TaxComponentValue,
)
from fsmdesk.services.undoing.messages import Undo
from tests.services.shop import DISPATCHER, FAY, LIBRARY, OWNER, LineOf, Shop, at
from tests.support.pictures import png


def done_and_undone(seat: Office, command: Command[Any]) -> Undo:
    seat.do(command)
    undo = Undo(undone_key=command.key)
    seat.do(undo)
    return undo


def edited(shop: Shop, **values: Any) -> EditCompany:
    """The command of the settings' form with other values."""
    card = shop.owner.ask(Company())
    names = {one.name for one in fields(EditCompany)} - {"key", "said", "seen_version", "logo"}
    kept = {name: getattr(card, name) for name in names}
    return EditCompany(seen_version=card.version, **{**kept, **values})


def test_the_shop_with_its_logo_is_as_before_and_again_as_it_was_made(shop: Shop) -> None:
    before = shop.owner.ask(Company())
    undo = done_and_undone(shop.owner, edited(shop, name="Other", payment_days=3, logo=png()))
    after = shop.owner.ask(Company())
    assert replace(after, version=before.version) == before
    shop.owner.do(Undo(undone_key=undo.key))
    again = shop.owner.ask(Company())
    assert (again.name, again.payment_days, again.logo) == ("Other", 3, png())


def test_texts_of_documents_that_were_new_are_gone_and_an_old_screen_hears_of_it(shop: Shop) -> None:
    before = shop.owner.ask(Documents())
    words = (DocumentWords(DocumentKind.INVOICE, intro="Dear all"),)
    edit = EditDocuments(seen_version=before.version, colour="#123456", texts=words, logo=png())
    done_and_undone(shop.owner, edit)
    after = shop.owner.ask(Documents())
    assert replace(after, version=before.version) == before
    other = EditDocuments(seen_version=after.version, colour="", texts=words)
    shop.owner.do(other)
    with pytest.raises(ConflictError):
        shop.owner.do(EditDocuments(seen_version=before.version + 2, colour="#654321", texts=()))


def test_a_tax_and_what_it_changed_of_others_go_back(shop: Shop) -> None:
    usual = next(tax.id for tax in shop.all(Tax) if tax.is_default)
    rates = (TaxComponentValue("New", TaxCategory.STANDARD, 190_000, None),)
    save = SaveTax(code="NEW", name="New", components=rates, is_default=True)
    made = shop.owner.do(save).value
    assert not shop.get(Tax, usual).is_default
    shop.owner.do(Undo(undone_key=save.key))
    assert shop.get(Tax, usual).is_default
    assert made not in [tax.id for tax in shop.all(Tax)]
    assert shop.all(TaxComponent, tax_id=made) == []


def test_a_person_goes_back_but_the_office_keeps_an_owner(shop: Shop) -> None:
    dan = shop.get(Person, DISPATCHER)
    promote = SavePerson(person_id=DISPATCHER, seen_version=dan.version, name="Dan Desk", role=Role.OWNER)
    shop.owner.do(promote)
    olive = shop.get(Person, OWNER)
    shop.seat(DISPATCHER, Role.OWNER).do(
        SavePerson(person_id=OWNER, seen_version=olive.version, name=olive.name, role=Role.BOOKKEEPER)
    )
    with pytest.raises(RuleBroken, match="needs an owner"):
        shop.owner.do(Undo(undone_key=promote.key))
    assert shop.get(Person, DISPATCHER).role is Role.OWNER


def test_a_new_person_goes_unless_they_have_worked(shop: Shop) -> None:
    idle, busy = (SavePerson(name=name, role=Role.DISPATCHER) for name in ("Idle", "Busy"))
    shop.owner.do(idle)
    worker = shop.owner.do(busy).value
    shop.owner.do(Undo(undone_key=idle.key))
    assert "Idle" not in [person.name for person in shop.all(Person)]
    customer = shop.get(Customer, LIBRARY)
    archive = ArchiveRecord(kind="customer", record_id=LIBRARY, seen_version=customer.version, archived=True)
    shop.seat(worker, Role.DISPATCHER).do(archive)
    with pytest.raises(RuleBroken, match="Busy has worked here already"):
        shop.owner.do(Undo(undone_key=busy.key))


def test_mail_settings_go_back(shop: Shop) -> None:
    before = shop.owner.ask(MailSettings())
    server = replace(before.server, host="mail.example.com", sender_address="shop@example.com")
    texts = (replace(before.texts[0], subject="Other words"), *before.texts[1:])
    done_and_undone(shop.owner, SaveMailSettings(seen_version=before.version, server=server, texts=texts))
    after = shop.owner.ask(MailSettings())
    assert (after.server, after.texts) == (before.server, before.texts)
    assert after.version > before.version


def test_a_move_is_taken_back_only_by_who_may_make_it(shop: Shop) -> None:
    job = shop.job(WorkOrderState.COMPLETE, completed_at=at(9), cause="x", fix="y", lines=[LineOf()])
    move = MoveWorkOrder(
        work_order_id=job, seen_version=shop.version(WorkOrder, job), after=WorkOrderState.REVIEWED
    )
    shop.owner.do(move)
    with pytest.raises(NotAllowed):
        shop.seat(OWNER, Role.TECHNICIAN).do(Undo(undone_key=move.key))
    assert shop.get(WorkOrder, job).state is WorkOrderState.REVIEWED
    shop.owner.do(Undo(undone_key=move.key))
    assert shop.get(WorkOrder, job).state is WorkOrderState.COMPLETE


def test_a_file_of_what_is_no_longer_an_own_job_stays(shop: Shop) -> None:
    job = shop.job(WorkOrderState.ON_SITE)
    visit = shop.visit(job, at(9), technician_id=FAY, state=VisitState.ON_SITE, arrived_at=at(9))
    attach = AttachFile(owner=FileOwner.WORK_ORDER, owner_id=job, name="a.txt", content=b"x")
    shop.fays_phone.do(attach)
    shop.change(Visit, visit, state=VisitState.CANCELLED)
    with pytest.raises(NotAllowed, match="somebody else's job"):
        shop.fays_phone.do(Undo(undone_key=attach.key))


def test_items_are_parted_only_by_who_edits_prices(shop: Shop) -> None:
    kept, merged = shop.add(*(Item(code=code, name="Valve", kind=LineKind.PART) for code in "AB"))
    merge = MergeRecords(kind="item", kept_id=kept, kept_version=1, merged_id=merged, merged_version=1)
    shop.owner.do(merge)
    with pytest.raises(NotAllowed):
        shop.seat(OWNER, Role.DISPATCHER).do(Undo(undone_key=merge.key))
    archive = ArchiveRecord(kind="item", record_id=kept, seen_version=shop.version(Item, kept))
    shop.owner.do(archive)
    with pytest.raises(NotAllowed):
        shop.seat(OWNER, Role.DISPATCHER).do(Undo(undone_key=archive.key))
