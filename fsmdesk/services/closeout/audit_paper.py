"""The audit of a week as PDF, with the rows that the screen shows."""

from dataclasses import replace
from datetime import date, timedelta

from fsmdesk.core.formats import Formats
from fsmdesk.core.lists import MAX_PAGE
from fsmdesk.core.money import half_up
from fsmdesk.core.times import wall_minute
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading
from fsmdesk.reports.audit_list import AuditDocument, AuditedJob
from fsmdesk.services.closeout.audit import audit_list, audit_week, monday_of
from fsmdesk.services.closeout.messages import AuditList, AuditPaper, AuditRow, AuditWeek
from fsmdesk.services.printing.letterheads import company_letterhead, company_settings, file_name
from fsmdesk.services.printing.messages import Paper
from fsmdesk.services.registry import answers
from fsmdesk.services.the_company import formats_of, the_company, today_of


@answers(AuditPaper)
def audit_paper(work: Reading, query: AuditPaper) -> Paper:
    """The rows in their order; a week of more jobs than a list's page holds is cut there, and says so."""
    from fsmdesk.reports.audit_list import audit_pdf

    company = the_company(work)
    monday = next(iter(query.request.filter_values("week")), monday_of(today_of(work)))
    assert isinstance(monday, date)
    page = audit_list(work, AuditList(request=replace(query.request, offset=0, limit=MAX_PAGE)))
    summary = audit_week(work, AuditWeek(monday=monday))
    formats = formats_of(company)
    told = [f"{code.label} {formats.count(count)}" for code, count in summary.by_code if count]
    document = AuditDocument(
        letterhead=company_letterhead(work, company),
        settings=company_settings(company, query.paper),
        monday=monday,
        sunday=monday + timedelta(days=6),
        summary=" · ".join(
            (
                tr("{n} jobs completed, {shown} listed here").format(
                    n=formats.count(summary.completed_count), shown=formats.count(len(page.rows))
                ),
                *told,
            )
        ),
        jobs=[_job(row, formats) for row in page.rows],
    )
    return Paper(file_name(tr("Audit"), monday.isoformat()), audit_pdf(document))


def _job(row: AuditRow, formats: Formats) -> AuditedJob:
    margin = ""
    if row.margin_ppm is not None:
        whole = half_up(row.margin_ppm, 10_000) * 10_000
        margin = tr("margin {percent}").format(percent=formats.percent(whole))
    return AuditedJob(
        number=row.number,
        title=row.title,
        customer=row.customer,
        technicians=row.technicians,
        completed_on=wall_minute(row.completed_at, formats.zone)[0],
        amount_minor=row.net_minor,
        margin=margin,
        findings=tuple(finding.text for finding in row.findings),
    )
