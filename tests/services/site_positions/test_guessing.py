"""Where a site is, guessed from its neighbours."""

import pytest

from fsmdesk.core.errors import RuleBroken
from fsmdesk.models import Site, WorkOrder
from fsmdesk.services.intake.messages import NewSite, TakeCall
from fsmdesk.services.site_positions.messages import (
    ConfirmPosition,
    GuessedPosition,
    GuessMissingPositions,
    GuessPosition,
)
from fsmdesk.services.undoing.messages import Undo
from tests.services.shop import LIBRARY, LIBRARY_SITE, Shop


@pytest.fixture
def street(shop: Shop) -> Shop:
    """Three sites in one postcode, one of them far off, and one that was guessed."""
    shop.add(
        Site(name="A", postcode="SW1A 1AA", latitude_micro=51_500_000, longitude_micro=-140_000),
        Site(name="B", postcode="sw1a1aa", latitude_micro=51_500_200, longitude_micro=-140_200),
        Site(name="C", postcode="SW1A 1AA", latitude_micro=51_500_400, longitude_micro=9_000_000),
        Site(
            name="D",
            postcode="SW1A 1AA",
            latitude_micro=1,
            longitude_micro=1,
            coordinates_guessed=True,
        ),
    )
    return shop


def test_the_neighbours_tell(street: Shop) -> None:
    found = street.dispatcher.ask(GuessPosition(postcode="SW1A-1AA"))
    assert found == GuessedPosition(51_500_200, -140_000, 3)
    assert street.dispatcher.ask(GuessPosition(postcode="")) is None
    assert street.dispatcher.ask(GuessPosition(postcode="EC1")) is None


def test_the_same_number_in_another_country_is_elsewhere(street: Shop) -> None:
    street.add(Site(name="E", postcode="10115", country="DE", latitude_micro=1, longitude_micro=2))
    assert street.dispatcher.ask(GuessPosition(postcode="10115", country="US")) is None
    assert street.dispatcher.ask(GuessPosition(postcode="10115", country="de")) is not None
    assert street.dispatcher.ask(GuessPosition(postcode="10115")) is not None


def test_a_site_made_with_a_call_has_a_guessed_place_until_it_is_confirmed(street: Shop) -> None:
    job = street.dispatcher.do(
        TakeCall(title="No heat", customer_id=LIBRARY, new_site=NewSite(name="New", postcode="SW1A 1AA"))
    ).value
    site_id = street.get(WorkOrder, job).site_id or 0
    site = street.get(Site, site_id)
    assert (site.latitude_micro, site.coordinates_guessed) == (51_500_200, True)
    street.dispatcher.do(ConfirmPosition(site_id=site_id, seen_version=site.version))
    assert not street.get(Site, site_id).coordinates_guessed
    with pytest.raises(RuleBroken):
        street.dispatcher.do(ConfirmPosition(site_id=LIBRARY_SITE, seen_version=1))


def test_all_that_are_missing_are_guessed_at_once(street: Shop) -> None:
    near, far = street.add(Site(name="Near", postcode="SW1A 1AA"), Site(name="Far", postcode="EC1"))
    command = GuessMissingPositions()
    assert street.dispatcher.do(command).value == 1
    assert street.get(Site, near).coordinates_guessed
    assert street.get(Site, far).latitude_micro is None
    street.dispatcher.do(Undo(undone_key=command.key))
    assert street.get(Site, near).latitude_micro is None
