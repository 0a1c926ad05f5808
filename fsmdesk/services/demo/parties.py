"""Customers of all kinds with their sites, places, machines, contacts and agreements."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from fsmdesk.services.addresses import address_line, address_lines
from fsmdesk.services.demo.chance import Chance, Weights
from fsmdesk.services.demo.customer_names import CustomerNames, mail_name
from fsmdesk.services.demo.days import Calendar
from fsmdesk.services.demo.machines import DemoMachine, Room, SiteMachines
from fsmdesk.services.demo.materials import load
from fsmdesk.services.demo.rows import Rows
from fsmdesk.services.demo.sizes import DemoSize
from fsmdesk.services.demo.towns import DemoAddress, Towns

HOME: Final = "home"
# What an agreement covers: labour, parts, fees.
# Of all sites: whose place was told by their neighbours, and that have a code of each kind.
_GUESSED_SHARE: Final = 0.04
_CODE_SHARE: Final = 0.15
_AGREEMENTS: Final = Weights(
    [
        (("SILVER", 0, 0, 1), 4),
        (("GOLD", 1, 0, 0), 5),
        (("PLATINUM", 1, 1, 1), 2),
    ]
)


@dataclass(frozen=True, slots=True)
class DemoAgreement:
    """A service contract."""

    id: int
    name: str
    starts_on: date
    ends_on: date
    labour: bool
    parts: bool
    fees: bool

    def holds_on(self, day: date) -> bool:
        """True if the day is among its days."""
        return self.starts_on <= day <= self.ends_on


@dataclass(slots=True, eq=False)
class DemoSite:
    """An address where work is done. `rooms` are what people name when they call.

    `last` is what was last done there without a machine, and when.
    """

    id: int
    customer: "DemoCustomer"
    words: str
    place: tuple[int, int]
    access_notes: str
    rooms: tuple[Room, ...]
    machines: tuple[DemoMachine, ...]
    last: tuple[str, date] | None = None


@dataclass(slots=True, eq=False)
class DemoCustomer:
    """Who pays. `pays` says how soon; `collects` that there is one invoice for the week."""

    id: int
    name: str
    kind: str
    since: date
    address: str
    activity: int
    payment_days: int
    pays: str
    method: str
    collects: bool
    tax_number: str
    is_exempt: bool
    certificate: str
    has_orders: bool
    contacts: tuple[tuple[int, str], ...]
    agreement: DemoAgreement | None = None
    sites: list[DemoSite] = field(default_factory=list)


class Customers:
    """Makes customers, the oldest first."""

    def __init__(self, rows: Rows, calendar: Calendar, size: DemoSize, towns: Towns, chance: Chance) -> None:
        self._rows = rows
        self._calendar = calendar
        self._size = size
        self._towns = towns
        self._chance = chance
        self._kinds: dict[str, dict[str, Any]] = load("customers")
        self._kind_weights = Weights((kind, told["share"]) for kind, told in self._kinds.items())
        self._names = CustomerNames(chance)
        office = load("office")
        self._notes: list[str] = office["access_notes"]
        self._code_labels: dict[str, list[str]] = office["code_labels"]
        self._machines = SiteMachines(rows, chance, calendar.today)

    def make(self) -> Iterator[DemoCustomer]:
        """All customers with everything that is theirs."""
        kinds = self._order_of_kinds()
        special = self._names.special_among(len(kinds))
        for at, kind in enumerate(kinds):
            if at in special:
                kind, name = special[at]
            else:
                name = self._names.new(self._kinds[kind]["names"])
            yield self._one(name, kind, self._kinds[kind], self._since(at))

    def _order_of_kinds(self) -> list[str]:
        """Each kind occurs; the first dozen are the ones that show most."""
        count = self._size.customers
        first = ["school", "hotel", "apartments", "clinic", "bakery", "storage", "parish", "restaurant"]
        first += ["office", "home", "home", "gym"]
        return first[:count] + [
            self._chance.weighted(self._kind_weights) for _ in range(count - len(first[:count]))
        ]

    def _since(self, at: int) -> date:
        """A good half was there from the start; the others came since."""
        share = at / self._size.customers
        days = 0 if share < 0.55 else int((share - 0.55) / 0.45 * (self._size.days - 5))
        return self._calendar.first + timedelta(days=days)

    def _one(self, name: str, kind: str, told: dict[str, Any], since: date) -> DemoCustomer:
        chance = self._chance
        home = self._towns.address(chance)
        is_home = kind == HOME
        is_exempt = bool(told.get("exempt"))
        mail = mail_name(name)
        certificate = f"NY ST-119.1 / {chance.between(1000, 9999)}" if is_exempt else ""
        tax_number = "" if is_home or chance.happens(0.5) else f"84-{chance.between(1000000, 9999999)}"
        days = chance.pick(told["payment_days"])
        customer_id = self._rows.add(
            "customer",
            *(
                name,
                self._towns.phone(chance),
                f"{mail}@mail.example" if is_home else f"office@{mail}.example",
            ),
            *(home.address, home.city, home.region, home.postcode, home.country),
            tax_number,
            *(None if days == 30 else days, int(is_exempt), certificate),
            *(int(chance.happens(0.006)), self._note(is_home)),
        )
        customer = DemoCustomer(
            id=customer_id,
            name=name,
            kind=kind,
            since=since,
            address="\n".join(address_lines(home)),
            activity=told["activity"],
            payment_days=days,
            pays=told["pays"],
            method=told["method"],
            collects=bool(told.get("collects")),
            tax_number=tax_number,
            is_exempt=is_exempt,
            certificate=certificate,
            has_orders=not is_home and chance.happens(0.45),
            contacts=tuple(self._contacts(customer_id, name, mail, told)),
        )
        if chance.happens(told["agreement"]):
            customer.agreement = self._agreement(customer_id, since)
        self._add_sites(customer, told, home)
        return customer

    def _note(self, is_home: bool) -> str:
        if self._chance.happens(0.85):
            return ""
        return self._chance.pick(
            ["Prefers mornings.", "Senior discount agreed.", "Pays at the door."]
            if is_home
            else [
                "Purchase order needed on every invoice.",
                "Invoices by e-mail only.",
                "Ask for the engineer first.",
            ]
        )

    def _contacts(
        self, customer_id: int, name: str, mail: str, told: dict[str, Any]
    ) -> Iterator[tuple[int, str]]:
        titles: list[str] = told["titles"]
        if titles == [""]:
            yield self._contact(customer_id, name, "", f"{mail}@mail.example", 1), name
            return
        count = self._chance.between(1, len(titles))
        for at, title in enumerate(titles[:count]):
            person = self._names.person()
            address = f"{mail_name(person)}@{mail}.example"
            yield self._contact(customer_id, person, title, address, int(at == 0)), person

    def _contact(self, customer_id: int, name: str, title: str, mail: str, is_primary: int) -> int:
        phone = self._towns.phone(self._chance)
        return self._rows.add("contact", customer_id, name, title, phone, mail, is_primary)

    def _agreement(self, customer_id: int, since: date) -> DemoAgreement:
        """Most run on; some have just ended or are about to."""
        name, labour, parts, fees = self._chance.weighted(_AGREEMENTS)
        today = self._calendar.today
        starts = since - timedelta(days=self._chance.between(0, 300))
        left = self._chance.pick([-40, -5, 12, 25, 60, 120, 200, 280, 340, 360])
        ends = max(today + timedelta(days=left), starts + timedelta(days=364))
        agreement_id = self._rows.add(
            "agreement", customer_id, name, starts.isoformat(), ends.isoformat(), labour, parts, fees
        )
        return DemoAgreement(agreement_id, name, starts, ends, bool(labour), bool(parts), bool(fees))

    def _add_codes(self, site_id: int) -> None:
        """Some sites have a gate, an alarm or a lockbox."""
        for kind, labels in self._code_labels.items():
            if self._chance.happens(_CODE_SHARE):
                code = f"{self._chance.between(0, 9999):04d}"
                self._rows.add("site_code", site_id, kind, self._chance.pick(labels), code)

    def _add_sites(self, customer: DemoCustomer, told: dict[str, Any], home: DemoAddress) -> None:
        names: list[str] = told["site_names"]
        lowest, highest = told["sites"]
        count = min(self._chance.between(lowest, highest), len(names))
        for at, name in enumerate(names[:count]):
            where = home if at == 0 else self._towns.address(self._chance)
            notes = self._chance.pick(self._notes) if self._chance.happens(0.35) else ""
            site_id = self._rows.add(
                "site",
                *(customer.id, name),
                *(where.address, where.city, where.region, where.postcode, where.country),
                *(where.latitude_micro, where.longitude_micro, notes),
                int(self._chance.happens(_GUESSED_SHARE)),
            )
            self._add_codes(site_id)
            rooms, machines = self._machines.furnish(
                site_id, name, told, customer, share=1.0 if at == 0 else 0.5
            )
            place = (where.latitude_micro, where.longitude_micro)
            words = f"{name}, {address_line(where)}"
            site = DemoSite(site_id, customer, words, place, notes, rooms, machines)
            for machine in machines:
                machine.site = site
            customer.sites.append(site)
