"""The demo's kinds of work, templates and feedback: what each template says can be applied and answered."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from fsmdesk.core.lists import ListRequest
from fsmdesk.core.states import OPEN_STATES
from fsmdesk.core.terms import CheckKind
from fsmdesk.db.database import Database, Reading
from fsmdesk.db.location import parse_location
from fsmdesk.models import Feedback, TaskCode, TemplateCheck, TemplateLine, WorkKind, WorkOrder, WorkTemplate
from fsmdesk.services.closeout.feedback import DONE
from fsmdesk.services.templates.editing import check_values
from fsmdesk.services.templates.messages import TemplateList
from fsmdesk.services.templates.reading import checks_of_template
from fsmdesk.services.templates.template_list import template_list
from tests.services.shop import PROGRAM


@pytest.fixture
def told(demo_url: str) -> Iterator[Reading]:
    """The demo as a reader sees it."""
    database = Database(parse_location(demo_url))
    with database.read(PROGRAM) as work:
        yield work
    database.close()


def test_every_template_has_a_code_of_its_kind_and_checks_that_can_be_answered(told: Reading) -> None:
    session = told.session
    kinds = {code.id: code.kind for code in session.scalars(select(TaskCode))}
    for template in session.scalars(select(WorkTemplate)):
        assert kinds[template.task_code_id or 0] is template.kind
        for at, check in enumerate(checks_of_template(told, template.id)):
            assert check_values(at, check)["label"] == check.label
    page = template_list(told, TemplateList(request=ListRequest()))
    assert all(row.line_count for row in page.rows)
    used = set(session.scalars(select(TemplateCheck.kind)))
    assert used == set(CheckKind)
    assert all(item is not None for item in session.scalars(select(TemplateLine.item_id)))


def test_every_kind_of_work_says_what_it_requires(told: Reading) -> None:
    rules = list(told.session.scalars(select(WorkKind)))
    assert len({rule.kind for rule in rules}) == 6
    assert sum(rule.requires_signature for rule in rules) >= 2


def test_feedback_is_about_work_that_is_done_and_some_low_one_waits(told: Reading) -> None:
    rows = told.session.execute(
        select(Feedback, WorkOrder).join(WorkOrder, WorkOrder.id == Feedback.work_order_id)
    ).all()
    assert len(rows) > 10
    for given, order in rows:
        assert order.state in DONE
        assert order.state not in OPEN_STATES
        assert order.completed_at is not None
        assert given.given_at > order.completed_at
        assert given.followed_up_at is None or given.followed_up_at > given.given_at
    assert {given.score for given, _order in rows} >= {3, 4, 5}
