"""Addresses and machines in words, as documents and strips show them."""

from typing import Protocol

from fsmdesk.core.words import tr

_POSTCODE_LAST = frozenset(
    {"US", "USA", "UNITED STATES", "CA", "CANADA", "AU", "AUSTRALIA", "GB", "UK", "UNITED KINGDOM"}
    | {"NZ", "NEW ZEALAND", "IE", "IRELAND", "IN", "INDIA", "ZA", "SOUTH AFRICA"}
)


class HasAddress(Protocol):
    """A record with a postal address."""

    address: str
    city: str
    region: str
    postcode: str
    country: str


class IsMachine(Protocol):
    """A record that says what a machine is."""

    name: str
    make: str
    model: str
    serial: str


def address_lines(record: HasAddress) -> tuple[str, ...]:
    """The lines of the address from the street on; nothing that is empty."""
    lines = (*record.address.split("\n"), _town(record), record.country)
    return tuple(line for line in lines if line.strip())


def _town(record: HasAddress) -> str:
    """Town, region and postcode in the order of the country (UPU S42: after the town in English-speaking ones)."""
    if record.country.strip().upper() in _POSTCODE_LAST:
        place = ", ".join(part for part in (record.city, record.region) if part)
        return " ".join(part for part in (place, record.postcode) if part)
    town = " ".join(part for part in (record.postcode, record.city) if part)
    return ", ".join(part for part in (town, record.region) if part)


def address_line(record: HasAddress) -> str:
    """Street and town on one line."""
    lines = [*record.address.split("\n"), record.city]
    return ", ".join(line for line in lines if line.strip())


def machine_words(machine: IsMachine | None) -> str:
    """`Boiler 1 · Weil GV90 · SN W-17`; empty for none."""
    if machine is None:
        return ""
    kind = " ".join(part for part in (machine.make, machine.model) if part and part not in machine.name)
    serial = f"{tr('SN')} {machine.serial}" if machine.serial else ""
    return " · ".join(part for part in (machine.name, kind, serial) if part)
