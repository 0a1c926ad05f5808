"""The rules of the office: read, changed as one piece, and refused where they can't be meant."""

from dataclasses import replace

import pytest

from fsmdesk.core.errors import ConflictError, NotAllowed, RuleBroken
from fsmdesk.core.terms import TimeRounding
from fsmdesk.models import Company
from fsmdesk.services.setup.messages import EditOfficeRules, OfficeRules
from fsmdesk.services.undoing.messages import Undo
from tests.services.shop import Shop

RULES = EditOfficeRules(
    seen_version=1,
    review_free_below_minor=7_500,
    scope_approval_minor=0,
    callback_days=14,
    warn_days=90,
    stuck_days=5,
    time_rounding=TimeRounding.NEAREST,
    time_rounding_minutes=6,
    minimum_minutes=30,
    overtime_markup_ppm=500_000,
)


def test_they_are_saved_and_read_back(shop: Shop) -> None:
    shop.owner.do(RULES)
    card = shop.bookkeeper.ask(OfficeRules())
    assert (card.version, card.review_free_below_minor, card.scope_approval_minor) == (2, 7_500, 0)
    assert (card.callback_days, card.warn_days, card.stuck_days) == (14, 90, 5)
    assert (card.time_rounding, card.time_rounding_minutes) == (TimeRounding.NEAREST, 6)
    assert (card.minimum_minutes, card.overtime_markup_ppm) == (30, 500_000)
    with pytest.raises(ConflictError):
        shop.owner.do(replace(RULES, key="again"))
    shop.owner.do(Undo(undone_key=RULES.key))
    assert shop.get(Company, 1).scope_approval_minor is None


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("callback_days", -1, "between 0 and 3650"),
        ("stuck_days", 0, "between 1 and 3650"),
        ("time_rounding_minutes", 0, "between 1 and 480"),
        ("minimum_minutes", 1441, "between 0 and 1440"),
        ("overtime_markup_ppm", -1, "between 0 and 1000 percent"),
        ("review_free_below_minor", -1, "negative"),
        ("scope_approval_minor", -5, "negative"),
        ("scope_approval_minor", 10**16, "too large"),
    ],
)
def test_what_cannot_be_meant_is_refused(sqlite_shop: Shop, field: str, value: int, words: str) -> None:
    with pytest.raises(RuleBroken, match=words) as refused:
        sqlite_shop.owner.do(replace(RULES, key="x", **{field: value}))  # type: ignore[arg-type]
    assert refused.value.field == field


def test_only_owners_change_them(sqlite_shop: Shop) -> None:
    for office in (sqlite_shop.dispatcher, sqlite_shop.bookkeeper):
        with pytest.raises(NotAllowed):
            office.do(replace(RULES, key=str(id(office))))
