"""What each kind of work requires before a job of it is complete."""

from sqlalchemy import select

from fsmdesk.core.errors import ConflictError
from fsmdesk.core.terms import JobKind
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading, Writing
from fsmdesk.models import WorkKind
from fsmdesk.services.records import assign, last_changer
from fsmdesk.services.registry import answers, handles
from fsmdesk.services.templates.messages import KindRule, KindRules, SaveWorkKinds, WorkKinds

_FLAGS = ("labour", "cause_and_fix", "checklist", "lines", "before_photo", "after_photo", "signature")


@answers(WorkKinds)
def work_kinds(work: Reading, _query: WorkKinds) -> KindRules:
    """All of them."""
    stored = _stored(work)
    rules = tuple(_rule(kind, stored.get(kind)) for kind in JobKind)
    return KindRules(_version(stored), rules)


def rule_of(work: Reading, kind: JobKind) -> KindRule:
    """What this kind of work requires."""
    return _rule(kind, work.session.scalar(select(WorkKind).where(WorkKind.kind == kind)))


def rules_by_kind(work: Reading) -> dict[JobKind, KindRule]:
    """What every kind of work requires, in one query."""
    stored = _stored(work)
    return {kind: _rule(kind, stored.get(kind)) for kind in JobKind}


@handles(SaveWorkKinds)
def save_work_kinds(work: Writing, command: SaveWorkKinds) -> None:
    """Each kind requires what the command says.

    Raises:
        ConflictError: somebody changed one of them since they were read.
    """
    stored = _stored(work)
    if _version(stored) != command.seen_version:
        _refuse_stale(work, stored, command.seen_version)
    for rule in command.rules:
        record = stored.get(rule.kind) or WorkKind(kind=rule.kind)
        flags = {f"requires_{flag}": getattr(rule, flag) for flag in _FLAGS}
        assign(record, **flags)
        work.session.add(record)
    work.session.flush()


def _stored(work: Reading) -> dict[JobKind, WorkKind]:
    return {record.kind: record for record in work.session.scalars(select(WorkKind))}


def _version(stored: dict[JobKind, WorkKind]) -> int:
    return sum(record.version for record in stored.values())


def _rule(kind: JobKind, record: WorkKind | None) -> KindRule:
    if record is None:
        return KindRule(kind, cause_and_fix=True)
    return KindRule(kind, **{flag: getattr(record, f"requires_{flag}") for flag in _FLAGS})


def _refuse_stale(work: Writing, stored: dict[JobKind, WorkKind], seen_version: int) -> None:
    newest = max(stored.values(), key=lambda record: record.version)
    who = last_changer(work, WorkKind.__tablename__, newest.id)
    raise ConflictError(
        tr("{who} changed this in the meantime.").format(who=who or tr("Somebody else")),
        who=who,
        seen_version=seen_version,
        stored_version=_version(stored),
        theirs={kind.value: _rule(kind, record) for kind, record in stored.items()},
    )
