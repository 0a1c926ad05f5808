"""What the page of the shop leaves out of its command is what every command has."""

from dataclasses import fields

from fsmdesk.services.setup.messages import CompanyCard, EditCompany
from fsmdesk.views.setup.company_page import _OF_THE_COMMAND


def test_all_the_rest_of_the_command_is_told_by_the_card() -> None:
    wanted = {one.name for one in fields(EditCompany)} - set(_OF_THE_COMMAND)
    assert "name" in wanted
    assert wanted <= {one.name for one in fields(CompanyCard)}
