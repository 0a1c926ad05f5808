"""How an import ends without keeping anything."""

from fsmdesk.core.errors import FsmError, RuleBroken
from fsmdesk.services.imports.messages import ImportOutcome


class Rehearsed(FsmError):
    """The rehearsal is over; nothing was kept. Not an error of anybody."""

    def __init__(self, outcome: ImportOutcome) -> None:
        super().__init__("rehearsed")
        self.outcome = outcome


class ImportRefused(RuleBroken):
    """Some rows can't be imported, so none was."""

    def __init__(self, text: str, outcome: ImportOutcome) -> None:
        super().__init__(text, field="rows")
        self.outcome = outcome
