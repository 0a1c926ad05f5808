"""The very first thing a person sees: three ways to begin."""

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from fsmdesk.core.words import tr
from fsmdesk.views.theme.fonts import text_font
from fsmdesk.views.theme.icons import draw_icon
from fsmdesk.views.theme.theme import tokens
from fsmdesk.views.welcome.lit_button import LitButton
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.mark import Mark
from fsmdesk.views.widgets.surfaces import paragraph, words


class WayIn(LitButton):
    """A big card: an icon, a title and what happens."""

    def __init__(self, icon_name: str, title: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._icon_name = icon_name
        self._about = text
        self.setAccessibleDescription(text)
        self.setMinimumSize(250, 210)
        self.setMaximumWidth(330)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card."""
        now = tokens()
        painter = self.begin_card(12)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(now.info.fill))
        badge = QRectF(24, 24, 44, 44)
        painter.drawRoundedRect(badge, 10, 10)
        draw_icon(painter, self._icon_name, "link", badge.adjusted(11, 11, -11, -11))
        inner = self.rect().adjusted(24, 84, -24, -16)
        painter.setPen(QColor(now.text))
        painter.setFont(text_font(16, QFont.Weight.DemiBold))
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop
        painter.drawText(inner, flags, self.text())
        height = painter.boundingRect(inner, flags, self.text()).height()
        painter.setPen(QColor(now.muted))
        painter.setFont(text_font(13))
        painter.drawText(inner.adjusted(0, height + 8, 0, 0), flags, self._about)


class FirstStart(QWidget):
    """Signals:
    demo_wanted(), shop_wanted(), join_wanted(): which way in was chosen.
    back_wanted(): back to the office that was left; offered once `offer_way_back` was called.
    """

    demo_wanted = Signal()
    shop_wanted = Signal()
    join_wanted = Signal()
    back_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 24, 40, 24)
        column.setSpacing(0)
        column.addStretch(3)
        column.addWidget(Mark(56, self), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(18)
        hello = words(tr("Welcome to fsmdesk"), "hero", self)
        hello.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(hello)
        column.addSpacing(8)
        about = paragraph(tr("One job, one record, from the phone call to the paid invoice."), "muted", self)
        about.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(about)
        column.addSpacing(32)
        column.addLayout(self._ways())
        column.addSpacing(18)
        self.back = KeyButton(tr("Back to the office"), "quiet", "arrow-left", "Esc", self)
        self.back.setShortcut("Esc")
        self.back.clicked.connect(self.back_wanted)
        self.back.hide()
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(4)

    def offer_way_back(self) -> None:
        """There is an office to go back to, by a button and by Esc."""
        self.back.show()

    def _ways(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(18)
        row.addStretch(1)
        self.demo = WayIn(
            "sparkles",
            tr("Try the demo shop"),
            tr("A shop with customers, technicians and three years of jobs. Nothing you do in it matters."),
            self,
        )
        self.shop = WayIn(
            "store",
            tr("Start my own shop on this computer"),
            tr("A few questions and you can take the first call. It can move to a server later."),
            self,
        )
        self.join = WayIn(
            "server",
            tr("Join an office"),
            tr("Your office already works with fsmdesk: a database on its server, or a file."),
            self,
        )
        for card in (self.demo, self.shop, self.join):
            card.clicked.connect(self._choose)
            row.addWidget(card, 3)
        row.addStretch(1)
        return row

    @Slot()
    def _choose(self) -> None:
        card = self.sender()
        if card is self.demo:
            self.demo_wanted.emit()
        elif card is self.shop:
            self.shop_wanted.emit()
        else:
            self.join_wanted.emit()
