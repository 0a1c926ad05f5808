"""A hand is shown through the server's own calls, which need no table."""

from sqlalchemy import text

from fsmdesk.core.hands import Hand
from fsmdesk.db.database import Reading
from fsmdesk.db.guards.lay import HAND_CHANNEL
from fsmdesk.services.hands.messages import ShowHand
from fsmdesk.services.registry import answers


@answers(ShowHand)
def show_hand(work: Reading, query: ShowHand) -> None:
    """The call is on its way."""
    if work.is_sqlite:
        return
    hand = Hand(query.kind, query.record_id, work.actor.name, work.actor.seat, query.is_held)
    work.session.execute(
        text("SELECT pg_notify(:channel, :hand)"), {"channel": HAND_CHANNEL, "hand": hand.packed()}
    )
    work.session.commit()  # calls go out with it; there is nothing else in the transaction
