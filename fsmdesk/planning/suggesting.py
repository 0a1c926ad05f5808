"""Who should go, and when: the best openings of all who could, each with its reasons; and why the others not."""

from collections.abc import Mapping, Sequence

from fsmdesk.planning.days import Days, minute_after, minute_of
from fsmdesk.planning.openings import Looker, Opening
from fsmdesk.planning.people import Candidate
from fsmdesk.planning.picking import Choice, Picker
from fsmdesk.planning.proposals import Declined, Search, Suggestions
from fsmdesk.planning.weighing import cost_of
from fsmdesk.planning.why_not import no_opening, unsuited


def suggest(search: Search, candidates: Sequence[Candidate]) -> Suggestions:
    """The best openings of all candidates; none of them breaks a rule that blocks.

    The same values give the same answer, whatever the clock says.
    """
    days = Days(search.first_day, search.day_count, search.formats.zone)
    floor = max(days.start, minute_after(search.now))
    if search.job.not_before is not None:
        floor = max(floor, minute_of(search.job.not_before))
    looker = Looker(search.job, days, floor, search.travel, search.overtime_minutes)
    looked = {who.id: _looked_at(who, search, looker, days) for who in candidates}
    declined = {who.id: Declined(who.id, text) for who in candidates if (text := looked[who.id][1])}
    choices = _choices(search, candidates, {one: openings for one, (openings, _) in looked.items()})
    choices.sort(key=lambda choice: choice.order)
    picked = Picker(search, days)
    picked.pick(choices)
    proposals = tuple(picked.proposals)
    chosen = {proposal.technician_id for proposal in proposals}
    declined |= picked.declined_of(choices, chosen)
    return Suggestions(proposals, tuple(declined[who.id] for who in candidates if who.id in declined))


def _looked_at(who: Candidate, search: Search, looker: Looker, days: Days) -> tuple[list[Opening], str]:
    """The openings of somebody, or why there are none."""
    text = unsuited(search.job, who, days, search.formats)
    if text:
        return [], text
    looked = looker.look(who)
    return looked.openings, "" if looked.openings else no_opening(looked, search.job, who, search.formats)


def _choices(
    search: Search, candidates: Sequence[Candidate], openings: Mapping[int, Sequence[Opening]]
) -> list[Choice]:
    """All openings of all with what they cost; waiting is counted from the first of them on."""
    soonest = min((opening.start for each in openings.values() for opening in each), default=0)
    return [
        Choice(cost_of(opening, search.job, who.knows, soonest), opening, place, who)
        for place, who in enumerate(candidates)
        for opening in openings[who.id]
    ]
