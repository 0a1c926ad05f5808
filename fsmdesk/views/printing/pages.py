"""Draws the pages of a PDF as pictures, off the GUI thread. pdfium serves one thread at a time, so there is a lock."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Any

from fsmdesk.core.errors import EnvironmentProblem
from fsmdesk.core.words import tr

POINTS_PER_INCH = 72
_PDFIUM_LOCK = Lock()

PageSize = tuple[float, float]


@dataclass(frozen=True, slots=True)
class PagePicture:
    """One page: its pixels as 32-bit BGRx rows of `stride` bytes, and its size on paper in points."""

    width: int
    height: int
    stride: int
    pixels: bytes
    points: PageSize


def page_sizes(content: bytes) -> tuple[PageSize, ...]:
    """The size of each page in points.

    Raises:
        EnvironmentProblem: the document can't be read, which a document of ours always can.
    """
    with _opened(content) as document:
        return tuple(document.get_page_size(number) for number in range(len(document)))


def draw_page(content: bytes, number: int, dots_per_inch: float) -> PagePicture:
    """One page, the first is 0, at this resolution.

    Raises:
        EnvironmentProblem: the document can't be read.
    """
    with _opened(content) as document:
        return _picture(document[number], dots_per_inch / POINTS_PER_INCH)


def draw_first_page(content: bytes, width: int, height: int) -> tuple[PagePicture, int]:
    """The first page as large as fits into so many pixels, and how many pages there are.

    Raises:
        EnvironmentProblem: the document can't be read.
    """
    with _opened(content) as document:
        page = document[0]
        points = page.get_size()
        return _picture(page, min(width / points[0], height / points[1])), len(document)


@contextmanager
def _opened(content: bytes) -> Iterator[Any]:
    # Loaded when the first document is shown: no window waits for it.
    import pypdfium2

    with _PDFIUM_LOCK:
        try:
            document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError as error:
            raise EnvironmentProblem(tr("This document can't be shown.")) from error
        try:
            yield document
        finally:
            document.close()


def _picture(page: Any, scale: float) -> PagePicture:
    points = page.get_size()
    bitmap = page.render(scale=scale, prefer_bgrx=True)
    try:
        return PagePicture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer), points)
    finally:
        bitmap.close()
        page.close()
