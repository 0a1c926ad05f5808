"""Templates at a job: one is applied to it, or one is made of it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QPoint, Slot
from PySide6.QtWidgets import QWidget

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.messages import Command, Done
from fsmdesk.core.words import tr
from fsmdesk.services.templates.messages import (
    ApplyTemplate,
    TemplateChoice,
    TemplateChoices,
    TemplateFromJob,
)
from fsmdesk.views.desk import Desk
from fsmdesk.views.error_presenter import Notice
from fsmdesk.views.widgets.passing_menu import PassingMenu
from fsmdesk.views.work_orders.form import WorkOrderForm


class JobTemplates(QObject):
    """What is typed is saved first. The list of templates opens below `anchor`."""

    def __init__(self, desk: Desk, form: WorkOrderForm, anchor: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._form = form
        self._anchor = anchor

    def apply(self) -> None:
        """Ask which one, then the job has what it holds."""
        self._once_saved(self._ask)

    def make(self) -> None:
        """There is a template like this job."""
        self._once_saved(self._make)

    def _once_saved(self, then: Callable[[], object]) -> None:
        if self._form.card is None or self._form.is_busy():
            return
        if self._form.is_dirty():
            self._form.save(then=then)
        else:
            then()

    def _ask(self) -> None:
        self._desk.ask(self, TemplateChoices(), self._offer)

    def _offer(self, choices: tuple[TemplateChoice, ...]) -> None:
        card = self._form.card
        if card is None or self._form.is_dirty():
            return
        if not choices:
            self._desk.shell.say(tr("There are no templates yet. Make one of a job, or in the settings."))
            return
        menu = PassingMenu(self._anchor)
        for is_same in (True, False):  # those for this kind of work first
            for choice in (each for each in choices if (each.kind is card.kind) is is_same):
                action = menu.addAction(choice.name.replace("&", "&&"))
                action.setToolTip(" · ".join(part for part in (choice.kind.label, choice.brings) if part))
                action.triggered.connect(partial(self._take, choice))
            if is_same:
                menu.addSeparator()
        menu.show_at(self._anchor.mapToGlobal(self._anchor.rect().bottomLeft() + QPoint(0, 4)))

    def _take(self, choice: TemplateChoice, _is_checked: bool = False) -> None:
        if self._form.record_id is not None:
            command = ApplyTemplate(
                work_order_id=self._form.record_id,
                seen_version=self._form.seen_version,
                template_id=choice.id,
            )
            self._do(command, tr("Applied {name}").format(name=choice.name), self._applied)

    def _make(self) -> None:
        if self._form.record_id is not None:
            command = TemplateFromJob(work_order_id=self._form.record_id)
            self._do(command, tr("There is a template like this job now."), self._made)

    def _do(self, command: Command[Any], said: str, settle: Callable[[Done[Any]], None]) -> None:
        self._desk.do(self, command, settle, self._refuse, said=said)

    def _applied(self, _done: Done[Any]) -> None:
        self._form.banners.close_notice("error")

    def _made(self, done: Done[int]) -> None:
        opens = (tr("Open it"), partial(self._desk.shell.open_record, "work_template", done.value))
        text = tr("A template was made of this job: give it a name of its own.")
        self._form.show_notice(Notice(text, "success", (opens,), key="template"))

    @Slot(object)
    def _refuse(self, error: Exception) -> None:
        if isinstance(error, RuleBroken):
            self._form.show_error(error)
        else:
            self._desk.errors.show(error, self._form)
            self._form.read_again()
