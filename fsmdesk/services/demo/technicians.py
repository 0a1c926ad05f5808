"""The demo's technicians: what they may do, when they work, where they live, what they cost."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from fsmdesk.core.terms import Role
from fsmdesk.services.demo.chance import Chance, Weights
from fsmdesk.services.demo.days import Calendar
from fsmdesk.services.demo.materials import load
from fsmdesk.services.demo.rows import Rows
from fsmdesk.services.demo.sizes import DemoSize
from fsmdesk.services.demo.towns import Towns


@dataclass(slots=True, eq=False)
class DemoTechnician:
    """Who goes. Minutes are wall time; `weekdays` when he works; `away` the days on which he does not."""

    id: int
    person_id: int
    name: str
    trades: Weights[str]
    skills: frozenset[str]
    first_day: date
    start_minute: int
    end_minute: int
    weekdays: frozenset[int]
    pay_minor: int
    latitude_micro: int
    longitude_micro: int
    away: set[date] = field(default_factory=set)

    def works_on(self, day: date) -> bool:
        """True if a shift of his begins on that day and he is there."""
        return day.weekday() in self.weekdays and day >= self.first_day and day not in self.away


class Technicians:
    """Makes the technicians one after the other."""

    def __init__(
        self, rows: Rows, calendar: Calendar, towns: Towns, chance: Chance, skill_ids: dict[str, int]
    ) -> None:
        self._rows = rows
        self._calendar = calendar
        self._towns = towns
        self._chance = chance
        self._skill_ids = skill_ids
        self._names = load("names")
        self._taken: set[str] = set()

    def make(self, told: dict[str, Any], size: DemoSize) -> list[DemoTechnician]:
        """So many technicians as the size says; those with a name first."""
        named = told["technicians"][: size.technicians]
        more = told["more_technicians"]
        missing = size.technicians - len(named)
        sketches = named + [more[at % len(more)] | {"name": ""} for at in range(missing)]
        colours = told["colours"]
        return [self._one(at, sketch, colours[at % len(colours)], size) for at, sketch in enumerate(sketches)]

    def _one(self, at: int, told: dict[str, Any], colour: str, size: DemoSize) -> DemoTechnician:
        name = told["name"] or self._new_name()
        self._taken.add(name)
        first_day = self._calendar.first
        if at > size.technicians * 0.7:
            first_day += timedelta(days=self._chance.between(0, size.days // 3))
        home = self._towns.address(self._chance)
        initials = "".join(part[0] for part in name.split()[:2])
        email = f"{_plain(name)}@harrowandpike.example"
        technician_id = self._rows.add(
            "technician",
            *(name, initials, colour, email, self._towns.phone(self._chance)),
            *(home.address, home.city, home.region, home.postcode, home.country),
            *(home.latitude_micro, home.longitude_micro, at + 1, told.get("notes", ""), f"T-{at + 1:03d}"),
            *(None, told.get("team", "")),
        )
        person_id = self._rows.add("person", name, Role.TECHNICIAN.value, technician_id, None)
        self._rows.add("technician_pay", technician_id, told["pay"])
        self._add_skills(technician_id, at, told["skills"])
        start, end, weekdays = self._add_shifts(technician_id, at, told.get("shift", "day"))
        return DemoTechnician(
            id=technician_id,
            person_id=person_id,
            name=name,
            trades=Weights(told["trades"].items()),
            skills=frozenset(told["skills"]),
            first_day=first_day,
            start_minute=start,
            end_minute=end,
            weekdays=weekdays,
            pay_minor=told["pay"],
            latitude_micro=home.latitude_micro,
            longitude_micro=home.longitude_micro,
        )

    def _new_name(self) -> str:
        while True:
            name = f"{self._chance.pick(self._names['first'])} {self._chance.pick(self._names['last'])}"
            if name not in self._taken:
                return name

    def _add_skills(self, technician_id: int, at: int, skills: list[str]) -> None:
        """Certificates end some day; one has just ended and one is about to."""
        for place, skill in enumerate(skills):
            until: date | None = self._calendar.today + timedelta(days=self._chance.between(120, 900))
            if place == 1 and at == 1:
                until = self._calendar.today - timedelta(days=9)
            elif place == 1 and at == 3:
                until = self._calendar.today + timedelta(days=12)
            elif skill in ("Plumbing", "HVAC", "Controls"):
                until = None
            self._rows.add(
                "technician_skill",
                technician_id,
                self._skill_ids[skill],
                until.isoformat() if until else None,
            )

    def _add_shifts(self, technician_id: int, at: int, kind: str) -> tuple[int, int, frozenset[int]]:
        start, end = {"day": (450, 990), "part": (480, 840), "late": (690, 1200)}[kind]
        if kind == "day":
            start += 30 * (at % 3 == 1)
            end += 30 * (at % 3 == 1)
        weekdays = set(self._calendar.workdays)
        today = self._calendar.today.weekday()
        if kind == "part":
            weekdays = set(sorted(weekdays)[:3]) | {today}
        elif len(weekdays) > 5:
            # Who works on the weekend has another day off.
            weekdays.discard(at % 5)
        for weekday in sorted(weekdays):
            self._rows.add("shift", technician_id, weekday, start, end, None, None)
        return start, end, frozenset(weekdays)


def _plain(name: str) -> str:
    folded = name.lower().replace("ń", "n").replace(" ", ".")
    return "".join(letter for letter in folded if letter.isascii() and (letter.isalnum() or letter == "."))
