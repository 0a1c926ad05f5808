"""The page of the rules of the office."""

from fsmdesk.core.words import tr
from fsmdesk.views.desk import Desk
from fsmdesk.views.settings.office_screen import OfficeScreen
from fsmdesk.views.settings.rules_form import RulesForm


class RulesScreen(OfficeScreen):
    """By which amounts, days and steps all jobs go."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, tr("Rules of the office"), RulesForm(desk))
        self.stand_at("rules")
