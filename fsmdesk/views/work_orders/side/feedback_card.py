"""What the requester thinks of a job that is done: read and recorded beside it."""

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from fsmdesk.core.messages import ChangeSet, Command, Query
from fsmdesk.core.permissions import Permission
from fsmdesk.core.states import BILLED_STATES, WorkOrderState
from fsmdesk.core.words import tr
from fsmdesk.services.closeout.messages import LOW_SCORE, FeedbackValue, JobFeedback, RecordFeedback
from fsmdesk.services.orders.messages import WorkOrderCard
from fsmdesk.views.allowance import why_not
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.badges import Badge, Look
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.editor_form import EditorForm
from fsmdesk.views.widgets.field_choice import FieldChoice
from fsmdesk.views.widgets.field_text import FieldMultiline, FieldText
from fsmdesk.views.widgets.inline_editor import InlineEditor
from fsmdesk.views.widgets.surfaces import Card, paragraph

_DONE: Final = BILLED_STATES | {WorkOrderState.COMPLETE, WorkOrderState.REVIEWED}
_TONES: Final[dict[int | str, str]] = {1: "danger", 2: "danger", 3: "warn"}


class FeedbackForm(EditorForm[FeedbackValue | None, int]):
    """A score, what was said, and by whom. Its record is the job."""

    kind = "feedback"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        scores = [(score, str(score)) for score in range(1, 6)]
        score = FieldChoice("score", tr("How content, 1 to 5"), scores, tones=_TONES, is_required=True)
        self.body.addWidget(self.add_field(score))
        self.body.addWidget(self.add_field(FieldMultiline("remark", tr("Remark"), lines=3)))
        self.body.addWidget(self.add_field(FieldText("given_by", tr("Who said so"))))

    def query(self, record_id: int) -> Query[FeedbackValue | None]:
        """The feedback about the job."""
        return JobFeedback(work_order_id=record_id)

    def values(self, card: FeedbackValue | None) -> Mapping[str, object]:
        """Empty where nobody gave any."""
        if card is None:
            return {"score": None, "remark": "", "given_by": ""}
        return {"score": card.score, "remark": card.remark, "given_by": card.given_by}

    def version(self, card: FeedbackValue | None) -> int:
        """0 where nobody gave any."""
        return card.version if card is not None else 0

    def command(self, values: Mapping[str, Any]) -> Command[int]:
        """Everything at once."""
        return RecordFeedback(work_order_id=self.record_id or 0, seen_version=self.seen_version, **values)

    def said(self) -> str:
        """What was done."""
        return tr("Feedback recorded.")


class FeedbackCard(Card):
    """Only for jobs that are done. Shows what was said; a button opens the form."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(tr("Feedback"), parent=parent)
        self._desk = desk
        self._refusal = why_not(desk, Permission.TAKE_CALLS)
        self._job = 0
        self._badge = Badge(parent=self)
        self.heading.add_right(self._badge)
        self._remark = paragraph("", parent=self)
        self._about = paragraph("", "small", self)
        self.button = KeyButton(tr("Record feedback"), "link", "star", parent=self)
        self.button.clicked.connect(self._open)
        self.editor = InlineEditor(FeedbackForm(desk), self)
        self.editor.form.saved.connect(self._read)
        self.editor.closed.connect(self._show_button)
        for widget in (self._remark, self._about, self.button, self.editor):
            self.body.addWidget(widget)
        desk.hub.saved.connect(self._hear)
        self.hide()

    def show_card(self, card: WorkOrderCard) -> None:
        """This is the job."""
        is_other, self._job = card.id != self._job, card.id
        if is_other:
            self.editor.hide()
            self._show(None)
        self.setVisible(card.state in _DONE)
        if card.state in _DONE:
            self._read()

    @Slot()
    def _read(self) -> None:
        job = self._job

        def take(value: FeedbackValue | None) -> None:
            if job == self._job:
                self._show(value)

        self._desk.ask(self, JobFeedback(work_order_id=job), take)

    def _show(self, value: FeedbackValue | None) -> None:
        self._badge.setVisible(value is not None)
        self._remark.setVisible(value is not None and bool(value.remark))
        self._about.setVisible(value is not None)
        self.button.setText(tr("Record feedback") if value is None else tr("Change"))
        self._show_button()
        if value is None:
            return
        low = value.score <= LOW_SCORE
        tone = "danger" if low else "success" if value.score > LOW_SCORE + 1 else "neutral"
        self._badge.set_badge(tr("{n} of 5").format(n=value.score), Look(tone, "star"))
        self._remark.setText(f"“{value.remark}”")
        self._about.setText(self._told(value, low))

    def _told(self, value: FeedbackValue, is_low: bool) -> str:
        formats = self._desk.formats
        parts = [part for part in (value.given_by, formats.instant(value.given_at)) if part]
        told = " · ".join(parts)
        if value.followed_up_at is not None:
            words = tr("Followed up by {who}: {note}")
            return f"{told}\n" + words.format(who=value.followed_up_by, note=value.follow_up_note)
        return f"{told}\n" + tr("Nobody has followed this up yet.") if is_low else told

    @Slot()
    def _open(self) -> None:
        self.editor.open(self._job)
        self.button.hide()

    @Slot()
    def _show_button(self) -> None:
        self.button.setVisible(not self.editor.isVisibleTo(self) and not self._refusal)

    @Slot(object, object)
    def _hear(self, changes: ChangeSet, _origin: object) -> None:
        if self.isVisible() and changes.touches("feedback"):
            self._read()
