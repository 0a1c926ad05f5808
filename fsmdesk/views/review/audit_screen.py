"""The weekly audit: completed jobs on which something lacks or looks odd, each with the reason in words."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QMenu

from fsmdesk.core.lists import ListFilter, ListPage, ListRequest
from fsmdesk.core.messages import Query
from fsmdesk.core.money import half_up
from fsmdesk.core.permissions import Permission
from fsmdesk.core.terms import JobKind
from fsmdesk.core.words import tr, trn
from fsmdesk.services.closeout.messages import (
    USUAL_MARGIN_PPM,
    AuditCode,
    AuditList,
    AuditPaper,
    AuditRow,
    AuditSummary,
    AuditWeek,
)
from fsmdesk.views.actions import ActionSpec
from fsmdesk.views.desk import Desk
from fsmdesk.views.excel_export import ExcelExport
from fsmdesk.views.review.segments import ReviewBar
from fsmdesk.views.review.week_picker import WeekPicker
from fsmdesk.views.widgets.empty_state import EmptyState
from fsmdesk.views.widgets.filter_bar import FilterChip
from fsmdesk.views.widgets.list_screen import ListScreen
from fsmdesk.views.widgets.surfaces import paragraph
from fsmdesk.views.widgets.table_columns import Column, Kind, words_of

_CODE = "code"


def _numbered(row: AuditRow) -> str:
    return f"#{row.number}"


def _margin(row: AuditRow) -> int | None:
    """To whole percents: more would look exact."""
    return None if row.margin_ppm is None else half_up(row.margin_ppm, 10_000) * 10_000


def _findings(row: AuditRow) -> str:
    return " · ".join(finding.text for finding in row.findings)


def _warn(_row: AuditRow) -> str:
    return "warn_text"


class AuditScreen(ListScreen[AuditRow]):
    """A week at a time; the chips narrow it to what one looks for."""

    name = "audit"
    kinds = ("work_order", "work_order_line", "visit", "attachment", "signature", "time_entry", "work_kind")
    first_sort = ("completed_at", False)
    columns = (
        Column("number", tr("Number"), width=110, get=_numbered, is_strong=True),
        Column("title", tr("Job"), width=230),
        Column("customer", tr("Customer"), width=180, is_grouped=True),
        Column("technicians", tr("Technicians"), width=140, is_muted=True, is_sortable=False),
        Column(
            *("kind", tr("Kind"), Kind.STATE, 120),
            is_hidden=True,
            is_grouped=True,
            choices=words_of(JobKind),
        ),
        Column("state", tr("State"), Kind.STATE, 120, is_hidden=True, is_grouped=True),
        Column("completed_at", tr("Completed"), Kind.INSTANT, 178, is_muted=True),
        Column("net_minor", tr("Amount"), Kind.MONEY, 104, is_strong=True, is_totalled=True),
        Column("margin_ppm", tr("Margin"), Kind.PERCENT, 84, get=_margin, is_muted=True, is_sortable=False),
        Column("findings", tr("To look at"), get=_findings, colour=_warn, stretch=True, is_sortable=False),
    )
    chips = tuple(
        FilterChip(code.value, code.label, ListFilter(_CODE, values=(code,)), group=_CODE)
        for code in AuditCode
    )

    def __init__(self, desk: Desk) -> None:
        self.week = WeekPicker(desk.formats)
        super().__init__(desk, tr("Weekly audit"), tr("Number, job, customer…"))
        self.bar = ReviewBar(desk, "audit", self, self.week)
        self.add_above(self.bar)
        self._summary = paragraph("", "muted", self)
        self.add_above(self._summary)
        self._excel = ExcelExport(self, "audit")
        self.offer_excel()
        self.add_action(ActionSpec("audit.print", tr("Print"), self._print, "Ctrl+P", "printer"))
        for name, text, run, keys in (
            ("back", tr("The week before"), self.week.go_back, "["),
            ("forth", tr("The week after"), self.week.go_forth, "]"),
        ):
            self.add_action(ActionSpec(f"audit.{name}", text, run, keys), in_bar=False)
        self.week.changed.connect(self._ask_anew)

    def query(self, request: ListRequest) -> Query[ListPage[AuditRow]]:
        """A page of the chosen week."""
        return AuditList(request=self._of_week(request))

    def empty_state(self) -> EmptyState:
        """Nothing to look at."""
        text = tr("Every job that was completed in this week has what it should have.")
        return EmptyState("clipboard-check", tr("Nothing to look at"), text)

    def open_row(self, row: AuditRow) -> None:
        """Open the job."""
        self.desk.shell.open_record("work_order", row.id)

    def row_menu(self, menu: QMenu, row: AuditRow) -> None:
        """Open the job."""
        menu.addAction(tr("Open")).triggered.connect(partial(self.open_row, row))

    def export_excel(self, request: ListRequest, columns: Sequence[Column]) -> None:
        """The same rows and columns as a spreadsheet."""
        self._excel.ask_where(self._of_week(request), columns)

    def show_totals(self, total_count: int, totals: object) -> None:
        """The week on the whole is read with the list."""
        monday = self.week.monday()
        self.desk.ask(self, AuditWeek(monday=monday), partial(self._show_summary, monday))

    def _of_week(self, request: ListRequest) -> ListRequest:
        codes = request.filter_values(_CODE)
        others = tuple(condition for condition in request.filters if condition.key != _CODE)
        return replace(request, filters=(*others, ListFilter("week", values=(self.week.monday(), *codes))))

    def _show_summary(self, monday: date, summary: AuditSummary) -> None:
        if monday != self.week.monday():
            return
        formats, count = self.desk.formats, summary.completed_count
        done = trn("{n} job was completed", "{n} jobs were completed", count).format(n=formats.count(count))
        told = [tr("{done}, {n} to look at").format(done=done, n=formats.count(summary.found_count))]
        told += [f"{code.label} {formats.count(n)}" for code, n in summary.by_code if n]
        text = " · ".join(told)
        if self.desk.may(Permission.SEE_COSTS):
            low, high = (formats.percent(bound) for bound in USUAL_MARGIN_PPM)
            usual = tr("A margin from {low} to {high} is usual.").format(low=low, high=high)
            text = f"{text}. {usual}"
        self._summary.setText(text)

    def _print(self) -> None:
        from fsmdesk.views.printing.preview import show_preview  # brings the renderer of PDF with it

        title = tr("Audit {week}").format(week=self.week.text())
        show_preview(self.desk, self, AuditPaper(request=self._of_week(self.reader.request)), title)

    @Slot()
    def _ask_anew(self) -> None:
        self._summary.setText("")
        super()._ask_anew()
