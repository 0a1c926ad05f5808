"""Shows the pages of a document one below the other on a grey ground."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPalette, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from fsmdesk.core.words import tr
from fsmdesk.views.printing.page_stack import GAP, PageStack
from fsmdesk.views.printing.pages import POINTS_PER_INCH, PagePicture, PageSize

SCREEN_DPI = 96
_ZOOMS = (0.25, 0.33, 0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)


def to_image(page: PagePicture) -> QImage:
    """The page as Qt draws it; the pixels are copied."""
    image = QImage(page.pixels, page.width, page.height, page.stride, QImage.Format.Format_RGB32)
    return image.copy()


class PageView(QScrollArea):
    """Pages at a zoom, kept in the middle. It knows their sizes, and asks for the pictures of those in view.

    Signals:
        page_changed(int): the page at the top of the view, from 1; 0 without pages.
        zoom_changed(float): 1.0 is the size on paper.
        view_moved(): other pages are in view, or the same in another size.
    """

    page_changed = Signal(int)
    zoom_changed = Signal(float)
    view_moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stack = PageStack(self)
        self._zoom = 1.0
        self._fits_width = True
        self.setWidget(self._stack)
        self.setWidgetResizable(False)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        # Else the bar would come and go while the pages are fitted to the room beside it.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self.setAccessibleName(tr("Document"))
        self.verticalScrollBar().valueChanged.connect(self._tell_place)

    @property
    def zoom(self) -> float:
        """How large the pages are; 1.0 is their size on paper."""
        return self._zoom

    @property
    def page_count(self) -> int:
        """How many pages the document has."""
        return len(self._stack.sizes)

    @property
    def page(self) -> int:
        """The page at the top of the view, from 1; 0 without pages."""
        return self._stack.page_at(self.verticalScrollBar().value() + GAP)

    def show_document(self, sizes: Sequence[PageSize], keeps_pictures: bool = False) -> None:
        """Show a document with pages of these sizes. The place is kept.

        `keeps_pictures` leaves what is painted until there is something newer: the same document, a
        moment later.
        """
        self._stack.show_sizes(sizes, keeps_pictures)
        if self._fits_width:
            self._fit()
        else:
            self._lay_out()

    def show_picture(self, number: int, image: QImage) -> None:
        """Paint this page, the first is 0, from now on."""
        self._stack.show_picture(number, image)

    def page_size(self, number: int) -> PageSize:
        """The size of this page in points, the first is 0."""
        return self._stack.sizes[number]

    def picture_width(self, number: int) -> int:
        """How many pixels wide the picture of this page is; 0 while there is none."""
        return self._stack.picture_width(number)

    def pages_in_view(self) -> list[int]:
        """The pages that can be seen now, the first is 0."""
        top = self.verticalScrollBar().value()
        return self._stack.pages_between(top, top + self.viewport().height())

    def dots_per_inch(self) -> float:
        """How sharp a picture is that shows each of its pixels on one of the screen's."""
        return SCREEN_DPI * self._zoom * self.devicePixelRatioF()

    def set_zoom(self, zoom: float) -> None:
        """Show the pages larger or smaller; the top of the view stays where it is."""
        self._fits_width = False
        self._set_zoom(zoom)

    def zoom_in(self) -> None:
        """One step larger."""
        self.set_zoom(next((step for step in _ZOOMS if step > self._zoom + 0.01), _ZOOMS[-1]))

    def zoom_out(self) -> None:
        """One step smaller."""
        self.set_zoom(next((step for step in reversed(_ZOOMS) if step < self._zoom - 0.01), _ZOOMS[0]))

    def fit_width(self) -> None:
        """As large as the width of the view allows, also when that changes."""
        self._fits_width = True
        self._fit()

    def go_to_page(self, number: int) -> None:
        """This page, from 1, is at the top of the view."""
        self.verticalScrollBar().setValue(self._stack.top_of(number - 1) - GAP)

    def next_page(self) -> None:
        """The page after this one."""
        self.go_to_page(min(self.page + 1, self.page_count))

    def previous_page(self) -> None:
        """The page before this one."""
        self.go_to_page(max(self.page - 1, 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The pages stay as wide as the view, or in its middle."""
        super().resizeEvent(event)
        if self._fits_width:
            self._fit()
        else:
            self._lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End go to the first and the last page."""
        if event.key() == Qt.Key.Key_Home:
            self.go_to_page(1)
        elif event.key() == Qt.Key.Key_End:
            self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel zoom; the wheel alone scrolls."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y() > 0:
                self.zoom_in()
            else:
                self.zoom_out()
            event.accept()
            return
        super().wheelEvent(event)

    def _fit(self) -> None:
        widest = max((points[0] for points in self._stack.sizes), default=0.0)
        if widest:
            room = self.viewport().width() - 2 * GAP
            self._set_zoom(room / (widest * SCREEN_DPI / POINTS_PER_INCH))

    def _set_zoom(self, zoom: float) -> None:
        bar = self.verticalScrollBar()
        share = bar.value() / max(1, bar.maximum())
        self._zoom = min(max(zoom, _ZOOMS[0]), _ZOOMS[-1])
        self._lay_out()
        bar.setValue(round(share * bar.maximum()))
        self.zoom_changed.emit(self._zoom)

    def _lay_out(self) -> None:
        self._stack.lay_out(self._zoom * SCREEN_DPI / POINTS_PER_INCH, self.viewport().width())
        self._tell_place()

    def _tell_place(self) -> None:
        self.page_changed.emit(self.page)
        self.view_moved.emit()
