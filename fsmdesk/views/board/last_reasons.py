"""The reasons that a person gave last for going against a rule of the board, to be given again by one key."""

from fsmdesk.views.person_settings import PersonSettings

_KEY = "board.reasons"
MOST_REASONS = 5


class LastReasons:
    """Kept for the person, the last one first, none twice."""

    def __init__(self, settings: PersonSettings) -> None:
        self._settings = settings

    def all(self) -> list[str]:
        """The reasons, the last one first."""
        return [line for line in self._settings.text(_KEY).split("\n") if line]

    def add(self, reason: str) -> None:
        """This one was given just now."""
        line = " ".join(reason.split())
        kept = [line, *(other for other in self.all() if other != line)]
        self._settings.keep(_KEY, "\n".join(kept[:MOST_REASONS]))
