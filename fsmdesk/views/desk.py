"""What every screen works with: the office, the task runner, the hub, and the window around it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from fsmdesk.core.messages import Command, Done, Query
from fsmdesk.core.permissions import Permission
from fsmdesk.core.terms import Role
from fsmdesk.core.words import tr
from fsmdesk.services.undoing.messages import Undo
from fsmdesk.views.actions import ActionRegistry
from fsmdesk.views.change_hub import ChangeHub
from fsmdesk.views.drafts import DraftStore
from fsmdesk.views.error_presenter import ErrorPresenter
from fsmdesk.views.person_settings import PersonSettings
from fsmdesk.views.tasks import Lane, OnError, TaskRunner

if TYPE_CHECKING:  # the window is painted without it
    from fsmdesk.core.formats import Formats

R = TypeVar("R")


class Actor(Protocol):
    """Who sits here."""

    @property
    def person_id(self) -> int | None:
        """The person's id."""

    @property
    def name(self) -> str:
        """The person's name."""

    @property
    def role(self) -> Role:
        """What the person is in the office."""

    @property
    def technician_id(self) -> int | None:
        """The technician whose visits are the person's own, if they go out themselves."""


class Office(Protocol):
    """The office as a screen sees it. `do` and `ask` block, so they only run inside jobs."""

    @property
    def actor(self) -> Actor:
        """Who sits here."""

    def may(self, permission: Permission) -> bool:
        """True if the person who sits here may do this."""

    def do(self, command: Command[R], /) -> Done[R]:
        """Run the command in one transaction."""

    def ask(self, query: Query[R], /) -> R:
        """Read."""


class Shell(Protocol):
    """The window as a screen sees it."""

    def go(self, place: str, record_id: int | None = None) -> None:
        """Show a place, with a record where it shows one."""

    def open_record(self, kind: str, record_id: int) -> None:
        """Show the place that opens records of this kind."""

    def open_beside(self, kind: str, record_id: int) -> None:
        """Show the record in a window of its own, beside the others."""

    def open_place_beside(self, place: str) -> None:
        """Show a place that has no record in a window of its own."""

    def back(self) -> None:
        """Show what was shown before."""

    def say(self, text: str, undo: Callable[[], object] | None = None) -> None:
        """Say on the status line what happened; Ctrl+Z and the line's button call `undo`."""

    def say_undone(self, text: str, redo: Callable[[], object]) -> None:
        """Say that something was taken back; Ctrl+Y calls `redo`."""

    def say_again(self, text: str, undo: Callable[[], object]) -> None:
        """Say that something was done again; Ctrl+Z calls `undo`, and what else was undone can still be redone."""

    def open_commands(self) -> None:
        """Open the command box."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Handed to every screen when it is made.

    A screen is made in the `nest`, where it stays: put somewhere else later, each of its widgets would be dressed
    by the style sheet once more, which takes as long as making it.
    """

    office: Office
    tasks: TaskRunner
    hub: ChangeHub
    shell: Shell
    actions: ActionRegistry
    settings: PersonSettings
    drafts: DraftStore
    errors: ErrorPresenter
    formats: "Formats"
    nest: QWidget | None = None

    def may(self, permission: Permission) -> bool:
        """True if the person who sits here may do this."""
        return self.office.may(permission)

    def ask(
        self,
        owner: QObject,
        query: Query[R],
        on_result: Callable[[R], object],
        on_error: OnError | None = None,
    ) -> int:
        """Read off the GUI thread; an error goes to the presenter unless `on_error` takes it."""

        def job() -> R:
            return self.office.ask(query)

        def show(error: Exception) -> None:
            again = partial(self.ask, owner, query, on_result)
            self.errors.show(error, owner, again, read=type(query))

        # An older question of this sort is answered by this one.
        self.errors.forget_unread(owner, type(query))
        return self.tasks.run(owner, job, on_result, on_error or show, Lane.READ)

    def do(
        self,
        owner: QObject,
        command: Command[R],
        on_done: Callable[[Done[R]], object],
        on_error: OnError | None = None,
        said: str = "",
    ) -> int:
        """Run a command off the GUI thread; once committed `on_done` runs, then every screen hears of it.

        `said` is put on the status line, with Undo where the command can be taken back.
        """

        spoken = replace(command, said=said) if said else command

        def job() -> Done[R]:
            return self.office.do(spoken)

        def settle(done: Done[R]) -> None:
            on_done(done)
            self.hub.tell(done.changes, owner)
            if said:
                can_undo = bool(getattr(command, "undoable", False))
                self.shell.say(said, partial(self.undo, command.key, said) if can_undo else None)

        return self.tasks.run(owner, job, settle, on_error or self._present(owner), Lane.WRITE)

    def undo(self, key: str, said: str) -> None:
        """Take back the command with this key, which did what `said` says."""
        command = Undo(undone_key=key, said=tr("Taken back: {what}").format(what=said))

        def settle(done: Done[str]) -> None:
            self.hub.tell(done.changes, None)
            self.shell.say_undone(command.said, partial(self.redo, command.key, key, said))

        self._turn(command, settle)

    def redo(self, undoing_key: str, key: str, said: str) -> None:
        """Take back the undoing with `undoing_key`: what the command `key` did is done again."""
        command = Undo(undone_key=undoing_key, said=tr("Done again: {what}").format(what=said))

        def settle(done: Done[str]) -> None:
            self.hub.tell(done.changes, None)
            self.shell.say_again(command.said, partial(self.undo, key, said))

        self._turn(command, settle)

    def _turn(self, command: Undo, settle: Callable[[Done[str]], object]) -> None:
        job = partial(self.office.do, command)
        self.tasks.run(self.hub, job, settle, self._present(self.hub), Lane.WRITE)

    def _present(self, owner: QObject) -> OnError:
        def show(error: Exception) -> None:
            self.errors.show(error, owner)

        return show
