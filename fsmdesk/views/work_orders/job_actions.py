"""What can be done with a job: buttons, keys, and the menu of what is rare."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QAction

from fsmdesk.core.permissions import Permission
from fsmdesk.core.states import DERIVED, ENDED, OPEN_STATES, WorkOrderState, find_move
from fsmdesk.core.words import tr
from fsmdesk.services.orders.messages import WorkOrderCard
from fsmdesk.services.printing.messages import JobTicketPaper
from fsmdesk.views.actions import ActionSpec, tip
from fsmdesk.views.allowance import limit, why_not
from fsmdesk.views.widgets.passing_menu import PassingMenu
from fsmdesk.views.work_orders.job_links import JobLinks
from fsmdesk.views.work_orders.job_templates import JobTemplates
from fsmdesk.views.work_orders.next_step import MainStep, main_button, may_cancel, reopened

if TYPE_CHECKING:
    from fsmdesk.views.work_orders.editor import WorkOrderScreen


class JobActions(QObject):
    """Offers them on the screen of a job, each where the job's state and the person's role allow it."""

    def __init__(self, screen: "WorkOrderScreen") -> None:
        super().__init__(screen)
        self._screen = screen
        self._desk = screen.desk
        form, steps = screen.form, screen.steps
        self.links = JobLinks(self._desk, form, screen.reason_bar, screen.pick_bar, self)
        printing = screen.add_action(_spec("print", tr("Print ticket"), self._print, "Ctrl+P", "printer"))
        limit(printing, why_not(self._desk, Permission.REPORT_WORK))
        more = _spec("more", tr("More"), self._open_more, "", "ellipsis")
        self.more_button = screen.top_bar.add_action(more, screen.add_action(more, in_bar=False))
        self.templates = JobTemplates(self._desk, form, self.more_button, self)
        self.main = screen.add_action(
            _spec("main", tr("Approve"), steps.run_main, "Ctrl+Return"), primary=True
        )
        self.main.setVisible(False)
        beside = _spec(
            "beside", tr("Open in a new window"), self._open_beside, "Ctrl+Shift+O", "external-link"
        )
        self._beside = screen.add_action(beside, in_bar=False)
        in_box = (
            ("cancel", tr("Cancel job…"), steps.cancel, "ban"),
            ("reopen", tr("Reopen"), steps.reopen, "undo-2"),
            ("send_back", tr("Send back…"), steps.send_back, "undo-2"),
            ("add_visit", tr("Add visit"), steps.add_visit, "plus"),
            ("follow_up", tr("Extra work found…"), self.links.follow_up, "plus"),
            ("call_back", tr("Call-back about this job…"), self.links.call_back, "phone"),
            ("merge", tr("Merge into another job…"), self.links.merge, "layers"),
            ("apply_template", tr("Apply template…"), self.templates.apply, "files"),
            ("make_template", tr("Make a template of it"), self.templates.make, "copy"),
        )
        self.further = {
            name: screen.add_action(_spec(name, text, run, "", icon_name), in_bar=False)
            for name, text, run, icon_name in in_box
        }

    def show_card(self, card: WorkOrderCard) -> None:
        """Offer what can be done with this job."""
        button = main_button(card.state)
        shows_nothing = button.step is MainStep.SHOW_INVOICE and not card.invoice_ids
        self.main.setText(button.text)
        self.main.setVisible(not shows_nothing)
        _allow(self.main, why_not(self._desk, button.needs))
        for name, (is_possible, refusal) in self._possible(card).items():
            self.further[name].setVisible(is_possible)
            _allow(self.further[name], refusal if is_possible else tr("Not in this state."))

    def _possible(self, card: WorkOrderCard) -> dict[str, tuple[bool, str]]:
        """Which action the state allows, and why the person may not do it."""
        editing = why_not(self._desk, Permission.EDIT_WORK_ORDERS)
        calling = why_not(self._desk, Permission.TAKE_CALLS) and why_not(self._desk, Permission.REPORT_WORK)
        after = reopened(card.state)
        move = find_move(card.state, after) if after is not None else None
        return {
            "cancel": (may_cancel(card.state), editing),
            "reopen": (move is not None, why_not(self._desk, move.needs) if move is not None else ""),
            "send_back": (
                card.state is WorkOrderState.COMPLETE,
                why_not(self._desk, Permission.REVIEW_WORK),
            ),
            "add_visit": (card.state in DERIVED, why_not(self._desk, Permission.SCHEDULE)),
            "follow_up": (card.state is not WorkOrderState.DECLINED, calling),
            "call_back": (card.completed_at is not None, calling),
            "merge": (card.state not in ENDED, editing),
            "apply_template": (card.state in OPEN_STATES, editing),
            "make_template": (True, editing),
        }

    def _open_more(self) -> None:
        menu = PassingMenu(self._screen)
        menu.addAction(self._beside)
        menu.addSeparator()
        for action in self.further.values():
            if action.isVisible():
                menu.addAction(action)
        if self._screen.form.is_dirty():
            menu.addSeparator()
            menu.addAction(tr("Give up what was typed")).triggered.connect(self._screen.form.discard)
        button = self.more_button
        menu.show_at(button.mapToGlobal(button.rect().bottomLeft() + QPoint(0, 4)))

    def _open_beside(self) -> None:
        record_id = self._screen.form.record_id
        if record_id is not None:
            self._desk.shell.open_beside("work_order", record_id)

    def _print(self) -> None:
        card = self._screen.form.card
        if card is None:
            return
        from fsmdesk.views.printing.preview import show_preview  # brings the renderer of PDF with it

        title = tr("Job ticket #{number}").format(number=card.number)
        show_preview(self._desk, self._screen, JobTicketPaper(work_order_id=card.id), title)


def _spec(
    name: str, text: str, handler: Callable[[], Any], keys: str = "", icon_name: str = ""
) -> ActionSpec:
    return ActionSpec(f"work_order.{name}", text, handler, keys, icon_name)


def _allow(action: QAction, refusal: str) -> None:
    """The action is on, or off with the reason why."""
    action.setEnabled(not refusal)
    action.setToolTip(refusal or tip(action.text(), action.shortcut().toString()))
