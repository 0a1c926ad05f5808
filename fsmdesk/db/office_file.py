"""An office in a file: how a new one begins, and how a file is told to be one before SQLite touches it."""

import contextlib
import errno
import os
import sqlite3
import sys
from collections import OrderedDict
from pathlib import Path
from typing import Final

from fsmdesk.core.errors import EnvironmentProblem, OfficeNotUsable
from fsmdesk.core.words import tr

# "FSMD"; kept in the header of the file (https://www.sqlite.org/pragma.html#pragma_application_id)
APPLICATION_ID = 0x46534D44
_SQLITE_MAGIC = b"SQLite format 3\x00"
COMPANIONS = ("-wal", "-shm", "-journal")
# Whoever closes a file gives up, on POSIX, every lock that the whole program has on it, SQLite's too; the next
# program that closes the office would then take the WAL away from under this one, with all that follows. So what
# was looked at stays open (https://www.sqlite.org/howtocorrupt.html, 2.2), the last few files at least.
_LOOKED_AT: OrderedDict[tuple[int, int], int] = OrderedDict()
_MOST_KEPT: Final = 32


def prepare_file(path: Path) -> None:
    """A new file in the office's format: ours by its header, and in WAL mode so that readers never wait.

    Raises:
        OfficeNotUsable: something is there already, or the file can't be made.
    """
    if path.is_dir():
        raise OfficeNotUsable(tr("{path} is a folder, not an office.").format(path=path))
    if path.exists() and path.stat().st_size:
        raise OfficeNotUsable(tr("{path} exists already.").format(path=path))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _begin(path)
    except (OSError, sqlite3.Error) as error:
        raise OfficeNotUsable(
            tr("No office can be made at {path}: {why}.").format(path=path, why=_reason(error))
        ) from error


def _begin(path: Path) -> None:
    try:
        with contextlib.closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.commit()
    except BaseException:  # nobody wants the beginning of a file, not even who pressed Ctrl+C
        remove_file(path)
        raise


def is_in_wal_mode(path: Path) -> bool:
    """True if readers of this file never wait for a writer."""
    return _beginning(path, 20)[18:20] == b"\x02\x02"


def _beginning(path: Path, count: int) -> bytes:
    """The first bytes of the file, without giving up a lock that this program has on it."""
    if sys.platform == "win32":
        with path.open("rb") as file:
            return file.read(count)
    found = path.stat()
    handle = _LOOKED_AT.get((found.st_dev, found.st_ino))
    if handle is None:
        handle = os.open(path, os.O_RDONLY)
        _LOOKED_AT[(found.st_dev, found.st_ino)] = handle
        if len(_LOOKED_AT) > _MOST_KEPT:
            os.close(_LOOKED_AT.popitem(last=False)[1])
    return os.pread(handle, count, 0)


def _require_writable(path: Path) -> None:
    if not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def let_readers_in(path: Path) -> None:
    """A backup that is used as an office gets the mode in which readers never wait; a mere wish."""
    if is_in_wal_mode(path):
        return
    connection = sqlite3.connect(path)
    with contextlib.suppress(sqlite3.OperationalError), contextlib.closing(connection):
        connection.execute("PRAGMA journal_mode = WAL")


def remove_file(path: Path) -> None:
    """Neither the file nor what SQLite keeps beside it is there any more."""
    for suffix in ("", *COMPANIONS):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def check_file(path: Path, *, to_write: bool = True) -> None:
    """The file is an office by its header, and can be read and, where wanted, written.

    Raises:
        OfficeNotUsable: it is no office, with the reason in words.
        EnvironmentProblem: it can't be opened.
    """
    if not path.exists():
        raise OfficeNotUsable(tr("There is no office at {path}.").format(path=path))
    if path.is_dir():
        raise OfficeNotUsable(tr("{path} is a folder, not an office.").format(path=path))
    try:
        header = _beginning(path, 100)
        if to_write:
            _require_writable(path)
    except OSError as error:
        raise EnvironmentProblem(_not_opened(path, to_write).format(path=path, why=_reason(error))) from error
    ours = header[:16] == _SQLITE_MAGIC and int.from_bytes(header[68:72], "big") == APPLICATION_ID
    if not ours:
        raise OfficeNotUsable(tr("{path} is not an fsmdesk office.").format(path=path))
    if _is_cut_short(path, header):
        raise OfficeNotUsable(tr("{path} is cut short. Restore it from a backup.").format(path=path))


def _not_opened(path: Path, to_write: bool) -> str:
    if to_write:
        return tr("{path} can't be opened for writing: {why}.")
    return tr("{path} can't be read: {why}.")


def _is_cut_short(path: Path, header: bytes) -> bool:
    """The header may count fewer pages than the file has while a WAL is pending, never more."""
    page_size = int.from_bytes(header[16:18], "big") or 0
    page_size = 65536 if page_size == 1 else page_size
    pages = int.from_bytes(header[28:32], "big")
    return path.stat().st_size < page_size * pages and not path.with_name(path.name + "-wal").exists()


def _reason(error: OSError | sqlite3.Error) -> str:
    return (isinstance(error, OSError) and error.strerror) or str(error)
