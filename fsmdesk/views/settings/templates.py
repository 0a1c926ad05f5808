"""The templates of the office."""

from functools import partial

from PySide6.QtWidgets import QMenu

from fsmdesk.core.lists import ListPage, ListRequest
from fsmdesk.core.messages import Done, Query
from fsmdesk.core.permissions import Permission
from fsmdesk.core.terms import JobKind, Priority
from fsmdesk.core.words import tr
from fsmdesk.services.templates.messages import CopyTemplate, TemplateList, TemplateRow
from fsmdesk.views.allowance import limit, why_not
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.empty_state import EmptyState
from fsmdesk.views.widgets.record_list import RecordListScreen
from fsmdesk.views.widgets.settings_nav import stand_beside_nav
from fsmdesk.views.widgets.table_columns import Column, Kind, words_of


class TemplatesScreen(RecordListScreen[TemplateRow]):
    """Enter opens one; a copy is where the next one begins."""

    name = "templates"
    record_kind = "work_template"
    record_place = "template"
    export_kind = "templates"
    needs = Permission.EDIT_WORK_ORDERS
    kinds = ("work_template", "task_code")
    first_sort = ("name", False)
    columns = (
        Column("name", tr("Name"), stretch=True, is_strong=True),
        Column("kind", tr("Kind"), Kind.STATE, 130, is_grouped=True, choices=words_of(JobKind)),
        Column("task_code", tr("Task code"), width=110, is_muted=True, is_grouped=True),
        Column("priority", tr("Priority"), Kind.PRIORITY, 120, is_grouped=True, choices=words_of(Priority)),
        Column("duration_minutes", tr("Duration"), Kind.DURATION, 100),
        Column("check_count", tr("Checks"), Kind.NUMBER, 84),
        Column("line_count", tr("Lines"), Kind.NUMBER, 84),
        Column("used_count", tr("Used"), Kind.NUMBER, 84, is_muted=True),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, tr("Templates"), tr("Name, scope, task code…"), tr("New template"))
        stand_beside_nav(self, "templates")

    def query(self, request: ListRequest) -> Query[ListPage[TemplateRow]]:
        """Archived ones only where they are asked for."""
        return TemplateList(request=self.narrowed(request))

    def empty_state(self) -> EmptyState:
        """What a template is good for."""
        text = tr(
            "A template fills a new job with scope, duration, skills, checklist and lines. "
            "Make one here, or from a job that went well."
        )
        return self.offering(EmptyState("files", tr("No templates yet"), text))

    def row_menu(self, menu: QMenu, row: TemplateRow) -> None:
        """Open, copy, archive."""
        super().row_menu(menu, row)
        copy = menu.addAction(tr("Copy"))
        copy.triggered.connect(partial(self._copy, row))
        limit(copy, why_not(self.desk, self.needs))

    def _copy(self, row: TemplateRow) -> None:
        said = tr("Copied {name}").format(name=row.name)
        self.desk.do(self, CopyTemplate(template_id=row.id), self._open_copy, said=said)

    def _open_copy(self, done: Done[int]) -> None:
        self.desk.shell.open_record("work_template", done.value)
