"""The cards beside the form: what is missing, the machine before, what happened last, what was imported."""

from collections.abc import Sequence
from typing import Final

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


class _Rows(Card):
    """A card whose rows are made anew each time; it is gone while it has none."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent=parent)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._rows.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(self._rows)
        self.hide()

    def show_widgets(self, widgets: Sequence[QWidget]) -> None:
        """Show these below each other, with thin lines between them."""
        clear_layout(self._rows)
        for at, widget in enumerate(widgets):
            if at:
                self._rows.addWidget(hairline(self))
            self._rows.addWidget(widget)
        self.setVisible(bool(widgets))


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


class RequirementsCard(_Rows):
    """What the next main step asks for.

    Signals:
        wanted(str): the row that is about the field with this key was pressed.
    """

    wanted = Signal(str)

    def show_card(self, card: WorkOrderCard) -> None:
        """Show what this job needs before it can go on."""
        is_review = card.state is WorkOrderState.COMPLETE
        title = tr("Before this can be reviewed") if is_review else tr("Before this can be completed")
        self.heading.set_text(title)
        self.show_widgets([self._row(requirement) for requirement in card.requirements])

    def _row(self, requirement: RequirementRow) -> QWidget:
        said = tr("{what}: done") if requirement.is_met else tr("{what}: missing")
        row = _Pressable(said.format(what=requirement.text), self)
        row.setProperty("field", requirement.field)
        icon_name, colour = ("check", "success_text") if requirement.is_met else ("circle", "warn_text")
        row.row.addWidget(Sign(icon_name, colour, 14, row), 0, Qt.AlignmentFlag.AlignTop)
        row.row.addWidget(paragraph(requirement.text, parent=row), 1)
        row.pressed.connect(self._tell)
        return row

    @Slot()
    def _tell(self) -> None:
        row = self.sender()
        if isinstance(row, QWidget):
            self.wanted.emit(str(row.property("field")))


class MachineCard(_Rows):
    """What was done to the machine before.

    Signals:
        opened(int): the job with this id was pressed.
    """

    opened = Signal(int)

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(tr("This machine before"), parent)
        self._formats = formats

    def show_jobs(self, jobs: Sequence[JobSummary]) -> None:
        """Show the latest of these."""
        self.show_widgets([self._row(job) for job in jobs[:_MOST_JOBS]])

    def _row(self, job: JobSummary) -> QWidget:
        day, _minute = wall_minute(job.completed_at or job.requested_at, self._formats.zone)
        head = f"{self._formats.date(day)} · #{job.number}"
        row = _Pressable(f"{head} {job.title}", self)
        row.setProperty("job", job.id)
        is_done = job.completed_at is not None
        sign = Sign(
            "circle-check" if is_done else "circle-dot", "success_text" if is_done else "muted", 14, row
        )
        row.row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(words(head, "strong", row))
        column.addWidget(paragraph(" — ".join(filter(None, (job.title, job.technicians))), parent=row))
        if job.fix:
            column.addWidget(paragraph(f"“{_short(job.fix)}”", "small", row))
        row.row.addLayout(column, 1)
        row.pressed.connect(self._tell)
        return row

    @Slot()
    def _tell(self) -> None:
        row = self.sender()
        if isinstance(row, QWidget):
            self.opened.emit(int(row.property("job")))


class MovesCard(_Rows):
    """The last steps of the job and its visits.

    Signals:
        all_wanted(): the whole history is asked for.
    """

    all_wanted = Signal()

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(tr("History"), parent)
        self._formats = formats

    def show_moves(self, moves: Sequence[MoveRow]) -> None:
        """Show the latest of these, newest first; those of the job that only follow a visit's are left out."""
        told = [move for at, move in enumerate(moves) if not _follows(moves, at)]
        self.show_widgets([self._row(move) for move in reversed(told[-_MOST_MOVES:])])

    def _row(self, move: MoveRow) -> QWidget:
        row = QWidget(self)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, _SPACE, 0, _SPACE)
        line.setSpacing(10)
        when = words(self._when(move), "muted", row)
        when.setFont(number_font())
        line.addWidget(when, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(paragraph(move_words(move), parent=row), 1)
        return row

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
