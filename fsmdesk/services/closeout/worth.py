"""What jobs come to: for the customer, for the shop, and what an hour of those who went there costs."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from fsmdesk.core.money import half_up, line_net_minor
from fsmdesk.core.states import VisitState
from fsmdesk.core.terms import HELD_BACK, BillTo, LineKind
from fsmdesk.db.database import Reading
from fsmdesk.models import LineCost, TechnicianPay, Visit, WorkOrderLine
from fsmdesk.services.orders.labour_cost import is_hours


@dataclass(slots=True)
class Worth:
    """What the lines of a job come to.

    `net_minor` is what the customer pays, `value_minor` what all of it is worth whoever pays, `cost_minor`
    what it cost the shop as far as that is known. `labour_milli` are hours of labour done.
    """

    net_minor: int = 0
    value_minor: int = 0
    cost_minor: int | None = None
    has_work: bool = False
    has_lines: bool = False
    labour_milli: int = 0

    def add_cost(self, minor: int) -> None:
        """The shop paid so much more."""
        self.cost_minor = (self.cost_minor or 0) + minor


def worth_of(work: Reading, work_order_ids: Sequence[int]) -> dict[int, Worth]:
    """What each of these jobs comes to, each line rounded as the invoice rounds it; two queries.

    Labour without a cost of its own costs what an hour of its technician costs, else what an hour of those
    who went there costs on the average.
    """
    worth: dict[int, Worth] = defaultdict(Worth)
    hourly = _hourly_costs(work, work_order_ids)
    rows = work.session.execute(
        select(WorkOrderLine, LineCost.cost_minor)
        .outerjoin(LineCost, LineCost.line_id == WorkOrderLine.id)
        .where(WorkOrderLine.work_order_id.in_(work_order_ids), WorkOrderLine.approval.not_in(HELD_BACK))
    )
    for line, cost in rows:
        _add(worth[line.work_order_id], line, cost, hourly[line.work_order_id])
    return worth


def _add(job: Worth, line: WorkOrderLine, cost: int | None, hourly: dict[int, int]) -> None:
    value = line_net_minor(line.done_milli, line.price_minor, line.discount_ppm)
    job.has_lines = True
    job.has_work = job.has_work or line.done_milli > 0
    job.value_minor += value
    if line.bill_to is BillTo.CUSTOMER:
        job.net_minor += value
    if line.kind is LineKind.LABOUR:
        job.labour_milli += line.done_milli
    if cost is None and is_hours(line.kind, line.unit) and hourly:
        known = hourly.get(line.technician_id or 0)
        cost = half_up(sum(hourly.values()), len(hourly)) if known is None else known
    if cost is not None:
        job.add_cost(half_up(line.done_milli * cost, 1000))


def _hourly_costs(work: Reading, work_order_ids: Sequence[int]) -> dict[int, dict[int, int]]:
    """For each job what an hour of each technician who went there costs, where that is known."""
    rows = work.session.execute(
        select(Visit.work_order_id, Visit.technician_id, TechnicianPay.hourly_cost_minor)
        .join(TechnicianPay, TechnicianPay.technician_id == Visit.technician_id)
        .where(Visit.work_order_id.in_(work_order_ids), Visit.state != VisitState.CANCELLED)
    )
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for work_order_id, technician_id, cost in rows:
        if technician_id is not None:
            found[work_order_id][technician_id] = cost
    return found
