"""The price book."""

from collections.abc import Sequence
from typing import ClassVar

from fsmdesk.core.lists import ListFilter, ListPage, ListRequest
from fsmdesk.core.messages import Query
from fsmdesk.core.permissions import Permission
from fsmdesk.core.terms import LineKind
from fsmdesk.core.words import tr
from fsmdesk.services.prices.messages import ItemList, ItemRow
from fsmdesk.views.actions import ActionSpec
from fsmdesk.views.allowance import limit, why_not
from fsmdesk.views.desk import Desk
from fsmdesk.views.making import Pieces, make
from fsmdesk.views.prices.form import ItemForm
from fsmdesk.views.prices.raise_panel import RaisePanel
from fsmdesk.views.widgets.badges import Look
from fsmdesk.views.widgets.empty_state import EmptyState
from fsmdesk.views.widgets.filter_bar import FilterChip
from fsmdesk.views.widgets.importing import offer_import
from fsmdesk.views.widgets.panel_list import PanelListScreen
from fsmdesk.views.widgets.record_list import archived_chip
from fsmdesk.views.widgets.table_columns import Column, Kind, words_of

_LOOKS = {
    LineKind.LABOUR: Look("info", "clock"),
    LineKind.PART: Look("neutral", "package"),
    LineKind.FEE: Look("waiting", "receipt"),
}


def _kind_look(row: ItemRow) -> Look:
    return _LOOKS[row.kind]


def _kit_word(row: ItemRow) -> str:
    return tr("kit") if row.is_kit else ""


_COLUMNS = (
    Column("code", tr("Code"), width=120),
    Column("name", tr("Name"), width=200, stretch=True, is_strong=True, secondary=_kit_word),
    Column(
        "kind",
        tr("Kind"),
        Kind.BADGE,
        width=110,
        look=_kind_look,
        is_grouped=True,
        choices=words_of(LineKind),
    ),
    Column("category", tr("Category"), width=160, is_grouped=True),
    Column("price_minor", tr("Price"), Kind.MONEY, width=110),
    Column("unit", tr("Unit"), width=80, is_muted=True, is_grouped=True),
    Column("tax_code", tr("Tax"), width=80, is_grouped=True),
    Column("cost_minor", tr("Costs us"), Kind.MONEY, width=110, is_muted=True),
)


class PriceBookScreen(PanelListScreen[ItemRow]):
    """What the shop sells and at what price."""

    name = "prices"
    record_kind = "item"
    export_kind = "items"
    needs = Permission.EDIT_PRICES
    kinds = ("item", "item_cost", "item_price", "kit_part", "tax")
    first_sort = ("name", False)
    columns: ClassVar[Sequence[Column]] = _COLUMNS
    chips = (
        *(
            FilterChip(kind.value, kind.label, ListFilter("kind", values=(kind,)), "kind")
            for kind in LineKind
        ),
        archived_chip(),
    )

    def __init__(self, desk: Desk) -> None:
        if not desk.may(Permission.SEE_COSTS):
            # Not a hidden column: who may not see costs is not offered them either.
            self.columns = _COLUMNS[:-1]  # type: ignore[misc]
        super().__init__(desk, tr("Price book"), tr("Code, name, category…"), tr("New item"), ItemForm(desk))
        offer_import(self, "items")
        spec = ActionSpec("prices.raise", tr("Raise prices…"), self._raise, "Ctrl+Shift+R", "percent")
        limit(self.add_action(spec), why_not(desk, self.needs))
        levels = ActionSpec("prices.levels", tr("Price levels"), self._show_levels, "", "layers")
        self.add_action(levels, in_bar=False)
        make(self._make_raising())

    def _make_raising(self) -> Pieces:
        self.raising = RaisePanel(self.desk, self.inside)
        self.raising.closed.connect(self.table.setFocus)
        self.add_side(self.raising)
        yield

    def _raise(self) -> None:
        self.panel.hide()
        self.raising.open([row.id for row in self.table.ticked()])

    def _show_levels(self) -> None:
        self.desk.shell.go("price_levels")

    def open_row(self, row: ItemRow) -> None:
        """Open the item in the panel; a raise that was under way is left."""
        self.raising.hide()
        super().open_row(row)

    def query(self, request: ListRequest) -> Query[ListPage[ItemRow]]:
        """Archived items only where they are asked for."""
        return ItemList(request=self.narrowed(request))

    def first_values(self) -> dict[str, object]:
        """Mostly it is a part."""
        return {"kind": LineKind.PART.value}

    def empty_state(self) -> EmptyState:
        """The first item."""
        about = tr("Labour, parts and fees with their prices: work orders and invoices take them from here.")
        return self.offering(EmptyState("tag", tr("Nothing for sale yet"), about))
