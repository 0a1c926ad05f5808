"""Where warnings come from: for each kind a query with the same columns."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import Date, Select, String, cast, func, literal, or_, select

from fsmdesk.core.states import OPEN_STATES, WorkOrderState
from fsmdesk.db.database import Reading
from fsmdesk.models import (
    Agreement,
    Customer,
    Equipment,
    Site,
    Skill,
    StateMove,
    Technician,
    TechnicianSkill,
    Visit,
    WorkOrder,
)
from fsmdesk.models.columns import BigId
from fsmdesk.services.the_company import the_company, today_of
from fsmdesk.services.warnings.messages import WarningKind

# Kind and record share one number, so that rows of all kinds have ids of one list.
KIND_STEP: Final = 1 << 40
_KINDS: Final = tuple(WarningKind)
# What ended longer ago than this is history, unless somebody is still told that it holds.
_STILL_NEWS: Final = timedelta(days=90)
_ANSWER_WITHIN: Final = timedelta(days=1)
_STATES: Final = (
    *sorted(OPEN_STATES - {WorkOrderState.REQUESTED}),
    WorkOrderState.COMPLETE,
    WorkOrderState.REVIEWED,
)


def sources(work: Reading) -> Sequence[Select[Any]]:
    """One query for each kind."""
    company, today = the_company(work), today_of(work)
    until = today + timedelta(days=company.warn_days)
    return (
        _unanswered(work),
        _stuck(work, timedelta(days=company.stuck_days)),
        _certificates(until),
        _exemptions(until),
        _agreements(today, until),
        _warranties(today, until),
    )


def _row(
    kind: WarningKind, record: str, record_id: Any, name: Any, about: Any, on_day: Any, state: Any
) -> Any:
    number = _KINDS.index(kind) * KIND_STEP
    return select(
        (cast(literal(number), BigId) + record_id).label("id"),
        cast(literal(kind.value), String).label("kind"),
        cast(literal(record), String).label("record"),
        record_id.label("record_id"),
        name.label("name"),
        func.coalesce(about, "").label("about"),
        on_day.label("on_day"),
        state.label("state"),
    )


def _nothing() -> Any:
    return cast(literal(""), String)


def _day(work: Reading, instant: Any) -> Any:
    """The day on the office's wall. SQLite knows no zones, so all days are told by how the clock stands now."""
    zone = the_company(work).timezone
    if not work.is_sqlite:
        return cast(func.timezone(zone, instant), Date)
    ahead = work.now.astimezone(ZoneInfo(zone)).utcoffset() or timedelta()
    return func.date(instant, f"{ahead // timedelta(minutes=1):+d} minutes", type_=Date)


def _job_name() -> Any:
    return literal("#").concat(cast(WorkOrder.number, String)).concat(" · ").concat(WorkOrder.title)


def _unanswered(work: Reading) -> Any:
    """Requests that nobody answered by the time promised, or for a day where nothing was."""
    now = work.now
    by = func.coalesce(WorkOrder.respond_by_at, WorkOrder.requested_at)
    late = or_(
        WorkOrder.respond_by_at < now,
        (WorkOrder.respond_by_at.is_(None)) & (WorkOrder.requested_at < now - _ANSWER_WITHIN),
    )
    query = _row(
        WarningKind.UNANSWERED,
        "work_order",
        WorkOrder.id,
        _job_name(),
        Customer.name,
        _day(work, by),
        _nothing(),
    )
    return (
        query.select_from(WorkOrder)
        .outerjoin(Customer, Customer.id == WorkOrder.customer_id)
        .where(WorkOrder.state == WorkOrderState.REQUESTED, late)
    )


def _stuck(work: Reading, patience: timedelta) -> Any:
    """Jobs between approval and invoice that have not moved for so long, and that nobody is going to visit."""
    now = work.now
    moved = select(func.max(StateMove.at)).where(StateMove.work_order_id == WorkOrder.id)
    last = func.coalesce(moved.correlate(WorkOrder).scalar_subquery(), WorkOrder.requested_at)
    awaited = select(Visit.id).where(Visit.work_order_id == WorkOrder.id, Visit.end_at > now).exists()
    state = cast(WorkOrder.state, String)
    query = _row(
        WarningKind.STUCK, "work_order", WorkOrder.id, _job_name(), Customer.name, _day(work, last), state
    )
    return (
        query.select_from(WorkOrder)
        .outerjoin(Customer, Customer.id == WorkOrder.customer_id)
        .where(WorkOrder.state.in_(_STATES), last < now - patience, ~awaited)
    )


def _certificates(until: date) -> Any:
    """Skills of technicians who work here, ended ones too: somebody may still be sent."""
    ends = TechnicianSkill.certified_until
    query = _row(
        WarningKind.CERTIFICATE, "technician", Technician.id, Technician.name, Skill.name, ends, _nothing()
    )
    # A technician may have several; the row of the skill tells them apart.
    query = query.with_only_columns(
        (cast(literal(_KINDS.index(WarningKind.CERTIFICATE) * KIND_STEP), BigId) + TechnicianSkill.id).label(
            "id"
        ),
        *list(query.selected_columns)[1:],
    )
    return (
        query.select_from(TechnicianSkill)
        .join(Technician, Technician.id == TechnicianSkill.technician_id)
        .join(Skill, Skill.id == TechnicianSkill.skill_id)
        .where(Technician.archived_at.is_(None), ends <= until)
    )


def _exemptions(until: date) -> Any:
    """Customers who are billed without tax on a certificate that ends."""
    ends = Customer.exempt_until
    query = _row(
        WarningKind.TAX_CERTIFICATE,
        "customer",
        Customer.id,
        Customer.name,
        Customer.exempt_certificate,
        ends,
        _nothing(),
    )
    return query.select_from(Customer).where(
        Customer.archived_at.is_(None), Customer.tax_exempt.is_(True), ends <= until
    )


def _agreements(today: date, until: date) -> Any:
    ends = Agreement.ends_on
    query = _row(
        WarningKind.AGREEMENT, "agreement", Agreement.id, Agreement.name, Customer.name, ends, _nothing()
    )
    return (
        query.select_from(Agreement)
        .join(Customer, Customer.id == Agreement.customer_id)
        .where(Agreement.archived_at.is_(None), ends >= today - _STILL_NEWS, ends <= until)
    )


def _warranties(today: date, until: date) -> Any:
    """Before they end: afterwards nothing can be claimed."""
    ends = Equipment.warranty_until
    query = _row(WarningKind.WARRANTY, "equipment", Equipment.id, Equipment.name, Site.name, ends, _nothing())
    return (
        query.select_from(Equipment)
        .join(Site, Site.id == Equipment.site_id)
        .where(Equipment.archived_at.is_(None), ends >= today, ends <= until)
    )
