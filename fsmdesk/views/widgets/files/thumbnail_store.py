"""Small pictures of files, read by the page when they are first looked at and kept for a while."""

from collections import OrderedDict
from collections.abc import Mapping

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QImage, QPixmap

from fsmdesk.services.files.messages import Thumbnails
from fsmdesk.views.desk import Desk
from fsmdesk.views.tasks import Lane

PAGE = 24
_KEPT = 400


class ThumbnailStore(QObject):
    """Answers at once with what it has, and reads the rest: pictures are decoded in the worker.

    Signals:
        arrived(): more pictures are here.
    """

    arrived = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._pictures: OrderedDict[int, QPixmap] = OrderedDict()
        self._wanted: list[int] = []
        self._asked: set[int] = set()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._read)

    def picture(self, file_id: int) -> QPixmap | None:
        """The picture if it is here; else it will be read, and `arrived` tells."""
        found = self._pictures.get(file_id)
        if found is not None:
            self._pictures.move_to_end(file_id)
            return found
        if file_id not in self._asked:
            self._asked.add(file_id)
            self._wanted.append(file_id)
            self._soon.start()
        return None

    @Slot()
    def _read(self) -> None:
        page, self._wanted = tuple(self._wanted[:PAGE]), self._wanted[PAGE:]
        if not page:
            return
        office = self._desk.office

        def job() -> dict[int, QImage]:
            found = office.ask(Thumbnails(file_ids=page))
            return {file_id: _decoded(content) for file_id, content in found.items()}

        def fail(error: Exception) -> None:
            self._asked -= set(page)  # they are asked for again when they are painted again
            self._desk.errors.show(error, self)

        self._desk.tasks.run(self, job, self._take, fail, Lane.READ)

    def _take(self, found: Mapping[int, QImage]) -> None:
        for file_id, image in found.items():
            self._pictures[file_id] = QPixmap.fromImage(image)
        while len(self._pictures) > _KEPT:
            gone, _picture = self._pictures.popitem(last=False)
            self._asked.discard(gone)
        self.arrived.emit()
        if self._wanted:
            self._soon.start()


def _decoded(content: bytes) -> QImage:
    # These bytes were written by our own service from a picture that it could read.
    return QImage.fromData(content, "JPG")  # type: ignore[arg-type]
