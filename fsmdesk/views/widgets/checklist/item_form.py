"""The form of one item of a job's checklist: what is asked for, and within which limits."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Slot

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.messages import Command, Query
from fsmdesk.core.terms import CheckKind
from fsmdesk.core.words import tr
from fsmdesk.services.checklists.messages import Checklist, ChecklistCard, CheckRow, SaveCheckItem
from fsmdesk.services.templates.messages import CheckValue
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.field_choice import FieldCheck, FieldChoice
from fsmdesk.views.widgets.field_grid import FieldGrid
from fsmdesk.views.widgets.field_text import FieldMultiline, FieldText
from fsmdesk.views.widgets.field_typed import FieldQuantity
from fsmdesk.views.widgets.part_form import PartForm

_OF_NUMBERS = ("unit", "low_milli", "high_milli")


class ItemForm(PartForm[ChecklistCard, CheckRow]):
    """Fields that the kind of answer has no use for are hidden."""

    kind = "work_order_check"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        grid = FieldGrid(self, columns=3)
        formats = desk.formats
        grid.add(self.add_field(FieldText("label", tr("What is to be checked"), is_required=True)), 3)
        kinds = [(kind.value, kind.label) for kind in CheckKind]
        self.answer_kind = self.add_field(FieldChoice("kind", tr("Answered by"), kinds, is_required=True))
        grid.add(self.answer_kind, 3)
        grid.add(self.add_field(FieldText("unit", tr("Unit"), placeholder=tr("ppm, bar, °C"))))
        grid.add(self.add_field(FieldQuantity("low_milli", tr("At least"), formats)))
        grid.add(self.add_field(FieldQuantity("high_milli", tr("At most"), formats)))
        hint = tr("One in each line. One that begins with ! says that something is wrong.")
        grid.add(self.add_field(FieldMultiline("choices", tr("Answers"), placeholder=hint)), 3)
        grid.add(self.add_field(FieldCheck("is_required", tr("Needed before the job is complete"))), 3)
        self.body.addWidget(grid)
        self.answer_kind.changed.connect(self._fit)
        self.shown.connect(self._fit)

    def open_new(self, values: Mapping[str, object] | None = None) -> None:
        """Begin a new item; most are ticked."""
        super().open_new({"kind": CheckKind.TICK.value, **(values or {})})
        self._fit()

    def query(self, record_id: int) -> Query[ChecklistCard]:
        """The whole list."""
        return Checklist(work_order_id=self.owner_id)

    def parts(self, card: ChecklistCard) -> Sequence[CheckRow]:
        """The items."""
        return card.items

    def part_values(self, card: ChecklistCard, part: CheckRow) -> Mapping[str, object]:
        """What the item asks for."""
        value = part.value
        return {
            "label": value.label,
            "kind": value.kind.value,
            "unit": value.unit,
            "low_milli": value.low_milli,
            "high_milli": value.high_milli,
            "choices": "\n".join(value.choices),
            "is_required": value.is_required,
        }

    def command(self, values: Mapping[str, Any]) -> Command[int]:
        """The item as it is typed.

        Raises:
            RuleBroken: limits that no number can keep, or too few answers to choose from.
        """
        kind = CheckKind(str(values["kind"]))
        is_number = kind is CheckKind.NUMBER
        low, high = (values["low_milli"], values["high_milli"]) if is_number else (None, None)
        if low is not None and high is not None and low > high:
            raise RuleBroken(tr("The lower limit is above the upper one."), "high_milli")
        choices = tuple(line.strip() for line in str(values["choices"] or "").split("\n") if line.strip())
        if kind is CheckKind.CHOICE and len(choices) < 2:
            raise RuleBroken(tr("A choice needs at least two answers."), "choices")
        value = CheckValue(
            kind=kind,
            label=str(values["label"]),
            unit=str(values["unit"] or "") if is_number else "",
            low_milli=low,
            high_milli=high,
            choices=choices if kind is CheckKind.CHOICE else (),
            is_required=bool(values["is_required"]),
        )
        return SaveCheckItem(
            work_order_id=self.owner_id, check_id=self.record_id, seen_version=self.seen_version, value=value
        )

    @Slot()
    def _fit(self) -> None:
        kind = self.answer_kind.read()
        for key in _OF_NUMBERS:
            self.fields[key].setVisible(kind == CheckKind.NUMBER.value)
        self.fields["choices"].setVisible(kind == CheckKind.CHOICE.value)
