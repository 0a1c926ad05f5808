"""Units of work: one user's wish against the database, all of it or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, event, text
from sqlalchemy.orm import Session, UOWTransaction

from fsmdesk.core.messages import ChangeSet, RecordRef
from fsmdesk.core.times import Clock, now
from fsmdesk.db.actor import Actor
from fsmdesk.db.engine import WRITES, make_engine
from fsmdesk.db.failures import sorted_errors
from fsmdesk.db.location import Location
from fsmdesk.db.plain_sql import driver_sql, driver_values


class Reading:
    """A consistent look at the office; nothing can be changed through it."""

    def __init__(self, session: Session, actor: Actor, clock: Clock) -> None:
        self.session = session
        self.actor = actor
        self.now: datetime = clock()

    @property
    def is_sqlite(self) -> bool:
        """True for an office in a file."""
        return self.session.get_bind().dialect.name == "sqlite"

    def rows(self, sql: str, /, **values: object) -> list[tuple[Any, ...]]:
        """What a query in plain SQL finds, as `PlainReading` says."""
        is_sqlite = self.is_sqlite
        found = self.session.connection().exec_driver_sql(
            driver_sql(sql, is_sqlite), driver_values(values, is_sqlite)
        )
        return [tuple(row) for row in found]


class Writing(Reading):
    """A change in the making. `changes` says what was flushed so far; nothing counts before the commit."""

    def __init__(self, session: Session, actor: Actor, clock: Clock) -> None:
        super().__init__(session, actor, clock)
        self._changed: set[RecordRef] = set()
        event.listen(session, "after_flush", self._collect)

    @property
    def changes(self) -> ChangeSet:
        """The records changed so far."""
        return ChangeSet(frozenset(self._changed))

    def note(self, kind: str, record_id: int) -> None:
        """Counts a record among the changed ones; for statements that bypass the session."""
        self._changed.add(RecordRef(kind, record_id))

    def _collect(self, session: Session, _context: UOWTransaction) -> None:
        altered = [record for record in session.dirty if session.is_modified(record)]
        for record in (*session.new, *altered, *session.deleted):
            self._changed.add(RecordRef(record.__tablename__, record.id))


class Database:
    """An office's database as the services use it. Safe to use from several threads."""

    def __init__(self, location: Location, engine: Engine | None = None, clock: Clock = now) -> None:
        self.location = location
        self.clock = clock
        self._engine = engine or make_engine(location)
        self._writing = self._engine.execution_options(**{WRITES: True})
        options: dict[str, object] = {}
        if not location.is_file:
            options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        self._reading = self._engine.execution_options(**options)

    @property
    def engine(self) -> Engine:
        """The engine itself, for what is not a unit of work: migration, backup, the live feed."""
        return self._engine

    @contextmanager
    def read(self, actor: Actor) -> Iterator[Reading]:
        """A session on one snapshot of the data.

        Raises:
            EnvironmentProblem: the server, disk or network failed.
        """
        with sorted_errors(), Session(self._reading) as session:
            yield Reading(session, actor, self.clock)

    @contextmanager
    def write(self, actor: Actor, command_key: str = "") -> Iterator[Writing]:
        """A session whose changes are committed at the end, and rolled back on any error.

        Raises:
            UserFacingError: a rule, a conflict, or something not allowed.
            EnvironmentProblem: the server, disk or network failed; nothing was changed unless the
                answer to the commit was lost, which the command's key tells.
        """
        with sorted_errors(), Session(self._writing) as session:
            self._say_who_acts(session, actor, command_key)
            work = Writing(session, actor, self.clock)
            yield work
            session.flush()
            self._stop_acting(session)
            session.commit()

    def close(self) -> None:
        """Every connection is closed."""
        self._engine.dispose()

    def _say_who_acts(self, session: Session, actor: Actor, key: str) -> None:
        if self.location.is_file:
            statement = (
                "UPDATE acting SET person_id = :person, seat = :seat, command_key = nullif(:key, ''), "
                "transaction_id = transaction_id + 1 WHERE id = 1"
            )
            values = {"person": actor.person_id, "seat": actor.seat, "key": key}
        else:
            statement = (
                "SELECT set_config('fsmdesk.person', :person, true), set_config('fsmdesk.seat', :seat, true), "
                "set_config('fsmdesk.command', :key, true)"
            )
            values = {"person": str(actor.person_id or ""), "seat": actor.seat, "key": key}
        session.execute(text(statement), values)

    def _stop_acting(self, session: Session) -> None:
        # On PostgreSQL the settings end with the transaction.
        if self.location.is_file:
            session.execute(
                text(
                    "UPDATE acting SET person_id = NULL, seat = '', command_key = NULL, "
                    "transaction_id = transaction_id + 1 WHERE id = 1"
                )
            )
