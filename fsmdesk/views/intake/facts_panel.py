"""What is known while the phone is in the hand, beside the form."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from fsmdesk.core.times import Clock
from fsmdesk.core.times import now as present
from fsmdesk.core.words import tr
from fsmdesk.services.callbacks.messages import EarlierJob, MayCallBack
from fsmdesk.services.intake.messages import AboutMachine, CallerFacts, MachineFacts, SiteChoice
from fsmdesk.services.same_jobs.messages import LikelySame, SameJob
from fsmdesk.views.desk import Desk
from fsmdesk.views.intake.call_back_card import CallBackCard
from fsmdesk.views.intake.machine_card import MachineFactsCard
from fsmdesk.views.widgets.customer_facts import CustomerFactsCard
from fsmdesk.views.widgets.same_jobs import SameJobsCard
from fsmdesk.views.widgets.surfaces import Card, SidePanel, paragraph

_ASK_AFTER_MS: Final = 250


class FactsPanel(SidePanel):
    """Shows open jobs, a job that may be called back about, the customer and the machine, as far as known.

    Signals:
        open_wanted(int): the person wants to see that work order.
        add_wanted(object): the call is about this SameJob.
    """

    open_wanted = Signal(int)
    add_wanted = Signal(object)

    def __init__(
        self,
        desk: Desk,
        keys: tuple[str, str],
        parent: QWidget | None = None,
        clock: Clock = present,
    ) -> None:
        super().__init__(parent, width=400)
        self._desk = desk
        self._facts: CallerFacts | None = None
        self._site_id: int | None = None
        self._machine_id: int | None = None
        self._machine: MachineFacts | None = None
        self._words = ""
        self._asked = 0
        add_keys, back_keys = keys
        self.same_job = SameJobsCard(desk.formats, tr("Add to it"), add_keys, self)
        self.call_back = CallBackCard(desk.formats, back_keys, self, clock)
        self.customer = CustomerFactsCard(desk.formats, self)
        self.machine = MachineFactsCard(desk.formats, self)
        self.hint = Card(tr("Who is calling?"), parent=self)
        text = tr("Their address and terms, their open jobs and the history of the machine will be here.")
        self.hint.body.addWidget(paragraph(text, "muted", self.hint))
        for card in (self.same_job, self.call_back, self.customer, self.machine, self.hint):
            self.body.addWidget(card)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_ASK_AFTER_MS)
        self._timer.timeout.connect(self._ask_jobs)
        self.same_job.open_wanted.connect(self.open_wanted)
        self.same_job.chosen.connect(self.add_wanted)
        self.call_back.open_wanted.connect(self.open_wanted)
        self.machine.open_wanted.connect(self.open_wanted)
        self._show()

    @Slot(object)
    def show_caller(self, facts: CallerFacts | None) -> None:
        """This customer is known, or nobody."""
        self._facts = facts
        self._show()
        self._ask_jobs()

    @Slot(object)
    def show_site(self, site: SiteChoice | None) -> None:
        """It is at this site, or nobody knows yet."""
        site_id = site.id if site is not None else None
        if site_id != self._site_id:
            self._site_id = site_id
            self._timer.start()

    @Slot(object)
    def show_machine(self, machine_id: int | None) -> None:
        """Read about this machine and show it; None shows none."""
        self._machine_id = machine_id
        self._machine = None
        self._show()
        self._timer.start()
        if machine_id is None:
            return

        def show(facts: MachineFacts) -> None:
            if self._machine_id == machine_id:
                self._machine = facts
                self._show()

        self._desk.ask(self, AboutMachine(equipment_id=machine_id), show)

    def heed(self, words: str) -> None:
        """These are the words of the call by now."""
        if words != self._words:
            self._words = words
            if self._facts is not None:
                self._timer.start()

    @Slot()
    def _ask_jobs(self) -> None:
        """Which open jobs it may be, and which one that was done it may come from."""
        self._timer.stop()
        self._asked += 1
        asked, facts = self._asked, self._facts
        if facts is None:
            self.same_job.show_jobs(())
            self.call_back.show_job(None)
            return

        def show_same(jobs: Sequence[SameJob]) -> None:
            if asked == self._asked:
                self.same_job.show_jobs(jobs)

        def show_earlier(job: EarlierJob | None) -> None:
            if asked == self._asked:
                self.call_back.show_job(job)

        site_id, machine_id, said = self._site_id, self._machine_id, self._words
        same = LikelySame(customer_id=facts.customer_id, site_id=site_id, equipment_id=machine_id, words=said)
        self._desk.ask(self, same, show_same)
        earlier = MayCallBack(site_id=site_id, equipment_id=machine_id, words=said)
        self._desk.ask(self, earlier, show_earlier)

    def _show(self) -> None:
        facts, machine = self._facts, self._machine
        if facts is not None and facts.customer_id is not None:
            self.customer.show_facts(facts)
        if machine is not None:
            self.machine.show_facts(machine)
        self.customer.setVisible(facts is not None and facts.customer_id is not None)
        self.machine.setVisible(machine is not None)
        self.hint.setVisible(facts is None)
