"""Every place by keyboard and for a screen reader: names, roles, Tab, mnemonics, and the keys that the guide names."""

import re

import pytest
from PySide6.QtWidgets import QTabBar

from fsmdesk.place_actions import offers_of
from fsmdesk.places import places
from fsmdesk.views.actions import OFFERED
from fsmdesk.views.main_window.guide_book import pages
from fsmdesk.views.main_window.place_keys import keys_of
from tests.walk.conftest import Walked
from tests.walk.walker import miscast, mnemonics, nameless, out_of_reach

# A record of each kind that the small demo shop has for certain.
RECORD = 5
FIRST = 1
# Keys of Qt's own controls, and of what opens over a screen.
OF_CONTROLS = {"Tab", "Shift+Tab", "Return", "Space", "Up", "Down", "Left", "Right", "Esc", "Ctrl+S"}
OF_PREVIEW = {"Ctrl+Shift+S"}
OF_LISTS = {"Del", "Ctrl+Del", "Ctrl+A"}
OF_LINES = {"Ctrl+D", "Alt+Return"}
TYPED = {"!"}  # no key of its own: what is typed into a field
OF_WINDOW = {f"Ctrl+{digit}" for digit in range(1, 10)}
OF_BOARD = {
    *("Alt+Left", "Alt+Right", "Alt+Up", "Alt+Down", "Shift+Alt+Left", "Shift+Alt+Right", "Shift+F10"),
    *("Alt", "Ctrl", "Shift"),  # held while one drags
}


def faults(walked: Walked) -> list[str]:
    window = walked.window
    return [*nameless(window), *miscast(window), *out_of_reach(window), *mnemonics(window)]


def visit(walked: Walked, place_id: str) -> None:
    place = next(one for one in places() if one.id == place_id)
    record = FIRST if place_id in ("template", "technician") else RECORD
    walked.go(place_id, record if place.opens and not place.in_rail else None)


@pytest.mark.parametrize("place_id", [place.id for place in places()])
def test_every_control_can_be_named_and_reached(walked: Walked, place_id: str) -> None:
    if all(place.id != place_id for place in walked.places()):
        return  # of those who are sent out, not of the owner
    visit(walked, place_id)
    assert faults(walked) == []
    screen = walked.window.current_screen()
    assert screen is not None
    for bar in screen.findChildren(QTabBar):
        for at in range(bar.count()):
            bar.setCurrentIndex(at)
            walked.settle()
            assert faults(walked) == [], bar.tabText(at)


def test_what_lies_over_the_screens_too(walked: Walked) -> None:
    walked.go("board")
    walked.window._turn_help()
    walked.settle()
    assert faults(walked) == []
    walked.window._turn_help()
    walked.window.open_commands()
    walked.settle()
    box = walked.window.command_box
    assert nameless(walked.window) == []
    assert miscast(walked.window) == []
    box.close_box()


def test_what_the_command_box_offers_from_afar_is_there(walked: Walked) -> None:
    missing = []
    for place in walked.places():
        for offer in offers_of(place.id):
            visit(walked, place.id)
            offered = {spec.id for spec, _action in walked.window.actions_offered.offered()}
            if offer.action not in offered:
                missing.append(offer.action)
    assert missing == []


def test_whatever_makes_something_new_is_offered_from_afar(walked: Walked) -> None:
    offered = {offer.action for place in places() for offer in offers_of(place.id)}
    for place in walked.places():
        visit(walked, place.id)
    known = {spec.id for spec, _action, _owner in walked.window.actions_offered._entries.values()}
    assert {name for name in known if name.endswith(".new") and not name.startswith(OFFERED)} <= offered


def test_every_key_of_the_guide_does_something(walked: Walked) -> None:
    for place in walked.places():
        visit(walked, place.id)
    entries = walked.window.actions_offered._entries.values()
    keys = {spec.shortcut for spec, _action, _owner in entries if spec.shortcut}
    keys |= OF_CONTROLS | OF_LISTS | OF_LINES | OF_PREVIEW | OF_WINDOW | OF_BOARD | TYPED
    keys |= {key for place in places() for _what, key in keys_of(place.id)}
    mine = {place.id for place in walked.places()} | {page.name for page in pages()} - {
        one.id for one in places()
    }
    spans = {(page.name, span) for page in pages() for span in re.findall(r"`([^`]+)`", page.text)}
    named = {(name, key) for name, key in spans if name in mine and not key.startswith("{")}
    assert sorted((name, key) for name, key in named if key not in keys) == []
