"""The shop itself: company, people, technicians with their skills and shifts, taxes, price book."""

import hashlib
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from fsmdesk.core.tax import TaxRate
from fsmdesk.core.terms import LineKind, PaperSize, Role, TaxCategory, TaxRounding
from fsmdesk.resources import resource
from fsmdesk.services.demo.chance import Chance, Weights
from fsmdesk.services.demo.days import Calendar
from fsmdesk.services.demo.materials import PricedItem, load, price_book
from fsmdesk.services.demo.rows import Rows
from fsmdesk.services.demo.sizes import DemoSize
from fsmdesk.services.demo.towns import Towns

STATE_RATE_PPM = 60_000
OLD_COUNTY_PPM, COUNTY_PPM = 15_000, 17_500


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


@dataclass(frozen=True, slots=True)
class DemoItem:
    """An item with its keys."""

    id: int
    tax_id: int
    priced: PricedItem


@dataclass(frozen=True, slots=True)
class DemoTax:
    """A tax with the rates that documents of a day carry."""

    id: int
    code: str
    rates_before: tuple[TaxRate, ...]
    rates: tuple[TaxRate, ...]
    changed_on: date

    def rates_on(self, day: date) -> tuple[TaxRate, ...]:
        """The rates in force on that day."""
        return self.rates if day >= self.changed_on else self.rates_before


@dataclass(frozen=True, slots=True)
class DemoOffice:
    """The shop without its customers."""

    company: dict[str, str]
    logo_id: int
    words: dict[str, Any]
    owner_id: int
    dispatcher_ids: tuple[int, ...]
    bookkeeper_id: int
    technicians: tuple[DemoTechnician, ...]
    skill_ids: dict[str, int]
    items: dict[str, DemoItem]
    taxes: dict[str, DemoTax]


def make_office(rows: Rows, size: DemoSize, calendar: Calendar, towns: Towns, chance: Chance) -> DemoOffice:
    """The shop's own rows are among the rows."""
    told = load("office")
    company: dict[str, str] = told["company"]
    logo_id = _add_company(rows, company)
    by_role: dict[str, list[int]] = {role.value: [] for role in Role}
    for name, role in told["people"]:
        by_role[role].append(rows.add("person", name, role, None, None))
    skill_ids = {name: rows.add("skill", name) for name in told["skills"]}
    technicians = _Technicians(rows, calendar, towns, chance, skill_ids).make(told, size)
    taxes = _add_taxes(rows, calendar.today)
    return DemoOffice(
        company=company,
        logo_id=logo_id,
        words=told,
        owner_id=by_role[Role.OWNER][0],
        dispatcher_ids=tuple(by_role[Role.DISPATCHER]),
        bookkeeper_id=by_role[Role.BOOKKEEPER][0],
        technicians=tuple(technicians),
        skill_ids=skill_ids,
        items=_add_items(rows, taxes),
        taxes=taxes,
    )


def _add_company(rows: Rows, told: dict[str, str]) -> int:
    logo = resource("demo/logo.png").read_bytes()
    logo_id = rows.add("picture", hashlib.sha256(logo).hexdigest(), "image/png", logo)
    places = ("name", "address", "city", "region", "postcode", "country", "phone", "email", "licence")
    rows.add(
        "company",
        *(told[name] for name in places),
        *(told[name] for name in ("tax_number", "currency", "locale", "timezone")),
        PaperSize.LETTER.value,
        logo_id,
        told["payment_text"],
        told["payment_link"],
        30,
        "{year}-",
        "CN-",
        TaxRounding.PER_RATE.value,
        1,
    )
    return logo_id


def _add_taxes(rows: Rows, today: date) -> dict[str, DemoTax]:
    """Parts are taxed by state and county, labor is not, schools and churches are exempt."""
    changed = date(today.year - 1, 1, 1)
    usual = rows.add("tax", "T", "Sales tax", 1, 0)
    state, old, new = (
        TaxRate(TaxCategory.STANDARD, rate, name)
        for rate, name in ((STATE_RATE_PPM, "State"), (OLD_COUNTY_PPM, "County"), (COUNTY_PPM, "County"))
    )
    for rate, since in ((state, None), (old, None), (new, changed.isoformat())):
        rows.add("tax_component", usual, rate.name, rate.category.value, rate.rate_ppm, since)
    taxes = {"T": DemoTax(usual, "T", (state, old), (state, new), changed)}
    for code, name, words, category in (
        ("N", "Labor, not taxed", "Not taxed", TaxCategory.ZERO),
        ("E", "Exempt", "Exempt", TaxCategory.EXEMPT),
    ):
        tax_id = rows.add("tax", code, name, 0, int(code == "E"))
        rows.add("tax_component", tax_id, words, category.value, 0, None)
        rates = (TaxRate(category, 0, words),)
        taxes[code] = DemoTax(tax_id, code, rates, rates, changed)
    return taxes


def _add_items(rows: Rows, taxes: dict[str, DemoTax]) -> dict[str, DemoItem]:
    items = {}
    for priced in price_book():
        tax_id = taxes["T" if priced.kind == LineKind.PART else "N"].id
        item_id = rows.add(
            "item",
            *(priced.code, priced.name, priced.kind, priced.unit, priced.category, priced.price_minor),
            tax_id,
        )
        rows.add("item_cost", item_id, priced.cost_minor)
        items[priced.code] = DemoItem(item_id, tax_id, priced)
    return items


class _Technicians:
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
            None,
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
