"""The page of the rules of the board."""

from fsmdesk.core.words import tr
from fsmdesk.views.desk import Desk
from fsmdesk.views.settings.board_rules_form import BoardRulesForm
from fsmdesk.views.settings.office_screen import OfficeScreen


class BoardRulesScreen(OfficeScreen):
    """What is said, asked or refused when a visit is put somewhere, and how ways are told."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, tr("Board rules"), BoardRulesForm(desk))
        self.stand_at("board_rules")
