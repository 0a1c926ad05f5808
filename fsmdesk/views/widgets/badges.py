"""Small marks with a colour, an icon and a word: states, priorities, and people."""

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.core.terms import Priority
from fsmdesk.views.theme.fonts import text_font
from fsmdesk.views.theme.icons import draw_icon
from fsmdesk.views.theme.theme import tokens

BADGE_HEIGHT = 22
_PADDING = 8
_ICON = 12


class Look(NamedTuple):
    """How a meaning is drawn: the name of a tone in the tokens, and an icon (empty for none)."""

    tone: str
    icon: str = ""


_NEUTRAL = Look("neutral")

STATE_LOOKS: Mapping[str, Look] = {
    WorkOrderState.REQUESTED: Look("neutral", "inbox"),
    WorkOrderState.APPROVED: Look("info", "check"),
    WorkOrderState.SCHEDULED: Look("scheduled", "calendar"),
    WorkOrderState.DISPATCHED: Look("dispatched", "send"),
    WorkOrderState.EN_ROUTE: Look("en_route", "truck"),
    WorkOrderState.ON_SITE: Look("on_site", "circle-dot"),
    WorkOrderState.WAITING: Look("waiting", "hourglass"),
    WorkOrderState.COMPLETE: Look("complete", "circle-check"),
    WorkOrderState.REVIEWED: Look("success", "clipboard-check"),
    WorkOrderState.INVOICED: Look("success", "receipt"),
    WorkOrderState.CLOSED: Look("complete", "archive"),
    WorkOrderState.DECLINED: Look("danger", "ban"),
    WorkOrderState.CANCELLED: Look("danger", "circle-x"),
    VisitState.UNPLACED: Look("neutral", "circle-dashed"),
    VisitState.PLANNED: Look("scheduled", "calendar"),
    VisitState.DONE: Look("complete", "circle-check"),
    VisitState.PARTLY_DONE: Look("warn", "circle-check"),
}


def state_look(state: str) -> Look:
    """How a state of a work order or a visit is drawn; neutral where it is not one of ours."""
    return STATE_LOOKS.get(state, _NEUTRAL)


def badge_width(text: str, icon_name: str = "") -> int:
    """How wide the badge is."""
    width = QFontMetrics(text_font(12, QFont.Weight.DemiBold)).horizontalAdvance(text) + 2 * _PADDING
    return width + (_ICON + 5 if icon_name else 0)


def draw_badge(painter: QPainter, box: QRectF, text: str, look: Look) -> None:
    """Draw a badge at the left of the box, in its vertical middle, no wider than the box."""
    tone = tokens().tone(look.tone)
    width = min(badge_width(text, look.icon), box.width())
    place = QRectF(box.left(), box.center().y() - BADGE_HEIGHT / 2, width, BADGE_HEIGHT)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(tone.line) if look.tone == "neutral" else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tone.fill))
    painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
    left = place.left() + _PADDING
    if look.icon:
        draw_icon(painter, look.icon, tone.text, QRectF(left, place.center().y() - _ICON / 2, _ICON, _ICON))
        left += _ICON + 5
    font = text_font(12, QFont.Weight.DemiBold)
    painter.setFont(font)
    painter.setPen(QColor(tone.text))
    room = QRectF(left, place.top(), place.right() - left - 4, place.height())
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, round(room.width() + 5))
    painter.drawText(room.adjusted(0, 0, 6, 0), Qt.AlignmentFlag.AlignVCenter, shown)
    painter.restore()


class Badge(QWidget):
    """A word on a coloured fill, with an icon where the look has one."""

    def __init__(self, text: str = "", look: Look = _NEUTRAL, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self._look = look
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def set_badge(self, text: str, look: Look) -> None:
        """Show another word in another look."""
        self._text = text
        self._look = look
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the word."""
        return QSize(badge_width(self._text, self._look.icon), BADGE_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        draw_badge(painter, QRectF(self.rect()), self._text, self._look)


class StateChip(Badge):
    """The state of a work order or a visit."""

    def __init__(self, state: WorkOrderState | VisitState, parent: QWidget | None = None) -> None:
        super().__init__(state.label, state_look(state), parent)

    def set_state(self, state: WorkOrderState | VisitState) -> None:
        """Show another state."""
        self.set_badge(state.label, state_look(state))


class PriorityChip(Badge):
    """How urgent a job is; the two most urgent stand out."""

    def __init__(self, priority: Priority, parent: QWidget | None = None) -> None:
        super().__init__(priority.label, priority_look(priority), parent)

    def set_priority(self, priority: Priority) -> None:
        """Show another priority."""
        self.set_badge(priority.label, priority_look(priority))


def priority_look(priority: int) -> Look:
    """How a priority is drawn."""
    return {1: Look("danger", "circle-alert"), 2: Look("en_route"), 3: Look("info")}.get(
        priority, Look("neutral")
    )


_AVATAR_COLOURS = (
    "#4a6fe0",
    "#0b7d77",
    "#a85b06",
    "#9333c9",
    "#15803d",
    "#c8183f",
    "#0872a8",
    "#7c3aed",
    "#56637a",
)


def avatar_colour(key: int | str) -> str:
    """A colour that stays the same for the same person; white passes AA on it."""
    number = key if isinstance(key, int) else sum(key.encode())
    return _AVATAR_COLOURS[number % len(_AVATAR_COLOURS)]


def initials(name: str) -> str:
    """First letters of the first and the last word."""
    parts = name.split()
    letters = [part[0] for part in (parts if len(parts) < 2 else [parts[0], parts[-1]])]
    return "".join(letters).upper()


def draw_avatar(painter: QPainter, box: QRectF, name: str, colour: str) -> None:
    """Draw the round mark of a person into the box."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawEllipse(box)
    painter.setPen(QColor("#ffffff"))
    painter.setFont(text_font(max(round(box.height() * 0.4), 8), QFont.Weight.DemiBold))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, initials(name))
