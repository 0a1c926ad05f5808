"""One customer with everything that belongs to it."""

from typing import Any

from fsmdesk.core.words import tr
from fsmdesk.services.files.messages import FileOwner
from fsmdesk.services.parties.messages import CustomerCard
from fsmdesk.views.customers.agreements import AgreementsCard
from fsmdesk.views.customers.contacts import ContactsCard
from fsmdesk.views.customers.form import CustomerForm
from fsmdesk.views.customers.happenings_card import HappeningsCard
from fsmdesk.views.customers.levels_card import CustomerLevelsCard
from fsmdesk.views.customers.money_card import MoneyCard
from fsmdesk.views.customers.sites import SitesCard
from fsmdesk.views.desk import Desk
from fsmdesk.views.making import Pieces, make
from fsmdesk.views.widgets.feedback_figures_card import FeedbackFiguresCard
from fsmdesk.views.widgets.files.files_card import FilesCard
from fsmdesk.views.widgets.job_history import JobHistory
from fsmdesk.views.widgets.joined import joined
from fsmdesk.views.widgets.record_screen import RecordScreen


class CustomerScreen(RecordScreen):
    """The form, sites and jobs below it, money, contacts and agreements beside it."""

    part_kinds = (
        "contact",
        "site",
        "agreement",
        "equipment",
        "work_order",
        "invoice",
        "payment",
        "allocation",
        "feedback",
    )

    later = tr("Contacts, sites and agreements are added once the customer is saved.")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, tr("Customer"), tr("New customer"), CustomerForm(desk))
        make(self._make_parts())

    def _make_parts(self) -> Pieces:
        desk = self.desk
        self.sites = SitesCard(desk)
        self.add_part(self.sites)
        yield
        self.jobs = JobHistory(desk)
        self.add_part(self.jobs)
        yield
        self.files = FilesCard(desk, FileOwner.CUSTOMER)
        self.add_part(self.files)
        yield
        self.levels = CustomerLevelsCard(desk)
        self.add_part(self.levels)
        yield
        self.happenings = HappeningsCard(desk)
        self.add_part(self.happenings)
        yield
        self.money = MoneyCard(desk.formats)
        self.add_part(self.money, beside=True)
        yield
        self.feedback = FeedbackFiguresCard(desk)
        self.add_part(self.feedback, beside=True)
        yield
        self.contacts = ContactsCard(desk)
        self.add_part(self.contacts, beside=True)
        yield
        self.agreements = AgreementsCard(desk)
        self.add_part(self.agreements, beside=True)
        yield

    def heading(self, card: CustomerCard) -> tuple[str, str]:
        """The name, and where they are."""
        return card.name, joined(card.city, card.phone)

    def show_parts(self, card: Any) -> None:
        """Everything that belongs to the customer."""
        self.money.show_customer(card)
        self.feedback.show_customer(card.id)
        self.contacts.show_customer(card)
        self.agreements.show_customer(card)
        self.levels.show_customer(card.id)
        self.sites.show_customer(card)
        self.jobs.show_rows(card.jobs)
        self.files.show_record(card.id)
        self.happenings.show_customer(card.id)
