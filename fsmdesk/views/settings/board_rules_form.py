"""The rules of the board: how much each weighs, how long ways take, and whether they are booked."""

from collections.abc import Mapping
from typing import Any, Final

from fsmdesk.core.messages import Command, Query
from fsmdesk.core.placement import Rule, Severity
from fsmdesk.core.words import tr
from fsmdesk.services.board_rules.messages import BoardRulesCard, BoardRulesOf, EditBoardRules
from fsmdesk.views.desk import Desk
from fsmdesk.views.settings.field_speeds import FieldSpeeds
from fsmdesk.views.widgets.editor_form import EditorForm
from fsmdesk.views.widgets.field_choice import FieldCheck, FieldChoice
from fsmdesk.views.widgets.field_grid import FieldGrid
from fsmdesk.views.widgets.field_typed import FieldPercent
from fsmdesk.views.widgets.surfaces import Card, paragraph

_WEIGHTS: Final = (Severity.WARN, Severity.ASK_WHY, Severity.BLOCK)
_TONES: Final[dict[int | str, str]] = {Severity.ASK_WHY.value: "warn", Severity.BLOCK.value: "danger"}
_AS_THE_BIRD: Final = 1_000_000


class BoardRulesForm(EditorForm[BoardRulesCard, None]):
    """Each rule says what happens to a visit that goes against it."""

    kind = "company"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        for card in (self._weights(), self._ways()):
            self.body.addWidget(card)

    def draft_name(self) -> str:
        """Apart from what is typed about the shop itself."""
        return "board-rules"

    def _weights(self) -> Card:
        card = Card(tr("When a visit is put somewhere"), parent=self)
        about = tr(
            "What is only said can be ignored. What asks for the reason is placed once somebody has said why; it "
            "is kept in the history of the job. What is not possible can't be dropped."
        )
        card.body.addWidget(paragraph(about, "muted", card))
        grid = FieldGrid(card, columns=2)
        choices = [(weight.value, weight.label) for weight in _WEIGHTS]
        for rule in Rule:
            grid.add(
                self.add_field(FieldChoice(rule.value, rule.label, choices, tones=_TONES, is_required=True))
            )
        card.body.addWidget(grid)
        return card

    def _ways(self) -> Card:
        card = Card(tr("Ways"), parent=self)
        grid, formats = FieldGrid(card, columns=2), self.desk.formats
        grid.add(self.add_field(FieldCheck("guards_travel", tr("Travel counts as booked time"))), span=2)
        about = tr(
            "The way to a visit is then the technician's time like the visit itself: nobody can plan into it without "
            "a reason. It is told anew whenever a visit comes, goes or moves."
        )
        grid.add(paragraph(about, "small", card), span=2)
        longer = FieldPercent(
            "detour_ppm", tr("Streets are longer than the bird's way by"), formats, is_required=True
        )
        grid.add(self.add_field(longer))
        grid.new_row()
        grid.add(self.add_field(FieldSpeeds("speeds", formats)))
        usual = tr("A speed holds until the next time. Without any it is 40 kilometres per hour all day.")
        grid.new_row()
        grid.add(paragraph(usual, "small", card), span=2)
        card.body.addWidget(grid)
        return card

    def query(self, record_id: int) -> Query[BoardRulesCard]:
        """There is one set of rules."""
        return BoardRulesOf()

    def values(self, card: BoardRulesCard) -> Mapping[str, object]:
        """A field for each rule."""
        return {rule.value: severity.value for rule, severity in card.weights} | {
            "guards_travel": card.guards_travel,
            "detour_ppm": card.detour_ppm - _AS_THE_BIRD,
            "speeds": card.speeds,
        }

    def version(self, card: BoardRulesCard) -> int:
        """The version of the shop's data."""
        return card.version

    def command(self, values: Mapping[str, Any]) -> Command[None]:
        """Everything at once."""
        return EditBoardRules(
            seen_version=self.seen_version,
            weights=tuple((rule, Severity(int(values[rule.value]))) for rule in Rule),
            detour_ppm=_AS_THE_BIRD + values["detour_ppm"],
            speeds=values["speeds"],
            guards_travel=bool(values["guards_travel"]),
        )
