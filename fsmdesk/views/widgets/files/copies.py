"""Private copies of files for other programs: in a folder of this person alone, gone when fsmdesk ends."""

import atexit
import shutil
import stat
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from threading import Lock

from fsmdesk.core.errors import EnvironmentProblem
from fsmdesk.core.file_names import disk_name
from fsmdesk.core.words import tr

PREFIX = "fsmdesk-files-"
_LEFT_OVER_SECONDS = 24 * 3600


class PrivateCopies:
    """Copies that can be read and not written, each in a folder of its own so that its name stays."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._folder: Path | None = None
        self._count = 0

    def put(self, name: str, content: bytes) -> Path:
        """A copy with this content is on the disk, under a name that every system takes.

        Raises:
            EnvironmentProblem: the disk does not take it.
        """
        try:
            with self._lock:
                folder = self._begun()
                self._count += 1
                place = folder / str(self._count)
            place.mkdir(mode=0o700)
            path = place / disk_name(name)
            path.write_bytes(content)
            path.chmod(stat.S_IRUSR)
        except OSError as error:
            words = tr("{name} can't be copied to this computer: {why}.")
            raise EnvironmentProblem(words.format(name=name, why=error.strerror or error)) from error
        return path

    def remove_all(self) -> None:
        """No copy is left, but for those that another program holds open on Windows."""
        with self._lock:
            if self._folder is not None:
                _remove(self._folder)
                self._folder = None

    def _begun(self) -> Path:
        if self._folder is None or not self._folder.is_dir():
            _remove_left_over(Path(tempfile.gettempdir()))
            self._folder = Path(tempfile.mkdtemp(prefix=PREFIX))  # for its owner alone, says mkdtemp
            atexit.register(self.remove_all)
        return self._folder


def _remove_left_over(where: Path) -> None:
    """What a start that ended badly left behind goes after a day."""
    before = time.time() - _LEFT_OVER_SECONDS
    for folder in where.glob(f"{PREFIX}*"):
        with suppress(OSError):
            if folder.stat().st_mtime < before and not folder.is_symlink():
                _remove(folder)


def _remove(folder: Path) -> None:
    for path in folder.rglob("*"):
        with suppress(OSError):
            if not path.is_symlink():
                path.chmod(stat.S_IRWXU)  # Windows removes nothing that can't be written
    shutil.rmtree(folder, ignore_errors=True)


COPIES = PrivateCopies()
