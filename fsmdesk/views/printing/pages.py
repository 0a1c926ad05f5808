"""Draws the pages of a PDF as pictures, off the GUI thread. pdfium serves one thread at a time, so there is a lock."""

from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any

from fsmdesk.core.errors import EnvironmentProblem
from fsmdesk.core.words import tr

if TYPE_CHECKING:
    from fsmdesk.views.tasks import Progress

POINTS_PER_INCH = 72
PDFIUM_LOCK = Lock()


@dataclass(frozen=True, slots=True)
class PagePicture:
    """One page: its pixels as 32-bit BGRx rows of `stride` bytes, and its size on paper in points."""

    width: int
    height: int
    stride: int
    pixels: bytes
    points: tuple[float, float]


def draw_pages(content: bytes, dots_per_inch: float) -> tuple[PagePicture, ...]:
    """All pages of the document at this resolution.

    Raises:
        EnvironmentProblem: the document can't be read, which a document of ours always can.
    """
    return tuple(_drawn(content, dots_per_inch, None))


def draw_pages_slowly(content: bytes, dots_per_inch: float, progress: "Progress") -> tuple[PagePicture, ...]:
    """The same for many pages or a printer, telling how far it is; may be cancelled between pages."""
    return tuple(_drawn(content, dots_per_inch, progress))


def draw_first_page(content: bytes, width: int, height: int) -> tuple[PagePicture, int]:
    """The first page as large as fits into so many pixels, and how many pages there are.

    Raises:
        EnvironmentProblem: the document can't be read.
    """
    with PDFIUM_LOCK:
        document = _opened(content)
        try:
            page = document[0]
            points = page.get_size()
            return _picture(page, min(width / points[0], height / points[1])), len(document)
        finally:
            document.close()


def _drawn(content: bytes, dots_per_inch: float, progress: "Progress | None") -> list[PagePicture]:
    pages: list[PagePicture] = []
    with PDFIUM_LOCK:
        document = _opened(content)
        try:
            total = len(document)
            for number in range(total):
                if progress is not None:
                    progress.report(
                        number, total, tr("Page {n} of {total}").format(n=number + 1, total=total)
                    )
                pages.append(_picture(document[number], dots_per_inch / POINTS_PER_INCH))
        finally:
            document.close()
    return pages


def _opened(content: bytes) -> Any:
    # Loaded when the first document is shown: no window waits for it.
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise EnvironmentProblem(tr("This document can't be shown.")) from error


def _picture(page: Any, scale: float) -> PagePicture:
    points = page.get_size()
    bitmap = page.render(scale=scale, prefer_bgrx=True)
    try:
        return PagePicture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer), points)
    finally:
        bitmap.close()
        page.close()
