"""The log says who changed a record last."""

from dataclasses import replace

from fsmdesk.core.terms import Priority
from fsmdesk.models import Person, WorkOrder
from fsmdesk.services.changes.messages import LastChange
from fsmdesk.services.office import Office
from fsmdesk.services.orders.messages import SaveWorkOrder
from fsmdesk.services.orders.messages import WorkOrder as ReadWorkOrder
from tests.services.shop import DISPATCHER, Shop


def _save(office: Office, job: int, **values: object) -> None:
    card = office.ask(ReadWorkOrder(work_order_id=job))
    not_of_card = {"key", "said", "needs", "undoable", "seen_version", "lines"}
    names = set(SaveWorkOrder.__dataclass_fields__) - not_of_card
    same = {name: getattr(card, name) for name in names - {"work_order_id"}}
    command = SaveWorkOrder(work_order_id=job, seen_version=card.version, **same)
    office.do(replace(command, **values))  # type: ignore[arg-type]


def test_the_last_one_is_named_with_the_time(shop: Shop) -> None:
    job = shop.job()
    _save(shop.owner, job, access_notes="Ring caretaker")
    shop.wait(minutes=5)
    _save(shop.dispatcher, job, access_notes="Side gate")
    _save(shop.owner, shop.job(), priority=Priority.HIGH)
    note = shop.owner.ask(LastChange(kind="work_order", record_id=job))
    assert note is not None
    people = {person.id: person.name for person in shop.all(Person)}
    assert note.who == people[DISPATCHER]
    assert note.at.tzinfo is not None


def test_what_was_changed_outside_has_no_name(shop: Shop) -> None:
    job = shop.job()
    shop.change(WorkOrder, job, access_notes="By the program itself")
    note = shop.owner.ask(LastChange(kind="work_order", record_id=job))
    assert note is not None
    assert note.who == ""


def test_of_a_record_that_never_was_nothing_is_known(shop: Shop) -> None:
    assert shop.owner.ask(LastChange(kind="work_order", record_id=999_999)) is None
