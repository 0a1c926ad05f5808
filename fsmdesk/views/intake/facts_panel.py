"""What is known while the phone is in the hand, beside the form."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from fsmdesk.core.states import OPEN_STATES
from fsmdesk.core.words import tr
from fsmdesk.services.intake.messages import AboutMachine, CallerFacts, MachineFacts
from fsmdesk.services.parties.messages import JobSummary
from fsmdesk.views.desk import Desk
from fsmdesk.views.intake.fact_cards import MachineFactsCard, SameJobCard
from fsmdesk.views.widgets.customer_facts import CustomerFactsCard
from fsmdesk.views.widgets.surfaces import Card, SidePanel, paragraph


class FactsPanel(SidePanel):
    """Shows open jobs, the customer and the machine as far as they are known.

    Signals:
        open_wanted(int): the person wants to see that work order.
    """

    open_wanted = Signal(int)

    def __init__(self, desk: Desk, open_keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=400)
        self._desk = desk
        self._machine_id: int | None = None
        self._facts: CallerFacts | None = None
        self._machine: MachineFacts | None = None
        self.same_job = SameJobCard(desk.formats, open_keys, self)
        self.customer = CustomerFactsCard(desk.formats, self)
        self.machine = MachineFactsCard(desk.formats, self)
        self.hint = Card(tr("Who is calling?"), parent=self)
        text = tr("Their address and terms, their open jobs and the history of the machine will be here.")
        self.hint.body.addWidget(paragraph(text, "muted", self.hint))
        for card in (self.same_job, self.customer, self.machine, self.hint):
            self.body.addWidget(card)
        self.same_job.open_wanted.connect(self.open_wanted)
        self.machine.open_wanted.connect(self.open_wanted)
        self._show()

    @Slot(object)
    def show_caller(self, facts: CallerFacts | None) -> None:
        """This customer is known, or nobody."""
        self._facts = facts
        self._show()

    @Slot(object)
    def show_machine(self, machine_id: int | None) -> None:
        """Read about this machine and show it; None shows none."""
        self._machine_id = machine_id
        self._machine = None
        self._show()
        if machine_id is None:
            return

        def show(facts: MachineFacts) -> None:
            if self._machine_id == machine_id:
                self._machine = facts
                self._show()

        self._desk.ask(self, AboutMachine(equipment_id=machine_id), show)

    def _show(self) -> None:
        facts, machine = self._facts, self._machine
        if facts is not None and facts.customer_id is not None:
            self.customer.show_facts(facts)
        if machine is not None:
            self.machine.show_facts(machine)
        self.customer.setVisible(facts is not None and facts.customer_id is not None)
        self.machine.setVisible(machine is not None)
        self.same_job.show_jobs(self._open_jobs())
        self.hint.setVisible(facts is None)

    def _open_jobs(self) -> Sequence[JobSummary]:
        """Open jobs of this machine before others of the customer."""
        of_machine = [
            job for job in (self._machine.jobs if self._machine else ()) if job.state in OPEN_STATES
        ]
        known = {job.id for job in of_machine}
        others = [job for job in (self._facts.open_jobs if self._facts else ()) if job.id not in known]
        return [*of_machine, *others]
