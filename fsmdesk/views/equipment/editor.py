"""One machine with its history."""

from typing import Any

from fsmdesk.core.words import tr
from fsmdesk.services.files.messages import FileOwner
from fsmdesk.services.parties.messages import EquipmentCard
from fsmdesk.views.actions import ActionSpec
from fsmdesk.views.desk import Desk
from fsmdesk.views.equipment.form import MachineForm
from fsmdesk.views.making import Pieces, make
from fsmdesk.views.widgets.badges import Badge
from fsmdesk.views.widgets.files.files_card import FilesCard
from fsmdesk.views.widgets.job_history import JobHistory
from fsmdesk.views.widgets.joined import joined
from fsmdesk.views.widgets.record_screen import RecordScreen
from fsmdesk.views.widgets.warranty import warranty_look, warranty_words


class MachineScreen(RecordScreen):
    """The form and the jobs that were done on it."""

    part_kinds = ("work_order", "site", "place")

    def __init__(self, desk: Desk) -> None:
        self._machine_form = MachineForm(desk)
        super().__init__(desk, tr("Machine"), tr("New machine"), self._machine_form)
        self._warranty = Badge(parent=self)
        self._warranty.hide()
        self.top_bar.add_left(self._warranty)
        self._site_action = self.add_action(
            ActionSpec("equipment.site", tr("Site"), self._open_site, icon="map-pin")
        )
        label = ActionSpec(
            "equipment.label", tr("Label"), self._print_label, "Ctrl+P", "qr-code", "print code"
        )
        self._label_action = self.add_action(label)
        make(self._make_parts())

    def _make_parts(self) -> Pieces:
        self.files = FilesCard(self.desk, FileOwner.EQUIPMENT)
        self.add_part(self.files)
        yield
        self.jobs = JobHistory(self.desk)
        self.add_part(self.jobs)
        yield

    def arrive(self, record_id: int | None) -> None:
        """Show the machine, or begin a new one."""
        if record_id is None or record_id != self.form.record_id:
            self._warranty.hide()
            self._site_action.setVisible(False)
            self._label_action.setVisible(False)
        super().arrive(record_id)

    def heading(self, card: EquipmentCard) -> tuple[str, str]:
        """The name, what it is and where it stands."""
        made = " ".join(filter(None, (card.row.make, card.row.model)))
        return card.row.name, joined(made, card.row.site)

    def show_parts(self, card: Any) -> None:
        """The jobs, and whether it is under warranty."""
        self.jobs.show_rows(card.jobs)
        self.files.show_record(card.row.id)
        until = card.row.warranty_until
        self._warranty.setVisible(until is not None)
        words = tr("Warranty {until}").format(until=warranty_words(until, self.desk.formats))
        self._warranty.set_badge(words, warranty_look(until, self.desk.formats))
        self._site_action.setVisible(True)
        self._label_action.setVisible(True)

    def _print_label(self) -> None:
        if self.form.record_id is not None:
            from fsmdesk.views.printing.labels_window import show_labels  # brings the renderer of PDF with it

            show_labels(self.desk, self, [self.form.record_id])

    def _open_site(self) -> None:
        card = self._machine_form.card
        if card is not None:
            self.desk.shell.open_record("site", card.row.site_id)
