"""At a job: a template is applied to it, one is made of it in one step, and feedback is recorded beside it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu

from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.core.terms import CheckKind, JobKind, LineKind
from fsmdesk.models import Feedback, WorkKind, WorkOrder, WorkOrderCheck, WorkOrderLine, WorkTemplate
from fsmdesk.services.templates.messages import CheckValue, SaveTemplate, TemplateLineValue
from fsmdesk.views.widgets.field_text import FieldMultiline
from tests.services.shop import IGNITOR, LineOf, Shop, at
from tests.views.work_orders.seats import CONTROL, Seat

# Without a display nothing is raised and no keyboard is grabbed for a menu.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
LEFT = Qt.MouseButton.LeftButton
ENTER = Qt.Key.Key_Return


def _template(shop: Shop, name: str = "Boiler fault") -> int:
    return shop.owner.do(
        SaveTemplate(
            name=name,
            kind=JobKind.EMERGENCY,
            scope="Restore heat.",
            checks=(CheckValue(CheckKind.TICK, "Purge", is_required=True),),
            lines=(TemplateLineValue(IGNITOR, LineKind.PART, "Ignitor"),),
        )
    ).value


def test_a_template_is_applied_after_what_is_typed_is_saved(shop: Shop, seat: Seat) -> None:
    _template(shop)
    job = shop.job(problem="No heat")
    screen = seat.open_job(job)
    screen.form.fields["caller"].setFocus()
    seat.type("Ms. Ito")
    screen.actions_of_job.templates.apply()
    seat.qtbot.waitUntil(lambda: bool(screen.actions_of_job.more_button.findChildren(QMenu)))
    (menu,) = screen.actions_of_job.more_button.findChildren(QMenu)
    (action,) = [each for each in menu.actions() if each.text() == "Boiler fault"]
    assert action.toolTip() == "Emergency · 1 check · 1 line"
    action.trigger()
    menu.close()
    seat.settle()
    order = shop.get(WorkOrder, job)
    assert (order.caller, order.kind, order.problem) == (
        "Ms. Ito",
        JobKind.EMERGENCY,
        "No heat\nRestore heat.",
    )
    assert len(shop.all(WorkOrderCheck, work_order_id=job)) == 1
    assert len(shop.all(WorkOrderLine, work_order_id=job)) == 1
    scope = screen.form.fields["problem"]
    assert isinstance(scope, FieldMultiline)
    seat.qtbot.waitUntil(lambda: scope.read() == "No heat\nRestore heat.")
    assert not screen.form.is_dirty()


def test_a_template_is_made_of_a_job_in_one_step(shop: Shop, seat: Seat) -> None:
    job = shop.job(WorkOrderState.COMPLETE, (LineOf(),))
    screen = seat.open_job(job)
    screen.actions_of_job.further["make_template"].trigger()
    seat.settle()
    (made,) = shop.all(WorkTemplate)
    assert made.name == "Boiler does not start"
    ((_words, run),) = next(
        notice for notice in screen.form.banners.notices() if notice.key == "template"
    ).actions
    run()
    assert seat.shell.opened == [("work_template", made.id)]


def test_what_the_kind_asks_for_stands_beside_the_job_and_leads_there(shop: Shop, seat: Seat) -> None:
    shop.add(WorkKind(kind=JobKind.CORRECTIVE, requires_checklist=True, requires_lines=True))
    job = shop.job(WorkOrderState.ON_SITE)
    shop.visit(job, at(8), state=VisitState.ON_SITE, arrived_at=at(8))
    for label in ("combustion test", "CO reading", "purge"):
        shop.add(WorkOrderCheck(work_order_id=job, kind=CheckKind.TICK, label=label))
    screen = seat.open_job(job)
    words = [row.text for row in screen.form.card.requirements] if screen.form.card else []
    assert words == [
        "Somebody has been there",
        "3 checklist items left — combustion test, CO reading, purge",
        "Lines of what was done",
    ]
    missing = "3 checklist items left — combustion test, CO reading, purge: missing"
    (row,) = [row for row in screen.requirements.shown_rows(3) if row.accessibleName() == missing]
    QTest.mouseClick(row, LEFT)
    assert screen.tabs.current_key() == "checklist"
    seat.press(ENTER, CONTROL)
    assert shop.get(WorkOrder, job).state is WorkOrderState.ON_SITE
    (notice,) = [notice for notice in screen.form.banners.notices() if notice.key == "error"]
    assert notice.text.endswith("Also missing: Lines of what was done.")


def test_feedback_is_recorded_beside_a_job_that_is_done(shop: Shop, seat: Seat) -> None:
    job = shop.job(WorkOrderState.REVIEWED, (LineOf(),))
    screen = seat.open_job(job)
    card = screen.feedback
    assert card.isVisible()
    QTest.mouseClick(card.button, LEFT)
    seat.settle()
    card.editor.form.fields["score"].set_value(2)
    card.editor.form.fields["remark"].setFocus()
    seat.type("Came late")
    QTest.mouseClick(card.editor.save_button, LEFT)
    seat.settle()
    (given,) = shop.all(Feedback)
    assert (given.work_order_id, given.score, given.remark) == (job, 2, "Came late")
    shown = [label.text() for label in card.findChildren(QLabel) if label.isVisible()]
    assert "“Came late”" in shown
    assert any("Nobody has followed this up yet." in text for text in shown)


def test_a_job_that_is_still_open_asks_for_no_feedback(shop: Shop, seat: Seat) -> None:
    assert not seat.open_job(shop.job()).feedback.isVisible()


def test_the_template_that_a_job_was_made_from_is_named(shop: Shop, seat: Seat) -> None:
    template = _template(shop)
    screen = seat.open_job(shop.job(template_id=template))
    heading = screen.form.planning.heading
    assert "from the template “Boiler fault”" in [each.text() for each in heading.findChildren(QLabel)]
    screen = seat.open_job(shop.job())
    shown = [each.text() for each in screen.form.planning.heading.findChildren(QLabel) if each.isVisible()]
    assert shown == ["Planning"]
