"""What the demo is made of, read from `resources/demo`: names, towns, machines, problems, prices."""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from fsmdesk.core.terms import JobKind, LineKind, Priority
from fsmdesk.resources import resource
from fsmdesk.services.demo.chance import Weights

_MONTHS: Final = {
    "winter": {11: 2.0, 12: 3.0, 1: 3.0, 2: 3.0, 3: 1.5, 10: 1.0},
    "spring": {3: 2.0, 4: 3.0, 5: 3.0, 6: 1.0},
    "summer": {5: 1.0, 6: 3.0, 7: 3.0, 8: 3.0, 9: 1.5},
    "autumn": {9: 3.0, 10: 3.0, 11: 2.0},
}
# Work that an agreement brings; nobody calls for it.
AGREED_KINDS: Final = frozenset({JobKind.PREVENTIVE.value, JobKind.INSPECTION.value})


@dataclass(frozen=True, slots=True)
class PricedItem:
    """An item of the price book."""

    code: str
    name: str
    kind: str
    category: str
    unit: str
    price_minor: int
    cost_minor: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a technician found, what he did, and what it took."""

    cause: str
    fix: str
    parts: tuple[tuple[str, int], ...]
    fee: str
    needs_return: bool


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """Something that people call about, or that an agreement brings."""

    category: str
    title: str
    words: tuple[str, ...]
    kind: str
    weight: float
    season: str
    priorities: Weights[int]
    possible: frozenset[int]
    minutes: tuple[int, int]
    skills: tuple[str, ...]
    safety: str
    wants_crew: bool
    is_for_homes: bool
    outcomes: Weights[Outcome]

    def weight_in(self, month: int) -> float:
        """How often it comes up in that month."""
        return self.weight * _MONTHS[self.season].get(month, 0.0) if self.season else self.weight * 1.5


@dataclass(frozen=True, slots=True)
class MachineKind:
    """A kind of machine, or of work without one (then it has no models)."""

    category: str
    trade: str
    name: str
    spots: tuple[str, ...]
    prefix: str
    warranty_years: int
    life_years: int
    models: tuple[tuple[str, str], ...]


def load(name: str) -> dict[str, Any]:
    """One of the files, as it is."""
    content: dict[str, Any] = json.loads(resource(f"demo/{name}.json").read_text(encoding="utf-8"))
    return content


@cache
def price_book() -> tuple[PricedItem, ...]:
    """All items, in the order of the book."""
    content = load("price_book")
    return tuple(
        PricedItem(code, name, kind.value, category, unit, price, cost)
        for kind in LineKind
        for category, items in content[kind.value].items()
        for code, name, unit, price, cost in items
    )


@cache
def machine_kinds() -> dict[str, MachineKind]:
    """All kinds of machines by category."""
    return {category: _machine_kind(category, told) for category, told in load("machines").items()}


@cache
def problems() -> dict[str, tuple[Problem, ...]]:
    """All problems by the category of the machine that has them."""
    return {
        category: tuple(_problem(category, told) for told in listed)
        for category, listed in load("problems").items()
    }


def _machine_kind(category: str, told: dict[str, Any]) -> MachineKind:
    return MachineKind(
        category=category,
        trade=told["trade"],
        name=told.get("name", ""),
        spots=tuple(told.get("spots", ())),
        prefix=told.get("prefix", ""),
        warranty_years=told.get("warranty_years", 0),
        life_years=told.get("life_years", 0),
        models=tuple((make, model) for make, model in told.get("models", ())),
    )


def _problem(category: str, told: dict[str, Any]) -> Problem:
    lowest, highest = told["minutes"]
    priorities = list(zip(map(int, Priority), map(int, told["priority"]), strict=True))
    return Problem(
        category=category,
        title=told["title"],
        words=tuple(told["problem"]),
        kind=JobKind(told["kind"]).value,
        weight=told["weight"],
        season=told["season"],
        priorities=Weights(priorities),
        possible=frozenset(priority for priority, weight in priorities if weight),
        minutes=(lowest, highest),
        skills=tuple(told["skills"]),
        safety=told.get("safety", ""),
        wants_crew=told.get("crew", False),
        is_for_homes=told.get("homes", True),
        outcomes=Weights((_outcome(found), found["weight"]) for found in told["outcomes"]),
    )


def _outcome(told: dict[str, Any]) -> Outcome:
    return Outcome(
        cause=told["cause"],
        fix=told["fix"],
        parts=tuple((code, count) for code, count in told["parts"]),
        fee=told.get("fee", ""),
        needs_return=told.get("returns", False),
    )
