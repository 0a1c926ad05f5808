"""Reviewed jobs under the names of their customers, with ticks."""

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from fsmdesk.core.formats import Formats
from fsmdesk.core.words import tr
from fsmdesk.services.closeout.messages import ReviewRow
from fsmdesk.views.invoices.reviewed_jobs import CustomerJobs, ReviewedJobs, can_tick
from fsmdesk.views.theme.fonts import number_font, text_font
from fsmdesk.views.theme.icons import draw_icon
from fsmdesk.views.theme.theme import tokens
from fsmdesk.views.whole_errors import whole_errors
from fsmdesk.views.widgets.badges import Look, badge_width, draw_badge
from fsmdesk.views.widgets.card_list import CardModel

_Index = QModelIndex | QPersistentModelIndex
Entry = CustomerJobs | ReviewRow
_HEAD, _PLAIN, _WITH_PROBLEM = 38, 30, 46
_SIDE = 15
_INDENT = 14


class ReviewedModel(CardModel[Entry]):
    """One row for each customer, followed by its jobs."""

    def __init__(self, jobs: ReviewedJobs, formats: Formats, parent: QWidget) -> None:
        super().__init__(parent)
        self.jobs = jobs
        self._formats = formats

    def key_of(self, row: Entry) -> tuple[str, int | None]:
        """A customer or a job, and its id."""
        return ("job", row.id) if isinstance(row, ReviewRow) else ("customer", row.customer_id)

    def spoken(self, row: Entry) -> str:
        """Whose or which it is, and what it comes to."""
        name = row.name if isinstance(row, CustomerJobs) else f"#{row.number} {row.title}"
        return f"{name}, {self._formats.money(row.net_minor)}"

    def refresh(self) -> None:
        """Show what the jobs are now."""
        fresh: list[Entry] = []
        for group in self.jobs.groups:
            fresh += [group, *group.jobs]
        self.replace_rows(fresh)
        self.tell_all_changed()

    def group_at(self, at: int) -> CustomerJobs | None:
        """The customer whose row or job this is."""
        for entry in reversed(self.rows()[: at + 1]):
            if isinstance(entry, CustomerJobs):
                return entry
        return None

    def state_of(self, entry: Entry) -> Qt.CheckState:
        """Whether all, some or none of it is ticked."""
        if isinstance(entry, ReviewRow):
            return Qt.CheckState.Checked if self.jobs.is_ticked(entry) else Qt.CheckState.Unchecked
        ticked = len(self.jobs.ticked_of(entry))
        if not ticked:
            return Qt.CheckState.Unchecked
        tickable = sum(can_tick(job) for job in entry.jobs)
        return Qt.CheckState.Checked if ticked == tickable else Qt.CheckState.PartiallyChecked

    @whole_errors
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Its tick and its tooltip too; the delegate draws from the row itself."""
        entry = self.row_at(index.row())
        if entry is None:
            return None
        if role == Qt.ItemDataRole.CheckStateRole:
            return self.state_of(entry)
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(entry, ReviewRow):
            if entry.draft_id is not None:
                return tr("This job is on a draft. A click opens it.")
            return f"#{entry.number} {entry.title}"
        return super().data(index, role)


class ReviewedList(QListView):
    """A click or Space ticks, Enter bills the customer of the current row, a job with a draft opens it.

    Signals:
        ticked(): other jobs are ticked.
        customer_wanted(object): Enter: bill this customer, a CustomerJobs.
        draft_wanted(int): the draft that a job is on should be opened.
    """

    ticked = Signal()
    customer_wanted = Signal(object)
    draft_wanted = Signal(int)

    def __init__(self, jobs: ReviewedJobs, formats: Formats, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = ReviewedModel(jobs, formats, self)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(formats, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName(tr("Reviewed jobs by customer"))

    def refresh(self) -> None:
        """Show what the jobs are now; the current row stays where it is."""
        self._model.refresh()
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self._model.index(0, 0))

    def current_group(self) -> CustomerJobs | None:
        """The customer of the current row."""
        return self._model.group_at(self.currentIndex().row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks, Enter bills the customer."""
        entry = self._model.row_at(self.currentIndex().row())
        group = self.current_group()
        match event.key():
            case Qt.Key.Key_Space if entry is not None:
                self._toggle(entry)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if group is not None and not event.modifiers():
                self.customer_wanted.emit(group)
            case _:
                super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click anywhere on a row ticks it."""
        super().mouseReleaseEvent(event)
        entry = self._model.row_at(self.indexAt(event.position().toPoint()).row())
        if entry is not None and event.button() is Qt.MouseButton.LeftButton:
            self._toggle(entry)

    def _toggle(self, entry: Entry) -> None:
        if isinstance(entry, ReviewRow) and entry.draft_id is not None:
            self.draft_wanted.emit(entry.draft_id)
            return
        self._model.jobs.toggle([entry] if isinstance(entry, ReviewRow) else entry.jobs)
        self._model.tell_all_changed()
        self.ticked.emit()


class _Delegate(QStyledItemDelegate):
    """Draws customers bold with what they come to, and their jobs below."""

    def __init__(self, formats: Formats, parent: QWidget) -> None:
        super().__init__(parent)
        self._formats = formats

    @whole_errors
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Jobs with a problem have a second line."""
        entry = _entry(index)
        if isinstance(entry, CustomerJobs):
            return QSize(100, _HEAD)
        return QSize(100, _WITH_PROBLEM if entry is not None and entry.problems else _PLAIN)

    @whole_errors
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one row."""
        entry, model = _entry(index), index.model()
        if entry is None or not isinstance(model, ReviewedModel):
            return
        box: QRect = option.rect  # type: ignore[attr-defined, unused-ignore]
        state = option.state  # type: ignore[attr-defined, unused-ignore]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_ground(painter, box, state, isinstance(entry, CustomerJobs) and index.row() > 0)
        if isinstance(entry, CustomerJobs):
            if any(can_tick(job) for job in entry.jobs):
                place = QRectF(box.left() + 6, box.center().y() - 7, _SIDE, _SIDE)
                _draw_tick(painter, place, model.state_of(entry))
            self._draw_head(painter, box.adjusted(30, 0, -8, 0), entry)
        else:
            top = box.top() + _PLAIN // 2 - 7
            if can_tick(entry):
                place = QRectF(box.left() + 6 + _INDENT, top, _SIDE, _SIDE)
                _draw_tick(painter, place, model.state_of(entry))
            self._draw_job(painter, box.adjusted(30 + _INDENT, 0, -8, 0), entry)
        painter.restore()

    def _draw_ground(self, painter: QPainter, box: QRect, state: QStyle.StateFlag, has_line: bool) -> None:
        now = tokens()
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(now.selection))
            painter.drawRoundedRect(QRectF(box), 6, 6)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(now.hover))
            painter.drawRoundedRect(QRectF(box), 6, 6)
        elif has_line:
            painter.fillRect(QRect(box.left() + 4, box.top(), box.width() - 8, 1), QColor(now.hairline))

    def _draw_head(self, painter: QPainter, box: QRect, group: CustomerJobs) -> None:
        box = self._draw_amount(painter, box, group.net_minor, True)
        name = group.name or tr("No customer")
        painter.setPen(QColor(tokens().text))
        _draw_words(painter, box, name, text_font(13, QFont.Weight.DemiBold))

    def _draw_job(self, painter: QPainter, box: QRect, job: ReviewRow) -> None:
        line = QRect(box.left(), box.top(), box.width(), _PLAIN)
        line = self._draw_amount(painter, line, job.net_minor, False)
        if job.draft_id is not None:
            width = badge_width(tr("Draft"))
            place = QRectF(line.right() - width, line.top(), width, line.height())
            draw_badge(painter, place, tr("Draft"), Look("neutral"))
            line = line.adjusted(0, 0, -width - 8, 0)
        number = f"#{job.number}"
        painter.setPen(QColor(tokens().muted))
        _draw_words(painter, line, number, number_font())
        at = QFontMetrics(number_font()).horizontalAdvance(number) + 8
        painter.setPen(QColor(tokens().text))
        _draw_words(painter, line.adjusted(at, 0, 0, 0), job.title, text_font())
        if job.problems:
            below = QRect(box.left(), box.top() + _PLAIN - 5, box.width(), 18)
            painter.setPen(QColor(tokens().warn.text))
            _draw_words(painter, below, " · ".join(job.problems), text_font(12))

    def _draw_amount(self, painter: QPainter, box: QRect, minor: int, is_strong: bool) -> QRect:
        """Draw it at the right; answers the room that is left."""
        font = number_font(13, QFont.Weight.DemiBold if is_strong else QFont.Weight.Normal)
        text = self._formats.money(minor)
        painter.setFont(font)
        painter.setPen(QColor(tokens().text))
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        return box.adjusted(0, 0, -QFontMetrics(font).horizontalAdvance(text) - 12, 0)


def _entry(index: _Index) -> Entry | None:
    model = index.model()
    return model.row_at(index.row()) if isinstance(model, ReviewedModel) else None


def _draw_words(painter: QPainter, box: QRect, text: str, font: QFont) -> None:
    painter.setFont(font)
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, max(box.width(), 0))
    painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


def _draw_tick(painter: QPainter, place: QRectF, state: Qt.CheckState) -> None:
    now = tokens()
    is_on = state is not Qt.CheckState.Unchecked
    painter.setPen(QColor(now.accent if is_on else now.muted))
    painter.setBrush(QColor(now.accent if is_on else now.card))
    painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    if state is Qt.CheckState.Checked:
        draw_icon(painter, "check", "on_accent", place.adjusted(1.5, 1.5, -1.5, -1.5))
    elif is_on:
        painter.fillRect(
            QRectF(place.left() + 4, place.center().y() - 1, place.width() - 8, 2), QColor(now.on_accent)
        )
