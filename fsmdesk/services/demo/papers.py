"""What documents of the demo say about the shop, the customer and the work; as services/billing would write it."""

from typing import Final

from fsmdesk.core.formats import Formats
from fsmdesk.core.terms import BillTo
from fsmdesk.core.words import tr
from fsmdesk.services.addresses import address_lines, machine_words
from fsmdesk.services.demo.days import Calendar
from fsmdesk.services.demo.jobs import DemoJob, DemoLine
from fsmdesk.services.demo.office_rows import DemoOffice
from fsmdesk.services.demo.towns import DemoAddress

# More jobs than these are listed by their sites alone.
_JOBS_IN_FULL: Final = 3


class Papers:
    """Words for invoices and credit notes."""

    def __init__(self, office: DemoOffice, calendar: Calendar) -> None:
        self._calendar = calendar
        company = office.company
        self._link = company["payment_link"]
        self._payment_text = company["payment_text"]
        self._formats = Formats(company["locale"], company["currency"], calendar.zone)
        self._seller = (
            company["name"],
            "\n".join(address_lines(_address_of(company))),
            f"{company['phone']} · {company['email']}",
            f"Lic. {company['licence']} · Tax ID {company['tax_number']}",
        )

    def seller(self) -> tuple[str, ...]:
        """Name, address, contact and registration of the shop."""
        return self._seller

    def payment(self, number: str) -> tuple[str, str]:
        """Where to pay, and the link that the code holds; the number takes its place in both."""
        return self._payment_text.replace("{number}", number), self._link.replace("{number}", number)

    def summary(self, jobs: list[DemoJob]) -> str:
        """What was wrong and what was done."""
        if len(jobs) == 1:
            return f"{jobs[0].cause} {jobs[0].fix}"
        return "\n".join(f"#{job.number} {job.cause} {job.fix}" for job in jobs)

    def service_at(self, jobs: list[DemoJob]) -> str:
        """Where, on which machine, when and by whom; for many jobs the sites alone."""
        if len(jobs) > _JOBS_IN_FULL:
            return "\n".join(dict.fromkeys(job.matter.site.words for job in jobs))
        return "\n".join(dict.fromkeys(line for job in jobs for line in self._job_words(job)))

    def note(self, job: DemoJob, line: DemoLine) -> str:
        """Why the customer is not asked for the line."""
        words = ""
        if line.bill_to == BillTo.AGREEMENT and job.agreement is not None:
            words = tr("Covered by agreement {name}").format(name=job.agreement.name)
        elif line.bill_to == BillTo.WARRANTY:
            words = tr("Manufacturer's warranty")
        elif line.bill_to == BillTo.NOBODY:
            words = tr("Free of charge")
        return ", ".join(part for part in (words, line.note) if part)

    def _job_words(self, job: DemoJob) -> list[str]:
        matter = job.matter
        day = self._calendar.day_of(job.visits[-1].start)
        names = ", ".join(dict.fromkeys(visit.technician.name for visit in job.visits))
        lines = [matter.site.words, matter.room.path, machine_words(matter.machine)]
        return [line for line in (*lines, f"{self._formats.date(day)}, {names}") if line]


def _address_of(company: dict[str, str]) -> DemoAddress:
    return DemoAddress(
        address=company["address"],
        city=company["city"],
        region=company["region"],
        postcode=company["postcode"],
        country=company["country"],
        latitude_micro=0,
        longitude_micro=0,
    )
