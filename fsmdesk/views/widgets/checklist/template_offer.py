"""Offers the checklists of the templates, and takes the one that is chosen."""

from PySide6.QtCore import QObject, QPoint, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from fsmdesk.core.words import tr
from fsmdesk.services.checklists.messages import TakeChecklist
from fsmdesk.services.templates.messages import TemplateChoice, TemplateChoices
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.passing_menu import PassingMenu


class TemplateOffer(QObject):
    """Opens below a button.

    Signals:
        taken(): the job has the items of a template.
    """

    taken = Signal()

    def __init__(self, desk: Desk, button: QWidget) -> None:
        super().__init__(button)
        self._desk = desk
        self._button = button
        self._job: int | None = None

    def ask(self, work_order_id: int) -> None:
        """Offer them for this job."""
        self._job = work_order_id
        self._desk.ask(self, TemplateChoices(), self._offer)

    def _offer(self, choices: tuple[TemplateChoice, ...]) -> None:
        if not choices:
            self._desk.shell.say(tr("There are no templates yet. Make one from a job, or in the settings."))
            return
        menu = PassingMenu(self._button)
        for choice in choices:
            action = menu.addAction(choice.name.replace("&", "&&"))
            action.setToolTip(choice.brings)
            action.setData(choice.id)
        menu.triggered.connect(self._take)
        menu.show_at(self._button.mapToGlobal(self._button.rect().bottomLeft() + QPoint(0, 2)))

    @Slot(QAction)
    def _take(self, action: QAction) -> None:
        if self._job is not None:
            command = TakeChecklist(work_order_id=self._job, template_id=int(action.data()))
            said = tr("Took the checklist of {name}").format(name=action.text().replace("&&", "&"))
            self._desk.do(self, command, self._settle, said=said)

    def _settle(self, _done: object) -> None:
        self.taken.emit()
