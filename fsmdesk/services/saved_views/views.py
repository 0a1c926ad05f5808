"""Saved views: a person's own, and those that are shared with the office."""

import json
from collections.abc import Sequence
from typing import Final

from sqlalchemy import ColumnElement, or_, select

from fsmdesk.core.errors import NotAllowed, RuleBroken
from fsmdesk.core.permissions import Permission
from fsmdesk.core.texts import clean_text
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading, Writing
from fsmdesk.models import ChangeLog, SavedView
from fsmdesk.services.permits import permit
from fsmdesk.services.records import find_seen, require
from fsmdesk.services.registry import answers, handles, rechecks
from fsmdesk.services.saved_views import messages

_LONGEST_DEFINITION: Final = 100_000


@answers(messages.SavedViews)
def saved_views(work: Reading, query: messages.SavedViews) -> tuple[messages.SavedViewRow, ...]:
    """What the person may choose from."""
    rows = work.session.scalars(
        select(SavedView)
        .where(
            SavedView.list_name == query.list_name,
            or_(SavedView.person_id == work.actor.person_id, SavedView.person_id.is_(None)),
        )
        .order_by(SavedView.person_id.is_(None), SavedView.name, SavedView.id)
    )
    return tuple(
        messages.SavedViewRow(
            id=view.id,
            version=view.version,
            name=view.name,
            definition=view.definition,
            is_shared=view.person_id is None,
            is_default=view.is_default,
        )
        for view in rows
    )


@handles(messages.AddSavedView)
def add_saved_view(work: Writing, command: messages.AddSavedView) -> int:
    """The view is kept.

    Raises:
        RuleBroken: it has no name, or one that is taken.
        NotAllowed: the person may not share it.
    """
    owner = None if command.is_shared else work.actor.person_id
    if owner is None:
        permit(work.actor.role, Permission.SEE_OFFICE)
    view = SavedView(
        person_id=owner,
        list_name=clean_text(command.list_name, "list_name", max_length=60),
        name=_free_name(work, command.list_name, owner, command.name, None),
        definition=_checked(command.definition),
    )
    work.session.add(view)
    work.session.flush()
    return view.id


@handles(messages.ChangeSavedView)
def change_saved_view(work: Writing, command: messages.ChangeSavedView) -> None:
    """Another name, or something else to show."""
    view = _own(work, command.view_id, command.seen_version)
    if command.name is not None:
        view.name = _free_name(work, view.list_name, view.person_id, command.name, view.id)
    if command.definition is not None:
        view.definition = _checked(command.definition)


@handles(messages.RemoveSavedView)
def remove_saved_view(work: Writing, command: messages.RemoveSavedView) -> None:
    """It is gone."""
    work.session.delete(_own(work, command.view_id, command.seen_version))


@handles(messages.MakeSavedViewDefault)
def make_saved_view_default(work: Writing, command: messages.MakeSavedViewDefault) -> None:
    """No other view of the same owner is the default any more."""
    view = _own(work, command.view_id, command.seen_version)
    others = select(SavedView).where(
        SavedView.list_name == view.list_name, _owned_by(view.person_id), SavedView.is_default
    )
    for other in work.session.scalars(others):
        other.is_default = False
    view.is_default = command.is_default


@rechecks(
    messages.AddSavedView,
    messages.ChangeSavedView,
    messages.RemoveSavedView,
    messages.MakeSavedViewDefault,
)
def permit_taking_back(work: Reading, entries: Sequence[ChangeLog]) -> None:
    """A person's own views are nobody else's; those of the office are for who sees it."""
    for entry in entries:
        values = {**(entry.before or {}), **(entry.after or {})}
        if "person_id" in values:
            owner = values["person_id"]
        else:
            owner = work.session.scalar(select(SavedView.person_id).where(SavedView.id == entry.record_id))
        _permit(work, owner if isinstance(owner, int) else None)


def _permit(work: Reading, owner: int | None) -> None:
    if owner is None:
        permit(work.actor.role, Permission.SEE_OFFICE)
    elif owner != work.actor.person_id:
        raise NotAllowed(tr("This is somebody else's view."))


def _own(work: Writing, view_id: int, seen_version: int) -> SavedView:
    view = find_seen(work, SavedView, view_id, seen_version)
    _permit(work, view.person_id)
    return view


def _free_name(work: Reading, list_name: str, owner: int | None, name: str, own_id: int | None) -> str:
    said = clean_text(name, "name", max_length=200).strip()
    require(said, "name")
    taken = select(SavedView.id).where(
        SavedView.list_name == list_name, _owned_by(owner), SavedView.name == said
    )
    if any(found != own_id for found in work.session.scalars(taken)):
        raise RuleBroken(tr("There is a view called {name} already.").format(name=said), field="name")
    return said


def _owned_by(owner: int | None) -> ColumnElement[bool]:
    return SavedView.person_id.is_(None) if owner is None else SavedView.person_id == owner


def _checked(definition: str) -> str:
    try:
        is_object = isinstance(json.loads(definition), dict)
    except ValueError:
        is_object = False
    if not is_object or len(definition) > _LONGEST_DEFINITION:
        raise RuleBroken(tr("This view can't be kept."), field="definition")
    return definition
