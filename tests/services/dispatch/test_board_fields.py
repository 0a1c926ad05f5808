"""What cards and tips say: chosen by the owner, read with the board, refused where it can't be meant."""

from dataclasses import replace
from datetime import date

import pytest

from fsmdesk.core.card_fields import CARD_FIELDS
from fsmdesk.core.errors import ConflictError, NotAllowed, RuleBroken
from fsmdesk.services.dispatch.messages import BoardDay, ChooseBoardFields
from fsmdesk.services.undoing.messages import Undo
from tests.services.shop import Shop

CHOICE = ChooseBoardFields(seen_version=1, label=("number", "site", "number"), tooltip=("due",))
TODAY = BoardDay(day=date(2026, 11, 20))


def test_they_are_chosen_read_with_the_board_and_taken_back(shop: Shop) -> None:
    shop.owner.do(CHOICE)
    fields = shop.dispatcher.ask(TODAY).fields
    assert (fields.label, fields.tooltip, fields.seen_version) == ("number,site", "due", 2)
    with pytest.raises(ConflictError):
        shop.owner.do(replace(CHOICE, key="again"))
    shop.owner.do(Undo(undone_key=CHOICE.key))
    assert shop.dispatcher.ask(TODAY).fields.label == ""


@pytest.mark.parametrize(
    "choice", [replace(CHOICE, label=("nonsense",)), replace(CHOICE, label=CARD_FIELDS[:7])]
)
def test_what_a_card_can_not_say_is_refused(shop: Shop, choice: ChooseBoardFields) -> None:
    with pytest.raises(RuleBroken):
        shop.owner.do(choice)


def test_only_who_runs_the_office_chooses(shop: Shop) -> None:
    with pytest.raises(NotAllowed):
        shop.dispatcher.do(CHOICE)
