"""What customers are told by itself: on the way, complete, moved; and what they are not told."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.core.terms import MailState, MessageEvent
from fsmdesk.models import Customer, Invoice, OutgoingMail, Site, Technician, Visit, WorkOrder
from fsmdesk.services.closeout.messages import CompleteWorkOrder
from fsmdesk.services.dispatch.messages import MoveVisit, PlaceVisit, SetVisitState
from fsmdesk.services.intake.messages import AskBack
from fsmdesk.services.mail.facts import facts_of_job
from fsmdesk.services.mail.messages import ComposeMail, MailSettings, PreviewText, SaveMailSettings
from fsmdesk.services.mail.posting import Round, send_due
from fsmdesk.services.undoing.messages import Undo
from tests.services.mail.post_office import NOWHERE, open_post_office, use_server
from tests.services.shop import BEN, FAY, LIBRARY, LIBRARY_SITE, Shop, at

_ON_THE_WAY = MessageEvent.ON_THE_WAY


def switch_on(shop: Shop, *events: MessageEvent) -> None:
    """The office sends these by itself, in the program's words, to the library's address."""
    use_server(shop, NOWHERE)
    known = shop.owner.ask(MailSettings())
    texts = tuple(replace(text, is_on=text.event in events) for text in known.texts)
    shop.owner.do(SaveMailSettings(seen_version=known.version, server=known.server, texts=texts))
    shop.change(Customer, LIBRARY, email="desk@library.example")


def planned(shop: Shop, start: datetime, hours: int = 2) -> tuple[int, int]:
    """A job with a visit of Fay's; their ids."""
    job = shop.job()
    visit = shop.dispatcher.do(
        PlaceVisit(
            work_order_id=job,
            visit_id=None,
            seen_version=shop.version(WorkOrder, job),
            technician_id=FAY,
            start_at=start,
            end_at=start + timedelta(hours=hours),
        )
    ).value
    return job, visit


def step(shop: Shop, visit: int, after: VisitState) -> SetVisitState:
    """The visit made this step."""
    command = SetVisitState(visit_id=visit, seen_version=shop.version(Visit, visit), after=after)
    shop.dispatcher.do(command)
    return command


def move(shop: Shop, visit: int, start: datetime) -> None:
    """The visit is moved along its day."""
    shop.dispatcher.do(
        MoveVisit(
            visit_id=visit,
            seen_version=shop.version(Visit, visit),
            technician_id=FAY,
            start_at=start,
            end_at=start + timedelta(hours=2),
        )
    )


def test_the_customer_hears_who_comes_and_when(shop: Shop) -> None:
    switch_on(shop, MessageEvent.ON_THE_WAY)
    _job, visit = planned(shop, at(9))
    step(shop, visit, VisitState.EN_ROUTE)
    (mail,) = shop.all(OutgoingMail)
    assert (mail.state, mail.recipient) == (MailState.QUEUED, "desk@library.example")
    assert "Fay" in mail.body
    assert "at about 9:00" in mail.body or "at about 09:00" in mail.body
    assert "{" not in mail.body + mail.subject


def test_the_way_counts_where_it_is_longer_than_the_plan(shop: Shop) -> None:
    switch_on(shop, MessageEvent.ON_THE_WAY)
    _job, first = planned(shop, at(8), 1)
    shop.change(Site, LIBRARY_SITE, latitude_micro=51_000_000, longitude_micro=1_000_000)
    job, visit = planned(shop, at(9))
    far = shop.add(
        Site(name="Far", customer_id=LIBRARY, latitude_micro=51_300_000, longitude_micro=1_000_000)
    )[0]
    shop.change(WorkOrder, job, site_id=far)
    shop.wait(hours=2)
    step(shop, visit, VisitState.EN_ROUTE)
    # 33 km as the bird flies, a third more by road, at 40 km/h: 65 minutes from ten past eight plus two hours
    (mail,) = shop.all(OutgoingMail)
    assert "at about 11:05" in mail.body
    assert first != visit


def test_an_undone_step_calls_its_message_back(shop: Shop) -> None:
    switch_on(shop, MessageEvent.ON_THE_WAY)
    _job, visit = planned(shop, at(9))
    done = step(shop, visit, VisitState.EN_ROUTE)
    shop.dispatcher.do(Undo(undone_key=done.key))
    (mail,) = shop.all(OutgoingMail)
    assert mail.state is MailState.CANCELLED
    assert shop.get(Visit, visit).state is VisitState.PLANNED


