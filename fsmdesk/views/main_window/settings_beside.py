"""What a person set, as a window beside the main one sees it: some of it for itself, the rest in common."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QObject

from fsmdesk.views.person_settings import PersonSettings


class SettingsBeside(PersonSettings):
    """`own` keys have values of their own here, which are at first those of the main window."""

    def __init__(self, common: PersonSettings, own: Iterable[str], parent: QObject) -> None:
        QObject.__init__(self, parent)  # the file is the common one's
        self._common = common
        self._own = frozenset(own)

    def text(self, key: str, default: str = "") -> str:
        """The text kept under this key."""
        return self._common.text(self._place_of(key), self._common.text(key, default))

    def number(self, key: str, default: int = 0) -> int:
        """The whole number kept under this key."""
        return self._common.number(self._place_of(key), self._common.number(key, default))

    def flag(self, key: str, default: bool = False) -> bool:
        """The yes or no kept under this key."""
        return self._common.flag(self._place_of(key), self._common.flag(key, default))

    def mapping(self, key: str) -> dict[str, object]:
        """The dictionary kept under this key; empty if there is none."""
        return self._common.mapping(self._place_of(key)) or self._common.mapping(key)

    def keep(self, key: str, value: str | int | bool | list[object] | Mapping[str, object]) -> None:
        """Remember a JSON value from now on."""
        self._common.keep(self._place_of(key), value)

    def flush(self) -> None:
        """Write what changed now."""
        self._common.flush()

    def _place_of(self, key: str) -> str:
        return f"beside:{key}" if key in self._own else key
