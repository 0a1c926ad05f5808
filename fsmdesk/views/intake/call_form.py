"""The form for a call: everything that becomes one work order, laid out in the order in which people talk."""

import itertools
from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.terms import JobKind, Priority
from fsmdesk.core.words import tr
from fsmdesk.services.intake.messages import (
    NewCustomer,
    NewMachine,
    NewSite,
    SiteChoice,
    TakeCall,
)
from fsmdesk.services.technicians.messages import SkillNames
from fsmdesk.views.desk import Desk
from fsmdesk.views.intake.field_skills import FieldSkills
from fsmdesk.views.intake.title_words import title_of
from fsmdesk.views.intake.typed_window import Window, read_window, write_window
from fsmdesk.views.intake.whereabouts import Whereabouts
from fsmdesk.views.today import today
from fsmdesk.views.widgets.field import Field, move_on
from fsmdesk.views.widgets.field_choice import FieldChoice
from fsmdesk.views.widgets.field_grid import FieldGrid
from fsmdesk.views.widgets.field_text import FieldMultiline, FieldText
from fsmdesk.views.widgets.field_typed import FieldDateTime, FieldDuration, FieldTyped
from fsmdesk.views.widgets.surfaces import Card

_USUAL_MINUTES = 60
_TITLE_LENGTH = 200


