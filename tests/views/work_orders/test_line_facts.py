"""What is said of the current line's price."""

from fsmdesk.services.prices.messages import PriceOrigin
from fsmdesk.views.work_orders.lines.draft_line import DraftLine
from fsmdesk.views.work_orders.lines.line_facts import line_facts
from tests.views.desks import FORMATS
from tests.views.work_orders.cards import plain_line


def facts(value: DraftLine, origin: PriceOrigin | None) -> str:
    return line_facts(value, origin, FORMATS, sees_costs=False)


def test_a_line_that_came_back_claims_nothing_of_its_price() -> None:
    assert facts(DraftLine(1, plain_line(id=None, item_id=4)), None) == ""


def test_a_line_without_an_item_was_priced_by_hand() -> None:
    assert facts(DraftLine(1, plain_line(id=None, item_id=None)), None) == "Price typed by hand"


def test_a_price_that_is_not_the_usual_one_names_it() -> None:
    changed = DraftLine(1, plain_line(id=None, item_id=4, price_minor=3_000))
    assert facts(changed, PriceOrigin(3_900, 3_900)).startswith("Price typed by hand, usually")
    assert facts(changed, PriceOrigin(3_000, 3_000)) == "Price from the price book"
