"""Where people live and work: made-up addresses in a made-up area, with coordinates that lie together."""

from dataclasses import dataclass
from typing import Any

from fsmdesk.services.demo.chance import Chance, Weights
from fsmdesk.services.demo.materials import load


@dataclass(slots=True)
class DemoAddress:
    """One address."""

    address: str
    city: str
    region: str
    postcode: str
    country: str
    latitude_micro: int
    longitude_micro: int


class Towns:
    """Makes addresses and telephone numbers."""

    def __init__(self) -> None:
        content = load("towns")
        self._region: str = content["region"]
        self._country: str = content["country"]
        self._streets: list[str] = content["streets"]
        self._area_codes: list[str] = content["area_codes"]
        self._towns: Weights[dict[str, Any]] = Weights((town, town["share"]) for town in content["towns"])

    def address(self, chance: Chance) -> DemoAddress:
        """A new address; most are near the middle of their town."""
        town = chance.weighted(self._towns)
        spread = town["spread_micro"]
        # The sum of two draws lies around the middle more often than at the edge.
        north = (chance.share() + chance.share() - 1) * spread
        east = (chance.share() + chance.share() - 1) * spread
        return DemoAddress(
            address=f"{chance.between(2, 980)} {chance.pick(self._streets)}",
            city=town["name"],
            region=self._region,
            postcode=chance.pick(town["postcodes"]),
            country=self._country,
            latitude_micro=town["latitude_micro"] + int(north),
            longitude_micro=town["longitude_micro"] + int(east * 1.35),
        )

    def phone(self, chance: Chance) -> str:
        """A number in the exchange that belongs to nobody."""
        return f"{chance.pick(self._area_codes)}-555-{chance.between(101, 9999):04d}"


def minutes_between(one: tuple[int, int], other: tuple[int, int]) -> int:
    """How long the drive takes, in steps of five minutes: places are latitude and longitude in millionths."""
    # A millionth of a degree north is 11 cm, east at this latitude 8 cm; in town 500 m take a minute.
    metres = abs(one[0] - other[0]) * 0.111 + abs(one[1] - other[1]) * 0.082
    return max(10, min(45, 5 * round((5 + metres / 500) / 5)))


def town_names() -> list[str]:
    """The names of all towns."""
    return [town["name"] for town in load("towns")["towns"]]
