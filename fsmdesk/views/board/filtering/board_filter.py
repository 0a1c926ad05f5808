"""What a person wants to see of the board: words, states, skills, teams, regions; the others are pale or hidden."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from fsmdesk.core.states import VisitState
from fsmdesk.core.terms import JobKind, Priority
from fsmdesk.core.texts import search_fold
from fsmdesk.views.board.visits import Technician, Visit


@dataclass(frozen=True, slots=True)
class BoardFilter:
    """Nothing chosen in a part lets everything through.

    `text`: every word is somewhere in customer, job, number or site; a comma means or. A technician shows who
    holds one of the `skills`, and is of one of the `regions` and one of the `teams`. With
    `hides` the rest is gone instead of pale.
    """

    text: str = ""
    states: frozenset[VisitState] = frozenset()
    priorities: frozenset[Priority] = frozenset()
    kinds: frozenset[JobKind] = frozenset()
    skills: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    teams: frozenset[str] = frozenset()
    hides: bool = False

    @property
    def is_active(self) -> bool:
        """True if something does not get through."""
        return self.count > 0

    @property
    def count(self) -> int:
        """In how many parts something is chosen."""
        parts = (self.text.strip(), self.states, self.priorities, self.kinds)
        return sum(bool(part) for part in (*parts, self.skills, self.regions, self.teams))

    @property
    def is_about_technicians(self) -> bool:
        """True if some technicians may not get through."""
        return bool(self.skills or self.regions or self.teams)

    @property
    def is_about_visits(self) -> bool:
        """True if some visits may not get through, whoever's they are."""
        return bool(self.text.strip() or self.states or self.priorities or self.kinds)

    def lets_technician(self, technician: Technician) -> bool:
        """True if this row is wanted."""
        has_skill = not self.skills or not self.skills.isdisjoint(technician.certified_until)
        has_region = not self.regions or technician.region in self.regions
        return has_skill and has_region and (not self.teams or technician.team in self.teams)

    def lets_visit(self, visit: Visit, wanted: "Wanted") -> bool:
        """True if this visit is wanted; `wanted` is what `words` says."""
        if self.states and visit.state not in self.states:
            return False
        if self.priorities and visit.priority not in self.priorities:
            return False
        if self.kinds and visit.kind not in self.kinds:
            return False
        return not wanted or _has(visit, wanted)

    def words(self) -> "Wanted":
        """The text taken apart: any of these groups, all words of one."""
        groups = (tuple(search_fold(part).split()) for part in self.text.split(","))
        return tuple(group for group in groups if group)


Wanted = tuple[tuple[str, ...], ...]


def _has(visit: Visit, wanted: Wanted) -> bool:
    text = search_fold(f"{visit.customer} {visit.title} #{visit.number} {visit.site}")
    return any(all(word in text for word in group) for group in wanted)


def kept_filter(wanted: BoardFilter) -> dict[str, object]:
    """The filter as plain values, to be remembered."""
    found: dict[str, object] = {}
    for field in fields(wanted):
        value = getattr(wanted, field.name)
        found[field.name] = sorted(value) if isinstance(value, frozenset) else value
    return found


def filter_from(kept: Mapping[str, Any]) -> BoardFilter:
    """What was remembered; what is not understood any more is left out."""
    text = kept.get("text")
    return BoardFilter(
        text=text if isinstance(text, str) else "",
        states=frozenset(VisitState(one) for one in _of(kept, "states") if one in set(VisitState)),
        priorities=frozenset(Priority(one) for one in _of(kept, "priorities") if one in set(Priority)),
        kinds=frozenset(JobKind(one) for one in _of(kept, "kinds") if one in set(JobKind)),
        skills=frozenset(str(one) for one in _of(kept, "skills")),
        regions=frozenset(str(one) for one in _of(kept, "regions")),
        teams=frozenset(str(one) for one in _of(kept, "teams")),
        hides=kept.get("hides") is True,
    )


def _of(kept: Mapping[str, Any], name: str) -> Iterable[Any]:
    value = kept.get(name)
    return value if isinstance(value, list) else ()
