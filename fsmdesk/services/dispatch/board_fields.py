"""Choosing what the cards of the board and their tips say, for the whole office."""

from fsmdesk.core.card_fields import CARD_FIELDS, MOST_LABEL_FIELDS, stored_fields
from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.words import tr
from fsmdesk.db.database import Writing
from fsmdesk.models import Company
from fsmdesk.services.dispatch.messages import ChooseBoardFields
from fsmdesk.services.records import find_seen
from fsmdesk.services.registry import handles


@handles(ChooseBoardFields)
def choose_board_fields(work: Writing, command: ChooseBoardFields) -> None:
    """Cards and tips say these fields, in this order; none means the usual ones.

    Raises:
        RuleBroken: a field that there is not, or more than a card has room for.
    """
    company = find_seen(work, Company, 1, command.seen_version)
    for name, fields in (("label", command.label), ("tooltip", command.tooltip)):
        if set(fields) - set(CARD_FIELDS):
            raise RuleBroken(tr("A card can't say this."), name)
    if len(command.label) > MOST_LABEL_FIELDS:
        words = tr("A card has room for {n} fields at most.")
        raise RuleBroken(words.format(n=MOST_LABEL_FIELDS), "label")
    company.board_label = stored_fields(command.label)
    company.board_tooltip = stored_fields(command.tooltip)
