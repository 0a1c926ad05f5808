"""The form for a call: everything that becomes one work order, laid out in the order in which people talk."""

import itertools
from collections.abc import Mapping
from typing import Any, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.terms import JobKind, Priority
from fsmdesk.core.times import Clock
from fsmdesk.core.times import now as present
from fsmdesk.core.words import tr
from fsmdesk.services.intake.messages import BookedSlot, CallerFacts, TakeCall
from fsmdesk.services.suggesting.messages import JobInMind
from fsmdesk.services.technicians.messages import SkillNames
from fsmdesk.views.desk import Desk
from fsmdesk.views.intake.call_fields import USUAL_MINUTES, CallFields
from fsmdesk.views.intake.form_habits import FormHabits
from fsmdesk.views.intake.whereabouts import Whereabouts
from fsmdesk.views.making import Pieces, make
from fsmdesk.views.widgets.field import Field, move_on
from fsmdesk.views.widgets.field_grid import FieldGrid
from fsmdesk.views.widgets.surfaces import Card

V = TypeVar("V")
_TEXTS = ("title", "problem", "purchase_order", "access_notes", "safety_notes", "protective_gear")


class CallForm(Card):
    """Signals:
    changed(): the person changed something.
    """

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None, clock: Clock = present) -> None:
        super().__init__(parent=parent)
        self._desk = desk
        self.setAccessibleName(tr("The call"))
        make(self._fill(clock))

    def _fill(self, clock: Clock) -> Pieces:
        self.whereabouts = Whereabouts(self._desk, self)
        yield
        self.fields = CallFields(self._desk, self)
        self.habits = FormHabits(self._desk, self.fields, clock, self)
        self.problem, self.title = self.fields.problem, self.fields.title
        yield
        yield from self._lay_out()
        self._wire()
        yield
        self.clear()
        yield

    def read_choices(self) -> None:
        """The skills and templates that the office knows are offered, and what it promises is told."""
        self._desk.ask(self, SkillNames(), self.fields.skills.offer)
        self.fields.template.read_choices()
        self.habits.ask_promise(self.whereabouts.customer_id)

    def clear(self) -> None:
        """An empty call, as a new one begins."""
        self.whereabouts.clear()
        self.fields.clear()
        self.habits.clear()

    def is_empty(self) -> bool:
        """True if nothing is typed or picked that would be a loss."""
        return self.fields.is_empty() and self.whereabouts.is_empty()

    def raw(self) -> dict[str, object]:
        """Everything that was typed, as it is kept in a draft."""
        return self.fields.raw() | self.habits.raw() | {"whereabouts": self.whereabouts.raw()}

    def set_raw(self, raw: Mapping[str, object]) -> None:
        """Show what `raw` gave earlier."""
        self.clear()
        self.fields.set_raw(dict(raw))
        self.habits.set_raw(raw)
        where = raw.get("whereabouts")
        if isinstance(where, dict):
            self.whereabouts.set_raw(where)

    def command(
        self, *, approve: bool, calls_back_id: int | None = None, slot: BookedSlot | None = None
    ) -> TakeCall:
        """The call as a command.

        Raises:
            RuleBroken: something has to be mended first; every such field says so.
        """
        values = self._checked()
        window, template = values["window_end_at"], values["template_id"]
        return TakeCall(
            **self.whereabouts.parts(),
            **{name: values[name] for name in _TEXTS},
            kind=JobKind(values["kind"]),
            priority=Priority(values["priority"]),
            is_urgent=bool(values["is_urgent"]),
            skills=values["skills"],
            duration_minutes=values["duration_minutes"] or USUAL_MINUTES,
            window_start_at=window.start if window is not None else None,
            window_end_at=window.end if window is not None else None,
            due_at=values["due_at"],
            template_id=template.id if template is not None else None,
            calls_back_id=calls_back_id,
            approve=approve,
            slot=slot,
        )

    def job_in_mind(self) -> JobInMind:
        """The job as far as it is known; what can't be read yet is as usual."""
        where, fields = self.whereabouts, self.fields
        site, machine = where.site, where.machine
        window, priority = _told(fields.window), _told(fields.priority)
        return JobInMind(
            duration_minutes=_told(fields.duration) or USUAL_MINUTES,
            priority=Priority(int(priority or Priority.MEDIUM)),
            skills=_told(fields.skills) or (),
            customer_id=None if where.customer.is_new() else where.customer_id,
            site_id=None if site.is_new() else where.site_id,
            equipment_id=None if machine.is_new() else where.machine_id,
            window_start_at=window.start if window is not None else None,
            window_end_at=window.end if window is not None else None,
            due_at=_told(fields.due),
        )

    def show_error(self, broken: RuleBroken) -> bool:
        """Say at its field what is wrong; False if it is about no field of this form."""
        field = self._field_for(broken.field)
        if field is None:
            return False
        field.show_error(str(broken))
        makes_title = field is self.title and not self.problem.raw()
        (self.problem if makes_title else field).setFocus()  # what is wrong becomes the title as well
        return True

    def choose_priority(self, priority: Priority) -> None:
        """This priority is chosen by the person."""
        self.fields.priority.set_value(int(priority))
        self.habits.note_priority()
        self.changed.emit()

    def choose_kind(self, kind: JobKind) -> None:
        """This kind is chosen by the person; an emergency is critical unless a priority was chosen."""
        self.fields.kind.set_value(str(kind))
        self.habits.follow_kind()
        self.changed.emit()

    def turn_urgent(self) -> None:
        """The call jumps the queue, or does not any more."""
        self.fields.urgent.set_value(not self.fields.urgent.read())
        self.changed.emit()

    def _lay_out(self) -> Pieces:
        """In pieces, since each field is dressed anew where it goes."""
        where, fields = self.whereabouts, self.fields
        grid = FieldGrid(self, columns=4)
        grid.add(where.customer, span=2)
        grid.add(where.contact)
        grid.add(fields.order)
        grid.add(where.customer.details, span=4)
        grid.add(where.contact.details, span=4)
        yield
        grid.add(where.site, span=2)
        grid.add(where.machine, span=2)
        grid.add(where.site.details, span=2)
        grid.add(where.machine.details, span=2)
        yield
        grid.add(fields.problem, span=4)
        grid.add(fields.title, span=3)
        grid.add(fields.template)
        grid.add(fields.kind, span=2)
        grid.add(fields.priority, span=2)
        yield
        for field in (fields.duration, fields.skills, fields.window, fields.due):
            grid.add(field)
        grid.add(fields.access, span=2)
        grid.add(fields.safety)
        grid.add(fields.gear)
        grid.add(fields.urgent, span=4)
        self.body.addWidget(grid)
        self._order_tabs()

    def _order_tabs(self) -> None:
        chain: list[QWidget] = []
        customer, contact, site, machine = self.whereabouts.groups()
        for group in (customer, contact, site, machine):
            chain += [group.picker.edit, group.name.edit, *(f.edit for f in group.details.fields.values())]
            if group is contact:
                chain.append(self.fields.order.edit)
        fields = self.fields
        about = (self.problem, self.title, fields.template, fields.kind, fields.priority)
        planned = (fields.duration, fields.skills, fields.window, fields.due)
        there = (fields.access, fields.safety, fields.gear, fields.urgent)
        for field in (*about, *planned, *there):
            chain += field.stops()
        for before, after in itertools.pairwise(chain):
            QWidget.setTabOrder(before, after)

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Tab goes from control to control; Qt's own would be led back by the field around a control that
        comes before it, and never leave a new machine."""
        at = self.focusWidget()
        return at is not None and move_on(at, is_back=not is_next)

    def _wire(self) -> None:
        self.whereabouts.changed.connect(self.changed)
        self.whereabouts.site_known.connect(self.habits.show_access)
        self.whereabouts.known.connect(self._known)
        self.habits.filled.connect(self.changed)
        for field in self.fields.all:
            field.changed.connect(self.changed)

    def _known(self, facts: CallerFacts | None) -> None:
        self.habits.ask_promise(facts.customer_id if facts is not None else None)

    def _checked(self) -> dict[str, Any]:
        """The values of the fields by key; the first one that is wrong has the focus."""
        values, first = self.fields.values()
        for group in self.whereabouts.groups():
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
            "contact_id": where.contact,
            "caller": where.contact,
            "site_id": where.site,
            "place_id": where.site,
            "equipment_id": where.machine,
        }
        if name in groups:
            return groups[name].shown_field()
        others: dict[str, Field[Any]] = {field.key: field for field in self.fields.all}
        others["window_start_at"] = self.fields.window
        for group in where.groups():
            if group.is_new():
                others |= group.details.fields
        return others.get(name)


def _told(field: Field[V]) -> V | None:
    """What the field says, None while that can't be read."""
    try:
        return field.read()
    except RuleBroken:
        return None
