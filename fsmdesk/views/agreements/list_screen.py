"""The list of agreements."""

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from fsmdesk.core.lists import ListPage, ListRequest
from fsmdesk.core.messages import Query
from fsmdesk.core.words import tr
from fsmdesk.services.parties.messages import AgreementList, AgreementRow
from fsmdesk.views.agreements.form import AgreementForm
from fsmdesk.views.desk import Desk
from fsmdesk.views.today import today
from fsmdesk.views.widgets.agreement_fields import covers_words, standing
from fsmdesk.views.widgets.badges import Look
from fsmdesk.views.widgets.empty_state import EmptyState
from fsmdesk.views.widgets.panel_list import PanelListScreen
from fsmdesk.views.widgets.table_columns import Column, Kind


class AgreementsScreen(PanelListScreen[AgreementRow]):
    """Service contracts: whose, from when to when, and what they cover."""

    name = "agreements"
    record_kind = "agreement"
    export_kind = "agreements"
    kinds = ("agreement", "customer")
    first_sort = ("customer", False)
    columns: ClassVar[Sequence[Column]] = (
        Column("customer", tr("Customer"), stretch=True, is_strong=True, is_grouped=True),
        Column("name", tr("Agreement"), width=260, is_grouped=True),
        Column("covers", tr("Covers"), width=220, get=covers_words, is_sortable=False),
        Column("starts_on", tr("Starts"), Kind.DATE, width=130, is_grouped=True),
        Column("ends_on", tr("Ends"), Kind.DATE, width=130, is_grouped=True),
        Column("standing", tr("State"), Kind.BADGE, width=130, is_sortable=False),
    )

    def __init__(self, desk: Desk) -> None:
        formats = desk.formats

        def words(row: AgreementRow) -> str:
            return standing(row, formats)[0]

        def look(row: AgreementRow) -> Look:
            return standing(row, formats)[1]

        # The words depend on the day, which only the desk knows.
        self.columns = tuple(  # type: ignore[misc]
            replace(column, get=words, look=look) if column.key == "standing" else column
            for column in type(self).columns
        )
        super().__init__(
            desk, tr("Agreements"), tr("Agreement, customer…"), tr("New agreement"), AgreementForm(desk)
        )

    def query(self, request: ListRequest) -> Query[ListPage[AgreementRow]]:
        """Archived agreements only where they are asked for."""
        return AgreementList(request=self.narrowed(request))

    def first_values(self) -> dict[str, object]:
        """It begins today and covers labour."""
        return {"starts_on": today(self.desk.formats), "covers_labour": True}

    def empty_state(self) -> EmptyState:
        """The first agreement."""
        about = tr("A service contract says what a customer does not pay for again.")
        return self.offering(EmptyState("shield-check", tr("No agreements yet"), about))
