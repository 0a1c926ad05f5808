"""What requesters think of the work: low scores wait here until somebody has talked to the customer."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QMenu

from fsmdesk.core.lists import ListFilter, ListPage, ListRequest
from fsmdesk.core.messages import Query
from fsmdesk.core.permissions import Permission
from fsmdesk.core.words import tr, trn
from fsmdesk.services.closeout.messages import (
    LOW_SCORE,
    FeedbackAverage,
    FeedbackFigures,
    FeedbackList,
    FeedbackRow,
    FollowUpFeedback,
)
from fsmdesk.views.actions import ActionSpec
from fsmdesk.views.allowance import limit, why_not
from fsmdesk.views.desk import Desk
from fsmdesk.views.excel_export import ExcelExport
from fsmdesk.views.review.segments import ReviewBar
from fsmdesk.views.widgets.badges import Look
from fsmdesk.views.widgets.empty_state import EmptyState
from fsmdesk.views.widgets.filter_bar import FilterChip
from fsmdesk.views.widgets.list_screen import ListScreen
from fsmdesk.views.widgets.reason_bar import ReasonBar
from fsmdesk.views.widgets.surfaces import words
from fsmdesk.views.widgets.table_columns import Column, Kind


def _score(row: FeedbackRow) -> str:
    return str(row.score)


def _score_look(row: FeedbackRow) -> Look:
    if row.score <= LOW_SCORE:
        return Look("danger", "star")
    return Look("success", "star") if row.score >= 4 else Look("neutral", "star")


def _numbered(row: FeedbackRow) -> str:
    return f"#{row.number}"


def _phone(row: FeedbackRow) -> str:
    return row.phone


def _standing(row: FeedbackRow) -> str:
    if row.followed_up_at is not None:
        return tr("Followed up")
    return tr("To follow up") if row.score <= LOW_SCORE else ""


def _standing_look(row: FeedbackRow) -> Look:
    return Look("warn", "phone") if row.followed_up_at is None else Look("success", "check")


class FeedbackScreen(ListScreen[FeedbackRow]):
    """Enter asks what came of it; a double click opens the job."""

    name = "feedback"
    kinds = ("feedback", "work_order")
    columns = (
        Column("score", tr("Score"), Kind.BADGE, 96, get=_score, look=_score_look),
        Column("number", tr("Number"), width=110, get=_numbered, is_strong=True),
        Column("title", tr("Job"), width=180),
        Column("customer", tr("Customer"), width=220, secondary=_phone, is_grouped=True),
        Column("technicians", tr("Technicians"), width=140, is_muted=True, is_sortable=False, is_hidden=True),
        Column("remark", tr("Remark"), stretch=True),
        Column("given_by", tr("Given by"), width=130, is_muted=True),
        Column("given_at", tr("Given"), Kind.INSTANT, width=178, is_muted=True, is_grouped=True),
        Column(
            "standing", tr("Answer"), Kind.BADGE, 130, get=_standing, look=_standing_look, is_sortable=False
        ),
        Column(
            "follow_up_note",
            tr("What came of it"),
            width=200,
            is_muted=True,
            is_hidden=True,
            is_sortable=False,
        ),
    )
    chips = (
        FilterChip("waiting", tr("To follow up"), ListFilter("waiting", values=(True,))),
        FilterChip("low", tr("Low"), ListFilter("score", values=tuple(range(1, LOW_SCORE + 1)))),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, tr("Feedback"), tr("Job, customer, remark…"))
        self._figures = words("", "muted", self)
        self.bar = ReviewBar(desk, "feedback", self, self._figures)
        self.add_above(self.bar)
        self._excel = ExcelExport(self, "feedback")
        self.offer_excel()
        self.reason_bar = ReasonBar(self)
        self.add_above(self.reason_bar)
        self._refusal = why_not(desk, Permission.TAKE_CALLS)
        self.follow_action = self.add_action(
            ActionSpec("feedback.follow_up", tr("Follow up…"), self._ask, "Ctrl+Return", "phone"),
            primary=True,
        )
        self.table.current_changed.connect(self._look)
        self.reader.came.connect(self._begin_at_first)
        self._look()

    def query(self, request: ListRequest) -> Query[ListPage[FeedbackRow]]:
        """A page of feedback."""
        return FeedbackList(request=request)

    def empty_state(self) -> EmptyState:
        """Where feedback comes from."""
        text = tr("Ask after a job how content the customer is, and record it beside the job.")
        return EmptyState("star", tr("No feedback yet"), text)

    def open_row(self, row: FeedbackRow) -> None:
        """Open the job."""
        self.desk.shell.open_record("work_order", row.work_order_id)

    def row_menu(self, menu: QMenu, row: FeedbackRow) -> None:
        """Open the job, or follow it up."""
        menu.addAction(tr("Open")).triggered.connect(partial(self.open_row, row))
        menu.addAction(self.follow_action)

    def export_excel(self, request: ListRequest, columns: Sequence[Column]) -> None:
        """The same rows and columns as a spreadsheet."""
        self._excel.ask_where(request, [column for column in columns if column.key != "standing"])

    def show_totals(self, total_count: int, totals: object) -> None:
        """The average is read with every page: another score changes it."""
        self.desk.ask(self, FeedbackFigures(), self._show_figures)

    def _show_figures(self, figures: FeedbackAverage) -> None:
        if figures.average_centi is None:
            self._figures.setText("")
            return
        said = trn("{n} answer", "{n} answers", figures.count).format(
            n=self.desk.formats.count(figures.count)
        )
        average = self.desk.formats.quantity(figures.average_centi * 10)
        text = tr("{average} of 5 on the average of 90 days · {answers}")
        self._figures.setText(text.format(average=average, answers=said))

    @Slot()
    def _begin_at_first(self) -> None:
        if self.table.current_row() is None and self.table.rows().rowCount():
            self.table.setCurrentIndex(self.table.rows().index(0, 0))

    @Slot()
    def _look(self) -> None:
        row = self.table.current_row()
        self.follow_action.setEnabled(row is not None)
        limit(self.follow_action, self._refusal)

    def _ask(self) -> None:
        row = self.table.current_row()
        if row is None:
            return
        text = tr("{customer} gave {score} for #{number} {title}.").format(
            customer=row.given_by or row.customer,
            score=tr("{n} of 5").format(n=row.score),
            number=row.number,
            title=row.title,
        )
        quote = f" “{row.remark}”" if row.remark else ""
        self.reason_bar.ask(
            text + quote, tr("What came of it?"), tr("Followed up"), partial(self._follow_up, row)
        )

    def _follow_up(self, row: FeedbackRow, note: str) -> None:
        command = FollowUpFeedback(feedback_id=row.id, seen_version=row.version, note=note)
        said = tr("Followed up #{number}").format(number=row.number)
        self.desk.do(self, command, self._settle, said=said)
        self.table.setFocus()

    def _settle(self, _done: object) -> None:
        self.banners.close_notice("error")
