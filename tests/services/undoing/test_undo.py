import pytest

from fsmdesk.core.errors import NotAllowed, RuleBroken
from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.models import Customer, StateMove, Technician, TechnicianSkill, Visit, WorkOrder
from fsmdesk.services.dispatch.messages import MoveVisit, SetVisitState
from fsmdesk.services.intake.messages import ApproveRequest, TakeCall
from fsmdesk.services.parties.messages import ArchiveRecord, SaveCustomer
from fsmdesk.services.technicians.messages import SaveTechnician, SkillHeld
from fsmdesk.services.undoing.messages import Undo
from tests.services.shop import BEN, FAY, LIBRARY, Shop, at


def test_a_moved_visit_goes_back_with_a_new_version(shop: Shop) -> None:
    visit = shop.visit(shop.job(WorkOrderState.SCHEDULED), at(9))
    move = MoveVisit(visit_id=visit, seen_version=1, technician_id=BEN, start_at=at(13), end_at=at(14))
    shop.dispatcher.do(move)
    shop.dispatcher.do(Undo(undone_key=move.key))
    back = shop.get(Visit, visit)
    assert (back.technician_id, back.start_at, back.end_at) == (FAY, at(9), at(10))
    assert back.version == 3


def test_an_undo_can_be_undone_by_doing_it_again(shop: Shop) -> None:
    edit = SaveCustomer(customer_id=LIBRARY, seen_version=1, name="Town Library", notes="x")
    shop.dispatcher.do(edit)
    shop.dispatcher.do(Undo(undone_key=edit.key))
    assert shop.get(Customer, LIBRARY).name == "City Library"
    with pytest.raises(RuleBroken):
        shop.dispatcher.do(Undo(undone_key=edit.key))


def test_what_somebody_changed_since_stays(shop: Shop) -> None:
    edit = SaveCustomer(customer_id=LIBRARY, seen_version=1, name="Town Library")
    shop.dispatcher.do(edit)
    shop.owner.do(SaveCustomer(customer_id=LIBRARY, seen_version=2, name="Village Library"))
    with pytest.raises(RuleBroken, match="Olive Owner"):
        shop.dispatcher.do(Undo(undone_key=edit.key))
    assert shop.get(Customer, LIBRARY).name == "Village Library"


def test_records_that_were_made_are_gone_and_removed_ones_are_back(shop: Shop) -> None:
    shop.owner.do(SaveTechnician(technician_id=FAY, seen_version=1, name="Fay", skills=(SkillHeld("Gas"),)))
    version = shop.version(Technician, FAY)
    edit = SaveTechnician(technician_id=FAY, seen_version=version, name="Fay", skills=(SkillHeld("HVAC"),))
    shop.owner.do(edit)
    assert len(shop.all(TechnicianSkill)) == 1
    gas = shop.all(TechnicianSkill)[0].skill_id
    shop.owner.do(Undo(undone_key=edit.key))
    assert [held.skill_id for held in shop.all(TechnicianSkill)] == [gas - 1]


def test_an_approval_taken_back_is_a_step_like_any_other(shop: Shop) -> None:
    job = shop.dispatcher.do(TakeCall(title="No heat", customer_id=LIBRARY)).value
    approve = ApproveRequest(work_order_id=job, seen_version=1)
    shop.dispatcher.do(approve)
    shop.dispatcher.do(Undo(undone_key=approve.key))
    assert shop.get(WorkOrder, job).state is WorkOrderState.REQUESTED
    assert [visit.state for visit in shop.all(Visit, work_order_id=job)] in ([], [VisitState.CANCELLED])
    assert shop.all(StateMove, work_order_id=job)[-1].after == "requested"


def test_a_call_keeps_its_number(shop: Shop) -> None:
    call = TakeCall(title="No heat", customer_id=LIBRARY)
    shop.dispatcher.do(call)
    with pytest.raises(RuleBroken):
        shop.dispatcher.do(Undo(undone_key=call.key))
    assert len(shop.all(WorkOrder)) == 1


def test_who_may_not_do_it_may_not_undo_it(shop: Shop) -> None:
    archive = ArchiveRecord(kind="customer", record_id=LIBRARY, seen_version=1)
    shop.owner.do(archive)
    with pytest.raises(NotAllowed):
        shop.fays_phone.do(Undo(undone_key=archive.key))
    assert shop.get(Customer, LIBRARY).archived_at is not None


def test_only_who_did_it_may_undo_it(shop: Shop) -> None:
    visit = shop.visit(shop.job(WorkOrderState.SCHEDULED), at(9))
    cancel = SetVisitState(visit_id=visit, seen_version=1, after=VisitState.CANCELLED, reason="Moved away")
    shop.dispatcher.do(cancel)
    for somebody_else in (shop.owner, shop.fays_phone):
        with pytest.raises(NotAllowed):
            somebody_else.do(Undo(undone_key=cancel.key))
    assert shop.get(Visit, visit).state is VisitState.CANCELLED


def test_steps_on_one_record_are_taken_back_one_after_the_other(shop: Shop) -> None:
    visit = shop.visit(shop.job(WorkOrderState.SCHEDULED), at(9))
    move = MoveVisit(visit_id=visit, seen_version=1, technician_id=BEN, start_at=at(13), end_at=at(14))
    shop.dispatcher.do(move)
    stretch = MoveVisit(visit_id=visit, seen_version=2, technician_id=BEN, start_at=at(13), end_at=at(16))
    shop.dispatcher.do(stretch)
    with pytest.raises(RuleBroken):
        shop.dispatcher.do(Undo(undone_key=move.key))
    shop.dispatcher.do(Undo(undone_key=stretch.key))
    shop.dispatcher.do(Undo(undone_key=move.key))
    back = shop.get(Visit, visit)
    assert (back.technician_id, back.start_at, back.end_at) == (FAY, at(9), at(10))
