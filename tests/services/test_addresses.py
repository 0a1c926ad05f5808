from dataclasses import dataclass

import pytest

from fsmdesk.services.addresses import address_lines


@dataclass
class Address:
    address: str = "1 Main St\nSuite 4"
    city: str = "Dover"
    region: str = ""
    postcode: str = "12207"
    country: str = ""


@pytest.mark.parametrize(
    ("given", "town"),
    [
        (Address(region="NY", country="US"), "Dover, NY 12207"),
        (Address(country="United Kingdom", postcode="CT16 1AA"), "Dover CT16 1AA"),
        (Address(city="Berlin", country="Germany"), "12207 Berlin"),
        (Address(city="México D.F.", region="CDMX", postcode="05021"), "05021 México D.F., CDMX"),
        (Address(city="", postcode="", region="NY", country="US"), "NY"),
    ],
)
def test_town_and_postcode_stand_in_the_order_of_the_country(given: Address, town: str) -> None:
    lines = address_lines(given)
    assert lines[:3] == ("1 Main St", "Suite 4", town)
    assert lines[3:] == ((given.country,) if given.country else ())
