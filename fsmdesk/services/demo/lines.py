"""The lines of a job: call-out, labor, parts; what was planned, what was done, and who pays."""

from datetime import date
from typing import Final

from fsmdesk.core.money import line_net_minor
from fsmdesk.core.terms import BillTo, JobKind, LineKind
from fsmdesk.services.demo.chance import Chance
from fsmdesk.services.demo.days import Calendar
from fsmdesk.services.demo.jobs import DemoJob, DemoLine, DemoVisit
from fsmdesk.services.demo.materials import AGREED_KINDS, machine_kinds
from fsmdesk.services.demo.office_rows import DemoOffice
from fsmdesk.services.demo.prices import DemoItem
from fsmdesk.services.demo.rows import Rows

_LABOUR: Final = {
    "HVAC": "LAB-HVAC",
    "Plumbing": "LAB-PLB",
    "Electrical": "LAB-ELE",
    "Refrigeration": "LAB-REF",
    "Controls": "LAB-CTL",
    "Property care": "LAB-GEN",
}
_RETURN_TRIP: Final = "FEE-TRIP"
_CUSTOMER: Final = BillTo.CUSTOMER.value


class JobLines:
    """Writes the lines of jobs."""

    def __init__(self, rows: Rows, office: DemoOffice, calendar: Calendar, chance: Chance) -> None:
        self._office = office
        self._calendar = calendar
        self._chance = chance
        self._kinds = machine_kinds()
        self._add_line = rows.adder("work_order_line")
        self._add_cost = rows.adder("line_cost")

    def write(self, job: DemoJob) -> None:
        """The job has its lines; `owed_minor` is what its customer is to be asked for, without tax."""
        problem, outcome = job.matter.problem, job.matter.outcome
        finished = [visit for visit in job.visits if visit.is_placed and visit.finished <= self._calendar.now]
        is_done = bool(finished) and job.ended is None
        fee = self._call_out(job)
        if fee:
            self._line(job, fee, 1000, 1000 * is_done)
        self._labour(job, finished if is_done else [])
        is_planned = problem.kind in AGREED_KINDS or problem.kind == JobKind.INSTALLATION
        if is_done or is_planned:
            for code, count in outcome.parts:
                self._line(job, code, 1000 * count * is_planned, 1000 * count * is_done)
        if outcome.fee and (is_done or is_planned):
            self._line(job, outcome.fee, 1000 * is_planned, 1000 * is_done)
        if len(job.visits) > 1 and is_done and job.visits[0].crew_key is None:
            self._line(job, _RETURN_TRIP, 0, 1000)

    def _call_out(self, job: DemoJob) -> str:
        kind = job.matter.problem.kind
        if kind in AGREED_KINDS or kind == JobKind.INSTALLATION:
            return ""
        if kind == JobKind.EMERGENCY or job.priority == 1:
            return "FEE-EMER" if self._calendar.is_workday(job.first_day) else "FEE-WKND"
        return "FEE-CALL"

    def _labour(self, job: DemoJob, finished: list[DemoVisit]) -> None:
        """One line for each technician who was there; an apprentice costs less."""
        code = _LABOUR[self._kinds[job.matter.problem.category].trade]
        planned_milli = job.matter.minutes * 1000 // 60
        visits: dict[int, list[DemoVisit]] = {}
        for visit in finished:
            visits.setdefault(visit.technician.id, []).append(visit)
        if not visits:
            self._line(job, code, planned_milli, 0)
        for at, of_one in enumerate(visits.values()):
            seconds = sum(visit.finished - visit.arrived for visit in of_one)
            quarters = max(1, -(-seconds // 900))
            self._line(
                job,
                code if at == 0 else "LAB-APP",
                planned_milli,
                quarters * 250,
                cost_minor=of_one[0].technician.pay_minor,
            )

    def _line(
        self, job: DemoJob, code: str, planned_milli: int, done_milli: int, cost_minor: int | None = None
    ) -> None:
        item = self._office.items[code]
        priced = item.priced
        bill_to, note = self._who_pays(job, item)
        tax_code = self._tax_code(job, item)
        line_id = self._add_line(
            (
                *(job.number, len(job.lines) + 1, item.id, priced.kind, priced.name, priced.unit),
                *(
                    planned_milli,
                    done_milli,
                    priced.price_minor,
                    self._office.taxes[tax_code].id,
                    bill_to,
                    note,
                ),
            )
        )
        self._add_cost((line_id, priced.cost_minor if cost_minor is None else cost_minor))
        net = line_net_minor(done_milli, priced.price_minor) if bill_to == _CUSTOMER else 0
        job.owed_minor += net
        job.lines.append(
            DemoLine(
                *(line_id, priced.kind, priced.name, priced.unit, done_milli, priced.price_minor),
                *(tax_code, bill_to, note, net),
            )
        )

    def _tax_code(self, job: DemoJob, item: DemoItem) -> str:
        if job.customer is not None and job.customer.is_exempt:
            return "E"
        return "T" if item.priced.kind == LineKind.PART else "N"

    def _who_pays(self, job: DemoJob, item: DemoItem) -> tuple[str, str]:
        """The agreement for what it covers, the maker while the warranty lasts, mostly the customer."""
        kind, agreement = item.priced.kind, job.agreement
        if item.priced.code == _RETURN_TRIP and self._chance.happens(0.4):
            return BillTo.NOBODY.value, self._office.words["goodwill"]
        if agreement is not None:
            covered = {
                LineKind.LABOUR.value: agreement.labour,
                LineKind.PART.value: agreement.parts,
                LineKind.FEE.value: agreement.fees,
            }[kind]
            if covered:
                return BillTo.AGREEMENT.value, ""
        if kind == LineKind.PART and self._under_warranty(job, job.first_day):
            return BillTo.WARRANTY.value, f"claim {self._chance.between(1100, 9800)}"
        return _CUSTOMER, ""

    def _under_warranty(self, job: DemoJob, day: date) -> bool:
        machine, kind = job.matter.machine, job.matter.problem.kind
        if machine is None or kind in AGREED_KINDS or kind == JobKind.INSTALLATION:
            return False
        return machine.warranty_until >= day and self._chance.happens(0.7)
