"""What the log says about checklist, files and signature of a job, in words; and which entries are about a job."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, literal, or_, select
from sqlalchemy.orm import aliased

from fsmdesk.core.terms import CheckOutcome, FileMark
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading
from fsmdesk.models import Attachment, ChangeLog, Signature, TimeEntry, WorkOrderCheck

Names = Mapping[tuple[str, int], str]
_MODELS: Final[dict[str, Any]] = {
    "work_order_check": WorkOrderCheck,
    "attachment": Attachment,
    "signature": Signature,
}
_RECORDED: Final[dict[str, Any]] = {**_MODELS, "time_entry": TimeEntry}
_NAME: Final = {"work_order_check": "label", "attachment": "name", "signature": "signer"}


def about_records(jobs: Sequence[int]) -> ColumnElement[bool]:
    """Entries about what is, or was, recorded on these jobs."""
    return or_(*(_about(table, jobs) for table in _RECORDED))


def record_names(work: Reading, jobs: Sequence[int]) -> Names:
    """What each of them is called now, by table and id."""
    names = {}
    for table, model in _MODELS.items():
        column = getattr(model, _NAME[table])
        for record_id, name in work.session.execute(
            select(model.id, column).where(model.work_order_id.in_(jobs))
        ):
            names[(table, record_id)] = name
        for record_id, before in work.session.execute(
            select(ChangeLog.record_id, ChangeLog.before).where(*_removed(ChangeLog, table, jobs))
        ):
            names.setdefault((table, record_id), str((before or {}).get(_NAME[table], "")))
    return names


def record_words(entry: ChangeLog, names: Names) -> str | None:
    """What the entry says; None where it is about something else."""
    if entry.table_name not in _MODELS:
        return None
    values = {**(entry.before or {}), **(entry.after or {})}
    column = _NAME[entry.table_name]
    name = str(values.get(column) or names.get((entry.table_name, entry.record_id), ""))
    if entry.table_name == "work_order_check":
        return _check_words(entry, name)
    if entry.table_name == "attachment":
        return _file_words(entry, name)
    words = {"I": tr("Signed by {name}"), "U": tr("Signed again by {name}")}
    return words.get(entry.operation, tr("Removed the signature of {name}")).format(name=name)


def _about(table: str, jobs: Sequence[int]) -> ColumnElement[bool]:
    model = _RECORDED[table]
    here = select(model.id).where(model.work_order_id.in_(jobs))
    log = aliased(ChangeLog)
    gone = select(log.record_id).where(*_removed(log, table, jobs))
    return and_(
        ChangeLog.table_name == table, or_(ChangeLog.record_id.in_(here), ChangeLog.record_id.in_(gone))
    )


def _removed(log: Any, table: str, jobs: Sequence[int]) -> tuple[ColumnElement[bool], ...]:
    """Entries about what was removed: of that only the log tells where it was."""
    was_on = log.before["work_order_id"].as_integer()
    # Written out, since SQLite chooses no index for what is bound only later.
    removed = literal("D", literal_execute=True)
    return log.table_name == table, log.operation == removed, was_on.in_(tuple(jobs))


def _check_words(entry: ChangeLog, name: str) -> str:
    after = entry.after or {}
    if entry.operation == "I":
        return tr("Added “{name}” to the checklist").format(name=name)
    if entry.operation == "D":
        return tr("Removed “{name}” from the checklist").format(name=name)
    if "follow_up_id" in after:
        return tr("{name}: follow-up job made").format(name=name)
    if {"outcome", "answer", "answer_milli"} & after.keys():
        return f"{name}: {_answer_words(entry)}"
    if "note" in after:
        return tr("{name}: remark “{note}”").format(name=name, note=after["note"])
    if after.keys() <= {"position"}:
        return tr("{name}: moved in the checklist").format(name=name)
    return tr("{name}: changed what is to be checked").format(name=name)


def _answer_words(entry: ChangeLog) -> str:
    after = entry.after or {}
    if "outcome" in after and after["outcome"] is None:
        return tr("open again")
    parts = []
    if isinstance(milli := after.get("answer_milli"), int):
        whole, rest = divmod(abs(milli), 1000)
        figures = f"{whole}.{rest:03d}".rstrip("0").rstrip(".")
        parts.append(f"-{figures}" if milli < 0 else figures)
    if after.get("answer"):
        parts.append(f"“{str(after['answer']).removeprefix('!')}”")
    if after.get("outcome"):
        parts.append(CheckOutcome(str(after["outcome"])).label.lower())
    return ", ".join(parts) or tr("answered")


def _file_words(entry: ChangeLog, name: str) -> str:
    after = entry.after or {}
    if entry.operation == "I":
        return tr("Added the file {name}").format(name=name)
    if entry.operation == "D":
        return tr("Removed the file {name}").format(name=name)
    if "mark" in after:
        mark = FileMark(str(after["mark"])).label
        return tr("{name}: {mark}").format(name=name, mark=mark)
    if "name" in after:
        before = (entry.before or {}).get("name", "")
        return tr("Renamed {before} to {name}").format(before=before, name=name)
    return tr("{name}: note “{note}”").format(name=name, note=after.get("note", ""))
