"""The list of machines."""

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from fsmdesk.core.lists import ListFilter, ListPage, ListRequest
from fsmdesk.core.messages import Query
from fsmdesk.core.words import tr
from fsmdesk.services.parties.messages import EquipmentList, EquipmentRow
from fsmdesk.views.actions import ActionSpec
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.badges import Look
from fsmdesk.views.widgets.empty_state import EmptyState
from fsmdesk.views.widgets.filter_bar import FilterChip
from fsmdesk.views.widgets.importing import offer_import
from fsmdesk.views.widgets.record_list import RecordListScreen, archived_chip
from fsmdesk.views.widgets.table_columns import Column, Kind
from fsmdesk.views.widgets.warranty import warranty_look, warranty_words


class EquipmentScreen(RecordListScreen[EquipmentRow]):
    """What is looked after."""

    name = "equipment"
    record_kind = "equipment"
    record_place = "machine"
    export_kind = "equipment"
    kinds = ("equipment", "site", "place", "customer")
    first_sort = ("name", False)
    columns: ClassVar[Sequence[Column]] = (
        Column("name", tr("Name"), width=220, is_strong=True),
        Column("make", tr("Make"), width=150, is_grouped=True),
        Column("model", tr("Model"), width=150, is_grouped=True),
        Column("serial", tr("Serial number"), width=150),
        Column("site", tr("Site"), stretch=True, secondary=lambda row: row.place, is_grouped=True),
        Column("customer", tr("Customer"), width=210, is_grouped=True),
        Column("place", tr("Place"), width=160, is_hidden=True),
        Column("category", tr("Kind"), width=130, is_hidden=True, is_grouped=True),
        Column("installed_on", tr("Installed"), Kind.DATE, width=120, is_hidden=True, is_grouped=True),
        Column("warranty_until", tr("Warranty"), Kind.BADGE, width=200, is_grouped=True, holds=Kind.DATE),
    )
    chips = (
        FilterChip("in", tr("Under warranty"), ListFilter("warranty", values=("in",)), group="warranty"),
        FilterChip("over", tr("Warranty over"), ListFilter("warranty", values=("over",)), group="warranty"),
        archived_chip(),
    )

    def __init__(self, desk: Desk) -> None:
        formats = desk.formats

        def words(row: EquipmentRow) -> str:
            return warranty_words(row.warranty_until, formats)

        def look(row: EquipmentRow) -> Look:
            return warranty_look(row.warranty_until, formats)

        # The words depend on the day and the locale, which only the desk knows.
        self.columns = tuple(  # type: ignore[misc]
            replace(column, get=words, look=look) if column.key == "warranty_until" else column
            for column in type(self).columns
        )
        super().__init__(
            desk, tr("Equipment"), tr("Name, make, model, serial number, site…"), tr("New machine")
        )
        offer_import(self, "equipment")
        labels = ActionSpec(
            "equipment.labels", tr("Labels"), self.print_labels, "Ctrl+P", "qr-code", "print code"
        )
        self.add_action(labels)

    def print_labels(self) -> None:
        """Labels of the ticked machines, else of the current one, are shown before they are printed."""
        rows = self.table.chosen()
        if not rows:
            return
        from fsmdesk.views.printing.labels_window import show_labels  # brings the renderer of PDF with it

        show_labels(self.desk, self, [row.id for row in rows])

    def query(self, request: ListRequest) -> Query[ListPage[EquipmentRow]]:
        """Archived machines only where they are asked for."""
        return EquipmentList(request=self.narrowed(request))

    def empty_state(self) -> EmptyState:
        """The first machine."""
        about = tr("Machines with serial number and warranty keep a history of every job done on them.")
        return self.offering(EmptyState("gauge", tr("No machines yet"), about))
