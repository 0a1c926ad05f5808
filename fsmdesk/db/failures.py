"""Sorts what a driver raises: the user's to mend, another seat's doing, or the machine's."""

import re
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import StatementError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm.exc import StaleDataError

from fsmdesk.core.errors import (
    ConflictError,
    EnvironmentProblem,
    FsmError,
    NotAllowed,
    OfficeNotUsable,
    PasswordWanted,
    RuleBroken,
)
from fsmdesk.core.words import tr

GUARD_MARK = re.compile(r"fsmdesk:(\w+)")


def guard_sentence(code: str) -> str:
    """What a guard of the database says in plain words."""
    sentences = {
        "overlap": tr("This technician has another visit at that time."),
        "issued": tr("An issued document never changes. Write a credit note instead."),
        "number": tr("Numbers are given in order when a document is issued, without gaps."),
        "date_order": tr("A document with a later date has already been issued in this series."),
        "sum": tr("The totals do not add up to the lines."),
        "allocation": tr("More would be allocated than there is."),
        "incomplete": tr("Something that this kind of work requires before completion is missing."),
        "billed": tr("This work has been billed and can't be changed any more."),
        "unapproved": tr("A change of the scope waits for approval, or was declined. It can't be billed."),
        "time": tr("This technician has other time then. Choose another time, or correct that one."),
        "not_asked": tr("The customer is asked about a change of this amount first. It waits for approval."),
        "kit": tr("Kits hold no kits."),
        "unnamed": tr("Say who approved or declined this change."),
        "no_change": tr("Only changes of the scope are approved."),
        "billed_twice": tr("Part of this work has already been billed."),
        "append_only": tr("History can't be changed."),
        "version": tr("Somebody else changed this in the meantime."),
        "kept": tr("This is never deleted."),
        "duplicate": tr("This already exists."),
        "span": tr("A visit is planned in whole minutes and lasts two weeks at most."),
        "credit": tr("More would be credited than was invoiced."),
        "type": tr("A value is of the wrong kind, or too long."),
        "key": tr("The key of this record is outside of what can be kept."),
        "isolation": tr("This is written only in the isolation level read committed."),
    }
    return sentences.get(code, tr("The database refused this change."))


@contextmanager
def sorted_errors() -> Iterator[None]:
    """Inside, whatever the database raises leaves as one of the families of core/errors.py."""
    try:
        yield
    except Exception as error:
        sorted_error = sort_error(error)
        if sorted_error is None:
            raise
        raise sorted_error from error


def cannot_open(place: str, error: BaseException) -> OfficeNotUsable:
    """What is said when the driver does not get at the office, with the reason."""
    sorted_error = sort_error(error)
    detail: object = sorted_error or getattr(error, "orig", error)
    kind = PasswordWanted if isinstance(sorted_error, NotAllowed) else OfficeNotUsable
    return kind(tr("{place} can't be opened. {detail}").format(place=place, detail=detail))


def sort_error(error: BaseException) -> FsmError | None:
    """The family this error of SQLAlchemy or a driver belongs to; None for our own bugs and what is no such error."""
    if isinstance(error, StaleDataError):
        return ConflictError(tr("Somebody else changed this in the meantime."))
    if isinstance(error, PoolTimeout):
        return EnvironmentProblem(tr("The database does not answer. Try again."))
    original = error.orig if isinstance(error, StatementError) else error
    is_sqlite = isinstance(original, sqlite3.Error)
    if original is None or not (is_sqlite or _is_psycopg(original)):
        return None
    text = str(original)
    if mark := GUARD_MARK.search(text):
        code = mark.group(1)
        sentence = guard_sentence(code)
        return ConflictError(sentence) if code == "version" else RuleBroken(sentence)
    if "visit_no_overlap" in text:
        return RuleBroken(guard_sentence("overlap"), field="span")
    return _sort_sqlite(text.lower()) if is_sqlite else _sort_postgresql(original, text.lower())


def _is_psycopg(error: BaseException) -> bool:
    # Where nobody has imported it there is none of its errors; importing it takes time at every start.
    psycopg = sys.modules.get("psycopg")
    return psycopg is not None and isinstance(error, psycopg.Error)


def _constraint_sentence(text: str, state: str = "") -> FsmError | None:
    """What a constraint that services did not foresee says; the words of both databases."""
    if state == "23505" or "unique constraint failed" in text:
        return RuleBroken(guard_sentence("duplicate"))
    if state == "23503" or "foreign key constraint failed" in text:
        return RuleBroken(tr("Something still refers to this, or what it refers to is gone."))
    if state in ("23514", "23502", "22001", "22003") or "constraint failed" in text:
        return RuleBroken(tr("A value is missing or outside of what is allowed."))
    return None


def _sort_sqlite(text: str) -> FsmError | None:
    if broken := _constraint_sentence(text):
        return broken
    for words, sentence in (
        ("locked", tr("The office's file is in use by another program. Try again in a moment.")),
        ("busy", tr("The office's file is in use by another program. Try again in a moment.")),
        ("full", tr("The disk is full. Nothing was changed; make room and try again.")),
        ("readonly", tr("The office's file can't be written to. Check its permissions.")),
        ("malformed", tr("The office's file is damaged. Restore it from a backup.")),
        ("not a database", tr("This file is not an office.")),
        ("unable to open", tr("The office's file can't be opened. Check the folder and its permissions.")),
        ("disk i/o", tr("The disk reports an error. Check it, then try again.")),
    ):
        if words in text:
            return EnvironmentProblem(sentence)
    return None


def _sort_postgresql(error: BaseException, text: str) -> FsmError | None:
    state = str(getattr(error, "sqlstate", None) or "") or _state_of_refusal(text)
    if broken := _constraint_sentence(text, state):
        return broken
    if state in ("40001", "40P01"):
        return ConflictError(tr("Somebody else changed the same thing at the same moment. Try again."))
    if state == "55P03":
        return EnvironmentProblem(tr("Somebody else is changing this right now. Try again in a moment."))
    if state == "42501":
        return NotAllowed(tr("The server does not let you do this. Ask the owner of the office."))
    if state in ("28000", "28P01"):
        return NotAllowed(tr("The server does not let you in. Check name and password."))
    if state in ("53100", "53200", "53300"):
        return EnvironmentProblem(tr("The server has no room or no memory left. Nothing was changed."))
    if state == "3D000":
        return EnvironmentProblem(tr("There is no such database on the server."))
    if type(error).__name__ in _LOST or state[:2] in ("08", "57"):
        return EnvironmentProblem(tr("The server does not answer. Check the network and try again."))
    return None


# What psycopg raises for a lost connection has these very types; those with a state are their children.
_LOST = ("OperationalError", "InterfaceError", "ConnectionTimeout")


def _state_of_refusal(text: str) -> str:
    """What a server that refuses a connection says has no state, only words."""
    for words, state in (
        ("password authentication failed", "28P01"),
        ("no password supplied", "28P01"),
        ("no pg_hba.conf entry", "28000"),
        ('role "', "28000"),
        ('database "', "3D000"),
        ("too many clients", "53300"),
    ):
        if words in text and "fatal" in text:
            return state
    return ""
