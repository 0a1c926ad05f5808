"""Files on their way in: dropped, pasted or picked. Nothing is read here; `read` is for a worker."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData
from PySide6.QtGui import QImage

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.file_names import MAX_FILE_BYTES
from fsmdesk.core.words import tr

_RAW_PICTURES = (("image/png", ".png"), ("image/jpeg", ".jpg"))


class Incoming(Protocol):
    """One file that somebody handed in."""

    @property
    def name(self) -> str:
        """Its name."""

    def read(self) -> bytes:
        """All of it.

        Raises:
            RuleBroken: it can't be taken, in one sentence that names it.
        """


@dataclass(frozen=True, slots=True)
class FromDisk:
    """A file of this computer."""

    path: Path

    @property
    def name(self) -> str:
        """The last part of its path."""
        return self.path.name

    def read(self) -> bytes:
        """All of it; what is too large is refused before it is read."""
        try:
            if self.path.is_dir():
                raise RuleBroken(tr("{name} is a folder. Add the files in it.").format(name=self.name))
            if not self.path.is_file():
                raise RuleBroken(tr("{name} is not there any more.").format(name=self.name))
            _refuse_large(self.name, self.path.stat().st_size)
            with self.path.open("rb") as file:
                content = file.read(MAX_FILE_BYTES + 1)
        except OSError as error:
            words = tr("{name} can't be read: {why}.")
            raise RuleBroken(words.format(name=self.name, why=error.strerror or error)) from error
        _refuse_large(self.name, len(content))
        return content


@dataclass(frozen=True, slots=True)
class FromMemory:
    """Bytes that another program handed over."""

    name: str
    content: bytes

    def read(self) -> bytes:
        """They are here already."""
        _refuse_large(self.name, len(self.content))
        return self.content


@dataclass(frozen=True, slots=True)
class FromPicture:
    """A picture without a file, such as a piece of the screen."""

    name: str
    picture: QImage

    def read(self) -> bytes:
        """The picture as PNG."""
        content = QByteArray()
        buffer = QBuffer(content)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        if self.picture.isNull() or not self.picture.save(buffer, "PNG"):  # type: ignore[call-overload]
            raise RuleBroken(tr("This picture can't be read."))
        _refuse_large(self.name, content.size())
        return bytes(content.data())


def takes(data: QMimeData) -> bool:
    """True if there is a file or a picture in it."""
    return bool(_paths(data)) or data.hasImage() or any(data.hasFormat(kind) for kind, _ in _RAW_PICTURES)


def incoming_of(data: QMimeData, moment: datetime) -> list[Incoming]:
    """What is in it: the files, else the picture, named by the moment (in the shop's clock)."""
    paths = _paths(data)
    if paths:
        return [FromDisk(path) for path in paths]
    stem = tr("Pasted {when}").format(when=moment.strftime("%Y-%m-%d %H.%M.%S"))
    for kind, ending in _RAW_PICTURES:
        raw = data.data(kind)
        if data.hasFormat(kind) and raw.size():
            return [FromMemory(stem + ending, bytes(raw.data()))]
    picture = data.imageData()
    if isinstance(picture, QImage) and not picture.isNull():
        return [FromPicture(f"{stem}.png", picture)]
    return []


def from_disk(paths: Sequence[str]) -> list[Incoming]:
    """These files of this computer."""
    return [FromDisk(Path(path)) for path in paths]


def _paths(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()] if data.hasUrls() else []


def _refuse_large(name: str, size: int) -> None:
    if size > MAX_FILE_BYTES:
        words = tr("{name} is {size} MB; at most {limit} MB fit.")
        tenths = -(-size * 10 // (1024 * 1024)) / 10
        raise RuleBroken(words.format(name=name, size=tenths, limit=MAX_FILE_BYTES >> 20))
