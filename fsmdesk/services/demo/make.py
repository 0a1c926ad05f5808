"""Makes a demo shop: a believable office with years of work behind it and today's work on the board."""

from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from fsmdesk.core.times import now, wall_minute
from fsmdesk.core.words import tr
from fsmdesk.db.location import Location
from fsmdesk.db.migrate import create_office, ensure_current
from fsmdesk.folders import data_folder
from fsmdesk.services.demo.away import add_absences
from fsmdesk.services.demo.billing import Billing
from fsmdesk.services.demo.calling import LONGEST_LEAD_DAYS
from fsmdesk.services.demo.chance import Chance
from fsmdesk.services.demo.days import USUAL_MINUTE, Calendar, lively_minute
from fsmdesk.services.demo.days_of_work import DaysOfWork
from fsmdesk.services.demo.feedback import Feedbacks
from fsmdesk.services.demo.job_rows import JobRows
from fsmdesk.services.demo.matters import Matters
from fsmdesk.services.demo.office_rows import DemoOffice, make_office
from fsmdesk.services.demo.parties import Customers
from fsmdesk.services.demo.recordings import add_recordings
from fsmdesk.services.demo.rows import Rows
from fsmdesk.services.demo.settling import Settling
from fsmdesk.services.demo.sizes import SIZES, DemoSize, DemoSizeName
from fsmdesk.services.demo.towns import Towns
from fsmdesk.services.demo.writing import Loading, loading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fsmdesk.services.demo.jobs import DemoJob

ZONE: Final = ZoneInfo("America/New_York")
Progress = Callable[[str, float], None]
_ROWS_AT_ONCE: Final = 60_000
# A job may be gone on with so long after its first visit.
_LONGEST_RETURN_DAYS: Final = 12
_DRAFTS: Final = 2
_LAG: Final = timedelta(days=LONGEST_LEAD_DAYS + _LONGEST_RETURN_DAYS)


@dataclass(frozen=True, slots=True)
class DemoCounts:
    """What was made."""

    technicians: int
    customers: int
    sites: int
    equipment: int
    work_orders: int
    visits: int
    invoices: int
    payments: int


def make_demo(
    location: Location,
    size: DemoSizeName,
    seed: int = 1,
    *,
    today: date | None = None,
    progress: Progress | None = None,
) -> DemoCounts:
    """The office at `location`, made if it is not there, holds a demo shop; all of it or nothing.

    The same size, seed and day give the same shop, on either database. Without `today` it is the present day
    in the shop's zone, and the day has got as far as the present half hour, if that is one at which people
    work.

    Raises:
        RuleBroken: there is something in the office already.
        EnvironmentProblem: it can't be used, or disk or server failed.
    """
    instant = now()
    day = today or wall_minute(instant, ZONE)[0]
    minute = lively_minute(instant, ZONE) if today is None else USUAL_MINUTE
    measure = SIZES[size]
    calendar = Calendar(day - timedelta(days=measure.days), day, minute, ZONE)
    with _standing_office(location), loading(location) as target:
        return _Shop(target, measure, calendar, seed, progress or _quiet).make()


def _quiet(_words: str, _share: float) -> None:
    """Nobody wants to know how far it is."""


@contextmanager
def _standing_office(location: Location) -> "Iterator[None]":
    """An office is there. If it was made for this and then fails, its file is gone again."""
    path = location.path
    there = path.exists() and path.stat().st_size > 0 if path is not None else _has_office(location)
    if there:
        ensure_current(location, data_folder() / "backups")
        yield
        return
    create_office(location)
    try:
        yield
    except BaseException:
        if path is not None:
            for suffix in ("", "-wal", "-shm"):
                Path(f"{path}{suffix}").unlink(missing_ok=True)
        raise


def _has_office(location: Location) -> bool:
    from fsmdesk.db.engine import make_engine
    from fsmdesk.db.failures import sorted_errors
    from fsmdesk.db.migrate import revision_of

    engine = make_engine(location, pooled=False)
    try:
        with sorted_errors(), engine.connect() as connection:
            return bool(revision_of(connection))
    finally:
        engine.dispose()


