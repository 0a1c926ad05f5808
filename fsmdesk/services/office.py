"""The office as a screen or a command line sees it: it carries out commands and answers queries."""

import json
from typing import Any, TypeVar

from sqlalchemy import select

from fsmdesk.core.errors import EnvironmentProblem
from fsmdesk.core.messages import ChangeSet, Command, Done, Query
from fsmdesk.core.permissions import Permission, may
from fsmdesk.db.actor import Actor
from fsmdesk.db.database import Database, Reading, Writing
from fsmdesk.models import CommandRecord
from fsmdesk.services.permits import permit
from fsmdesk.services.registry import handler_of, name_of

ResultT = TypeVar("ResultT")
_LONGEST_SAYING = 1000


class Office:
    """One person at one seat in one office. Safe to use from several threads; every call blocks."""

    def __init__(self, database: Database, actor: Actor) -> None:
        self._database = database
        self._actor = actor

    @property
    def actor(self) -> Actor:
        """Who sits here."""
        return self._actor

    @property
    def database(self) -> Database:
        """The database behind; for backup, the live feed and checks only."""
        return self._database

    def may(self, permission: Permission) -> bool:
        """True if the person who sits here may do this."""
        return may(self._actor.role, permission)

    def do(self, command: Command[ResultT]) -> Done[ResultT]:
        """The command is committed, once, however often it is handed in.

        Raises:
            UserFacingError: a rule, a conflict, or something not allowed; nothing was changed.
            EnvironmentProblem: server, disk or network; nothing was changed, or it is not known whether.
        """
        permit(self._actor.role, command.needs)
        try:
            return self._do_once(command)
        except EnvironmentProblem:
            # The answer to a commit may have been lost: then the key is in the log.
            earlier = self._done_before(command)
            if earlier is None:
                raise
            return earlier

    def ask(self, query: Query[ResultT]) -> ResultT:
        """The answer to a query, from one consistent snapshot.

        Raises:
            NotAllowed: the person's role does not permit it.
            EnvironmentProblem: server, disk or network.
        """
        permit(self._actor.role, query.needs)
        handler = handler_of(type(query))
        with self._database.read(self._actor) as work:
            answer: ResultT = handler(work, query)
            return answer

    def _do_once(self, command: Command[ResultT]) -> Done[ResultT]:
        handler = handler_of(type(command))
        with self._database.write(self._actor, command.key) as work:
            if (record := _record_of(work, command.key)) is not None:
                return Done(_value(record), ChangeSet())
            value: ResultT = handler(work, command)
            work.session.flush()
            changes = work.changes
            self._keep(work, command, value)
        return Done(value, changes)

    def _keep(self, work: Writing, command: Command[Any], value: object) -> None:
        work.session.add(
            CommandRecord(
                key=command.key,
                name=name_of(type(command)),
                person_id=self._actor.person_id,
                at=work.now,
                result=json.dumps(value),
                said=command.said[:_LONGEST_SAYING],
            )
        )

    def _done_before(self, command: Command[ResultT]) -> Done[ResultT] | None:
        try:
            with self._database.read(self._actor) as work:
                record = _record_of(work, command.key)
                return None if record is None else Done(_value(record), ChangeSet())
        except EnvironmentProblem:
            return None


def _record_of(work: Reading, key: str) -> CommandRecord | None:
    return work.session.scalar(select(CommandRecord).where(CommandRecord.key == key))


def _value(record: CommandRecord) -> Any:
    return json.loads(record.result)
