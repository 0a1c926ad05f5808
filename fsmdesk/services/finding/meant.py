"""The jobs and invoices that the words of a search mean: those in that state, with the other words somewhere."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from fsmdesk.core.states import WorkOrderState
from fsmdesk.db.plain_sql import PlainReading
from fsmdesk.services.dispatch.board_skills import skills_sql
from fsmdesk.services.finding.messages import FindRecords, Found
from fsmdesk.services.finding.said import Said
from fsmdesk.services.setup.company_reading import office_hours

# So many of the most urgent are looked through for words that no index knows together.
_LOOKED_AT: Final = 1000
_ORDER: Final = (
    "work_order.priority, CASE WHEN work_order.due_at IS NULL THEN 1 ELSE 0 END, work_order.due_at"
)


def jobs_meant(work: PlainReading, query: FindRecords, said: Said) -> list[Found]:
    """The most urgent first."""
    conditions = [condition.format(true="1" if work.is_sqlite else "true") for condition in said.of_jobs]
    where = " AND ".join(conditions) or "1 = 1"
    rows = work.rows(
        f"{_jobs(work.is_sqlite)} WHERE {where} ORDER BY {_ORDER}, work_order.id DESC LIMIT {_LOOKED_AT}",
        **_used(where, work, query),
    )
    found = [row for row in rows if _holds(row[3:], said.rest)][: query.limit]
    return [
        Found(
            "work_order",
            row[0],
            f"#{row[1]} · {row[3]}",
            " · ".join(part for part in (row[4], WorkOrderState(row[2]).label) if part),
        )
        for row in found
    ]


def invoices_meant(work: PlainReading, query: FindRecords, said: Said) -> list[Found]:
    """The oldest first, since they wait the longest."""
    where = " AND ".join(said.of_invoices) or "1 = 1"
    rows = work.rows(
        "SELECT invoice.id, invoice.number, invoice.bill_to_name, invoice.purchase_order, customer.name, "  # noqa: S608 - the same
        "invoice.issued_on FROM invoice JOIN customer ON customer.id = invoice.customer_id "
        f"WHERE {where} ORDER BY invoice.due_on, invoice.id LIMIT {_LOOKED_AT}",
        **_used(where, work, query),
    )
    found = [row for row in rows if _holds(row[1:5], said.rest)][: query.limit]
    return [
        Found(
            "invoice",
            row[0],
            str(row[1] or ""),
            " · ".join(str(part) for part in (row[2] or row[4], row[5]) if part),
        )
        for row in found
    ]


def skill_words(work: PlainReading) -> frozenset[str]:
    """Every word in the name of a skill: a search that holds one is about jobs that need it."""
    names = work.rows("SELECT name FROM skill")
    return frozenset(word for (name,) in names for word in str(name).casefold().split() if len(word) > 1)


def _jobs(is_sqlite: bool) -> str:
    joined = "group_concat(technician.name, ' ')" if is_sqlite else "string_agg(technician.name, ' ')"
    return f"""
SELECT work_order.id, work_order.number, work_order.state, work_order.title, customer.name,
    site.name, site.address, site.city, site.region, site.postcode, equipment.name, equipment.serial,
    work_order.problem, work_order.cause, work_order.fix, {skills_sql(is_sqlite)},
    (SELECT {joined} FROM visit JOIN technician ON technician.id = visit.technician_id
     WHERE visit.work_order_id = work_order.id AND visit.state <> 'cancelled')
FROM work_order
LEFT JOIN customer ON customer.id = work_order.customer_id
LEFT JOIN site ON site.id = work_order.site_id
LEFT JOIN equipment ON equipment.id = work_order.equipment_id"""  # noqa: S608 - two wordings of our own


def _holds(parts: Sequence[Any], words: Sequence[str]) -> bool:
    text = " ".join(str(part) for part in parts if part).casefold()
    return all(word in text for word in words)


def _used(where: str, work: PlainReading, query: FindRecords) -> dict[str, object]:
    """The values that the conditions name: now, and the days around it in the shop's zone."""
    zone = ZoneInfo(office_hours(work).timezone)
    today = query.at.astimezone(zone).date()

    def midnight(days: int) -> datetime:
        return datetime.combine(today + timedelta(days=days), time(), zone).astimezone(query.at.tzinfo)

    values: dict[str, object] = {
        "now": query.at,
        "today_begins": midnight(0),
        "today_ends": midnight(1),
        "tomorrow_begins": midnight(1),
        "tomorrow_ends": midnight(2),
        "today": today.isoformat() if work.is_sqlite else today,
    }
    return {name: value for name, value in values.items() if _names(where, name)}


def _names(where: str, name: str) -> bool:
    return any(f":{name}{end}" in f"{where} " for end in (" ", ")", "\n"))
