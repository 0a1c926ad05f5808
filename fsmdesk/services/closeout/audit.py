"""The weekly audit: jobs that were completed in a week and should be looked at."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, func, select

from fsmdesk.core.lists import ListFilter, ListPage
from fsmdesk.core.permissions import Permission, may
from fsmdesk.core.times import instant_at
from fsmdesk.db.database import Reading
from fsmdesk.models import Customer, WorkOrder
from fsmdesk.services.closeout.feedback import DONE
from fsmdesk.services.closeout.findings import findings_of, margin_ppm
from fsmdesk.services.closeout.messages import (
    AuditCode,
    AuditFinding,
    AuditList,
    AuditRow,
    AuditSummary,
    AuditWeek,
)
from fsmdesk.services.closeout.queues import billed_amount
from fsmdesk.services.closeout.worth import worth_of
from fsmdesk.services.listing import ListShape, read_page
from fsmdesk.services.listing_groups import GroupBy
from fsmdesk.services.parties.job_history import technician_names
from fsmdesk.services.registry import answers
from fsmdesk.services.the_company import the_company, today_of

_WEEK = timedelta(days=7)


@answers(AuditWeek)
def audit_week(work: Reading, query: AuditWeek) -> AuditSummary:
    """How the week looks on the whole."""
    ids = _completed(work, query.monday)
    found = findings_of(work, ids)
    counted = Counter(finding.code for findings in found.values() for finding in findings)
    return AuditSummary(len(ids), len(found), tuple((code, counted[code]) for code in AuditCode))


@answers(AuditList)
def audit_list(work: Reading, query: AuditList) -> ListPage[AuditRow]:
    """One page of the jobs on which something was found."""
    page = read_page(work, audit_shape(work), query.request, lambda row: row)
    ids = [row.id for row in page.rows]
    added = audit_extras(work, ids)
    rows = tuple(_row(row, added) for row in page.rows)
    return ListPage(rows, page.total_count, page.totals, page.groups, page.row_groups)


def audit_shape(work: Reading) -> ListShape:
    """What the list of the audit can do, as of now."""

    def week(wanted: ListFilter) -> ColumnElement[bool]:
        monday, *codes = wanted.values or (monday_of(today_of(work)),)
        assert isinstance(monday, date)
        found = findings_of(work, _completed(work, monday))
        return WorkOrder.id.in_([job for job, told in found.items() if _is_asked(told, codes)])

    net = billed_amount()
    return ListShape(
        query=select(
            WorkOrder.id,
            WorkOrder.version,
            WorkOrder.number,
            WorkOrder.title,
            Customer.name.label("customer"),
            WorkOrder.kind,
            WorkOrder.state,
            WorkOrder.completed_at,
            net.label("net_minor"),
        )
        .outerjoin(Customer, Customer.id == WorkOrder.customer_id)
        .where(WorkOrder.state.in_(DONE), WorkOrder.completed_at.is_not(None)),
        key=WorkOrder.id,
        sorts={
            "number": WorkOrder.number,
            "title": WorkOrder.title,
            "customer": Customer.name,
            "kind": WorkOrder.kind,
            "state": WorkOrder.state,
            "completed_at": WorkOrder.completed_at,
            "net_minor": net,
        },
        order=(WorkOrder.completed_at, WorkOrder.id),
        kind="work_order",
        conditions={"week": week},
        totals={"net_minor": func.sum(net)},
        groups={
            "customer": GroupBy(WorkOrder.customer_id, Customer.id, Customer.name),
            "kind": GroupBy(WorkOrder.kind),
            "state": GroupBy(WorkOrder.state),
        },
    )


def audit_extras(work: Reading, ids: Sequence[int]) -> Mapping[str, Mapping[int, Any]]:
    """For these jobs who was there, the margin where it may be seen, and what was found."""
    worth = worth_of(work, ids)
    sees_costs = may(work.actor.role, Permission.SEE_COSTS)
    return {
        "technicians": technician_names(work, ids),
        "margin_ppm": {job: margin_ppm(worth[job]) for job in ids} if sees_costs else {},
        "findings": findings_of(work, ids),
    }


def monday_of(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())


def _completed(work: Reading, monday: date) -> list[int]:
    """The jobs that were completed in the week, as the office's wall says, and are still."""
    zone = ZoneInfo(the_company(work).timezone)
    begin, end = (instant_at(day, 0, zone) for day in (monday, monday + _WEEK))
    query = select(WorkOrder.id).where(
        and_(WorkOrder.completed_at >= begin, WorkOrder.completed_at < end), WorkOrder.state.in_(DONE)
    )
    return list(work.session.scalars(query.order_by(WorkOrder.completed_at, WorkOrder.id)))


def _is_asked(findings: Iterable[AuditFinding], codes: Sequence[object]) -> bool:
    return not codes or any(finding.code in codes for finding in findings)


def _row(row: Any, added: Mapping[str, Mapping[int, Any]]) -> AuditRow:
    values = {name: value for name, value in row._mapping.items() if name != "list_key"}
    return AuditRow(
        **{**values, "customer": values["customer"] or "", "net_minor": int(values["net_minor"])},
        technicians=added["technicians"].get(row.id, ""),
        margin_ppm=added["margin_ppm"].get(row.id),
        findings=added["findings"].get(row.id, ()),
    )
