"""Whether what is in the hand can still be put somewhere, after the board was read again."""

from collections.abc import Collection

from fsmdesk.core.words import tr
from fsmdesk.views.board.gesture import Gesture, Landing
from fsmdesk.views.board.store import BoardStore
from fsmdesk.views.board.visits import Job, Visit


def why_let_go(
    gesture: Gesture, landing: Landing | None, store: BoardStore, rows: Collection[int] | None
) -> str:
    """The sentence that says why it has to be let go; empty if it can stay in the hand.

    What was lifted by keys needs the row that it is over: `rows` are those that show. With the mouse, when they
    are None, another one is a move away.
    """
    subject = gesture.subject
    name = subject.customer or subject.title
    if isinstance(subject, Job):
        if subject.key not in store.jobs:
            return tr("{customer} does not wait for a place any more").format(customer=name)
    else:
        now_there = store.visit(subject.id)
        if now_there is None:
            return tr("{customer} is not on the board any more").format(customer=name)
        if _place_of(now_there) != _place_of(subject):
            return tr("{customer} was changed meanwhile").format(customer=name)
    if rows is not None and landing is not None and landing.technician_id not in rows:
        return tr("{customer} was put back: the technician's row is gone").format(customer=name)
    return ""


def _place_of(visit: Visit) -> tuple[object, ...]:
    """What a gesture builds on; another version of the same place does not disturb it."""
    return (visit.technician_id, visit.start_minute, visit.end_minute, visit.state)
