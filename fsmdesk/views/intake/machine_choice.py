"""Which machine: picked from those at the site, or described on the spot."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from fsmdesk.services.intake.messages import SiteChoice
from fsmdesk.views.desk import Desk
from fsmdesk.views.intake.caller_fields import MachineAt, machine_field
from fsmdesk.views.widgets.matching import matching
from fsmdesk.views.widgets.option_list import Option


class MachineChoice(QObject):
    """Owns the field of the machine. `sites` gives the sites whose machines are offered, None while they
    are on their way.

    Signals:
        known(object): the id of the machine that is picked, None for none.
        found(object): a MachineAt was picked, with the site where it stands.
    """

    known = Signal(object)
    found = Signal(object)

    def __init__(self, desk: Desk, sites: Callable[[], Sequence[SiteChoice] | None], parent: QWidget) -> None:
        super().__init__(parent)
        self._sites = sites
        self.machine_id: int | None = None
        self.field = machine_field(desk, self._matching, parent)
        self.field.picker.picked.connect(self._picked)
        self.field.turned.connect(self._turned)

    def choose(self, machine_id: int | None) -> None:
        """This machine is the one; its words are in the field already."""
        if machine_id != self.machine_id:
            self.machine_id = machine_id
            self.known.emit(machine_id)

    @Slot()
    def let_go(self) -> None:
        """No machine is picked; one that is being described stays."""
        if not self.field.is_new():
            self.field.picker.set_value(None)
        self.choose(None)

    def _matching(self, text: str) -> list[MachineAt] | None:
        sites = self._sites()
        if sites is None:
            return None
        machines = [MachineAt(site, machine) for site in sites for machine in site.machines]
        return matching(machines, text, _words)

    @Slot(object)
    def _picked(self, option: Option | None) -> None:
        at = option.value if option is not None else None
        if not isinstance(at, MachineAt):
            self.choose(None)
            return
        self.choose(at.machine.id)
        self.found.emit(at)

    @Slot(bool)
    def _turned(self, to_new: bool) -> None:
        self.choose(None)


def _words(at: MachineAt) -> str:
    return f"{at.machine.words} {at.machine.serial} {at.machine.place}"
