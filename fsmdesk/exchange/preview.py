"""An import plan in words, for the command line; a dialog shows the same facts in its own way."""

from collections.abc import Iterable, Sequence

from fsmdesk.core.words import tr, trn
from fsmdesk.exchange.plans import ImportPlan
from fsmdesk.exchange.rows import Reject
from fsmdesk.exchange.table import SourceTable

MOST_REJECTS = 20
_SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}


def file_facts(table: SourceTable) -> tuple[tuple[str, str], ...]:
    """What was recognised about a file, as pairs of a word and its value, ready to be shown."""
    facts = [(tr("File"), table.file_name)]
    if table.sheet:
        facts.append((tr("Sheet"), table.sheet))
    else:
        facts.append((tr("Encoding"), table.encoding))
        facts.append((tr("Separator"), tr(_SEPARATORS.get(table.separator, table.separator))))
    facts.append((tr("Header"), tr("row {n}").format(n=table.header_row)))
    facts.append((tr("Rows"), str(len(table.rows))))
    return tuple(facts)


def plan_lines(plan: ImportPlan) -> list[str]:
    """The plan as lines of text: the file, its columns, what is open, and what was rejected."""
    lines = [", ".join(f"{name}: {value}" for name, value in file_facts(plan.table))]
    lines += [f"  {note}" for note in plan.table.notes]
    lines += ["", tr("Columns of {kind}:").format(kind=plan.kind.shown.lower()), *_mapping_lines(plan)]
    if plan.questions:
        lines += ["", tr("Questions:"), *(f"  {question.text}" for question in plan.questions)]
    if plan.is_ready:
        lines += ["", _counts_line(plan), *reject_lines(plan.rejects)]
    return lines


def reject_lines(rejects: Sequence[Reject], most: int = MOST_REJECTS) -> list[str]:
    """The first rejected rows with their number and reason, and how many more there are."""
    lines = [
        "  " + tr("row {row}: {reason}").format(row=reject.row_number, reason=reject.reason)
        for reject in rejects[:most]
    ]
    if len(rejects) > most:
        lines.append("  " + tr("and {n} more").format(n=len(rejects) - most))
    return lines


def _mapping_lines(plan: ImportPlan) -> Iterable[str]:
    used = [line for line in plan.mapping if line.field]
    width = max((len(line.column) for line in plan.mapping), default=0)
    for line in used:
        how = f", {line.how}" if line.how else ""
        yield f"  {line.column:<{width}}  {line.field} ({line.sureness.label.lower()}{how})"
    kept = [line.column for line in plan.mapping if not line.field]
    if kept:
        yield "  " + tr("Not used, kept as text: {columns}").format(columns=", ".join(kept))


def _counts_line(plan: ImportPlan) -> str:
    came = trn("{n} row came", "{n} rows came", plan.came).format(n=plan.came)
    told = tr("{came}: {good} can be imported, {same} say the same twice, {rejected} rejected.")
    return told.format(came=came, good=len(plan.rows), same=len(plan.same), rejected=len(plan.rejects))
