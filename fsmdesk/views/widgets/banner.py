"""The calm banner: says what is wrong or what happened, with what can be done about it as links."""

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from fsmdesk.core.words import tr
from fsmdesk.views.error_presenter import Notice
from fsmdesk.views.widgets.buttons import IconButton
from fsmdesk.views.widgets.sign import Sign
from fsmdesk.views.widgets.surfaces import Surface, paragraph

_ICONS = {"info": "info", "warn": "triangle-alert", "danger": "circle-alert", "success": "circle-check"}


class InlineBanner(Surface):
    """One notice.

    Signals:
        closed(): the person closed it.
    """

    closed = Signal()

    def __init__(self, notice: Notice, parent: QWidget | None = None) -> None:
        super().__init__("banner", parent)
        self.notice = notice
        self.setProperty("banner", notice.tone)
        self.setAccessibleName(notice.text)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 7, 8, 7)
        row.setSpacing(10)
        row.addWidget(Sign(_ICONS[notice.tone], f"{notice.tone}_text", parent=self))
        text = paragraph(notice.text, parent=self)
        text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row.addWidget(text, 1)
        for label, handler in notice.actions:
            row.addWidget(_link(label, handler, self))
        close = IconButton("x", tr("Close this message"), colour=f"{notice.tone}_text", parent=self)
        close.clicked.connect(self._close)
        row.addWidget(close)

    @Slot()
    def _close(self) -> None:
        self.closed.emit()


def _link(label: str, handler: Callable[[], object], parent: QWidget) -> QToolButton:
    link = QToolButton(parent)
    link.setText(label)
    link.setAccessibleName(label)
    link.clicked.connect(handler)
    return link


class BannerArea(QWidget):
    """Room for banners, newest on top; as high as what it shows, gone when there is nothing."""

    def __init__(
        self, parent: QWidget | None = None, margins: tuple[int, int, int, int] = (20, 12, 20, 0)
    ) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(*margins)
        self._column.setSpacing(8)
        self._banners: list[InlineBanner] = []
        self._held: list[QWidget] = []
        self.hide()

    def show_notice(self, notice: Notice) -> None:
        """Show the notice, in place of an earlier one with the same key; what is shown already stays."""
        if notice in self.notices() and not notice.actions:
            return
        if notice.key:
            self.close_notice(notice.key)
        banner = InlineBanner(notice, self)
        banner.closed.connect(self._closed)
        if notice.outage is not None:
            notice.outage.over.connect(banner.closed)
        self._banners.insert(0, banner)
        self._column.insertWidget(0, banner)
        self.show()

    def close_notice(self, key: str) -> None:
        """The notice with this key is no longer shown."""
        for banner in [banner for banner in self._banners if banner.notice.key == key]:
            self._remove(banner)

    def hold(self, widget: QWidget) -> None:
        """Show something of the maker's own above the banners, until `release`."""
        self._held.append(widget)
        self._column.insertWidget(0, widget)
        widget.show()
        self.show()

    def release(self, widget: QWidget) -> None:
        """What was held is no longer shown."""
        if widget in self._held:
            self._held.remove(widget)
            self._column.removeWidget(widget)
            widget.hide()
            self._show_or_hide()

    def notices(self) -> list[Notice]:
        """What is shown now, newest first."""
        return [banner.notice for banner in self._banners]

    @Slot()
    def _closed(self) -> None:
        banner = self.sender()
        # One that was replaced hears of the end of an outage until it is deleted.
        if isinstance(banner, InlineBanner) and banner in self._banners:
            self._remove(banner)

    def _remove(self, banner: InlineBanner) -> None:
        self._banners.remove(banner)
        self._column.removeWidget(banner)
        banner.hide()
        banner.deleteLater()
        self._show_or_hide()

    def _show_or_hide(self) -> None:
        self.setVisible(bool(self._banners or self._held))
