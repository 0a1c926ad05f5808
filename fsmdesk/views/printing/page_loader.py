"""Brings the pictures of the pages that are in view, drawn off the GUI thread, one at a time."""

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from fsmdesk.views.desk import Desk
from fsmdesk.views.printing.page_view import PageView, to_image
from fsmdesk.views.printing.pages import POINTS_PER_INCH, PagePicture, PageSize, draw_page, page_sizes
from fsmdesk.views.tasks import Lane

_SHARPEST_DPI = 288


class PageLoader(QObject):
    """Shows a document in a view and keeps it sharp.

    Signals:
        shown(): the pages of a document have their places.
    """

    shown = Signal()

    def __init__(self, desk: Desk, view: PageView) -> None:
        super().__init__(view)
        self._desk = desk
        self._view = view
        self._content = b""
        self._turn = 0
        self._is_drawing = False
        self._fresh: set[int] = set()
        view.view_moved.connect(self._draw_next)

    def show(self, content: bytes, is_same: bool = False) -> None:
        """Show this document; `is_same` is one that has only been changed, and does not flicker."""
        self._turn += 1
        job = partial(page_sizes, content)
        take = partial(self._show_sizes, self._turn, content, is_same)
        self._desk.tasks.run(self, job, take, self._failed, Lane.REST)

    def _show_sizes(self, turn: int, content: bytes, is_same: bool, sizes: tuple[PageSize, ...]) -> None:
        if turn != self._turn:
            return
        self._content = content
        self._fresh.clear()
        self._view.show_document(sizes, is_same)
        self.shown.emit()
        self._draw_next()

    @Slot()
    def _draw_next(self) -> None:
        if self._is_drawing or not self._content:
            return
        dots = min(self._view.dots_per_inch(), _SHARPEST_DPI)
        wanted = next(
            (number for number in self._view.pages_in_view() if self._is_wanted(number, dots)), None
        )
        if wanted is None:
            return
        self._is_drawing = True
        job = partial(draw_page, self._content, wanted, dots)
        take = partial(self._take, self._content, wanted)
        self._desk.tasks.run(self, job, take, self._give_up, Lane.REST)

    def _is_wanted(self, number: int, dots: float) -> bool:
        """A page without a picture, with an old one, or with one that is not as sharp as the screen."""
        if number not in self._fresh:
            return True
        points = self._view.page_size(number)[0]
        return abs(self._view.picture_width(number) - points * dots / POINTS_PER_INCH) > 2

    def _take(self, content: bytes, number: int, picture: PagePicture) -> None:
        self._is_drawing = False
        if content is self._content:
            self._fresh.add(number)
            self._view.show_picture(number, to_image(picture))
        self._draw_next()

    def _give_up(self, error: Exception) -> None:
        self._is_drawing = False
        self._failed(error)

    def _failed(self, error: Exception) -> None:
        self._desk.errors.show(error, self._view)
