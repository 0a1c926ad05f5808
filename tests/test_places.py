"""Every place in the table exists, and records open at one place each."""

from importlib import import_module
from types import SimpleNamespace

import pytest

from fsmdesk.core.permissions import may
from fsmdesk.core.terms import Role
from fsmdesk.db.actor import Actor
from fsmdesk.opening import Choice
from fsmdesk.places import places
from fsmdesk.resources import resource
from fsmdesk.services.setup.messages import PersonRow
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


def _seen_by(actor: Actor) -> list[str]:
    return [place.id for place in places() if may(actor.role, place.needs) and place.is_for(actor)]


def test_a_technicians_first_place_is_his_day_and_there_is_little_else() -> None:
    assert _seen_by(Actor(4, "Fay", Role.TECHNICIAN, "phone", technician_id=1)) == [
        "my_day",
        "own_appearance",
    ]
    assert _seen_by(Actor(4, "Fay", Role.TECHNICIAN, "phone")) == ["own_appearance"]


def test_only_who_goes_out_has_a_day_of_his_own() -> None:
    desk = _seen_by(Actor(1, "Olive", Role.OWNER, "desk"))
    assert "my_day" not in desk and "own_appearance" not in desk
    both = _seen_by(Actor(1, "Olive", Role.OWNER, "desk", technician_id=2))
    assert both[:2] == ["board", "my_day"]


def test_who_could_sit_down_has_a_place_to_be() -> None:
    people = (
        PersonRow(1, 1, "Zoe", Role.TECHNICIAN, 7, False),
        PersonRow(2, 1, "Yves", Role.TECHNICIAN, None, False),
        PersonRow(3, 1, "Xena", Role.OWNER, None, False),
    )
    choice = Choice("office", SimpleNamespace(people=people))  # type: ignore[arg-type]
    assert [person.name for person in choice.people] == ["Xena", "Zoe"]
