"""Every place in the table exists, and records open at one place each."""

from importlib import import_module

import pytest

from fsmdesk.places import places
from fsmdesk.resources import resource
from fsmdesk.views.main_window.places import Place
from fsmdesk.views.screen import Screen


@pytest.mark.parametrize("place", places(), ids=lambda place: place.id)
def test_every_place_leads_to_a_screen(place: Place) -> None:
    assert isinstance(place.screen, str)
    module, _, name = place.screen.partition(":")
    assert issubclass(getattr(import_module(module), name), Screen)
    assert resource(f"icons/{place.icon}.svg").is_file()


def test_names_are_given_once_and_lead_somewhere() -> None:
    ids = [place.id for place in places()]
    assert len(ids) == len(set(ids))
    kinds = [kind for place in places() for kind in place.opens]
    assert len(kinds) == len(set(kinds))
    in_rail = {place.id for place in places() if place.in_rail}
    assert {place.under for place in places() if not place.in_rail} <= in_rail
