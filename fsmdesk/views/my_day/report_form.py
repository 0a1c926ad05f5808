"""What the technician says of the job: cause, fix, and a note for the customer."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Slot

from fsmdesk.core.messages import Command, Query
from fsmdesk.core.words import tr
from fsmdesk.services.my_day.messages import MyVisit, MyVisitCard, ReportJob
from fsmdesk.views.desk import Desk
from fsmdesk.views.error_presenter import Notice
from fsmdesk.views.widgets.editor_form import EditorForm
from fsmdesk.views.widgets.field_grid import FieldGrid
from fsmdesk.views.widgets.field_text import FieldMultiline


class ReportForm(EditorForm[MyVisitCard, None]):
    """The record is the job; it is read with the visit `visit_id`."""

    kind = "work_order"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.visit_id = 0
        grid = FieldGrid(self, columns=2)
        for key, label, hint in (
            ("cause", tr("Cause"), tr("What was wrong")),
            ("fix", tr("Fix"), tr("What you did about it")),
        ):
            grid.add(self.add_field(FieldMultiline(key, label, placeholder=hint)))
        grid.add(
            self.add_field(
                FieldMultiline(
                    "customer_notes",
                    tr("Notes for the customer"),
                    placeholder=tr("Printed on the report and on the invoice"),
                )
            ),
            span=2,
        )
        self.body.addWidget(grid)
        self.shown.connect(self._show_lock)

    def query(self, record_id: int) -> Query[MyVisitCard]:
        """The job is read with the visit."""
        return MyVisit(visit_id=self.visit_id)

    def values(self, card: MyVisitCard) -> Mapping[str, object]:
        """What was said so far."""
        return {key: getattr(card, key) for key in self.fields}

    def version(self, card: MyVisitCard) -> int:
        """The version of the job."""
        return card.order_version

    def command(self, values: Mapping[str, Any]) -> Command[None]:
        """All three texts."""
        return ReportJob(work_order_id=self.record_id or 0, seen_version=self.seen_version, **values)

    def draft_name(self) -> str:
        """Apart from what is typed in the office's screen of the job."""
        return f"my-report-{self.record_id}"

    def said(self) -> str:
        """What the status line says."""
        return tr("Report saved.")

    @Slot(object)
    def _show_lock(self, card: MyVisitCard) -> None:
        for field in self.fields.values():
            field.set_read_only(not card.is_open)
        if card.is_open:
            self.banners.close_notice("locked")
        else:
            words = tr("Job {number} is {state}: only the office changes it now.")
            text = words.format(number=card.number, state=card.order_state.label.lower())
            self.show_notice(Notice(text, "info", key="locked"))
