"""The cards beside the form: what is missing, the machine before, what happened last, what was imported."""

from collections.abc import Sequence
from typing import Final, Generic, TypeVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from fsmdesk.core.formats import Formats
from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.core.times import wall_minute
from fsmdesk.core.words import tr
from fsmdesk.services.orders.messages import MoveRow, RequirementRow, WorkOrderCard
from fsmdesk.services.parties.messages import JobSummary
from fsmdesk.views.theme.fonts import number_font
from fsmdesk.views.today import today
from fsmdesk.views.widgets.sign import Sign
from fsmdesk.views.widgets.surfaces import Card, clear_layout, hairline, paragraph, words

_MOST_JOBS: Final = 4
_MOST_MOVES: Final = 7
_SPACE: Final = 7

RowT = TypeVar("RowT", bound=QWidget)


class _Rows(Card, Generic[RowT]):
    """A card of rows with thin lines between them; it is gone while it has none.

    Rows are made by `make_row` once and shown again with other words: that is several times quicker than
    making them anew for each job.
    """

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent=parent)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self._column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(self._column)
        self._rows: list[RowT] = []
        self._lines: list[QWidget] = []
        self.hide()

    def make_row(self) -> RowT:
        """One more row, with nothing in it."""
        raise NotImplementedError

    def shown_rows(self, count: int) -> list[RowT]:
        """So many rows are shown."""
        while len(self._rows) < count:
            if self._rows:
                self._lines.append(hairline(self))
                self._column.addWidget(self._lines[-1])
            self._rows.append(self.make_row())
            self._column.addWidget(self._rows[-1])
        for at, row in enumerate(self._rows):
            row.setVisible(at < count)
        for at, line in enumerate(self._lines):
            line.setVisible(at + 1 < count)
        self.setVisible(count > 0)
        return self._rows[:count]


class _Pressable(QWidget):
    """A row that can be clicked, or pressed with Enter or Space.

    Signals:
        pressed(): it was.
    """

    pressed = Signal()

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, _SPACE, 0, _SPACE)
        self.row.setSpacing(10)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and not event.modifiers():
            self.pressed.emit()
        else:
            super().keyPressEvent(event)


class _RequirementRow(_Pressable):
    """One thing that is there or missing; `field` is the key of what it is about."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent)
        self.field = ""
        self._sign = Sign("circle", "warn_text", 14, self)
        self._words = paragraph("", parent=self)
        self.row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        self.row.addWidget(self._words, 1)

    def show_requirement(self, requirement: RequirementRow) -> None:
        """Say whether it is there."""
        said = tr("{what}: done") if requirement.is_met else tr("{what}: missing")
        self.setAccessibleName(said.format(what=requirement.text))
        self.field = requirement.field
        icon_name, colour = ("check", "success_text") if requirement.is_met else ("circle", "warn_text")
        self._sign.show_icon(icon_name, colour)
        self._words.setText(requirement.text)


class RequirementsCard(_Rows[_RequirementRow]):
    """What the next main step asks for.

    Signals:
        wanted(str): the row that is about the field with this key was pressed.
    """

    wanted = Signal(str)

    def make_row(self) -> _RequirementRow:
        """One more requirement."""
        row = _RequirementRow(self)
        row.pressed.connect(self._tell)
        return row

    def show_card(self, card: WorkOrderCard) -> None:
        """Show what this job needs before it can go on."""
        is_review = card.state is WorkOrderState.COMPLETE
        title = tr("Before this can be reviewed") if is_review else tr("Before this can be completed")
        self.heading.set_text(title)
        rows = self.shown_rows(len(card.requirements))
        for row, requirement in zip(rows, card.requirements, strict=True):
            row.show_requirement(requirement)

    @Slot()
    def _tell(self) -> None:
        row = self.sender()
        if isinstance(row, _RequirementRow):
            self.wanted.emit(row.field)


class _JobRow(_Pressable):
    """One earlier job: when, what and by whom, and what helped."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent)
        self.job_id = 0
        self._sign = Sign("circle-dot", "muted", 14, self)
        self._head, self._text = words("", "strong", self), paragraph("", parent=self)
        self._fix = paragraph("", "small", self)
        self.row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(2)
        for label in (self._head, self._text, self._fix):
            column.addWidget(label)
        self.row.addLayout(column, 1)

    def show_job(self, job: JobSummary, formats: Formats) -> None:
        """Tell about this job."""
        self.job_id = job.id
        day, _minute = wall_minute(job.completed_at or job.requested_at, formats.zone)
        head = f"{formats.date(day)} · #{job.number}"
        self.setAccessibleName(f"{head} {job.title}")
        is_done = job.completed_at is not None
        icon_name, colour = ("circle-check", "success_text") if is_done else ("circle-dot", "muted")
        self._sign.show_icon(icon_name, colour)
        self._head.setText(head)
        self._text.setText(" — ".join(filter(None, (job.title, job.technicians))))
        self._fix.setText(f"“{_short(job.fix)}”")
        self._fix.setVisible(bool(job.fix))


