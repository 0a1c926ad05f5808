"""Chooses what is to be done next, as a shop gets it: by trade, season, customer and machine."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from fsmdesk.core.terms import Priority
from fsmdesk.services.demo.chance import Chance, Weights
from fsmdesk.services.demo.jobs import Matter
from fsmdesk.services.demo.machines import DemoMachine
from fsmdesk.services.demo.materials import AGREED_KINDS, Problem, machine_kinds, problems
from fsmdesk.services.demo.parties import HOME, DemoCustomer, DemoSite
from fsmdesk.services.demo.technicians import DemoTechnician
from fsmdesk.services.demo.towns import minutes_between

_ATTEMPTS: Final = 5
_MANY_ATTEMPTS: Final = 40
# The same thing does not happen to the same machine again so soon.
_SOON: Final = timedelta(days=30)
_Spot = tuple[DemoSite, DemoMachine | None]
_Kept = tuple[frozenset[str], str, int, bool]


class _Spots:
    """Where a kind of work occurs, the oldest customers first; who calls often is there often."""

    __slots__ = ("_since", "_spots")

    def __init__(self) -> None:
        self._spots: list[_Spot] = []
        self._since: list[date] = []

    def add(self, spot: _Spot, customer: DemoCustomer) -> None:
        self._spots += [spot] * customer.activity
        self._since += [customer.since] * customer.activity

    def pick(self, day: date, chance: Chance) -> _Spot | None:
        """One of the spots of those who are customers on that day."""
        known = bisect_right(self._since, day)
        return self._spots[int(chance.share() * known)] if known else None


class Matters:
    """All that can come up at all customers."""

    def __init__(self, customers: Iterable[DemoCustomer], chance: Chance) -> None:
        self._chance = chance
        self._all: dict[str, _Spots] = defaultdict(_Spots)
        self._agreed: dict[str, _Spots] = defaultdict(_Spots)
        self._weights: dict[_Kept, Weights[Problem]] = {}
        self._problems = problems()
        bare = [kind.category for kind in machine_kinds().values() if not kind.models]
        for customer in customers:
            for site in customer.sites:
                for machine in site.machines:
                    self._add(machine.category, (site, machine), customer)
                for category in bare:
                    self._add(category, (site, None), customer)

    def _add(self, category: str, spot: _Spot, customer: DemoCustomer) -> None:
        self._all[category].add(spot, customer)
        if customer.agreement is not None:
            self._agreed[category].add(spot, customer)

    def choose(
        self, technician: DemoTechnician, day: date, near: tuple[int, int], *, crew: bool = False
    ) -> Matter | None:
        """Something that this technician can do on that day, rather nearby than far; None if nothing is found."""
        for _ in range(_ATTEMPTS):
            problem = self._problem(technician, day.month, crew)
            spot = self._nearer(problem, day, near) if problem is not None else None
            if problem is not None and spot is not None and _fits(spot, problem, day):
                return self._matter(spot, problem, day)
        return None

    def choose_urgent(
        self, technicians: Iterable[DemoTechnician], day: date, priority: Priority
    ) -> tuple[DemoTechnician, Matter] | None:
        """Something that may have this priority, and who can do it; the technicians are asked in turn."""
        for technician in list(technicians) * _MANY_ATTEMPTS:
            home = (technician.latitude_micro, technician.longitude_micro)
            problem = self._problem(technician, day.month, False)
            if problem is None or priority not in problem.possible:
                continue
            spot = self._nearer(problem, day, home)
            if spot is not None and _fits(spot, problem, day):
                return technician, self._matter(spot, problem, day)
        return None

    def _problem(self, technician: DemoTechnician, month: int, crew: bool) -> Problem | None:
        trade = self._chance.weighted(technician.trades)
        key = (technician.skills, trade, month, crew)
        weights = self._weights.get(key)
        if weights is None:
            weights = self._weights[key] = self._weights_of(*key)
        return self._chance.weighted(weights) if weights else None

    def _weights_of(self, skills: frozenset[str], trade: str, month: int, crew: bool) -> Weights[Problem]:
        """What comes up in that trade and month, of what somebody with these skills may do."""
        kinds = machine_kinds()
        return Weights(
            (problem, problem.weight_in(month))
            for category, listed in self._problems.items()
            if kinds[category].trade == trade and category in self._all
            for problem in listed
            if problem.wants_crew is crew and skills.issuperset(problem.skills)
        )

    def _nearer(self, problem: Problem, day: date, near: tuple[int, int]) -> _Spot | None:
        spots = self._agreed if problem.kind in AGREED_KINDS else self._all
        of_category = spots.get(problem.category)
        if of_category is None:
            return None
        one, other = of_category.pick(day, self._chance), of_category.pick(day, self._chance)
        if one is None or other is None:
            return one or other
        return min(one, other, key=lambda spot: minutes_between(spot[0].place, near))

    def _matter(self, spot: _Spot, problem: Problem, day: date) -> Matter:
        site, machine = spot
        chance = self._chance
        outcome = chance.weighted(problem.outcomes)
        lowest, highest = problem.minutes
        minutes = chance.rounded(lowest, highest, 15)
        room = machine.room if machine is not None else chance.pick(site.rooms)
        (machine or site).last = (problem.title, day)
        return Matter(site, machine, room, problem, outcome, minutes)


def _fits(spot: _Spot, problem: Problem, day: date) -> bool:
    """True if the machine was there, the agreement held, and it has not just been done."""
    site, machine = spot
    if machine is not None and machine.installed_on > day:
        return False
    last = (machine or site).last
    if last is not None and last[0] == problem.title and day - last[1] < _SOON:
        return False
    if site.customer.kind == HOME and not problem.is_for_homes:
        return False
    agreement = site.customer.agreement
    return problem.kind not in AGREED_KINDS or (agreement is not None and agreement.holds_on(day))
