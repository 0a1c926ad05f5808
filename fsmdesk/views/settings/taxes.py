"""The taxes of the shop."""

from collections.abc import Mapping
from typing import Any

from fsmdesk.core.messages import Command, Query
from fsmdesk.core.terms import TaxCategory
from fsmdesk.core.words import tr
from fsmdesk.services.setup.messages import SaveTax, TaxComponentValue, Taxes, TaxRowView
from fsmdesk.views.desk import Desk
from fsmdesk.views.settings.field_components import FieldComponents
from fsmdesk.views.settings.panel_screen import SettingsPanelScreen
from fsmdesk.views.widgets.badges import Look
from fsmdesk.views.widgets.editor_form import EditorForm
from fsmdesk.views.widgets.field_choice import FieldCheck
from fsmdesk.views.widgets.field_grid import FieldGrid
from fsmdesk.views.widgets.field_text import FieldText
from fsmdesk.views.widgets.table_columns import Column, Kind


class TaxForm(EditorForm[tuple[TaxRowView, ...], int]):
    """A code, a name, its rates, and when it is taken by itself."""

    kind = "tax"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        grid = FieldGrid(self, columns=3)
        grid.add(self.add_field(FieldText("name", tr("Name"), is_required=True)), span=2)
        grid.add(self.add_field(FieldText("code", tr("Code"), is_required=True, max_length=60)))
        grid.add(self.add_field(FieldComponents("components", desk.formats)), span=3)
        grid.add(
            self.add_field(FieldCheck("is_default", tr("Usual: taken where nothing else is said"))), span=3
        )
        exempt = FieldCheck("is_exemption", tr("Taken for customers who are exempt"))
        grid.add(self.add_field(exempt), span=3)
        grid.add(self.add_field(FieldCheck("is_archived", tr("No longer used"))), span=3)
        self.body.addWidget(grid)

    def query(self, record_id: int) -> Query[tuple[TaxRowView, ...]]:
        """A tax is read with all the others."""
        return Taxes(include_archived=True)

    def values(self, card: tuple[TaxRowView, ...]) -> Mapping[str, object]:
        """Those of the tax."""
        tax = self._tax(card)
        return (
            {key: getattr(tax, key) for key in self.fields} if tax is not None else dict.fromkeys(self.fields)
        )

    def version(self, card: tuple[TaxRowView, ...]) -> int:
        """The version of the tax."""
        tax = self._tax(card)
        return tax.version if tax is not None else 0

    def command(self, values: Mapping[str, Any]) -> Command[int]:
        """Everything at once."""
        return SaveTax(tax_id=self.record_id, seen_version=self.seen_version, **values)

    def _tax(self, card: tuple[TaxRowView, ...]) -> TaxRowView | None:
        return next((tax for tax in card if tax.id == self.record_id), None)


def _mark(row: TaxRowView) -> str:
    if row.is_archived:
        return tr("No longer used")
    if row.is_default:
        return tr("Usual")
    return tr("For exempt customers") if row.is_exemption else ""


def _mark_look(row: TaxRowView) -> Look:
    if row.is_archived:
        return Look("neutral", "archive")
    return Look("success", "check") if row.is_default else Look("neutral")


class TaxesScreen(SettingsPanelScreen[TaxRowView]):
    """What is added to prices, and for whom not."""

    place = "taxes"
    kinds = ("tax", "tax_component")
    about = tr("Prices are without tax. A tax may have several rates; issued invoices keep theirs for ever.")

    def __init__(self, desk: Desk) -> None:
        formats = desk.formats

        def parts(row: TaxRowView) -> str:
            return ", ".join(f"{part.name} {formats.percent(part.rate_ppm)}" for part in row.components)

        columns = (
            Column("code", tr("Code"), width=90, is_sortable=False),
            Column("name", tr("Name"), width=220, is_strong=True, is_sortable=False),
            Column("parts", tr("Rates"), stretch=True, get=parts, is_muted=True, is_sortable=False),
            Column("rate_ppm", tr("Today"), Kind.PERCENT, 100, is_sortable=False),
            Column("mark", tr("Note"), Kind.BADGE, 190, get=_mark, look=_mark_look, is_sortable=False),
        )
        super().__init__(desk, tr("Taxes"), columns, tr("New tax"), TaxForm(desk))

    def query(self, include_archived: bool) -> Query[tuple[TaxRowView, ...]]:
        """All of them."""
        return Taxes(include_archived=include_archived)

    def first_values(self) -> dict[str, object]:
        """One rate, to be filled in."""
        return {"components": (TaxComponentValue("", TaxCategory.STANDARD, 0),)}
