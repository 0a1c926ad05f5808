"""Archiving and a new job about the same record at the same moment: one of the two is refused in words."""

from collections.abc import Callable

import pytest

from fsmdesk.core.errors import RuleBroken, UserFacingError
from fsmdesk.core.messages import Command
from fsmdesk.core.states import WorkOrderState
from fsmdesk.core.terms import Origin
from fsmdesk.models import Customer, Equipment, Site, WorkOrder
from fsmdesk.services.intake.messages import TakeCall
from fsmdesk.services.orders.messages import FollowUpJob
from fsmdesk.services.parties.messages import ArchiveRecord
from tests.services.same_moment import at_once
from tests.services.shop import BOILER, LIBRARY, LIBRARY_SITE, Shop

ROUNDS = 4
OPEN = "There are 1 open jobs here. Close them first."


def made(shop: Shop, model: type[Customer | Site | Equipment], number: int) -> int:
    """A fresh record of this sort."""
    name = f"Corner {number}"
    if model is Customer:
        return shop.add(Customer(name=name))[0]
    if model is Site:
        return shop.add(Site(customer_id=LIBRARY, name=name))[0]
    return shop.add(Equipment(site_id=LIBRARY_SITE, name=name))[0]


CALLS: dict[type[Customer | Site | Equipment], tuple[str, str, Callable[[int], Command[int]]]] = {
    Customer: (
        "customer",
        "This customer is archived.",
        lambda wanted: TakeCall(title="No heat", customer_id=wanted),
    ),
    Site: (
        "site",
        "This site is archived.",
        lambda wanted: TakeCall(title="No heat", customer_id=LIBRARY, site_id=wanted),
    ),
    Equipment: (
        "equipment",
        "This machine is archived.",
        lambda wanted: TakeCall(
            title="No heat", customer_id=LIBRARY, site_id=LIBRARY_SITE, equipment_id=wanted
        ),
    ),
}


@pytest.mark.parametrize("model", CALLS)
def test_either_the_call_or_the_archiving_is_refused(
    shop: Shop, model: type[Customer | Site | Equipment]
) -> None:
    kind, archived_words, call = CALLS[model]
    for number in range(ROUNDS):
        wanted = made(shop, model, number)
        archive = ArchiveRecord(kind=kind, record_id=wanted, seen_version=1, archived=True)
        refused = at_once([(shop.owner, archive), (shop.dispatcher, call(wanted))])
        assert words_of(refused) in ([OPEN, ""], ["", archived_words])
        jobs = shop.all(WorkOrder, **{f"{kind}_id": wanted})
        assert len(jobs) == (1 if refused[1] is None else 0)
        assert (shop.get(model, wanted).archived_at is None) is (refused[0] is not None)


def words_of(refused: list[UserFacingError | None]) -> list[str]:
    """What was said to each of the seats."""
    return ["" if error is None else str(error) for error in refused]


def test_nobody_follows_up_for_an_archived_customer(shop: Shop) -> None:
    job = shop.job(WorkOrderState.CLOSED, completed_at=shop.now, equipment_id=BOILER)
    shop.change(Customer, LIBRARY, archived_at=shop.now)
    with pytest.raises(RuleBroken, match="customer is archived"):
        shop.owner.do(FollowUpJob(work_order_id=job, origin=Origin.FOLLOW_UP, title="Again"))
