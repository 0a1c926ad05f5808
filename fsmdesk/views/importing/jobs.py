"""The work behind the screen, off the GUI thread: reading a file, trying it, importing it."""

from pathlib import Path
from typing import TYPE_CHECKING

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.formats import Formats
from fsmdesk.core.words import tr
from fsmdesk.views.desk import Office
from fsmdesk.views.importing.wanted import FileLook, OtherKind, Wanted

if TYPE_CHECKING:  # these modules are heavy, and nobody needs them before a file is chosen
    from fsmdesk.exchange.plans import ImportPlan
    from fsmdesk.services.imports.files import FileImport, FileOptions

# A larger file is not read again for every kind only to say what else it may be.
_MOST_TO_GUESS = 8_000_000


def look_at(office: Office, formats: Formats, wanted: Wanted) -> FileLook | OtherKind:
    """The file read as it is wanted.

    Raises:
        RuleBroken: it can't be read at all, or holds nothing that can be imported.
        EnvironmentProblem: the disk fails.
    """
    from fsmdesk.services.imports.files import plan_file

    if not wanted.kind:
        fitting = fitting_kinds(wanted)
        if not fitting:
            text = tr("Nothing in this file looks like a list that can be imported. If it is one, say which.")
            raise RuleBroken(text, field="file")
        wanted = wanted.as_kind(fitting[0])
    try:
        plan = plan_file(office, wanted.kind, wanted.path, _options(wanted))
    except RuleBroken as fault:
        if fault.field == "mapping":
            return _without_rows(wanted)
        kinds = fitting_kinds(wanted) if fault.field == "file" else ()
        if not kinds or wanted.kind in kinds:
            raise
        return OtherKind(wanted=wanted, kinds=kinds)
    from fsmdesk.views.importing.question_words import plain_questions

    return FileLook(
        wanted=wanted,
        table=plan.table,
        columns=plan.mapping,
        plan=plan,
        questions=plain_questions(plan, formats),
    )


def fitting_kinds(wanted: Wanted) -> tuple[str, ...]:
    """The kinds that the file can hold, the likeliest first; none if it is too large to try."""
    from fsmdesk.exchange.kinds import KINDS
    from fsmdesk.exchange.recognition import judge_for, read_kind

    if not wanted.path.is_file():
        raise RuleBroken(tr("There is no file {path}.").format(path=wanted.path), field="file")
    if wanted.path.stat().st_size > _MOST_TO_GUESS:
        return ()
    marks: dict[str, float] = {}
    for kind in KINDS:
        table = read_kind(
            wanted.path,
            kind.name,
            encoding=wanted.answers.get("encoding"),
            separator=wanted.answers.get("separator"),
            sheet=wanted.answers.get("sheet"),
        )
        marks[kind.name] = judge_for(kind)(table)
    return tuple(name for name, mark in sorted(marks.items(), key=lambda each: -each[1]) if mark >= 0)


def rehearse(office: Office, plan: "ImportPlan") -> "FileImport":
    """What would become of every row; nothing is kept."""
    from fsmdesk.services.imports.files import import_plan

    return import_plan(office, plan, keep_going=True, rehearse=True)


def bring_in(office: Office, plan: "ImportPlan", keep_going: bool) -> "FileImport":
    """The rows are in the office, or none of them is."""
    from fsmdesk.services.imports.files import import_plan

    return import_plan(office, plan, keep_going=keep_going)


def save_rejects(path: Path, done: "FileImport") -> Path:
    """The rejected rows stand in this file.

    Raises:
        EnvironmentProblem: it can't be written.
    """
    from fsmdesk.services.imports.files import write_reject_file

    write_reject_file(path, done)
    return path


def _options(wanted: Wanted) -> "FileOptions":
    from fsmdesk.services.imports.files import FileOptions

    mapping = {column: name or None for column, name in wanted.mapping.items()}
    return FileOptions(mapping=mapping or None, **wanted.answers)


def _without_rows(wanted: Wanted) -> FileLook:
    """The columns of a file that lacks one, so that a person can say which it is."""
    from fsmdesk.exchange.kinds import kind_named
    from fsmdesk.exchange.matching import match_columns
    from fsmdesk.exchange.plans import column_lines
    from fsmdesk.exchange.recognition import lacks, read_kind

    options = _options(wanted)
    kind = kind_named(wanted.kind)
    table = read_kind(
        wanted.path,
        wanted.kind,
        encoding=options.encoding,
        separator=options.separator,
        sheet=options.sheet,
    )
    matches = match_columns(table, kind, options.mapping)
    needed = lacks(kind, matches)
    words = tr("Too few columns look like {kind}. Say below what they hold.").format(kind=kind.shown.lower())
    if needed is not None:
        words = tr("No column holds what every row needs: {needed}. Say below which does.").format(
            needed=needed
        )
    return FileLook(
        wanted=wanted, table=table, columns=column_lines(table, matches), plan=None, lacking=words
    )
