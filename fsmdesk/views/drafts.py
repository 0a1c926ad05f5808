"""What was typed and is not saved yet, kept on this computer until the save is confirmed."""

import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot

from fsmdesk.views.atomic_file import write_atomically

# Typing goes on meanwhile: only what came within this moment could be lost with the program.
_WRITE_AFTER_MS = 20
# A power cut takes more with it than the program's end does; so it is written once more, to last.
_LAST_AFTER_MS = 600
_TYPED = "$type"


class DraftStore(QObject):
    """Keeps one draft for each key, such as `work_order-7` or `intake-new`.

    A draft is written a moment after it changed, however fast somebody types, and at once by `flush`. It is
    there again after a crash.
    """

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._pending: dict[str, str] = {}
        self._written: dict[str, str] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WRITE_AFTER_MS)
        self._timer.timeout.connect(self._write)
        self._last_timer = QTimer(self)
        self._last_timer.setSingleShot(True)
        self._last_timer.setInterval(_LAST_AFTER_MS)
        self._last_timer.timeout.connect(self.flush)

    def keep(self, key: str, values: Mapping[str, object]) -> None:
        """Remember these values from now on; they must be text, numbers, flags, dates, lists or None."""
        self._pending[key] = json.dumps(dict(values), ensure_ascii=False, default=_pack)
        if not self._timer.isActive():  # begun anew at each letter it would wait until somebody pauses
            self._timer.start()
        self._last_timer.start()

    def read(self, key: str) -> dict[str, object] | None:
        """The draft under this key, None if there is none or its file is damaged."""
        text = self._pending.get(key, self._written.get(key))
        if text is None:
            try:
                text = self._path(key).read_text("utf-8")
            except (OSError, UnicodeDecodeError):
                return None
        try:
            values = json.loads(text, object_hook=_unpack)
        except ValueError:
            return None
        return values if isinstance(values, dict) else None

    def names(self) -> list[str]:
        """The keys of all drafts there are, as they stand in the names of their files."""
        there = {path.stem for path in self._folder.glob("*.json")}
        return sorted(there | {self._path(key).stem for key in (*self._pending, *self._written)})

    def drop(self, key: str) -> None:
        """The draft is gone: what it held is saved or was given up."""
        self._pending.pop(key, None)
        self._written.pop(key, None)
        self._path(key).unlink(missing_ok=True)

    @Slot()
    def flush(self) -> None:
        """Write what is pending, to last; what can't be written stays in memory until the next change."""
        self._timer.stop()
        self._last_timer.stop()
        self._written |= self._pending
        self._pending.clear()
        self._write_all(self._written, is_lasting=True)

    @Slot()
    def _write(self) -> None:
        for key in self._write_all(self._pending, is_lasting=False):
            self._written[key] = self._pending.pop(key)

    def _write_all(self, texts: dict[str, str], *, is_lasting: bool) -> list[str]:
        """Write these, and say which could be; those that last are forgotten here."""
        done = []
        for key, text in list(texts.items()):
            try:
                write_atomically(self._path(key), text, is_lasting=is_lasting)
            except OSError:
                continue
            done.append(key)
            if is_lasting:
                del texts[key]
        return done

    def _path(self, key: str) -> Path:
        return self._folder / f"{re.sub(r'[^A-Za-z0-9_-]', '_', key)}.json"


def _pack(value: object) -> object:
    if isinstance(value, datetime):
        return {_TYPED: "datetime", "value": value.isoformat()}
    if isinstance(value, date):
        return {_TYPED: "date", "value": value.isoformat()}
    if isinstance(value, set | frozenset):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} does not fit into a draft")


def _unpack(values: dict[str, object]) -> object:
    match values:
        case {"$type": "datetime", "value": str(text)}:
            return datetime.fromisoformat(text)
        case {"$type": "date", "value": str(text)}:
            return date.fromisoformat(text)
    return values
