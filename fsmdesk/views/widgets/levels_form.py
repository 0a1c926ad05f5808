"""The form of service levels, of the office or of one customer."""

from collections.abc import Mapping
from typing import Any

from fsmdesk.core.messages import Command, Query
from fsmdesk.services.promises.messages import LevelsCard, SaveServiceLevels, ServiceLevels
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.editor_form import EditorForm
from fsmdesk.views.widgets.field_levels import FieldLevels


class LevelsForm(EditorForm[LevelsCard, None]):
    """All priorities at once. They are told from what was seen, so they need no version.

    With `of_customer` the record is the customer, and what it does not say is as the office has it.
    """

    kind = "service_level"

    def __init__(self, desk: Desk, *, of_customer: bool = False) -> None:
        super().__init__(desk)
        self._of_customer = of_customer
        self.levels = self.add_field(FieldLevels("levels", desk.formats, has_usual=of_customer))
        self.body.addWidget(self.levels)
        self.shown.connect(self._show_usual)

    def draft_name(self) -> str:
        """The office's are apart from each customer's."""
        return f"service-levels-{self.record_id if self._of_customer else 'office'}"

    def query(self, record_id: int) -> Query[LevelsCard]:
        """Own and usual ones."""
        return ServiceLevels(customer_id=record_id if self._of_customer else None)

    def values(self, card: LevelsCard) -> Mapping[str, object]:
        """Its own."""
        return {"levels": card.own}

    def version(self, card: LevelsCard) -> int:
        """None: the command names all that was seen."""
        return 0

    def command(self, values: Mapping[str, Any]) -> Command[None]:
        """All of them."""
        return SaveServiceLevels(
            customer_id=self.record_id if self._of_customer else None,
            seen=self.card.own if self.card is not None else (),
            levels=values["levels"],
        )

    def _show_usual(self, card: LevelsCard) -> None:
        if self._of_customer:
            self.levels.show_usual(card.usual)