class MachineCard(_Rows[_JobRow]):
    """What was done to the machine before.

    Signals:
        opened(int): the job with this id was pressed.
    """

    opened = Signal(int)

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(tr("This machine before"), parent)
        self._formats = formats

    def make_row(self) -> _JobRow:
        """One more job."""
        row = _JobRow(self)
        row.pressed.connect(self._tell)
        return row

    def show_jobs(self, jobs: Sequence[JobSummary]) -> None:
        """Show the latest of these."""
        latest = jobs[:_MOST_JOBS]
        for row, job in zip(self.shown_rows(len(latest)), latest, strict=True):
            row.show_job(job, self._formats)

    @Slot()
    def _tell(self) -> None:
        row = self.sender()
        if isinstance(row, _JobRow):
            self.opened.emit(row.job_id)


class _MoveRow(QWidget):
    """One step: when, and who did what."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, _SPACE, 0, _SPACE)
        line.setSpacing(10)
        self.when = words("", "muted", self)
        self.when.setFont(number_font())
        self.what = paragraph("", parent=self)
        line.addWidget(self.when, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.what, 1)


class MovesCard(_Rows[_MoveRow]):
    """The last steps of the job and its visits.

    Signals:
        all_wanted(): the whole history is asked for.
    """

    all_wanted = Signal()

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(tr("History"), parent)
        self._formats = formats

    def make_row(self) -> _MoveRow:
        """One more step."""
        return _MoveRow(self)

    def show_moves(self, moves: Sequence[MoveRow]) -> None:
        """Show the latest of these, newest first; those of the job that only follow a visit's are left out."""
        told = [move for at, move in enumerate(moves) if not _follows(moves, at)]
        latest = told[-_MOST_MOVES:][::-1]
        for row, move in zip(self.shown_rows(len(latest)), latest, strict=True):
            row.when.setText(self._when(move))
            row.what.setText(move_words(move))

    def _when(self, move: MoveRow) -> str:
        day, minute = wall_minute(move.at, self._formats.zone)
        return self._formats.minute(minute) if day == today(self._formats) else self._formats.short_date(day)


class ImportedCard(Card):
    """What a file said that is not ours to understand, as it was."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("From the imported file"), parent=parent)
        self.hide()

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show these names and values."""
        clear_layout(self.body, keep_first=1)
        for name, value in facts:
            self.body.addWidget(self._fact(name, value))
        self.setVisible(bool(facts))

    def _fact(self, name: str, value: str) -> QWidget:
        fact = QWidget(self)
        column = QVBoxLayout(fact)
        column.setContentsMargins(0, 0, 0, 2)
        column.setSpacing(1)
        column.addWidget(paragraph(name, "label", fact))
        text: QLabel = paragraph(value or "—", parent=fact)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(text)
        return fact


def move_words(move: MoveRow) -> str:
    """Who did what, such as `Rosa: Ana Ruiz on site`."""
    is_own = bool(move.technician) and move.person == move.technician
    if move.visit_id is not None:
        what = tr("{technician}: {state}").format(
            technician=move.technician or tr("Visit"), state=_visit_word(move.after)
        )
    else:
        what = _job_word(move.after)
        if move.merged_number is not None:
            what = f"#{move.merged_number}: {what}"
    told = tr("{what} · {who}").format(what=what, who=move.person) if move.person and not is_own else what
    return f"{told} — {_short(move.reason)}" if move.reason else told


def _follows(moves: Sequence[MoveRow], at: int) -> bool:
    """True for a step of the job that only says what the visit's step before it said."""
    move = moves[at]
    if move.visit_id is not None or move.before not in {state.value for state in WorkOrderState}:
        return False
    near = [other for other in moves[max(at - 2, 0) : at] if other.visit_id is not None]
    same = {WorkOrderState.SCHEDULED.value: VisitState.PLANNED.value}
    return any(other.at == move.at and other.after == same.get(move.after, move.after) for other in near)


def _visit_word(state: str) -> str:
    return VisitState(state).label.lower() if state in set(VisitState) else state


def _job_word(state: str) -> str:
    return WorkOrderState(state).label if state in set(WorkOrderState) else state


def _short(text: str, longest: int = 160) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= longest else flat[: longest - 1].rstrip() + "…"
