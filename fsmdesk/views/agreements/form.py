"""The form of one agreement."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Slot

from fsmdesk.core.lists import ListFilter, ListPage, ListRequest
from fsmdesk.core.messages import Command, Query
from fsmdesk.core.words import tr
from fsmdesk.services.finding.messages import FindRecords
from fsmdesk.services.parties.messages import AgreementList, AgreementRow, SaveAgreement
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.agreement_fields import agreement_fields
from fsmdesk.views.widgets.editor_form import EditorForm
from fsmdesk.views.widgets.field_grid import FieldGrid
from fsmdesk.views.widgets.field_picker import FieldPicker, Picked


class AgreementForm(EditorForm[ListPage[AgreementRow], int]):
    """Whose it is, from when to when, and what it covers. Whose it is stays once it is saved."""

    kind = "agreement"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        grid = FieldGrid(self, columns=2)
        self.customer = FieldPicker(
            *("customer_id", tr("Customer"), desk, _find_customer),
            is_required=True,
            placeholder=tr("Type a name…"),
        )
        grid.add(self.add_field(self.customer), span=2)
        for field, span in agreement_fields(desk.formats):
            grid.add(self.add_field(field), span)
        self.body.addWidget(grid)
        self.shown.connect(self._keep_customer)

    def open_new(self, values: Mapping[str, object] | None = None) -> None:
        """Begin a new one, of any customer."""
        self.customer.set_read_only(False)
        super().open_new(values)

    def query(self, record_id: int) -> Query[ListPage[AgreementRow]]:
        """The agreement as the list has it."""
        return AgreementList(request=ListRequest(filters=(ListFilter("id", values=(record_id,)),)))

    def values(self, card: ListPage[AgreementRow]) -> Mapping[str, object]:
        """The fields have the names of the row; the customer comes with its name."""
        row = next(iter(card.rows), None)
        if row is None:
            return dict.fromkeys(self.fields)
        values = {key: getattr(row, key) for key in self.fields}
        return values | {"customer_id": Picked(row.customer_id, row.customer)}

    def version(self, card: ListPage[AgreementRow]) -> int:
        """The version of the agreement."""
        return card.rows[0].version if card.rows else 0

    def command(self, values: Mapping[str, Any]) -> Command[int]:
        """Everything at once."""
        return SaveAgreement(
            agreement_id=self.record_id,
            seen_version=self.seen_version,
            **{**values, "customer_id": values["customer_id"].id},
        )

    @Slot(object)
    def _keep_customer(self, _card: object) -> None:
        self.customer.set_read_only(True)


def _find_customer(text: str) -> FindRecords:
    return FindRecords(text=text, kinds=("customer",))
