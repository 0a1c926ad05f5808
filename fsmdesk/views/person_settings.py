"""What the window remembers for each person on this computer: place, geometry, columns, filters, zoom."""

import json
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot

from fsmdesk.views.atomic_file import write_atomically

_SAVE_AFTER_MS = 800


class PersonSettings(QObject):
    """A small dictionary of JSON values that is written a moment after it changed.

    A file that can't be read counts as empty, since settings are never worth an error.
    """

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._values = _read(path)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SAVE_AFTER_MS)
        self._timer.timeout.connect(self.flush)

    def text(self, key: str, default: str = "") -> str:
        """The text kept under this key."""
        value = self._values.get(key, default)
        return value if isinstance(value, str) else default

    def number(self, key: str, default: int = 0) -> int:
        """The whole number kept under this key."""
        value = self._values.get(key, default)
        return value if isinstance(value, int) and not isinstance(value, bool) else default

    def flag(self, key: str, default: bool = False) -> bool:
        """The yes or no kept under this key."""
        value = self._values.get(key, default)
        return value if isinstance(value, bool) else default

    def mapping(self, key: str) -> dict[str, object]:
        """The dictionary kept under this key; empty if there is none."""
        value = self._values.get(key)
        return dict(value) if isinstance(value, dict) else {}

    def keep(self, key: str, value: str | int | bool | list[object] | Mapping[str, object]) -> None:
        """Remember a JSON value from now on."""
        if self._values.get(key) != value:
            self._values[key] = value
            self._timer.start()

    @Slot()
    def flush(self) -> None:
        """Write what changed now; a full disk costs the settings, not the work."""
        self._timer.stop()
        try:
            write_atomically(self._path, json.dumps(self._values, indent=1, ensure_ascii=False))
        except OSError:
            return


def _read(path: Path) -> dict[str, object]:
    try:
        values = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return values if isinstance(values, dict) else {}
