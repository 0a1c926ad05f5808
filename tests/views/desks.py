"""A desk without a database: an office that answers from plain calls, and a window that remembers."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject

from fsmdesk.core.formats import Formats
from fsmdesk.core.messages import ChangeSet, Command, Done, Query
from fsmdesk.core.permissions import Permission, may
from fsmdesk.core.terms import Role
from fsmdesk.services.saved_views.messages import SavedViews
from fsmdesk.views.actions import ActionRegistry
from fsmdesk.views.change_hub import ChangeHub
from fsmdesk.views.desk import Desk, Office, Shell
from fsmdesk.views.drafts import DraftStore
from fsmdesk.views.error_presenter import ErrorPresenter, Notice
from fsmdesk.views.person_settings import PersonSettings
from fsmdesk.views.tasks import TaskRunner

FORMATS = Formats("en_US", "USD", ZoneInfo("UTC"))


class Rosa:
    """Who sits here."""

    person_id = 3
    name = "Rosa"
    technician_id: int | None = None

    def __init__(self, role: Role = Role.OWNER) -> None:
        self.role = role


class PlainOffice:
    """Answers by the type of the message; records every command that was carried out."""

    def __init__(self, role: Role = Role.OWNER) -> None:
        self.actor = Rosa(role)
        self.answers: dict[type, Callable[[Any], Any]] = {SavedViews: lambda _query: ()}
        self.changes: dict[type, ChangeSet] = {}
        self.done: list[Command[Any]] = []

    def may(self, permission: Permission) -> bool:
        return may(self.actor.role, permission)

    def do(self, command: Command[Any], /) -> Done[Any]:
        value = self.answers[type(command)](command)
        self.done.append(command)
        return Done(value, self.changes.get(type(command), ChangeSet()))

    def ask(self, query: Query[Any], /) -> Any:
        return self.answers[type(query)](query)


class PlainShell:
    """Remembers what it was asked for."""

    def __init__(self) -> None:
        self.went: list[tuple[str, int | None]] = []
        self.opened: list[tuple[str, int]] = []
        self.beside: list[tuple[str, int]] = []
        self.said: list[tuple[str, Callable[[], object] | None]] = []
        self.notices: list[Notice] = []

    def go(self, place: str, record_id: int | None = None) -> None:
        self.went.append((place, record_id))

    def open_record(self, kind: str, record_id: int) -> None:
        self.opened.append((kind, record_id))

    def open_beside(self, kind: str, record_id: int) -> None:
        self.beside.append((kind, record_id))

    def open_place_beside(self, place: str) -> None:
        self.went.append((f"{place} beside", None))

    def back(self) -> None:
        self.went.append(("back", None))

    def say(self, text: str, undo: Callable[[], object] | None = None) -> None:
        self.said.append((text, undo))

    def say_undone(self, text: str, redo: Callable[[], object]) -> None:
        self.said.append((text, redo))

    def say_again(self, text: str, undo: Callable[[], object]) -> None:
        self.said.append((text, undo))

    def open_commands(self) -> None:
        self.went.append(("commands", None))

    def show_notice(self, notice: Notice) -> None:
        self.notices.append(notice)


def make_desk(
    folder: Path,
    office: Office,
    parent: QObject,
    shell: Shell | None = None,
    tasks: TaskRunner | None = None,
) -> Desk:
    """A desk whose files are in the folder and whose parts live as long as `parent`."""
    window = shell or PlainShell()
    fallback = window if isinstance(window, PlainShell) else PlainShell()
    return Desk(
        office=office,
        tasks=tasks or TaskRunner(parent),
        hub=ChangeHub(parent),
        shell=window,
        actions=ActionRegistry(parent),
        settings=PersonSettings(folder / "settings.json", parent),
        drafts=DraftStore(folder / "drafts", parent),
        errors=ErrorPresenter(fallback, folder / "reports", parent),
        formats=FORMATS,
    )
