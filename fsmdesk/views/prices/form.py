"""The form of one item of the price book."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Slot

from fsmdesk.core.messages import ChangeSet, Command, Query
from fsmdesk.core.permissions import Permission
from fsmdesk.core.terms import LineKind
from fsmdesk.core.words import tr
from fsmdesk.services.prices.messages import Item, ItemRow, SaveItem
from fsmdesk.services.setup.messages import Taxes, TaxRowView
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.editor_form import EditorForm
from fsmdesk.views.widgets.field_choice import FieldChoice
from fsmdesk.views.widgets.field_grid import FieldGrid
from fsmdesk.views.widgets.field_picker import Picked
from fsmdesk.views.widgets.field_record import FieldRecord
from fsmdesk.views.widgets.field_text import FieldMultiline, FieldText
from fsmdesk.views.widgets.field_typed import FieldMoney

_LONGEST_CODE = 60


class ItemForm(EditorForm[ItemRow, int]):
    """What is sold, for how much, and for those who may see it, what it costs."""

    kind = "item"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        formats = desk.formats
        grid = FieldGrid(self, columns=2)
        grid.add(self.add_field(FieldText("name", tr("Name"), is_required=True)), span=2)
        code = FieldText("code", tr("Code"), is_required=True, max_length=_LONGEST_CODE)
        grid.add(self.add_field(code))
        grid.add(self.add_field(FieldText("category", tr("Category"))))
        kinds = [(kind.value, kind.label) for kind in LineKind]
        grid.add(self.add_field(FieldChoice("kind", tr("Kind"), kinds, is_required=True)), span=2)
        grid.add(self.add_field(FieldMoney("price_minor", tr("Price"), formats, is_required=True)))
        grid.add(self.add_field(FieldText("unit", tr("Unit"), placeholder=tr("h, pcs, m…"))))
        self.tax = FieldRecord("tax_id", tr("Tax"), empty=tr("the usual tax"))
        grid.add(self.add_field(self.tax), span=1)
        if desk.may(Permission.SEE_COSTS):
            grid.add(self.add_field(FieldMoney("cost_minor", tr("Costs us"), formats)))
        grid.add(self.add_field(FieldMultiline("notes", tr("Notes"), lines=3)), span=2)
        self.body.addWidget(grid)
        desk.hub.saved.connect(self._hear_taxes)
        self._read_taxes()

    def query(self, record_id: int) -> Query[ItemRow]:
        """The item."""
        return Item(item_id=record_id)

    def values(self, card: ItemRow) -> Mapping[str, object]:
        """The fields have the names of the row; the tax comes with its code."""
        tax = Picked(card.tax_id, card.tax_code) if card.tax_id is not None else None
        return {key: getattr(card, key) for key in self.fields} | {"tax_id": tax, "kind": card.kind.value}

    def version(self, card: ItemRow) -> int:
        """The version of the item."""
        return card.version

    def command(self, values: Mapping[str, Any]) -> Command[int]:
        """Everything at once; its number in another program stays."""
        tax = values["tax_id"]
        changed = {"tax_id": tax.id if tax is not None else None, "kind": LineKind(values["kind"])}
        return SaveItem(
            item_id=self.record_id,
            seen_version=self.seen_version,
            external_id=self.card.external_id if self.card is not None else "",
            clears_cost="cost_minor" in values and values["cost_minor"] is None,
            **{**values, **changed},
        )

    def _read_taxes(self) -> None:
        self.desk.ask(self, Taxes(), self._offer_taxes)

    def _offer_taxes(self, taxes: tuple[TaxRowView, ...]) -> None:
        self.tax.set_choices([Picked(tax.id, self._tax_words(tax)) for tax in taxes])

    def _tax_words(self, tax: TaxRowView) -> str:
        return f"{tax.code} · {tax.name} {self.desk.formats.percent(tax.rate_ppm)}"

    @Slot(object, object)
    def _hear_taxes(self, changes: ChangeSet, _origin: object) -> None:
        if changes.touches("tax", "tax_component"):
            self._read_taxes()
