"""Taking back what was done, doing it again, and what was done last."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from fsmdesk.core.messages import Command, Query
from fsmdesk.core.permissions import Permission


@dataclass(frozen=True, kw_only=True)
class Undo(Command[str]):
    """What the command with `undone_key` changed is as it was before. Answers with that key.

    It is a command like any other, so taking it back does again what was undone. Only who gave the command
    may take it back, and the permission it needed is checked again.

    Raises:
        NotAllowed: somebody else gave it, or the person may not do this any more.
        RuleBroken: that command can't be undone, or somebody changed the same records since.
    """

    needs: ClassVar[Permission] = Permission.SIT_HERE
    undoable: ClassVar[bool] = True
    undone_key: str


@dataclass(frozen=True, slots=True)
class Step:
    """Something that can be taken back, or done again, by undoing the command with this key.

    `undone` is the key of what is done again, empty for what can be taken back.
    """

    key: str
    said: str
    at: datetime
    undone: str = ""


@dataclass(frozen=True, slots=True)
class Steps:
    """What would be undone and what done again, the next one last."""

    undo: tuple[Step, ...] = ()
    redo: tuple[Step, ...] = ()


@dataclass(frozen=True, kw_only=True)
class MySteps(Query[Steps]):
    """What the person who sits here did lately, at whatever seat, and can take back or do again."""

    needs: ClassVar[Permission] = Permission.SIT_HERE


@dataclass(frozen=True, slots=True)
class LastStep:
    """What was done last: by whom (empty for a program), in which words, and when."""

    who: str
    said: str
    at: datetime
    is_mine: bool


@dataclass(frozen=True, kw_only=True)
class WhatWasLast(Query[LastStep | None]):
    """The last thing that anybody did and that has words; None if nothing has."""
