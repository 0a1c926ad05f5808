"""The price levels of the shop."""

from collections.abc import Mapping
from typing import Any

from fsmdesk.core.messages import Command, Query
from fsmdesk.core.permissions import Permission
from fsmdesk.core.words import tr
from fsmdesk.services.prices.messages import PriceLevelRow, PriceLevels, SavePriceLevel
from fsmdesk.views.desk import Desk
from fsmdesk.views.settings.panel_screen import SettingsPanelScreen
from fsmdesk.views.widgets.editor_form import EditorForm
from fsmdesk.views.widgets.empty_state import EmptyState
from fsmdesk.views.widgets.field_choice import FieldCheck
from fsmdesk.views.widgets.field_grid import FieldGrid
from fsmdesk.views.widgets.field_text import FieldText
from fsmdesk.views.widgets.field_typed import FieldPercent
from fsmdesk.views.widgets.surfaces import paragraph
from fsmdesk.views.widgets.table_columns import Column, Kind


class LevelForm(EditorForm[tuple[PriceLevelRow, ...], int]):
    """A name, and by how much it changes prices."""

    kind = "price_level"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        grid = FieldGrid(self, columns=1)
        grid.add(self.add_field(FieldText("name", tr("Name"), is_required=True, max_length=200)))
        grid.add(
            self.add_field(
                FieldPercent("change_ppm", tr("Changes all prices by"), desk.formats, is_required=True)
            )
        )
        about = tr(
            "-10 takes ten percent off the price book, 5 adds five. An item may have a price of its own at "
            "a level; it is typed at the item. Who has which level is said at the customer."
        )
        grid.add(paragraph(about, "small", self))
        grid.add(self.add_field(FieldCheck("is_archived", tr("No longer used"))))
        self.body.addWidget(grid)

    def query(self, record_id: int) -> Query[tuple[PriceLevelRow, ...]]:
        """A level is read with all the others."""
        return PriceLevels(include_archived=True)

    def values(self, card: tuple[PriceLevelRow, ...]) -> Mapping[str, object]:
        """Those of the level."""
        level = self._level(card)
        if level is None:
            return dict.fromkeys(self.fields)
        return {key: getattr(level, key) for key in self.fields}

    def version(self, card: tuple[PriceLevelRow, ...]) -> int:
        """The version of the level."""
        level = self._level(card)
        return level.version if level is not None else 0

    def command(self, values: Mapping[str, Any]) -> Command[int]:
        """Everything at once."""
        return SavePriceLevel(level_id=self.record_id, seen_version=self.seen_version, **values)

    def _level(self, card: tuple[PriceLevelRow, ...]) -> PriceLevelRow | None:
        return next((level for level in card if level.id == self.record_id), None)


def _mark(row: PriceLevelRow) -> str:
    return tr("No longer used") if row.is_archived else ""


class PriceLevelsScreen(SettingsPanelScreen[PriceLevelRow]):
    """Who pays less or more than the price book says."""

    place = "price_levels"
    needs = Permission.EDIT_PRICES
    kinds = ("price_level", "item_price", "customer")
    about = tr(
        "A customer with a level pays the prices of that level; everybody else those of the price book."
    )

    def __init__(self, desk: Desk) -> None:
        columns = (
            Column("name", tr("Name"), stretch=True, is_strong=True, is_sortable=False),
            Column("change_ppm", tr("Changes prices by"), Kind.PERCENT, 160, is_sortable=False),
            Column("own_count", tr("Items with own price"), Kind.NUMBER, 160, is_sortable=False),
            Column("customer_count", tr("Customers"), Kind.NUMBER, 110, is_sortable=False),
            Column("mark", tr("Note"), Kind.BADGE, 150, get=_mark, is_sortable=False),
        )
        super().__init__(desk, tr("Price levels"), columns, tr("New level"), LevelForm(desk))

    def query(self, include_archived: bool) -> Query[tuple[PriceLevelRow, ...]]:
        """All of them."""
        return PriceLevels(include_archived=include_archived)

    def first_values(self) -> dict[str, object]:
        """Nothing is changed yet."""
        return {"change_ppm": 0}

    def empty_state(self) -> EmptyState:
        """Why one would make one."""
        about = tr("Contractors, members, staff: customers with prices of their own.")
        return EmptyState("layers", tr("Everybody pays the price book"), about)