class _Shop:
    """One shop in the making: day after day, each written once nothing earlier can come any more."""

    def __init__(
        self, target: Loading, size: DemoSize, calendar: Calendar, seed: int, progress: Progress
    ) -> None:
        self._target = target
        self._size = size
        self._calendar = calendar
        self._seed = seed
        self._progress = progress
        self._rows = Rows()
        self._towns = Towns()

    def make(self) -> DemoCounts:
        """Everything is in the tables."""
        self._progress(tr("Company, people and price book"), 0.0)
        office = make_office(self._rows, self._size, self._calendar, self._towns, self._chance("office"))
        add_absences(self._rows, office, self._calendar, self._size.planned_days, self._chance("absences"))
        self._progress(tr("Customers and machines"), 0.02)
        customers = Customers(self._rows, self._calendar, self._size, self._towns, self._chance("customers"))
        matters = Matters(customers.make(), self._chance("matters"))
        self._write()
        self._work(office, matters)
        self._write(everything=True)
        self._progress(tr("Search index and guards"), 0.9)
        return self._counts()

    def _work(self, office: DemoOffice, matters: Matters) -> None:
        """All days from the first one to the last that is planned, and then until all are written."""
        calendar = self._calendar
        settling = Settling(calendar, self._chance("settling"), office.words["credit_reasons"])
        feedbacks = Feedbacks(self._rows, office, calendar, self._chance("feedback"))
        jobs = JobRows(self._rows, office, calendar, settling, feedbacks, self._chance("jobs"))
        billing = Billing(self._rows, office, calendar, settling, self._chance("billing"))
        making = DaysOfWork(self._rows, self._size, calendar, office, matters, self._seed)
        last = calendar.today + timedelta(days=self._size.planned_days)
        day, end = calendar.first, last + 2 * _LAG
        while day <= end:
            if day <= last:
                for job in making.day(day):
                    jobs.take(job)
            jobs.write_until(calendar.at(day - _LAG, 0))
            # By now every job is written that an invoice of that day could be about.
            billed = day - _LAG - timedelta(days=1)
            if billed <= calendar.today:
                billing.day(billed)
            self._write()
            if day.day == 1:
                self._progress(
                    tr("Work orders"), 0.05 + 0.85 * ((day - calendar.first) / (end - calendar.first))
                )
            day += timedelta(days=1)
        self._draft(billing, jobs.reviewed)
        if self._size.recorded:
            add_recordings(self._rows, calendar, list(jobs.newest)[-self._size.recorded :])
        self._set_series(jobs, billing)

    def _draft(self, billing: Billing, reviewed: list["DemoJob"]) -> None:
        """Two drafts are being looked at."""
        by_customer: dict[int, list[DemoJob]] = {}
        for job in reviewed:
            if job.owed_minor > 0 and job.customer is not None:
                by_customer.setdefault(job.customer.id, []).append(job)
        for jobs in list(by_customer.values())[:_DRAFTS]:
            assert jobs[0].customer is not None
            billing.draft(jobs[0].customer, jobs)

    def _set_series(self, jobs: JobRows, billing: Billing) -> None:
        self._target.set_series("work_order", jobs.last_number)
        for name, last in billing.series.items():
            self._target.set_series(name, last)

    def _write(self, *, everything: bool = False) -> None:
        if everything or self._rows.waiting_count() >= _ROWS_AT_ONCE:
            self._target.write(self._rows)

    def _chance(self, purpose: str) -> Chance:
        return Chance(self._seed, purpose)

    def _counts(self) -> DemoCounts:
        count = self._rows.count_of
        return DemoCounts(
            technicians=count("technician"),
            customers=count("customer"),
            sites=count("site"),
            equipment=count("equipment"),
            work_orders=count("work_order"),
            visits=count("visit"),
            invoices=count("invoice"),
            payments=count("payment"),
        )
