"""What stands at a site: its places as a tree, and its machines with serial numbers and dates."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from fsmdesk.services.demo.chance import Chance
from fsmdesk.services.demo.materials import MachineKind, machine_kinds
from fsmdesk.services.demo.rows import Rows

if TYPE_CHECKING:
    from fsmdesk.services.demo.parties import DemoCustomer, DemoSite

_ARROW = " › "


class Room(NamedTuple):
    """A spot that people name, with the way to it; no key where the site has no places."""

    place_id: int | None
    name: str
    path: str


@dataclass(slots=True, eq=False)
class DemoMachine:
    """A machine at a site. `last` is what was last done to it, and when."""

    id: int
    category: str
    name: str
    make: str
    model: str
    serial: str
    room: Room
    installed_on: date
    warranty_until: date
    site: "DemoSite" = field(init=False)
    last: tuple[str, date] | None = None


class SiteMachines:
    """Furnishes sites."""

    def __init__(self, rows: Rows, chance: Chance, today: date) -> None:
        self._rows = rows
        self._chance = chance
        self._today = today
        self._kinds = machine_kinds()

    def furnish(
        self, site_id: int, name: str, told: dict[str, Any], customer: "DemoCustomer", share: float
    ) -> tuple[tuple[Room, ...], tuple[DemoMachine, ...]]:
        """The rooms and machines of a site; `share` is how much of what such a customer has is there."""
        building: int | None = None
        floors: list[Room] = []
        if customer.kind != "home":
            building = self._rows.add("place", site_id, None, name)
            listed: list[str] = next(iter(told["places"].values()), [])
            for floor in listed[: self._chance.between(1, len(listed))]:
                floor_id = self._rows.add("place", site_id, building, floor)
                floors.append(Room(floor_id, floor, f"{name}{_ARROW}{floor}"))
        rooms = tuple(self._room(site_id, room, floors) for room in self._some(told["rooms"]))
        machines = []
        for category, count in told["machines"].items():
            # A home has a furnace or a heat pump, not one of everything.
            wanted = share if customer.kind != "home" else self._home_share(category)
            standing = [number for number in range(count) if self._chance.happens(wanted)]
            for number in range(len(standing)):
                label = str(number + 1) if count > 1 else ""
                machines.append(self._machine(site_id, self._kinds[category], label, floors, customer.since))
        return rooms, tuple(machines)

    def _home_share(self, category: str) -> float:
        usual = {"furnace": 0.7, "air_conditioner": 0.6, "water_heater": 0.9, "panel": 0.5, "sump_pump": 0.3}
        return usual.get(category, 0.12)

    def _some(self, names: list[str]) -> list[str]:
        mixed = self._chance.shuffled(names)
        return mixed[: max(2, len(mixed) * 2 // 3)]

    def _room(self, site_id: int, name: str, floors: list[Room]) -> Room:
        if not floors:
            return Room(None, name, name)
        floor = self._chance.pick(floors)
        return Room(
            self._rows.add("place", site_id, floor.place_id, name), name, f"{floor.path}{_ARROW}{name}"
        )

    def _machine(
        self, site_id: int, kind: MachineKind, label: str, floors: list[Room], since: date
    ) -> DemoMachine:
        chance = self._chance
        make, model = chance.pick(kind.models)
        serial = f"{kind.prefix}{chance.between(1_000_000, 9_999_999)}"
        age = int(chance.share() ** 1.4 * kind.life_years * 365)
        installed = min(self._today - timedelta(days=age), self._today)
        warranty = installed + timedelta(days=365 * kind.warranty_years)
        room = self._room(site_id, chance.pick(kind.spots), floors)
        name = f"{kind.name} {label}".strip()
        machine_id = self._rows.add(
            "equipment",
            *(site_id, room.place_id, None, name, kind.category.replace("_", " ").capitalize()),
            *(make, model, serial, installed.isoformat(), warranty.isoformat()),
        )
        return DemoMachine(machine_id, kind.category, name, make, model, serial, room, installed, warranty)
