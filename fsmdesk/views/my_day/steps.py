"""What a technician can say next of a visit. No Qt."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from fsmdesk.core.formats import Formats
from fsmdesk.core.states import VisitState
from fsmdesk.core.times import wall_minute
from fsmdesk.core.words import tr

_S = VisitState


@dataclass(frozen=True, slots=True)
class Step:
    """A step that can be made: the state after it, what its button says, and its key."""

    after: VisitState
    text: str
    keys: str
    icon: str


SET_OUT: Final = Step(_S.EN_ROUTE, tr("Set out"), "E", "truck")
ARRIVE: Final = Step(_S.ON_SITE, tr("I am on site"), "O", "map-pin")
WAIT: Final = Step(_S.WAITING, tr("Waiting"), "W", "hourglass")
GO_ON: Final = Step(_S.ON_SITE, tr("Go on with the work"), "O", "wrench")
FINISH: Final = Step(_S.DONE, tr("Done"), "D", "circle-check")
LEAVE: Final = Step(_S.PARTLY_DONE, tr("Partly done"), "P", "circle-dashed")
AGAIN: Final = Step(_S.ON_SITE, tr("Back on site"), "O", "undo-2")

# The first of each is the one big button.
_NEXT: Final[dict[VisitState, tuple[Step, ...]]] = {
    _S.PLANNED: (SET_OUT, ARRIVE),
    _S.DISPATCHED: (SET_OUT, ARRIVE),
    _S.EN_ROUTE: (ARRIVE,),
    _S.ON_SITE: (FINISH, WAIT, LEAVE),
    _S.WAITING: (GO_ON, FINISH, LEAVE),
    _S.DONE: (AGAIN,),
    _S.PARTLY_DONE: (AGAIN,),
}
FINISHED: Final = frozenset({_S.DONE, _S.PARTLY_DONE})


def steps_after(state: VisitState, is_open: bool) -> tuple[Step, ...]:
    """The steps that lead on from a state, the likeliest first; none once the job is the office's again."""
    return _NEXT.get(state, ()) if is_open else ()


def since_words(since: datetime | None, now: datetime, formats: Formats) -> str:
    """Since when and how long: `since 09:38 · 1 h 05`."""
    if since is None:
        return ""
    minutes = max(int((now - since).total_seconds()) // 60, 0)
    is_today = wall_minute(since, formats.zone)[0] == wall_minute(now, formats.zone)[0]
    when = formats.time(since) if is_today else formats.instant(since)
    return tr("since {time} · {length}").format(time=when, length=formats.duration(minutes))
