"""The form of a work order: what it is about at the left, how it is planned beside it, its lines below."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Signal, Slot

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.messages import Command, Query
from fsmdesk.core.states import BILLED_STATES, WorkOrderState
from fsmdesk.core.terms import JobKind, Priority
from fsmdesk.core.words import tr
from fsmdesk.services.orders.messages import SaveWorkOrder, WorkOrder, WorkOrderCard
from fsmdesk.services.technicians.messages import SkillNames
from fsmdesk.views.desk import Desk
from fsmdesk.views.making import Pieces, make
from fsmdesk.views.today import today
from fsmdesk.views.widgets.editor_form import EditorForm
from fsmdesk.views.widgets.field_choice import FieldCheck, FieldChoice
from fsmdesk.views.widgets.field_grid import FieldGrid
from fsmdesk.views.widgets.field_text import FieldMultiline, FieldText
from fsmdesk.views.widgets.field_typed import FieldDateTime, FieldDuration
from fsmdesk.views.widgets.growing import Growing
from fsmdesk.views.widgets.skills_field import SkillsField
from fsmdesk.views.widgets.surfaces import Card
from fsmdesk.views.work_orders.lines.lines_field import LinesField
from fsmdesk.views.work_orders.safety_field import SafetyField
from fsmdesk.views.work_orders.task_code_field import TaskCodeField
from fsmdesk.views.work_orders.whereabouts import Whereabouts, picked

_PICKED: Final = (
    *("customer_id", "site_id", "place_id", "equipment_id", "contact_id", "agreement_id"),
    "task_code_id",
)
_LOCKED: Final = BILLED_STATES | {WorkOrderState.CANCELLED, WorkOrderState.DECLINED}
_TONES: Final[dict[int | str, str]] = {Priority.CRITICAL.value: "danger", Priority.HIGH.value: "warn"}


class WorkOrderForm(EditorForm[WorkOrderCard, None]):
    """`planning` is a card that the screen puts beside the form, `outcome` one below its tabs; `lines` goes into these.

    Signals:
        field_wanted(str): something is to be mended in the field with this key; it must be in view.
    """

    kind = "work_order"
    field_wanted = Signal(str)

    def __init__(self, desk: Desk, refusal: str) -> None:
        super().__init__(desk)
        self._refusal = refusal
        self._day = partial(today, desk.formats)
        make(self._cards())

    def _cards(self) -> Pieces:
        desk = self.desk
        self.where = Whereabouts(desk, self)
        self.skills = SkillsField("skills", tr("Skills"))
        self.task_code = TaskCodeField("task_code_id", desk)
        yield
        self.body.addWidget(self._about())
        yield
        self.outcome = self._outcome()
        yield
        self.planning = self._planning()
        yield
        self.lines = self.add_field(LinesField("lines", desk))
        self.shown.connect(self._show_card)
        desk.ask(self, SkillNames(), self.skills.offer)
        yield

    def _about(self) -> Card:
        card = Card(parent=self)
        grid = FieldGrid(card)
        where = self.where
        for picker in where.fields():
            grid.add(self.add_field(picker), 2 if picker in (where.customer, where.machine) else 1)
        title = FieldText("title", tr("Title"), is_required=True)
        grid.add(self.add_field(title), 2)
        grid.add(self.add_field(FieldText("caller", tr("Caller"))))
        grid.add(self.add_field(FieldText("purchase_order", tr("Their order number"))))
        scope = FieldMultiline("problem", tr("Scope"))
        access = FieldMultiline("access_notes", tr("Access notes"))
        safety = SafetyField("safety_notes", tr("Safety"))
        gear = FieldMultiline("protective_gear", tr("Protective gear"))
        grown = ((scope, 4, 2, 9), (access, 2, 1, 5), (safety, 1, 1, 5), (gear, 1, 1, 5))
        for field, span, least, most in grown:
            Growing(field.edit, least, most)
            grid.add(self.add_field(field), span)
        grid.add(self.add_field(self.skills), 2)
        grid.add(self.add_field(self.task_code), 2)
        card.body.addWidget(grid)
        return card

    def _outcome(self) -> Card:
        card = Card(parent=self)
        grid = FieldGrid(card, columns=2)
        for key, label, hint in (
            ("cause", tr("Cause"), tr("What was wrong")),
            ("fix", tr("Fix"), tr("What was done about it")),
            ("customer_notes", tr("Notes for the customer"), tr("Printed on ticket and invoice")),
            ("office_notes", tr("Notes for the office"), tr("Never printed")),
        ):
            field = FieldMultiline(key, label, lines=2, placeholder=hint)
            Growing(field.edit, 2, 8)
            grid.add(self.add_field(field))
        card.body.addWidget(grid)
        return card

    def _planning(self) -> Card:
        formats = self.desk.formats
        card = Card(tr("Planning"))
        grid = FieldGrid(card, columns=2)
        priorities = [(each.value, each.label) for each in Priority]
        grid.add(self.add_field(FieldChoice("priority", tr("Priority"), priorities, tones=_TONES)), 2)
        kinds = [(each.value, each.label) for each in JobKind]
        grid.add(self.add_field(FieldChoice("kind", tr("Kind"), kinds)), 2)
        grid.add(self.add_field(FieldCheck("is_urgent", tr("Urgent: before all others of its priority"))), 2)
        for key, label in (
            ("respond_by_at", tr("On site by")),
            ("due_at", tr("Finished by")),
            ("window_start_at", tr("Customer is there from")),
            ("window_end_at", tr("Customer is there until")),
        ):
            grid.add(self.add_field(FieldDateTime(key, label, formats, self._day)), 2)
        length = FieldDuration("duration_minutes", tr("Expected duration"), formats, is_required=True)
        grid.add(self.add_field(length), 2)
        card.body.addWidget(grid)
        return card

    def query(self, record_id: int) -> Query[WorkOrderCard]:
        """Everything on the screen at once."""
        return WorkOrder(work_order_id=record_id)

    def values(self, card: WorkOrderCard) -> Mapping[str, object]:
        """The fields, with the names of the records they hold."""
        names = {
            "customer_id": card.customer,
            "site_id": card.site,
            "place_id": card.place,
            "equipment_id": card.equipment,
            "contact_id": card.contact,
            "agreement_id": card.agreement,
            "task_code_id": card.task_code,
        }
        plain = {key: getattr(card, key) for key in self.fields if key not in (*names, "lines")}
        held = {key: picked(getattr(card, key), text) for key, text in names.items()}
        return {
            **plain,
            **held,
            "priority": int(card.priority),
            "kind": card.kind.value,
            "lines": tuple(row.value for row in card.lines),
        }

    def version(self, card: WorkOrderCard) -> int:
        """The version of the work order, which its lines count for as well."""
        return card.version

    def command(self, values: Mapping[str, Any]) -> Command[None]:
        """The fields and the lines as one piece."""
        if self.record_id is None or self.card is None:
            raise RuleBroken(tr("This job is not read yet."))
        given = dict(values)
        for key in _PICKED:
            given[key] = given[key].id if given[key] is not None else None
        given["skills"] = tuple(given["skills"] or ())
        given["priority"] = Priority(given["priority"])
        given["kind"] = JobKind(given["kind"])
        if not self.lines_changed():
            given["lines"] = None
        return SaveWorkOrder(work_order_id=self.record_id, seen_version=self.seen_version, **given)

    def lines_changed(self) -> bool:
        """True if the lines differ from those that are stored."""
        return "lines" in self._changed_keys()

    def said(self) -> str:
        """Which job was saved."""
        number = self.card.number if self.card is not None else ""
        return tr("Saved #{number}").format(number=number)

    def show_error(self, error: RuleBroken) -> None:
        """Say it at the field, which is brought into view."""
        self.field_wanted.emit(error.field)
        super().show_error(error)

    def lock_words(self) -> str:
        """Why nothing can be edited; empty where it can."""
        survivor = next((job for job in self.card.related if job.is_survivor), None) if self.card else None
        if survivor is not None:
            words = tr("This job was merged into #{number}: all of it stands there now, and is edited there.")
            return words.format(number=survivor.number)
        if self.card is not None and self.card.state in _LOCKED:
            words = tr("This job is {state}: it is kept as it is.")
            return words.format(state=self.card.state.label.lower())
        return self._refusal

    def missing(self, keys: Sequence[str]) -> list[str]:
        """Which of these text fields are empty."""
        return [key for key in keys if not str(self.fields[key].raw() or "").strip()]

    @Slot(object)
    def _show_card(self, card: WorkOrderCard) -> None:
        self.where.show_job(card)
        self.task_code.show_kind(card.kind)
        self.lines.show_job(card)
        is_locked = bool(self.lock_words())
        for field in self.fields.values():
            field.set_read_only(is_locked)
