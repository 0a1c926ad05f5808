"""The sites of a customer."""

from collections.abc import Mapping
from typing import Any

from fsmdesk.core.messages import Command
from fsmdesk.core.permissions import Permission
from fsmdesk.core.words import tr
from fsmdesk.services.parties.messages import CustomerCard, SaveSite, SiteCard, SiteRow
from fsmdesk.views.allowance import why_not
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.editor_form import EditorForm
from fsmdesk.views.widgets.field_grid import FieldGrid
from fsmdesk.views.widgets.field_text import FieldText
from fsmdesk.views.widgets.table_columns import Column, Kind
from fsmdesk.views.widgets.table_part import TablePart

_COLUMNS = (
    Column("name", tr("Name"), width=240, is_strong=True, is_sortable=False),
    Column("address", tr("Address"), stretch=True, secondary=lambda site: site.city, is_sortable=False),
    Column("equipment_count", tr("Machines"), Kind.NUMBER, width=90, is_sortable=False),
    Column("open_jobs", tr("Open jobs"), Kind.NUMBER, width=96, is_sortable=False),
)


class NewSiteForm(EditorForm[SiteCard, int]):
    """The name and address of a new site of the customer whose id is `owner_id`."""

    kind = "site"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.owner_id = 0
        grid = FieldGrid(self)
        grid.add(self.add_field(FieldText("name", tr("Name"), is_required=True)))
        grid.add(self.add_field(FieldText("address", tr("Street and number"))), span=2)
        grid.add(self.add_field(FieldText("city", tr("City"))))
        self.body.addWidget(grid)

    def command(self, values: Mapping[str, Any]) -> Command[int]:
        """A site of this customer."""
        return SaveSite(customer_id=self.owner_id, **values)

    def draft_name(self) -> str:
        """Each customer has a draft of its own."""
        return f"site-new-of-{self.owner_id}"


class SitesCard(TablePart[SiteRow]):
    """Where the customer's work is done."""

    def __init__(self, desk: Desk) -> None:
        self._form = NewSiteForm(desk)
        super().__init__(
            desk,
            "site",
            tr("Sites"),
            tr("An address where work is done. Jobs and machines belong to a site."),
            _COLUMNS,
            self._form,
            tr("Add site"),
            why_not(desk, Permission.EDIT_CUSTOMERS),
        )

    def show_customer(self, card: CustomerCard) -> None:
        """Show the sites of this customer."""
        if card.id != self._form.owner_id:
            self._form.owner_id = card.id
            self.editor.leave()
        self.show_rows(card.sites)
