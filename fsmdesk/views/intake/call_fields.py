"""The fields of a call beside who, where and which machine."""

from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.terms import JobKind, Priority
from fsmdesk.core.typed_window import Window, read_window, write_window
from fsmdesk.core.words import tr
from fsmdesk.views.desk import Desk
from fsmdesk.views.intake.field_skills import FieldSkills
from fsmdesk.views.intake.template_field import TemplateField
from fsmdesk.views.today import today
from fsmdesk.views.widgets.field import Field
from fsmdesk.views.widgets.field_choice import FieldCheck, FieldChoice
from fsmdesk.views.widgets.field_text import FieldMultiline, FieldText
from fsmdesk.views.widgets.field_typed import FieldDateTime, FieldDuration, FieldTyped

USUAL_MINUTES = 60
_TITLE_LENGTH = 200


class CallFields:
    """Makes the fields; the form lays them out. `all` has them in the order in which they are checked."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        self._desk = desk
        self._parent = parent
        self._make_words()
        self._make_choices()
        self._make_planning()
        self.all: tuple[Field[Any], ...] = (
            *(self.order, self.problem, self.title, self.template, self.kind, self.priority, self.urgent),
            *(self.duration, self.skills, self.window, self.due, self.access, self.safety, self.gear),
        )

    def clear(self) -> None:
        """As a new call begins."""
        for field in self.all:
            field.set_value(None)
        self.kind.set_value(str(JobKind.CORRECTIVE))
        self.priority.set_value(int(Priority.MEDIUM))
        self.duration.set_value(USUAL_MINUTES)

    def is_empty(self) -> bool:
        """True if nothing is typed or picked that would be a loss."""
        texts = (self.order, self.problem, self.title, self.window, self.access, self.safety, self.gear)
        return (
            not any(str(field.raw()).strip() for field in texts)
            and not self.skills.read()
            and not self.template.edit.text()
            and not self.urgent.read()
            and self.due.raw() == ["", ""]
        )

    def raw(self) -> dict[str, object]:
        """Everything that was typed, as it is kept in a draft."""
        return {field.key: field.raw() for field in self.all}

    def set_raw(self, raw: dict[str, object]) -> None:
        """Show what `raw` gave earlier."""
        for field in self.all:
            if field.key in raw:
                field.set_raw(raw[field.key])

    def values(self) -> tuple[dict[str, Any], RuleBroken | None]:
        """The values by key, and the first thing that has to be mended; every such field says so."""
        values: dict[str, Any] = {}
        first: RuleBroken | None = None
        for field in self.all:
            try:
                values[field.key] = field.value()
            except RuleBroken as broken:
                field.show_error(str(broken))
                first = first or RuleBroken(str(broken), field.key)
        return values, first

    def _make_words(self) -> None:
        parent = self._parent
        self.order = FieldText("purchase_order", tr("Their order number"), max_length=200, parent=parent)
        self.problem = FieldMultiline(
            "problem",
            tr("What is wrong"),
            lines=4,
            placeholder=tr("In the caller's words. The first sentence becomes the title."),
            parent=parent,
        )
        self.title = FieldText(
            "title", tr("Title"), is_required=True, max_length=_TITLE_LENGTH, parent=parent
        )
        self.access = FieldMultiline("access_notes", tr("Access"), lines=2, parent=parent)
        self.safety = FieldMultiline("safety_notes", tr("Safety"), lines=2, parent=parent)
        self.gear = FieldMultiline("protective_gear", tr("Protective gear"), lines=2, parent=parent)
        for field in (self.safety, self.gear):
            field.edit.setProperty("tone", "warn")

    def _make_choices(self) -> None:
        parent = self._parent
        kinds = [(str(kind), kind.label) for kind in JobKind]
        self.kind = FieldChoice("kind", tr("Kind"), kinds, parent=parent)
        self.priority = FieldChoice(
            "priority",
            tr("Priority"),
            [(int(priority), priority.label) for priority in Priority],
            tones={int(Priority.CRITICAL): "danger", int(Priority.HIGH): "warn"},
            parent=parent,
        )
        self.urgent = FieldCheck("is_urgent", tr("Urgent: jumps the queue"), parent)
        self.template = TemplateField(self._desk, parent)
        self.skills = FieldSkills("skills", tr("Skills"), self._desk, parent)

    def _make_planning(self) -> None:
        formats, parent = self._desk.formats, self._parent
        self.duration = FieldDuration("duration_minutes", tr("Expected"), formats, parent=parent)
        self.window: FieldTyped[Window] = FieldTyped(
            "window_end_at",
            tr("When it suits"),
            self._read_window,
            self._write_window,
            at_right=False,
            placeholder=tr("tomorrow morning, Mon 9–12…"),
            parent=parent,
        )
        self.due = FieldDateTime("due_at", tr("Finished by"), formats, self._today, parent=parent)

    def _today(self) -> date:
        return today(self._desk.formats)

    def _read_window(self, text: str) -> Window:
        return read_window(text, self._desk.formats, self._today())

    def _write_window(self, window: Window) -> str:
        return write_window(window, self._desk.formats, self._today())
