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
_OUTSIDE = ("Outside", "Side yard", "Roof", "Parking", "Garage", "Loading dock")
_BELOW = ("Basement", "Boiler", "Mechanical", "Elevator pit", "Pump", "Water entry")
# How many homes have one.
_HOME_SHARES = {"furnace": 0.7, "air_conditioner": 0.6, "water_heater": 0.9, "panel": 0.5, "sump_pump": 0.3}


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
        tree = _Tree(self._rows, self._chance, site_id)
        if customer.kind != "home":
            tree.build(name, next(iter(told["places"].values()), []))
        rooms = tuple(tree.room(room) for room in self._some(told["rooms"]))
        machines = []
        for category, count in told["machines"].items():
            # A home has a furnace or a heat pump, not one of everything.
            wanted = share if customer.kind != "home" else _HOME_SHARES.get(category, 0.12)
            standing = sum(self._chance.happens(wanted) for _ in range(count))
            for number in range(standing):
                label = str(number + 1) if count > 1 else ""
                machines.append(self._machine(site_id, self._kinds[category], label, tree))
        return rooms, tuple(machines)

    def _some(self, names: list[str]) -> list[str]:
        mixed = self._chance.shuffled(names)
        return mixed[: max(2, len(mixed) * 2 // 3)]

    def _machine(self, site_id: int, kind: MachineKind, label: str, tree: "_Tree") -> DemoMachine:
        chance = self._chance
        make, model = chance.pick(kind.models)
        serial = f"{kind.prefix}{chance.between(1_000_000, 9_999_999)}"
        age = int(chance.share() ** 1.4 * kind.life_years * 365)
        installed = self._today - timedelta(days=age)
        warranty = installed + timedelta(days=365 * kind.warranty_years)
        room = tree.room(chance.pick(kind.spots))
        name = f"{kind.name} {label}".strip()
        machine_id = self._rows.add(
            "equipment",
            *(site_id, room.place_id, None, name, kind.category.replace("_", " ").capitalize()),
            *(make, model, serial, installed.isoformat(), warranty.isoformat()),
        )
        return DemoMachine(machine_id, kind.category, name, make, model, serial, room, installed, warranty)


class _Tree:
    """The places of one site: the building, its floors, and on them what has a name. A home has none."""

    def __init__(self, rows: Rows, chance: Chance, site_id: int) -> None:
        self._rows = rows
        self._chance = chance
        self._site_id = site_id
        self._building: Room | None = None
        self._floors: list[Room] = []
        self._known: dict[str, Room] = {}

    def build(self, name: str, floors: list[str]) -> None:
        """The building stands, with some of these floors."""
        self._building = Room(self._rows.add("place", self._site_id, None, name), name, name)
        for floor in floors[: self._chance.between(1, len(floors))] if floors else ():
            self._floors.append(self._place(self._building, floor))

    def room(self, name: str) -> Room:
        """The place of this name, where such a place would be."""
        known = self._known.get(name)
        if known is not None or self._building is None:
            return known or Room(None, name, name)
        return self._place(self._above(name, self._building), name)

    def _above(self, name: str, building: Room) -> Room:
        if name.startswith(_OUTSIDE):
            return building
        if name.startswith(_BELOW):
            return self._known.get("Basement", building)
        inside = [floor for floor in self._floors if floor.name not in ("Basement", "Roof")]
        return self._chance.pick(inside or [building])

    def _place(self, above: Room, name: str) -> Room:
        place_id = self._rows.add("place", self._site_id, above.place_id, name)
        room = self._known[name] = Room(place_id, name, f"{above.path}{_ARROW}{name}")
        return room
