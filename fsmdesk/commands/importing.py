"""`fsmdesk import`: a list of another program, from a CSV or XLSX file."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from fsmdesk.commands.place import named_office
from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.words import tr

if TYPE_CHECKING:
    from fsmdesk.exchange.plans import ImportPlan
    from fsmdesk.services.imports.files import FileImport
    from fsmdesk.services.office import Office

NAME = "import"
KINDS = ("customers", "sites", "equipment", "technicians", "items", "work-orders", "requests")


def about() -> str:
    """What the command does, in one line."""
    return tr("take in a list of another program from a CSV or XLSX file: all of it or nothing")


def add_words(parser: argparse.ArgumentParser) -> None:
    """The command's own options."""
    add = parser.add_argument
    add("kind", choices=KINDS, metavar=tr("KIND"), help=", ".join(KINDS))
    add("file", type=Path, metavar=tr("FILE"), help=tr("a .csv or .xlsx file"))
    add(
        "--map",
        action="append",
        default=[],
        type=_pair,
        metavar=tr("COLUMN=FIELD"),
        help=tr("what a column holds, where that is not plain; nothing after the sign leaves it out"),
    )
    add("--dry-run", action="store_true", help=tr("say what would become of each row, and keep nothing"))
    add("--keep-going", action="store_true", help=tr("keep the good rows even if others are rejected"))
    add(
        "--report",
        type=Path,
        metavar=tr("FILE"),
        help=tr("the rejected rows, to be mended and imported again"),
    )
    add("--dates", choices=("dmy", "mdy", "ymd"), help=tr("how dates are written"))
    add("--decimal", choices=(".", ","), help=tr("the decimal sign"))
    add("--lengths", choices=("hours", "minutes"), help=tr("what durations without a unit are"))
    add("--encoding", metavar=tr("NAME"), help=tr("such as utf-8 or cp1252, where it is not recognised"))
    add("--separator", metavar=tr("SIGN"), help=tr("between the cells of a CSV file"))
    add("--sheet", metavar=tr("NAME"), help=tr("of a workbook"))


def run(options: argparse.Namespace) -> int:
    """The rows are in the office, unless this was a rehearsal.

    Raises:
        RuleBroken: something has to be said first, or rows were rejected and so none was kept.
    """
    place = named_office(options.office)
    from fsmdesk.bootstrap import open_office

    opened = open_office(place)
    try:
        return _import(opened.as_program(), options)
    finally:
        opened.database.close()


def _import(office: "Office", options: argparse.Namespace) -> int:
    from fsmdesk.exchange.preview import plan_lines
    from fsmdesk.services.imports.files import FileOptions, import_plan, plan_file

    said = FileOptions(
        mapping=dict(options.map) or None,
        dates=options.dates,
        decimal=options.decimal,
        lengths=options.lengths,
        encoding=options.encoding,
        separator=options.separator,
        sheet=options.sheet,
    )
    plan = plan_file(office, options.kind, options.file.expanduser().absolute(), said)
    print("\n".join(plan_lines(plan)))
    _refuse_open_questions(plan)
    done = import_plan(office, plan, keep_going=options.keep_going, rehearse=options.dry_run)
    _tell(done, options.report)
    if not done.kept and not options.dry_run:
        raise RuleBroken(
            tr(
                "Nothing was imported, since rows were rejected. Mend them, or add --keep-going for the others."
            )
        )
    return 0


def _refuse_open_questions(plan: "ImportPlan") -> None:
    pressing = [question for question in plan.questions if question.is_pressing]
    if pressing:
        first = pressing[0]
        words = tr("{question} Say so with --{option} {choices}.")
        choices = "|".join(first.options)
        raise RuleBroken(words.format(question=first.text, option=first.about, choices=choices))


def _tell(done: "FileImport", report: Path | None) -> None:
    from fsmdesk.exchange.preview import reject_lines
    from fsmdesk.services.imports.files import write_reject_file

    beyond = [reject for reject in done.rejects if reject not in done.plan.rejects]
    for line in (*reject_lines(beyond), *done.also, done.closing):
        print(line)
    if report is not None and done.rejects:
        write_reject_file(report.expanduser().absolute(), done)
        print(tr("The rejected rows are in {file}.").format(file=report))


def _pair(text: str) -> tuple[str, str]:
    column, sign, field = text.rpartition("=")
    if not sign or not column:
        raise argparse.ArgumentTypeError(tr("write COLUMN=FIELD, such as “Client name=name”"))
    return column, field
