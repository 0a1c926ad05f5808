"""The shop's own data."""

from fsmdesk.core.words import tr
from fsmdesk.views.desk import Desk
from fsmdesk.views.settings.company_form import CompanyForm
from fsmdesk.views.settings.office_screen import OfficeScreen


class CompanyScreen(OfficeScreen):
    """Name, address, numbers, language and money of the shop."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, tr("Company"), CompanyForm(desk))
        self.stand_at("settings")
