"""What was done lately, told from the record of commands."""

import json
from collections.abc import Iterable
from typing import Final

from sqlalchemy import select

from fsmdesk.core.messages import Command
from fsmdesk.db.database import Reading
from fsmdesk.models import CommandRecord, Person
from fsmdesk.services.registry import answers, message_named, name_of
from fsmdesk.services.undoing.messages import LastStep, MySteps, Step, Steps, Undo, WhatWasLast

_LOOKED_AT: Final = 200
_KEPT: Final = 50


@answers(MySteps)
def my_steps(work: Reading, _query: MySteps) -> Steps:
    """What this person can take back or do again."""
    latest = work.session.scalars(
        select(CommandRecord)
        .where(CommandRecord.person_id == work.actor.person_id)
        .order_by(CommandRecord.id.desc())
        .limit(_LOOKED_AT)
    )
    return steps_of(reversed(list(latest)))


def steps_of(records: Iterable[CommandRecord]) -> Steps:
    """Both stacks as these commands, oldest first, left them: something new ends what could be done again."""
    undo: list[Step] = []
    redo: list[tuple[Step, Step]] = []  # what was undone, and the undoing
    undoing = name_of(Undo)
    for record in records:
        if record.name == undoing:
            _turn(json.loads(record.result), record, undo, redo)
        elif record.said and _is_undoable(record.name):
            undo.append(Step(record.key, record.said, record.at))
            redo.clear()
    return Steps(tuple(undo[-_KEPT:]), tuple(by for _was, by in redo[-_KEPT:]))


def _turn(key: str | None, record: CommandRecord, undo: list[Step], redo: list[tuple[Step, Step]]) -> None:
    """The step with this key was undone, or an undoing with this key was: it changes sides."""
    for step in undo:
        if step.key == key:
            undo.remove(step)
            redo.append((step, Step(record.key, step.said, record.at, step.key)))
            return
    for was, by in redo:
        if by.key == key:
            redo.remove((was, by))
            undo.append(was)
            return


def _is_undoable(name: str) -> bool:
    message: type[Command[object]] | None = message_named(name)
    return message is not None and message.undoable


@answers(WhatWasLast)
def what_was_last(work: Reading, _query: WhatWasLast) -> LastStep | None:
    """The last thing with words, whoever did it."""
    row = work.session.execute(
        select(CommandRecord, Person.name)
        .outerjoin(Person, Person.id == CommandRecord.person_id)
        .where(CommandRecord.said != "")
        .order_by(CommandRecord.id.desc())
        .limit(1)
    ).first()
    if row is None:
        return None
    record, who = row
    is_mine = record.person_id is not None and record.person_id == work.actor.person_id
    return LastStep(who or "", record.said, record.at, is_mine)