class CallForm(Card):
    """Signals:
    changed(): the person changed something.
    """

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._desk = desk
        self.setAccessibleName(tr("The call"))
        self.whereabouts = Whereabouts(desk, self)
        self.order = FieldText("purchase_order", tr("Their order number"), max_length=200, parent=self)
        self.problem = FieldMultiline(
            "problem",
            tr("What is wrong"),
            lines=4,
            placeholder=tr("In the caller's words. The first sentence becomes the title."),
            parent=self,
        )
        self.title = FieldText("title", tr("Title"), is_required=True, max_length=_TITLE_LENGTH, parent=self)
        kinds = [(str(kind), kind.label) for kind in JobKind]
        self.kind = FieldChoice("kind", tr("Kind"), kinds, parent=self)
        self.priority = FieldChoice(
            "priority",
            tr("Priority"),
            [(int(priority), priority.label) for priority in Priority],
            tones={int(Priority.CRITICAL): "danger", int(Priority.HIGH): "warn"},
            parent=self,
        )
        self.duration = FieldDuration("duration_minutes", tr("Expected"), desk.formats, parent=self)
        self.skills = FieldSkills("skills", tr("Skills"), desk, self)
        self.window_field: FieldTyped[Window] = FieldTyped(
            "window_end_at",
            tr("When it suits"),
            self._read_window,
            self._write_window,
            at_right=False,
            placeholder=tr("tomorrow morning, Mon 9–12…"),
            parent=self,
        )
        self.due = FieldDateTime("due_at", tr("Due"), desk.formats, self._today, parent=self)
        self.access = FieldMultiline("access_notes", tr("Access"), lines=2, parent=self)
        self.safety = FieldMultiline("safety_notes", tr("Safety"), lines=2, parent=self)
        self.safety.edit.setProperty("tone", "warn")
        self._own_title = ""  # what the problem gave, as long as nobody typed another
        self._own_access = ""
        self._has_chosen_priority = False
        self._lay_out()
        self._wire()
        self.clear()

    def read_skills(self) -> None:
        """The skills that the office knows are offered."""
        self._desk.ask(self, SkillNames(), self.skills.offer)

    def clear(self) -> None:
        """An empty call, as a new one begins."""
        self.whereabouts.clear()
        for field in self._plain_fields():
            field.set_value(None)
        self.kind.set_value(str(JobKind.CORRECTIVE))
        self.priority.set_value(int(Priority.MEDIUM))
        self.duration.set_value(_USUAL_MINUTES)
        self._own_title = self._own_access = ""
        self._has_chosen_priority = False

    def is_empty(self) -> bool:
        """True if nothing is typed or picked that would be a loss."""
        texts = (self.order, self.problem, self.title, self.window_field, self.access, self.safety)
        where = self.whereabouts
        groups = (where.customer, where.site, where.machine)
        return (
            not any(str(field.raw()).strip() for field in texts)
            and not any(group.is_new() or group.picker.edit.text() for group in groups)
            and not where.caller.edit.text()
            and not self.skills.read()
            and self.due.raw() == ["", ""]
        )

    def raw(self) -> dict[str, object]:
        """Everything that was typed, as it is kept in a draft."""
        values: dict[str, object] = {field.key: field.raw() for field in self._plain_fields()}
        return values | {
            "whereabouts": self.whereabouts.raw(),
            "own_title": self._own_title,
            "own_access": self._own_access,
            "has_chosen_priority": self._has_chosen_priority,
        }

    def set_raw(self, raw: Mapping[str, object]) -> None:
        """Show what `raw` gave earlier."""
        self.clear()
        for field in self._plain_fields():
            if field.key in raw:
                field.set_raw(raw[field.key])
        self._own_title = str(raw.get("own_title", ""))
        self._own_access = str(raw.get("own_access", ""))
        self._has_chosen_priority = raw.get("has_chosen_priority") is True
        where = raw.get("whereabouts")
        if isinstance(where, dict):
            self.whereabouts.set_raw(where)

    def command(self, *, approve: bool) -> TakeCall:
        """The call as a command.

        Raises:
            RuleBroken: something has to be mended first; every such field says so.
        """
        values = self._checked()
        where = self.whereabouts
        window = values["window_end_at"]
        contact_id = where.contact_id
        return TakeCall(
            title=values["title"],
            problem=values["problem"],
            kind=JobKind(values["kind"]),
            priority=Priority(values["priority"]),
            customer_id=None if where.customer.is_new() else where.customer_id,
            new_customer=NewCustomer(**where.customer.new_values()) if where.customer.is_new() else None,
            site_id=None if where.site.is_new() else where.site_id,
            new_site=NewSite(**where.site.new_values()) if where.site.is_new() else None,
            place_id=None if where.site.is_new() else where.place_id,
            equipment_id=None if where.machine.is_new() else where.machine_id,
            new_machine=NewMachine(**where.machine.new_values()) if where.machine.is_new() else None,
            contact_id=contact_id,
            caller=where.caller.typed(),
            purchase_order=values["purchase_order"],
            access_notes=values["access_notes"],
            safety_notes=values["safety_notes"],
            skills=values["skills"],
            duration_minutes=values["duration_minutes"] or _USUAL_MINUTES,
            window_start_at=window.start if window is not None else None,
            window_end_at=window.end if window is not None else None,
            due_at=values["due_at"],
            approve=approve,
        )

    def show_error(self, broken: RuleBroken) -> bool:
        """Say at its field what is wrong; False if it is about no field of this form."""
        field = self._field_for(broken.field)
        if field is None:
            return False
        field.show_error(str(broken))
        field.setFocus()
        return True

    def choose_priority(self, priority: Priority) -> None:
        """This priority is chosen by the person."""
        self._has_chosen_priority = True
        self.priority.set_value(int(priority))
        self.changed.emit()

    def choose_kind(self, kind: JobKind) -> None:
        """This kind is chosen by the person; an emergency is critical unless a priority was chosen."""
        self.kind.set_value(str(kind))
        self._follow_kind()
        self.changed.emit()

    def _plain_fields(self) -> tuple[Field[Any], ...]:
        return (
            self.order,
            self.problem,
            self.title,
            self.kind,
            self.priority,
            self.duration,
            self.skills,
            self.window_field,
            self.due,
            self.access,
            self.safety,
        )

    def _lay_out(self) -> None:
        where = self.whereabouts
        grid = FieldGrid(self, columns=4)
        grid.add(where.customer, span=2)
        grid.add(where.caller)
        grid.add(self.order)
        grid.add(where.customer.details, span=4)
        grid.add(where.site, span=2)
        grid.add(where.machine, span=2)
        grid.add(where.site.details, span=2)
        grid.add(where.machine.details, span=2)
        grid.add(self.problem, span=4)
        grid.add(self.title, span=4)
        grid.add(self.kind, span=2)
        grid.add(self.priority, span=2)
        for field in (self.duration, self.skills, self.window_field, self.due):
            grid.add(field)
        grid.add(self.access, span=2)
        grid.add(self.safety, span=2)
        self.body.addWidget(grid)
        self._order_tabs()

    def _order_tabs(self) -> None:
        where = self.whereabouts
        chain: list[QWidget] = []
        for group in (where.customer, where.site, where.machine):
            chain += [group.picker.edit, group.name.edit, *(f.edit for f in group.details.fields.values())]
            if group is where.customer:
                chain += [where.caller.edit, self.order.edit]
        chain += [self.problem.edit, self.title.edit]
        for before, after in itertools.pairwise(chain):
            QWidget.setTabOrder(before, after)

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Tab goes from control to control; Qt's own would be led back by the field around a control that
        comes before it, and never leave a new machine."""
        at = self.focusWidget()
        return at is not None and move_on(at, is_back=not is_next)

    def _wire(self) -> None:
        self.whereabouts.changed.connect(self.changed)
        self.whereabouts.site_known.connect(self._show_access)
        for field in self._plain_fields():
            field.changed.connect(self.changed)
        self.problem.changed.connect(self._follow_problem)
        self.kind.changed.connect(self._follow_kind)
        self.priority.changed.connect(self._note_priority)

    def _checked(self) -> dict[str, Any]:
        """The values of the plain fields by key; the first one that is wrong has the focus."""
        values: dict[str, Any] = {}
        first: RuleBroken | None = None
        for field in self._plain_fields():
            try:
                values[field.key] = field.value()
            except RuleBroken as broken:
                field.show_error(str(broken))
                first = first or RuleBroken(str(broken), field.key)
        where = self.whereabouts
        for group in (where.customer, where.site, where.machine):
            try:
                group.new_values() if group.is_new() else group.picker.value()
            except RuleBroken as broken:
                first = broken
        if first is not None:
            raise first
        return values

    def _field_for(self, name: str) -> Field[Any] | None:
        where = self.whereabouts
        groups = {
            "customer_id": where.customer,
            "site_id": where.site,
            "place_id": where.site,
            "equipment_id": where.machine,
        }
        if name in groups:
            return groups[name].shown_field()
        others: dict[str, Field[Any]] = {field.key: field for field in self._plain_fields()}
        others |= {"contact_id": where.caller, "caller": where.caller, "window_start_at": self.window_field}
        for group in (where.customer, where.site, where.machine):
            if group.is_new():
                others |= group.details.fields
        return others.get(name)

    @Slot()
    def _follow_problem(self) -> None:
        """The title follows what is typed as long as nobody typed another one."""
        if self.title.edit.text() != self._own_title:
            return
        self._own_title = title_of(str(self.problem.raw()))
        self.title.set_value(self._own_title)

    @Slot()
    def _follow_kind(self) -> None:
        if self._has_chosen_priority:
            return
        is_emergency = self.kind.read() == str(JobKind.EMERGENCY)
        self.priority.set_value(int(Priority.CRITICAL if is_emergency else Priority.MEDIUM))

    @Slot()
    def _note_priority(self) -> None:
        self._has_chosen_priority = True

    @Slot(object)
    def _show_access(self, site: SiteChoice | None) -> None:
        """How to get in is known for the site; what somebody typed stays."""
        if self.access.raw() not in ("", self._own_access):
            return
        self._own_access = site.access_notes if site is not None else ""
        self.access.set_value(self._own_access)

    def _today(self) -> date:
        return today(self._desk.formats)

    def _read_window(self, text: str) -> Window:
        return read_window(text, self._desk.formats, self._today())

    def _write_window(self, window: Window) -> str:
        return write_window(window, self._desk.formats, self._today())
