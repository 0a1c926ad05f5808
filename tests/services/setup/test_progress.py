"""How far a new shop is set up, and when it is open."""

from collections.abc import Iterator

import pytest

from fsmdesk.bootstrap import OpenOffice, open_office
from fsmdesk.core.errors import ConflictError, NotAllowed, RuleBroken
from fsmdesk.core.terms import LineKind, Role
from fsmdesk.services.office import Office
from fsmdesk.services.parties.messages import SaveCustomer
from fsmdesk.services.prices.messages import SaveItem
from fsmdesk.services.setup.messages import (
    BusinessHours,
    DismissSetup,
    HoursValue,
    LeaveSetupStep,
    SaveBusinessHours,
    SavePerson,
    SetUpOffice,
    SetupProgress,
    SetupState,
    SetupStep,
)
from fsmdesk.services.technicians.messages import SaveTechnician
from fsmdesk.services.undoing.messages import Undo

NINE_TO_FIVE = tuple(HoursValue(weekday, 540, 1020) for weekday in range(5))


@pytest.fixture
def owner(office_url: str) -> Iterator[Office]:
    """The owner of a shop that has just been started."""
    opened: OpenOffice = open_office(office_url)
    program = opened.as_program()
    program.do(SetUpOffice(company_name="Northgate", owner_name="Mara", country_code="DE"))
    program.do(SavePerson(name="Rosa", role=Role.DISPATCHER))
    again = open_office(office_url)
    yield again.sit(next(person.id for person in again.people if person.role is Role.OWNER))
    again.database.close()
    opened.database.close()


def state(owner: Office) -> SetupState:
    return owner.ask(SetupProgress())


def test_a_new_shop_has_everything_to_do(owner: Office) -> None:
    assert state(owner) == SetupState(frozenset(), frozenset(), False, False)
    assert state(owner).to_do == tuple(SetupStep)


def test_what_is_there_is_done_and_what_was_left_is_remembered(owner: Office) -> None:
    owner.do(LeaveSetupStep(step=SetupStep.TECHNICIANS))
    owner.do(LeaveSetupStep(step=SetupStep.PRICES))
    owner.do(SaveCustomer(name="City Library"))
    owner.do(SaveItem(code="L", name="Labour", kind=LineKind.LABOUR, price_minor=9000))
    owner.do(SaveBusinessHours(seen=(), hours=NINE_TO_FIVE))
    now = state(owner)
    assert now.done == {SetupStep.CUSTOMERS, SetupStep.PRICES, SetupStep.HOURS}
    assert now.left == {SetupStep.TECHNICIANS}
    assert now.to_do == (SetupStep.COMPANY, SetupStep.TECHNICIANS)
    owner.do(SaveTechnician(name="Fay"))
    assert state(owner).left == frozenset()


def test_the_reminder_goes_and_comes_back(owner: Office) -> None:
    owner.do(LeaveSetupStep(step=SetupStep.HOURS))
    owner.do(DismissSetup())
    assert state(owner).is_dismissed
    owner.do(DismissSetup(is_dismissed=False))
    assert not state(owner).is_dismissed
    assert state(owner).left == {SetupStep.HOURS}


def test_the_week_is_saved_as_a_whole(owner: Office) -> None:
    assert owner.ask(BusinessHours()) == ()
    owner.do(SaveBusinessHours(seen=(), hours=NINE_TO_FIVE))
    split = (HoursValue(0, 480, 720), HoursValue(0, 780, 1080), *NINE_TO_FIVE[1:4])
    command = SaveBusinessHours(seen=NINE_TO_FIVE, hours=split)
    owner.do(command)
    assert owner.ask(BusinessHours()) == split
    owner.do(Undo(undone_key=command.key))
    assert owner.ask(BusinessHours()) == NINE_TO_FIVE
    owner.do(SaveBusinessHours(seen=NINE_TO_FIVE, hours=split))
    with pytest.raises(ConflictError):
        owner.do(SaveBusinessHours(seen=NINE_TO_FIVE, hours=()))
    assert owner.ask(BusinessHours()) == split


@pytest.mark.parametrize(
    "hours",
    [
        (HoursValue(7, 0, 60),),
        (HoursValue(1, 600, 600),),
        (HoursValue(1, 1380, 1500),),
        (HoursValue(1, 480, 720), HoursValue(1, 700, 900)),
    ],
)
def test_hours_that_are_none_are_refused(owner: Office, hours: tuple[HoursValue, ...]) -> None:
    with pytest.raises(RuleBroken):
        owner.do(SaveBusinessHours(seen=(), hours=hours))
    assert owner.ask(BusinessHours()) == ()


def test_only_the_owner_sets_up(owner: Office) -> None:
    opened = open_office(str(owner.database.location.path or owner.database.location.address))
    rosa = opened.sit(next(person.id for person in opened.people if person.role is Role.DISPATCHER))
    for command in (
        DismissSetup(),
        LeaveSetupStep(step=SetupStep.HOURS),
        SaveBusinessHours(seen=(), hours=()),
    ):
        with pytest.raises(NotAllowed):
            rosa.do(command)
    opened.database.close()