def test_a_step_can_be_undone_after_its_message_went_out(shop: Shop) -> None:
    switch_on(shop, MessageEvent.ON_THE_WAY)
    _job, visit = planned(shop, at(9))
    done = step(shop, visit, VisitState.EN_ROUTE)
    with open_post_office() as post:
        use_server(shop, post.card)
        assert send_due(shop.owner, "") == Round(0, 0, "")  # there is time to undo it
        shop.wait(minutes=1)
        assert send_due(shop.owner, "") == Round(1, 0, "")
        assert post.mails[0]["Auto-Submitted"] == "auto-generated"
    shop.dispatcher.do(Undo(undone_key=done.key))
    assert shop.get(Visit, visit).state is VisitState.PLANNED
    assert shop.all(OutgoingMail)[0].state is MailState.SENT


def test_several_moves_are_one_message_from_the_time_that_was_told(shop: Shop) -> None:
    switch_on(shop, MessageEvent.MOVED)
    _job, visit = planned(shop, at(10))
    move(shop, visit, at(12))
    move(shop, visit, at(14))
    waiting = [mail for mail in shop.all(OutgoingMail) if mail.state is MailState.QUEUED]
    assert [mail.earlier_at for mail in waiting] == [at(10)]
    assert "2:00" in waiting[0].body or "14:00" in waiting[0].body
    move(shop, visit, at(10, 5))
    assert [mail.state for mail in shop.all(OutgoingMail)] == [MailState.CANCELLED] * 2


def test_a_complete_job_is_summed_up(shop: Shop) -> None:
    switch_on(shop, MessageEvent.COMPLETE)
    job, visit = planned(shop, at(8, 30))
    shop.wait(hours=1)
    step(shop, visit, VisitState.ON_SITE)
    shop.dispatcher.do(
        CompleteWorkOrder(
            work_order_id=job,
            seen_version=shop.version(WorkOrder, job),
            cause="Dirty sensor",
            fix="Cleaned the flame sensor",
        )
    )
    (mail,) = shop.all(OutgoingMail)
    assert mail.event is MessageEvent.COMPLETE
    assert "Cleaned the flame sensor" in mail.body


@pytest.mark.parametrize("why", ["off", "no address", "wants none", "wrong address"])
def test_nobody_is_told_who_cannot_or_will_not_be(shop: Shop, why: str) -> None:
    switch_on(shop, *(() if why == "off" else (MessageEvent.ON_THE_WAY,)))
    if why == "no address":
        shop.change(Customer, LIBRARY, email="")
    if why == "wants none":
        shop.change(Customer, LIBRARY, no_messages=True)
    if why == "wrong address":
        shop.change(Customer, LIBRARY, email="call us")
    _job, visit = planned(shop, at(9))
    step(shop, visit, VisitState.EN_ROUTE)
    assert shop.all(OutgoingMail) == []
    assert shop.get(Visit, visit).state is VisitState.EN_ROUTE


def test_a_draft_is_filled_from_the_job(sqlite_shop: Shop) -> None:
    switch_on(sqlite_shop)
    job = sqlite_shop.job()
    draft = sqlite_shop.owner.ask(ComposeMail(event=MessageEvent.DOCUMENT, work_order_id=job))
    assert draft.recipient == "desk@library.example"
    assert "Boiler does not start" in draft.subject + draft.body
    assert sqlite_shop.all(Invoice) == []


def test_only_those_who_really_go_are_named(sqlite_shop: Shop) -> None:
    job = sqlite_shop.job()
    sqlite_shop.visit(job, at(9), technician_id=FAY, state=VisitState.DONE)
    sqlite_shop.visit(job, at(9), technician_id=BEN, state=VisitState.CANCELLED)
    with sqlite_shop.reading() as work:
        named = facts_of_job(work, work.session.get_one(WorkOrder, job)).fields["technician"]
    assert named == sqlite_shop.get(Technician, FAY).name


def test_words_with_unknown_fields_are_refused_and_known_ones_previewed(sqlite_shop: Shop) -> None:
    known = sqlite_shop.owner.ask(MailSettings())
    wrong = tuple(replace(text, body="At {arival}") for text in known.texts if text.event is _ON_THE_WAY)
    with pytest.raises(RuleBroken, match=r"no field \{arival\} here") as refused:
        sqlite_shop.owner.do(SaveMailSettings(seen_version=known.version, server=known.server, texts=wrong))
    assert refused.value.field == "on_the_way_body"
    subject, body = sqlite_shop.owner.ask(
        PreviewText(event=MessageEvent.ON_THE_WAY, subject="{technician}", body="{arrival}\n{title}")
    )
    assert subject == "Ana Ruiz"
    assert "{" not in body


def test_a_question_goes_into_the_words_of_its_mail(sqlite_shop: Shop) -> None:
    switch_on(sqlite_shop)
    job = sqlite_shop.job(WorkOrderState.REQUESTED)
    sqlite_shop.dispatcher.do(AskBack(work_order_id=job, question="Which of the two boilers?"))
    draft = sqlite_shop.dispatcher.ask(ComposeMail(event=MessageEvent.QUESTION, work_order_id=job))
    assert "Which of the two boilers?" in draft.body
