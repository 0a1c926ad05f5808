"""Words that say which records are meant and in which state, such as `overdue` in "overdue hvac north"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from fsmdesk.core.states import OPEN_STATES, WorkOrderState
from fsmdesk.core.terms import JobKind, Priority
from fsmdesk.core.words import tr

# What a word asks of a job, as SQL on `work_order`; places stand for instants that the query knows.
OPEN_JOBS: Final = "work_order.state IN ({})".format(
    ", ".join(sorted(f"'{state.value}'" for state in OPEN_STATES))
)
_ON_DAY: Final = (
    "EXISTS (SELECT 1 FROM visit WHERE visit.work_order_id = work_order.id AND visit.state <> 'cancelled' "
    "AND visit.start_at >= :{day}_begins AND visit.start_at < :{day}_ends)"
)
_UNPLACED: Final = (
    "EXISTS (SELECT 1 FROM visit WHERE visit.work_order_id = work_order.id AND visit.state = 'unplaced')"
)
# What a word asks of an invoice, as SQL on `invoice`.
_REST: Final = (
    "invoice.total_minor > coalesce((SELECT sum(allocation.amount_minor) FROM allocation "
    "WHERE allocation.invoice_id = invoice.id), 0)"
)
_ISSUED: Final = "invoice.kind = 'invoice' AND invoice.state = 'issued'"


@dataclass(frozen=True, slots=True)
class Asked:
    """What one word asks: kinds of record that are meant, and conditions on jobs and on invoices."""

    kinds: tuple[str, ...] = ()
    of_jobs: str = ""
    of_invoices: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What the words of a search say: what was understood, and what is left to be looked for in texts."""

    kinds: frozenset[str]
    of_jobs: tuple[str, ...]
    of_invoices: tuple[str, ...]
    rest: tuple[str, ...]

    @property
    def is_understood(self) -> bool:
        """True if any word was more than a scrap of text."""
        return bool(self.kinds or self.of_jobs or self.of_invoices)

    def means(self, kind: str) -> bool:
        """True if records of this kind may be meant."""
        return not self.kinds or kind in self.kinds


def understood(words: Sequence[str]) -> Said:
    """What these words say, in the language of the screen."""
    known = _vocabulary()
    asked = [known[word] for word in words if word in known]
    return Said(
        kinds=frozenset(kind for one in asked for kind in one.kinds),
        of_jobs=tuple(one.of_jobs for one in asked if one.of_jobs),
        of_invoices=tuple(one.of_invoices for one in asked if one.of_invoices),
        rest=tuple(word for word in words if word not in known),
    )


@cache
def _vocabulary() -> Mapping[str, Asked]:
    return {**_states(), **_priorities(), **_job_kinds(), **_record_kinds(), **_about_time_and_money()}


def _states() -> dict[str, Asked]:
    return {
        word: Asked(of_jobs=f"work_order.state = '{state.value}'")
        for state in WorkOrderState
        if " " not in (word := state.label.lower())
    }


def _priorities() -> dict[str, Asked]:
    found = {
        priority.label.split()[-1].lower(): Asked(of_jobs=f"work_order.priority = {int(priority)}")
        for priority in Priority
    }
    urgent = f"(work_order.is_urgent = {{true}} OR work_order.priority = {int(Priority.CRITICAL)})"
    return {**found, tr("urgent"): Asked(of_jobs=urgent)}


def _job_kinds() -> dict[str, Asked]:
    return {kind.label.lower(): Asked(of_jobs=f"work_order.kind = '{kind.value}'") for kind in JobKind}


def _record_kinds() -> dict[str, Asked]:
    words = {
        "work_order": (tr("jobs"), tr("orders")),
        "invoice": (tr("invoices"), tr("bills")),
        "customer": (tr("customers"),),
        "contact": (tr("contacts"),),
        "site": (tr("sites"),),
        "equipment": (tr("machines"), tr("equipment")),
        "item": (tr("items"),),
        "technician": (tr("technicians"),),
    }
    return {word: Asked(kinds=(kind,)) for kind, said in words.items() for word in said}


def _about_time_and_money() -> dict[str, Asked]:
    late = f"{OPEN_JOBS} AND work_order.due_at < :now"
    unpaid = f"{_ISSUED} AND {_REST}"
    return {
        tr("overdue"): Asked(of_jobs=late, of_invoices=f"{unpaid} AND invoice.due_on < :today"),
        tr("late"): Asked(of_jobs=late),
        tr("open"): Asked(of_jobs=OPEN_JOBS, of_invoices=unpaid),
        tr("unscheduled"): Asked(of_jobs=f"{OPEN_JOBS} AND {_UNPLACED}"),
        tr("today"): Asked(of_jobs=_ON_DAY.format(day="today")),
        tr("tomorrow"): Asked(of_jobs=_ON_DAY.format(day="tomorrow")),
        tr("unpaid"): Asked(of_invoices=unpaid),
        tr("paid"): Asked(of_invoices=f"{_ISSUED} AND NOT {_REST}"),
        tr("drafts"): Asked(of_invoices="invoice.state = 'draft'"),
    }
