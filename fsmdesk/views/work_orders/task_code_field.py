"""The task code of a job, found by its code or its words; only those for its kind of work are offered."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from fsmdesk.core.terms import JobKind
from fsmdesk.core.words import tr
from fsmdesk.services.templates.messages import TaskCodeRow, TaskCodes
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.field_picker import FieldPicker
from fsmdesk.views.widgets.matching import matching
from fsmdesk.views.widgets.option_list import Option


class TaskCodeField(FieldPicker):
    """The codes are read when they are first asked for."""

    def __init__(self, key: str, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(key, tr("Task code"), desk, self._matching, _option, parent=parent)
        self._codes: Sequence[TaskCodeRow] | None = None
        self._kind: JobKind | None = None

    def show_kind(self, kind: JobKind) -> None:
        """Codes for other kinds of work are not offered."""
        self._kind = kind

    def forget(self) -> None:
        """The codes were changed: they are read again when they are asked for."""
        self._codes = None

    def _matching(self, text: str) -> Sequence[TaskCodeRow] | None:
        if self._codes is None:
            self._desk.ask(self, TaskCodes(), self._learn)
            return None
        mine = (row for row in self._codes if row.kind in (None, self._kind))
        return matching(mine, text, lambda row: f"{row.code} {row.name}")

    def _learn(self, codes: Sequence[TaskCodeRow]) -> None:
        self._codes = codes
        self.ask_again()


def _option(row: TaskCodeRow) -> Option:
    return Option(
        row.id, f"{row.code} · {row.name}", row.kind.label if row.kind is not None else "", value=row
    )
