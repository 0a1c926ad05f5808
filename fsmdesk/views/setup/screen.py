"""Setting the shop up: one step beside the others, each may be skipped, and leaving loses nothing."""

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fsmdesk.core.messages import ChangeSet
from fsmdesk.core.words import tr
from fsmdesk.services.setup.messages import LeaveSetupStep, SetupProgress, SetupState, SetupStep
from fsmdesk.views.actions import ActionSpec
from fsmdesk.views.desk import Desk
from fsmdesk.views.screen import Screen
from fsmdesk.views.setup.company_page import AddressForm
from fsmdesk.views.setup.hours_page import HoursPage
from fsmdesk.views.setup.page import StepPage
from fsmdesk.views.setup.quick_forms import CustomerForm, ItemForm, TechnicianForm
from fsmdesk.views.setup.quick_page import QuickPage
from fsmdesk.views.setup.ready_page import ReadyPage
from fsmdesk.views.setup.step_nav import StepNav
from fsmdesk.views.widgets.hours_form import HoursForm
from fsmdesk.views.widgets.importing import go_import
from fsmdesk.views.widgets.setup_steps import STEP_KEY
from fsmdesk.views.widgets.surfaces import ScrollColumn

_READY = "ready"
_KINDS = {
    SetupStep.TECHNICIANS: "technicians",
    SetupStep.PRICES: "items",
    SetupStep.CUSTOMERS: "customers",
}
_WATCHED = ("company", "business_hours", "technician", "item", "customer")


class SetupScreen(Screen):
    """Comes back to the step where it was left, in the next start too."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, tr("Set up the shop"), has_command_field=False)
        self._pages: dict[SetupStep, StepPage] = {}
        self._ready: ReadyPage | None = None
        self._shown: QWidget | None = None
        self._is_arriving = False
        self.state: SetupState | None = None
        self.nav = StepNav(self)
        self.nav.step_chosen.connect(self._go_to)
        self.room = ScrollColumn(self, margins=(12, 20, 28, 20))
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.nav)
        inside = QVBoxLayout()
        inside.addWidget(self.room)
        row.addLayout(inside, 1)
        self.body.addLayout(row, 1)
        self._add_actions()
        desk.hub.saved.connect(self._hear)

    def _add_actions(self) -> None:
        back = ActionSpec("setup.back", tr("Leave the set-up"), self._leave, "Esc", "arrow-left")
        self.top_bar.offer_back(self.add_action(back, in_bar=False))
        add = ActionSpec("setup.add", tr("Add"), self._add, "Ctrl+S", "plus")
        self.add_one = self.add_action(add, in_bar=False)
        skip = ActionSpec("setup.skip", tr("Skip for now"), self._skip, "Alt+S")
        self.skip_action = self.add_action(skip)
        go_on = ActionSpec("setup.continue", tr("Continue"), self._continue, "Ctrl+Return")
        self.continue_action = self.add_action(go_on, primary=True)

    def arrive(self, record_id: int | None) -> None:
        """Show the step where it was left, else the first that is to do."""
        self._is_arriving = True
        self._read()

    def depart(self) -> bool:
        """Leave; what is typed is kept."""
        self.desk.drafts.flush()
        return True

    def read_again(self) -> None:
        """Read how far it is."""
        self._read()

    def shown_step(self) -> SetupStep | None:
        """The step that is shown; None when all are behind."""
        return self._shown.step if isinstance(self._shown, StepPage) else None

    def _read(self) -> None:
        self.desk.ask(self, SetupProgress(), self._show_state)

    def _show_state(self, state: SetupState) -> None:
        self.state = state
        self.nav.show_state(state)
        if self._ready is not None:
            self._ready.show_state(state)
        if self._is_arriving:
            self._is_arriving = False
            self._begin(state)
        elif isinstance(self._shown, StepPage):
            self._show_actions(self._shown.step)

    def _begin(self, state: SetupState) -> None:
        kept = self.desk.settings.text(STEP_KEY)
        if kept in list(SetupStep):
            self._go_to(SetupStep(kept))
        elif state.to_do and kept != _READY:
            self._go_to(state.to_do[0])
        else:
            self._show_ready()

    @Slot(object)
    def _go_to(self, step: SetupStep) -> None:
        if step not in self._pages:
            self._pages[step] = self._make(step)
            self.room.body.addWidget(self._pages[step])
        self._show_page(self._pages[step], step.value)
        self.nav.show_step(step)
        self._show_actions(step)
        self._pages[step].begin()

    def _show_ready(self) -> None:
        if self._ready is None:
            self._ready = ReadyPage(self)
            self._ready.step_wanted.connect(self._go_to)
            self._ready.board_wanted.connect(partial(self.desk.shell.go, "board"))
            self._ready.call_wanted.connect(partial(self.desk.shell.go, "new_call"))
            self.room.body.addWidget(self._ready)
        if self.state is not None:
            self._ready.show_state(self.state)
        self._show_page(self._ready, _READY)
        self.nav.show_step(None)
        for action in (self.skip_action, self.continue_action, self.add_one):
            action.setVisible(False)
            action.setEnabled(False)
        self._ready.setFocus()

    def _show_page(self, page: QWidget, name: str) -> None:
        if self._shown is not None:
            self._shown.hide()
        page.show()
        self._shown = page
        self.desk.settings.keep(STEP_KEY, name)
        self.desk.settings.flush()

    def _make(self, step: SetupStep) -> StepPage:
        match step:
            case SetupStep.COMPANY:
                return StepPage(step, AddressForm(self.desk), self)
            case SetupStep.HOURS:
                return HoursPage(step, HoursForm(self.desk), self)
            case SetupStep.TECHNICIANS:
                return self._quick(QuickPage(step, TechnicianForm(self.desk), self))
            case SetupStep.PRICES:
                return self._quick(QuickPage(step, ItemForm(self.desk), self))
            case SetupStep.CUSTOMERS:
                return self._quick(QuickPage(step, CustomerForm(self.desk), self))

    def _quick(self, page: QuickPage) -> QuickPage:
        page.import_wanted.connect(partial(go_import, self.desk, _KINDS[page.step]))
        return page

    def _show_actions(self, step: SetupStep) -> None:
        is_last = step is list(SetupStep)[-1]
        self.continue_action.setText(tr("Finish") if is_last else tr("Continue"))
        can_skip = self.state is None or step not in self.state.done
        shown = {self.continue_action: True, self.skip_action: can_skip, self.add_one: step in _KINDS}
        for action, is_shown in shown.items():
            action.setVisible(is_shown)
            action.setEnabled(is_shown)

    def _add(self) -> None:
        if isinstance(self._shown, QuickPage):
            self._shown.add()

    def _continue(self) -> None:
        if isinstance(self._shown, StepPage):
            self._shown.settle(self._go_on)

    def _skip(self) -> None:
        step = self.shown_step()
        if step is not None and self.state is not None and step not in self.state.left | self.state.done:
            self.desk.do(self, LeaveSetupStep(step=step), self._left)
        self._go_on()

    def _left(self, _done: object) -> None:
        self._read()

    def _go_on(self) -> None:
        step = self.shown_step()
        if step is None:
            return
        steps = list(SetupStep)
        at = steps.index(step) + 1
        if at < len(steps):
            self._go_to(steps[at])
        else:
            self._show_ready()

    def _leave(self) -> None:
        self.desk.shell.go("board")

    @Slot(object, object)
    def _hear(self, changes: ChangeSet, _origin: object) -> None:
        if changes.touches(*_WATCHED) and self._shown is not None:
            self._read()
