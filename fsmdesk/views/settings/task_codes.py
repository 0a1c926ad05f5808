"""Task codes: what reports count work by."""

from collections.abc import Mapping
from typing import Any

from fsmdesk.core.messages import Command, Query
from fsmdesk.core.terms import JobKind
from fsmdesk.core.words import tr
from fsmdesk.services.templates.messages import SaveTaskCode, TaskCodeRow, TaskCodes
from fsmdesk.views.desk import Desk
from fsmdesk.views.settings.panel_screen import SettingsPanelScreen
from fsmdesk.views.widgets.badges import Look
from fsmdesk.views.widgets.editor_form import EditorForm
from fsmdesk.views.widgets.empty_state import EmptyState
from fsmdesk.views.widgets.field_choice import FieldCheck, FieldSelect
from fsmdesk.views.widgets.field_grid import FieldGrid
from fsmdesk.views.widgets.field_text import FieldText
from fsmdesk.views.widgets.table_columns import Column, Kind

_LONGEST_CODE = 40


class TaskCodeForm(EditorForm[tuple[TaskCodeRow, ...], int]):
    """A code, what it means, and for which kind of work."""

    kind = "task_code"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        kinds = [(kind.value, kind.label) for kind in JobKind]
        grid = FieldGrid(self, columns=1)
        grid.add(self.add_field(FieldText("code", tr("Code"), is_required=True, max_length=_LONGEST_CODE)))
        grid.add(self.add_field(FieldText("name", tr("Name"), is_required=True)))
        grid.add(self.add_field(FieldSelect("kind", tr("Kind of work"), kinds, empty=tr("all kinds"))))
        grid.add(self.add_field(FieldCheck("is_archived", tr("No longer used"))))
        self.body.addWidget(grid)

    def query(self, record_id: int) -> Query[tuple[TaskCodeRow, ...]]:
        """A code is read with all the others."""
        return TaskCodes(include_archived=True)

    def values(self, card: tuple[TaskCodeRow, ...]) -> Mapping[str, object]:
        """Those of the code."""
        row = self._row(card)
        if row is None:
            return dict.fromkeys(self.fields)
        kind = row.kind.value if row.kind is not None else None
        return {"code": row.code, "name": row.name, "kind": kind, "is_archived": row.is_archived}

    def version(self, card: tuple[TaskCodeRow, ...]) -> int:
        """The version of the code."""
        row = self._row(card)
        return row.version if row is not None else 0

    def command(self, values: Mapping[str, Any]) -> Command[int]:
        """Everything at once."""
        return SaveTaskCode(
            task_code_id=self.record_id,
            seen_version=self.seen_version,
            code=values["code"],
            name=values["name"],
            kind=JobKind(values["kind"]) if values["kind"] else None,
            is_archived=bool(values["is_archived"]),
        )

    def _row(self, card: tuple[TaskCodeRow, ...]) -> TaskCodeRow | None:
        return next((row for row in card if row.id == self.record_id), None)


def _kind(row: TaskCodeRow) -> str:
    return row.kind.label if row.kind is not None else tr("all kinds")


def _mark(row: TaskCodeRow) -> str:
    return tr("No longer used") if row.is_archived else ""


def _mark_look(_row: TaskCodeRow) -> Look:
    return Look("neutral", "archive")


class TaskCodesScreen(SettingsPanelScreen[TaskCodeRow]):
    """The codes that jobs and templates carry."""

    place = "task_codes"
    kinds = ("task_code",)
    about = tr("A task code says in short what a job is about, so that reports can count by it.")

    def __init__(self, desk: Desk) -> None:
        columns = (
            Column("code", tr("Code"), width=120, is_strong=True, is_sortable=False),
            Column("name", tr("Name"), stretch=True, is_sortable=False),
            Column("kind", tr("Kind of work"), width=160, get=_kind, is_muted=True, is_sortable=False),
            Column("mark", tr("Note"), Kind.BADGE, 150, get=_mark, look=_mark_look, is_sortable=False),
        )
        super().__init__(desk, tr("Task codes"), columns, tr("New task code"), TaskCodeForm(desk))

    def query(self, include_archived: bool) -> Query[tuple[TaskCodeRow, ...]]:
        """All of them."""
        return TaskCodes(include_archived=include_archived)

    def empty_state(self) -> EmptyState:
        """What they are for, and the first step."""
        text = tr("Such as HT-20 for a burner service. Jobs carry them, and reports count by them.")
        state = EmptyState("tag", tr("No task codes yet"), text)
        if not self.refusal:
            state.offer(tr("New task code"), self.begin_new, "plus")
        return state
