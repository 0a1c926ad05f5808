"""What a job waits for: numbers are typed and saved at once, the jobs stand below and open."""

import re

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.messages import ChangeSet, Done
from fsmdesk.core.permissions import Permission
from fsmdesk.core.words import tr
from fsmdesk.services.depending.messages import (
    Dependencies,
    DependenciesCard,
    LinkedJob,
    SetDependencies,
)
from fsmdesk.views.allowance import limit, why_not
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.field_text import FieldText
from fsmdesk.views.widgets.sign import Sign
from fsmdesk.views.widgets.surfaces import paragraph, words
from fsmdesk.views.work_orders.side.rows_card import PressableRow, RowsCard

_NUMBER = re.compile(r"\d+")
_NUMBERS_ONLY = re.compile(r"[\s\d#,;]*")


class _WaitRow(PressableRow):
    """One job, and whether it comes before or after."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent)
        self.job_id = 0
        self.row.addWidget(Sign("external-link", "muted", 14, self), 0, Qt.AlignmentFlag.AlignTop)
        self._head, self._text = words("", "strong", self), paragraph("", parent=self)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(self._head)
        column.addWidget(self._text)
        self.row.addLayout(column, 1)

    def show_job(self, job: LinkedJob, relation: str) -> None:
        """Tell about this job."""
        self.job_id = job.id
        head = f"{relation} #{job.number}"
        self._head.setText(head)
        self._text.setText(f"{job.title} · {job.state.label}")
        self.setAccessibleName(f"{head} {job.title}, {job.state.label}")


class WaitsCard(RowsCard[_WaitRow]):
    """Enter, or leaving the line, saves the numbers.

    Signals:
        opened(int): the job with this id was pressed.
    """

    opened = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(tr("Waits for"), parent)
        self._desk = desk
        self.job_id: int | None = None
        self._card = DependenciesCard()
        self._is_saving = False
        self.numbers = FieldText(
            "numbers", "", placeholder=tr("Numbers of jobs that come before"), parent=self
        )
        self.numbers.edit.setAccessibleName(tr("Numbers of jobs that this one waits for"))
        limit(self.numbers.edit, why_not(desk, Permission.EDIT_WORK_ORDERS))
        self.body.insertWidget(1, self.numbers)
        self.numbers.edit.editingFinished.connect(self._save)
        desk.hub.saved.connect(self._hear)

    def make_row(self) -> _WaitRow:
        """One more job."""
        row = _WaitRow(self)
        row.clicked.connect(self._tell)
        return row

    def show_job(self, work_order_id: int | None) -> None:
        """What this job waits for is read; without one there is nothing."""
        if work_order_id != self.job_id:
            self.job_id = work_order_id
            self._show(DependenciesCard())
        if work_order_id is not None:
            self._desk.ask(self, Dependencies(work_order_id=work_order_id), self._show)

    def _show(self, card: DependenciesCard) -> None:
        is_typing = self.numbers.edit.text() != _text_of(self._card)
        self._card = card
        if not is_typing or not self.numbers.edit.hasFocus():
            self.numbers.set_value(_text_of(card))
        told = [(job, tr("Waits for")) for job in card.waits_for]
        told += [(job, tr("Waited for by")) for job in card.awaited_by]
        for row, (job, relation) in zip(self.shown_rows(len(told)), told, strict=True):
            row.show_job(job, relation)
        self.show()

    @Slot()
    def _save(self) -> None:
        text = self.numbers.edit.text()
        if not _NUMBERS_ONLY.fullmatch(text):
            self.numbers.show_error(tr("Type the numbers of jobs, with spaces between them."))
            return
        typed = tuple(dict.fromkeys(int(number) for number in _NUMBER.findall(text)))
        seen = tuple(job.number for job in self._card.waits_for)
        if self.job_id is None or self._is_saving or set(typed) == set(seen):
            return
        self._is_saving = True
        command = SetDependencies(work_order_id=self.job_id, seen=seen, numbers=typed)
        said = tr("Waits for {jobs}").format(jobs=", ".join(f"#{number}" for number in typed))
        self._desk.do(
            self, command, self._saved, self._refused, said if typed else tr("Waits for no other job")
        )

    def _saved(self, _done: Done[None]) -> None:
        self._is_saving = False
        self.numbers.clear_error()
        self.show_job(self.job_id)

    def _refused(self, error: Exception) -> None:
        """A number that can't be is said at the line; anything else where errors are said."""
        self._is_saving = False
        if isinstance(error, RuleBroken) and error.field == "numbers":
            self.numbers.show_error(str(error))
        else:
            self._desk.errors.show(error, self)
            self.numbers.set_value(_text_of(self._card))
            self.show_job(self.job_id)

    @Slot(object, object)
    def _hear(self, changes: ChangeSet, _origin: object) -> None:
        if self.job_id is not None and changes.touches("work_order_dependency"):
            self.show_job(self.job_id)

    @Slot()
    def _tell(self) -> None:
        row = self.sender()
        if isinstance(row, _WaitRow):
            self.opened.emit(row.job_id)


def _text_of(card: DependenciesCard) -> str:
    return " ".join(str(job.number) for job in card.waits_for)
