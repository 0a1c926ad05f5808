"""Everything that answers the messages of this area."""

from fsmdesk.services.dispatch import (
    about_visit,
    board_debts,
    board_fields,
    board_reading,
    placing,
    visit_parties,
    visit_states,
    where_on_board,
)

__all__ = [
    "about_visit",
    "board_debts",
    "board_fields",
    "board_reading",
    "placing",
    "visit_parties",
    "visit_states",
    "where_on_board",
]
