"""The form of a template."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Slot

from fsmdesk.core.messages import ChangeSet, Command, Query
from fsmdesk.core.terms import JobKind, Priority
from fsmdesk.core.words import tr
from fsmdesk.services.technicians.messages import SkillNames
from fsmdesk.services.templates.messages import (
    SaveTemplate,
    TaskCodeRow,
    TaskCodes,
    Template,
    TemplateCard,
)
from fsmdesk.views.desk import Desk
from fsmdesk.views.making import Pieces
from fsmdesk.views.settings.field_checks import FieldChecks, checks_hint
from fsmdesk.views.settings.field_template_lines import FieldTemplateLines
from fsmdesk.views.widgets.editor_form import EditorForm
from fsmdesk.views.widgets.field_choice import FieldChoice, FieldSelect
from fsmdesk.views.widgets.field_grid import FieldGrid
from fsmdesk.views.widgets.field_picker import Picked
from fsmdesk.views.widgets.field_record import FieldRecord
from fsmdesk.views.widgets.field_text import FieldMultiline, FieldText
from fsmdesk.views.widgets.field_typed import FieldDuration
from fsmdesk.views.widgets.skills_field import SkillsField
from fsmdesk.views.widgets.surfaces import Card


class TemplateForm(EditorForm[TemplateCard, int]):
    """What a job of this sort starts with."""

    kind = "work_template"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.body.addWidget(self._about())
        checklist = Card(tr("Checklist"), parent=self)
        self._checks = FieldChecks("checks", desk.formats)
        checklist.body.addWidget(self.add_field(self._checks))
        checklist.body.addWidget(checks_hint(checklist))
        self.body.addWidget(checklist)
        lines = Card(tr("Lines"), tr("with the price of the day on which the job is taken"), parent=self)
        self._lines = FieldTemplateLines("lines", desk)
        lines.body.addWidget(self.add_field(self._lines))
        self.body.addWidget(lines)
        desk.hub.saved.connect(self._hear_codes)
        self._read_choices()

    def _about(self) -> Card:
        card = Card(parent=self)
        grid = FieldGrid(card)
        kinds = [(kind.value, kind.label) for kind in JobKind]
        priorities = [(priority.value, priority.label) for priority in Priority]
        self.skills = SkillsField("skills", tr("Skills"))
        self.task_code = FieldRecord("task_code_id", tr("Task code"), empty=tr("none"))
        length = FieldDuration(
            "duration_minutes", tr("Expected duration"), self.desk.formats, is_required=True
        )
        grid.add(self.add_field(FieldText("name", tr("Name"), is_required=True)), span=4)
        grid.add(self.add_field(FieldChoice("kind", tr("Kind"), kinds, is_required=True)), span=4)
        priority = FieldSelect("priority", tr("Priority"), priorities, empty=tr("as the call says"))
        for field in (priority, self.task_code, length, self.skills):
            grid.add(self.add_field(field))
        grid.add(self.add_field(FieldMultiline("scope", tr("Scope"), lines=4)), span=4)
        grid.add(self.add_field(FieldMultiline("safety_notes", tr("Safety"), lines=2)), span=2)
        grid.add(self.add_field(FieldMultiline("protective_gear", tr("Protective gear"), lines=2)), span=2)
        card.body.addWidget(grid)
        return card

    def room_for(self, card: TemplateCard) -> Pieces:
        """A row for each check and each line."""
        yield from self._checks.room_for(len(card.checks))
        yield from self._lines.room_for(len(card.lines))

    def query(self, record_id: int) -> Query[TemplateCard]:
        """Everything in it."""
        return Template(template_id=record_id)

    def values(self, card: TemplateCard) -> Mapping[str, object]:
        """The fields have the names of the card."""
        code = Picked(card.task_code_id, card.task_code) if card.task_code_id is not None else None
        return {key: getattr(card, key) for key in self.fields} | {
            "kind": card.kind.value,
            "priority": int(card.priority) if card.priority is not None else None,
            "task_code_id": self.task_code.offered(code),
        }

    def version(self, card: TemplateCard) -> int:
        """The version of the template, which its parts count for as well."""
        return card.version

    def command(self, values: Mapping[str, Any]) -> Command[int]:
        """Everything as one piece."""
        given = dict(values)
        given["kind"] = JobKind(given["kind"])
        code = given["task_code_id"]
        given["task_code_id"] = code.id if code is not None else None
        given["priority"] = Priority(given["priority"]) if given["priority"] is not None else None
        given["skills"] = tuple(given["skills"] or ())
        for key in ("checks", "lines"):
            given[key] = given[key] or ()
        for key in ("scope", "safety_notes", "protective_gear"):
            given[key] = given[key] or ""
        return SaveTemplate(template_id=self.record_id, seen_version=self.seen_version, **given)

    def said(self) -> str:
        """Which one was saved."""
        return tr("Saved {name}").format(name=self.fields["name"].read())

    def _read_choices(self) -> None:
        self.desk.ask(self, TaskCodes(), self._offer_codes)
        self.desk.ask(self, SkillNames(), self.skills.offer)

    def _offer_codes(self, codes: tuple[TaskCodeRow, ...]) -> None:
        self.task_code.set_choices([Picked(code.id, f"{code.code} · {code.name}") for code in codes])

    @Slot(object, object)
    def _hear_codes(self, changes: ChangeSet, _origin: object) -> None:
        if changes.touches("task_code"):
            self._read_choices()
