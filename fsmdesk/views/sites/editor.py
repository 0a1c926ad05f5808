"""One site with its places, machines and history."""

from typing import Any

from fsmdesk.core.words import tr
from fsmdesk.services.files.messages import FileOwner
from fsmdesk.services.parties.messages import SiteCard
from fsmdesk.views.actions import ActionSpec
from fsmdesk.views.desk import Desk
from fsmdesk.views.error_presenter import Notice
from fsmdesk.views.making import Pieces, make
from fsmdesk.views.sites.codes_card import CodesCard
from fsmdesk.views.sites.form import SiteForm
from fsmdesk.views.sites.machines_card import MachinesCard
from fsmdesk.views.sites.places_card import PlacesCard
from fsmdesk.views.sites.position_card import PositionCard
from fsmdesk.views.widgets.files.files_card import FilesCard
from fsmdesk.views.widgets.job_history import JobHistory
from fsmdesk.views.widgets.joined import joined
from fsmdesk.views.widgets.record_screen import RecordScreen


class SiteScreen(RecordScreen):
    """The form, machines and jobs below it, places beside it. A site without customer says so."""

    part_kinds = ("place", "equipment", "work_order", "customer")

    later = tr("Places and machines are added once the site is saved.")

    def __init__(self, desk: Desk) -> None:
        self._site_form = SiteForm(desk)
        super().__init__(desk, tr("Site"), tr("New site"), self._site_form)
        self._customer_action = self.add_action(
            ActionSpec("site.customer", tr("Customer"), self._open_customer, icon="building-2")
        )
        make(self._make_parts())

    def _make_parts(self) -> Pieces:
        desk = self.desk
        self.machines = MachinesCard(desk)
        self.add_part(self.machines)
        yield
        self.jobs = JobHistory(desk)
        self.add_part(self.jobs)
        yield
        self.files = FilesCard(desk, FileOwner.SITE)
        self.add_part(self.files)
        yield
        self.position = PositionCard(desk)
        self.add_part(self.position, beside=True)
        yield
        self.codes = CodesCard(desk)
        self.add_part(self.codes, beside=True)
        yield
        self.places = PlacesCard(desk)
        self.add_part(self.places, beside=True)
        yield

    def arrive(self, record_id: int | None) -> None:
        """Show the site, or begin a new one."""
        if record_id is None or record_id != self.form.record_id:
            self.banners.close_notice("orphan")
            self._customer_action.setVisible(False)
        super().arrive(record_id)

    def heading(self, card: SiteCard) -> tuple[str, str]:
        """The name, and whose it is and where."""
        return card.name, joined(card.customer, card.city)

    def show_parts(self, card: Any) -> None:
        """Everything that belongs to the site."""
        self.places.show_site(card)
        self.position.show_site(card)
        self.codes.show_site(card.id)
        self.machines.show_site(card)
        self.jobs.show_rows(card.jobs)
        self.files.show_record(card.id)
        self._customer_action.setVisible(card.customer_id is not None)
        self._show_orphan(card.customer_id is None)

    def _show_orphan(self, is_orphan: bool) -> None:
        if is_orphan:
            text = tr("This site has no customer yet. Its jobs can be done, but not billed.")
            pick = (tr("Pick the customer"), self._site_form.customer.setFocus)
            self.show_notice(Notice(text, "warn", (pick,) if not self._refusal else (), key="orphan"))
        else:
            self.banners.close_notice("orphan")

    def _open_customer(self) -> None:
        card = self._site_form.card
        if card is not None and card.customer_id is not None:
            self.desk.shell.open_record("customer", card.customer_id)
