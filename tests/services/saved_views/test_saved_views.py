"""Saved views: whose they are, what they are called, and which one a list begins with."""

import json

import pytest

from fsmdesk.core.errors import ConflictError, NotAllowed, RuleBroken
from fsmdesk.models import SavedView
from fsmdesk.services.office import Office
from fsmdesk.services.saved_views.messages import (
    AddSavedView,
    ChangeSavedView,
    MakeSavedViewDefault,
    RemoveSavedView,
    SavedViewRow,
    SavedViews,
)
from fsmdesk.services.undoing.messages import Undo
from tests.services.shop import Shop

_LATE = json.dumps({"text": "late", "columns": ["number", "title"]})


def _add(office: Office, name: str, is_shared: bool = False, list_name: str = "invoices") -> int:
    command = AddSavedView(list_name=list_name, name=name, definition=_LATE, is_shared=is_shared)
    return office.do(command).value


def _views(office: Office, list_name: str = "invoices") -> list[SavedViewRow]:
    found = office.ask(SavedViews(list_name=list_name))
    return list(found)


def _names(office: Office) -> list[str]:
    return [view.name for view in _views(office)]


def test_own_views_are_ones_own_and_shared_ones_everybodys(shop: Shop) -> None:
    _add(shop.dispatcher, "Mine")
    _add(shop.dispatcher, "Late ones", is_shared=True)
    _add(shop.bookkeeper, "Books")
    _add(shop.dispatcher, "Elsewhere", list_name="customers")
    assert _names(shop.dispatcher) == ["Mine", "Late ones"]
    assert _names(shop.bookkeeper) == ["Books", "Late ones"]
    assert [view.is_shared for view in _views(shop.bookkeeper)] == [False, True]
    assert _views(shop.owner)[0].definition == _LATE


def test_a_view_is_renamed_changed_and_removed_and_comes_back(shop: Shop) -> None:
    view_id = _add(shop.dispatcher, "Mine")
    shop.dispatcher.do(ChangeSavedView(view_id=view_id, seen_version=1, name="  Ours  "))
    shop.dispatcher.do(ChangeSavedView(view_id=view_id, seen_version=2, definition="{}"))
    (view,) = _views(shop.dispatcher)
    assert (view.name, view.definition) == ("Ours", "{}")
    remove = RemoveSavedView(view_id=view_id, seen_version=view.version)
    shop.dispatcher.do(remove)
    assert _views(shop.dispatcher) == []
    shop.dispatcher.do(Undo(undone_key=remove.key))
    assert _names(shop.dispatcher) == ["Ours"]


def test_names_are_needed_and_stand_for_one_view_each(shop: Shop) -> None:
    _add(shop.dispatcher, "Late", is_shared=True)
    other = _add(shop.dispatcher, "Other", is_shared=True)
    _add(shop.dispatcher, "Late")
    for name in ("Late", "", "   "):
        with pytest.raises(RuleBroken) as caught:
            _add(shop.bookkeeper, name, is_shared=True)
        assert caught.value.field == "name"
    with pytest.raises(RuleBroken):
        shop.dispatcher.do(ChangeSavedView(view_id=other, seen_version=1, name="Late"))
    shop.dispatcher.do(ChangeSavedView(view_id=other, seen_version=1, name="Other"))


def test_nobody_touches_somebody_elses(shop: Shop) -> None:
    view_id = _add(shop.dispatcher, "Mine")
    for command in (
        ChangeSavedView(view_id=view_id, seen_version=1, name="Yours"),
        RemoveSavedView(view_id=view_id, seen_version=1),
        MakeSavedViewDefault(view_id=view_id, seen_version=1),
    ):
        with pytest.raises(NotAllowed):
            shop.owner.do(command)
    with pytest.raises(NotAllowed):
        _add(shop.fays_phone, "For all", is_shared=True)


def test_one_default_for_each_and_one_for_the_office(shop: Shop) -> None:
    mine, late = _add(shop.dispatcher, "Mine"), _add(shop.dispatcher, "Other")
    office = _add(shop.owner, "Office", is_shared=True)
    for view_id in (mine, late, office):
        shop.dispatcher.do(MakeSavedViewDefault(view_id=view_id, seen_version=1))
    assert [view.name for view in _views(shop.dispatcher) if view.is_default] == ["Other", "Office"]
    shop.dispatcher.do(MakeSavedViewDefault(view_id=late, seen_version=2, is_default=False))
    assert [view.name for view in _views(shop.dispatcher) if view.is_default] == ["Office"]


def test_what_another_seat_changed_is_not_overwritten(shop: Shop) -> None:
    view_id = _add(shop.dispatcher, "Late", is_shared=True)
    shop.bookkeeper.do(ChangeSavedView(view_id=view_id, seen_version=1, name="Very late"))
    with pytest.raises(ConflictError):
        shop.dispatcher.do(ChangeSavedView(view_id=view_id, seen_version=1, definition="{}"))


@pytest.mark.parametrize("definition", ["", "[]", "{", '"x"', '{"a": "' + "x" * 100_000 + '"}'])
def test_only_objects_of_some_length_are_kept(sqlite_shop: Shop, definition: str) -> None:
    with pytest.raises(RuleBroken):
        sqlite_shop.owner.do(AddSavedView(list_name="invoices", name="x", definition=definition))


def test_the_database_keeps_one_shared_view_of_a_name(shop: Shop) -> None:
    _add(shop.owner, "Late", is_shared=True)
    with pytest.raises(RuleBroken):
        shop.add(SavedView(list_name="invoices", name="Late", definition=_LATE))
