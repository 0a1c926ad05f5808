"""A whole import, from the file to the closing account; used by the command line and the dialog."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar
from zoneinfo import ZoneInfo

from fsmdesk.core.formats import currency_digits
from fsmdesk.core.messages import ChangeSet, Command, Done, Query
from fsmdesk.exchange.closing import ImportCounts, closing_text
from fsmdesk.exchange.plans import ImportPlan, plan_import
from fsmdesk.exchange.recognition import read_kind
from fsmdesk.exchange.rejects_file import write_rejects
from fsmdesk.exchange.rows import Reject
from fsmdesk.services.imports.messages import ImportOutcome, ImportRecords
from fsmdesk.services.imports.refusals import ImportRefused, Rehearsed
from fsmdesk.services.setup.messages import Company

ResultT = TypeVar("ResultT")


class ImportingOffice(Protocol):
    """What an import needs of an office, whichever way that was opened."""

    def do(self, command: Command[ResultT], /) -> Done[ResultT]:
        """The command is committed."""

    def ask(self, query: Query[ResultT], /) -> ResultT:
        """The answer to a query."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileOptions:
    """How the file is read, where a person says so."""

    mapping: Mapping[str, str | None] | None = None
    dates: str | None = None
    decimal: str | None = None
    lengths: str | None = None
    encoding: str | None = None
    separator: str | None = None
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class FileImport:
    """How an import ended. `kept` is False if nothing was, be it a rehearsal or a refusal.

    `changes` are the records that it made and changed.
    """

    plan: ImportPlan
    counts: ImportCounts
    rejects: tuple[Reject, ...]
    also: tuple[str, ...]
    kept: bool
    changes: ChangeSet

    @property
    def closing(self) -> str:
        """The account in one line."""
        return closing_text(self.counts)


def plan_file(office: ImportingOffice, kind: str, path: Path, options: FileOptions) -> ImportPlan:
    """The file read as this kind, for the preview.

    Raises:
        RuleBroken: it can't be, and why.
    """
    company = office.ask(Company())
    table = read_kind(path, kind, encoding=options.encoding, separator=options.separator, sheet=options.sheet)
    return plan_import(
        kind,
        table,
        zone=ZoneInfo(company.timezone),
        mapping=options.mapping,
        dates=options.dates,
        decimal=options.decimal,
        lengths=options.lengths,
        exponent=currency_digits(company.currency),
    )


def import_plan(
    office: ImportingOffice, plan: ImportPlan, *, keep_going: bool = False, rehearse: bool = False
) -> FileImport:
    """The rows of the plan are in the office, or none of them is.

    A file with rejects is not kept unless `keep_going`; the answer says what would have become of it.
    """
    must_rehearse = rehearse or (bool(plan.rejects) and not keep_going)
    command = ImportRecords(
        kind=plan.kind.name,
        rows=plan.rows,
        source=Path(plan.table.file_name).stem,
        keep_going=keep_going,
        rehearse=must_rehearse,
    )
    try:
        done = office.do(command)
        return _account(plan, ImportOutcome.of(done.value), done.changes)
    except Rehearsed as rehearsed:
        outcome = rehearsed.outcome
    except ImportRefused as refused:
        outcome = refused.outcome
    return _account(plan, outcome, None)


def write_reject_file(path: Path, done: FileImport) -> None:
    """The rejected rows stand in a file that can be mended and imported again."""
    write_rejects(path, done.plan.table, done.rejects)


def _account(plan: ImportPlan, outcome: ImportOutcome, changes: ChangeSet | None) -> FileImport:
    cells = {row.number: row for row in plan.table.rows}
    refused = tuple(
        Reject(reject.row_number, "", "", reject.reason, cells[reject.row_number].cells)
        for reject in outcome.rejects
    )
    rejects = tuple(sorted((*plan.rejects, *refused), key=lambda reject: reject.row_number))
    counts = ImportCounts(
        came=plan.came,
        new=outcome.new,
        changed=outcome.changed,
        same=outcome.same + len(plan.same),
        rejected=len(rejects),
    )
    kept = changes is not None
    return FileImport(plan, counts, rejects, outcome.also, kept, changes or ChangeSet())
