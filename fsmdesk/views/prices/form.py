"""The form of one item of the price book."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Slot

from fsmdesk.core.messages import ChangeSet, Command, Query
from fsmdesk.core.permissions import Permission
from fsmdesk.core.terms import LineKind
from fsmdesk.core.words import tr
from fsmdesk.services.prices.messages import ItemCard, SaveItem, WholeItem
from fsmdesk.services.setup.messages import Taxes, TaxRowView
from fsmdesk.views.desk import Desk
from fsmdesk.views.making import Pieces, make
from fsmdesk.views.prices.field_level_prices import FieldLevelPrices
from fsmdesk.views.prices.field_parts import FieldParts
from fsmdesk.views.widgets.editor_form import EditorForm
from fsmdesk.views.widgets.field_choice import FieldChoice
from fsmdesk.views.widgets.field_grid import FieldGrid
from fsmdesk.views.widgets.field_picker import Picked
from fsmdesk.views.widgets.field_record import FieldRecord
from fsmdesk.views.widgets.field_text import FieldMultiline, FieldText
from fsmdesk.views.widgets.field_typed import FieldMoney

_LONGEST_CODE = 60
_OF_CARD = ("parts", "level_prices")


class ItemForm(EditorForm[ItemCard, int]):
    """What is sold, for how much, and for those who may see it, what it costs."""

    kind = "item"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        make(self._fill())

    def _fill(self) -> Pieces:
        desk, formats = self.desk, self.desk.formats
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
        yield
        if desk.may(Permission.SEE_COSTS):
            grid.add(self.add_field(FieldMoney("cost_minor", tr("Costs us"), formats)))
        self.parts = self.add_field(FieldParts("parts", desk))
        self.parts.summed.connect(self._show_sum)
        grid.add(self.parts, span=2)
        grid.add(self.add_field(FieldLevelPrices("level_prices", formats)), span=2)
        grid.add(self.add_field(FieldMultiline("notes", tr("Notes"), lines=3)), span=2)
        self.body.addWidget(grid)
        desk.hub.saved.connect(self._hear_taxes)
        self._read_taxes()
        yield

    def query(self, record_id: int) -> Query[ItemCard]:
        """The item with its parts and its prices at levels."""
        return WholeItem(item_id=record_id)

    def values(self, card: ItemCard) -> Mapping[str, object]:
        """The fields have the names of the row; the tax comes with its code."""
        row = card.row
        tax = Picked(row.tax_id, row.tax_code) if row.tax_id is not None else None
        plain = {key: getattr(row, key) for key in self.fields if key not in _OF_CARD}
        of_card = {key: getattr(card, key) for key in _OF_CARD}
        return {**plain, **of_card, "tax_id": tax, "kind": row.kind.value}

    def version(self, card: ItemCard) -> int:
        """The version of the item."""
        return card.row.version

    def command(self, values: Mapping[str, Any]) -> Command[int]:
        """Everything at once; its number in another program stays."""
        tax = values["tax_id"]
        changed = {"tax_id": tax.id if tax is not None else None, "kind": LineKind(values["kind"])}
        return SaveItem(
            item_id=self.record_id,
            seen_version=self.seen_version,
            external_id=self.card.row.external_id if self.card is not None else "",
            clears_cost="cost_minor" in values and values["cost_minor"] is None,
            **{**values, **changed},
        )

    @Slot(int)
    def _show_sum(self, sum_minor: int) -> None:
        """A kit costs what its parts cost: nothing is typed there."""
        price = self.fields["price_minor"]
        is_kit = bool(self.parts.parts)
        if is_kit:
            price.set_value(sum_minor)
        price.set_read_only(is_kit or not self.desk.may(Permission.EDIT_PRICES))

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
