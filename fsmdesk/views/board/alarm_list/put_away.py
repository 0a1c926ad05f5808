"""Alarms that a person has put away: they do not come back until something about them changes."""

from collections.abc import Iterable

from fsmdesk.views.board.alarm_list.alarm_rows import AlarmRow
from fsmdesk.views.person_settings import PersonSettings

_KEY = "board.alarms_put_away"
_MOST = 500


class PutAway:
    """Remembered for the person."""

    def __init__(self, settings: PersonSettings) -> None:
        self._settings = settings
        self._stamps = {key: str(stamp) for key, stamp in settings.mapping(_KEY).items()}

    def holds(self, row: AlarmRow) -> bool:
        """True if this alarm, as it is, was put away."""
        return self._stamps.get(str(row.visit_id)) == row.stamp

    def add(self, rows: Iterable[AlarmRow]) -> dict[str, str]:
        """These are put away; answers with what was before, for `restore`."""
        before = dict(self._stamps)
        for row in rows:
            self._stamps.pop(str(row.visit_id), None)  # so that the newest stand last
            self._stamps[str(row.visit_id)] = row.stamp
        for oldest in list(self._stamps)[:-_MOST]:
            del self._stamps[oldest]
        self._settings.keep(_KEY, dict(self._stamps))
        return before

    def restore(self, before: dict[str, str]) -> None:
        """As it was before `add`."""
        self._stamps = dict(before)
        self._settings.keep(_KEY, dict(before))
