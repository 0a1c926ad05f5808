"""One template."""

from typing import Any

from fsmdesk.core.messages import Done
from fsmdesk.core.permissions import Permission
from fsmdesk.core.words import tr
from fsmdesk.services.templates.messages import CopyTemplate, TemplateCard
from fsmdesk.views.actions import ActionSpec
from fsmdesk.views.allowance import limit, why_not
from fsmdesk.views.desk import Desk
from fsmdesk.views.settings.template_form import TemplateForm
from fsmdesk.views.widgets.record_screen import RecordScreen


class TemplateScreen(RecordScreen):
    """Saved as one piece, copied, archived."""

    needs = Permission.EDIT_WORK_ORDERS

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, tr("Template"), tr("New template"), TemplateForm(desk))
        spec = ActionSpec("work_template.copy", tr("Copy"), self._copy, "Ctrl+Shift+D", "copy")
        self._copy_action = self.add_action(spec)
        self._copy_action.setVisible(False)
        limit(self._copy_action, why_not(desk, self.needs))
        self.form.saved.connect(self._open_new_one)

    def arrive(self, record_id: int | None) -> None:
        """Show the template, or begin a new one."""
        self._copy_action.setVisible(record_id is not None)
        super().arrive(record_id)
        if record_id is None:
            self.form.open_new({"duration_minutes": 60})

    def heading(self, card: TemplateCard) -> tuple[str, str]:
        """Its name and kind."""
        return card.name, card.kind.label

    def is_archived(self, card: TemplateCard) -> bool:
        """True if it is offered no more."""
        return card.is_archived

    def _open_new_one(self, template_id: Any) -> None:
        if self.form.record_id is None and isinstance(template_id, int):
            self.desk.shell.open_record("work_template", template_id)

    def _copy(self) -> None:
        if self.form.record_id is not None:
            command = CopyTemplate(template_id=self.form.record_id)
            self.desk.do(self, command, self._open_copy, said=tr("This is the copy."))

    def _open_copy(self, done: Done[int]) -> None:
        self.desk.shell.open_record("work_template", done.value)
