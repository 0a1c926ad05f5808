"""The jobs of a customer, site or machine; each opens its work order."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from fsmdesk.core.words import tr
from fsmdesk.services.parties.messages import JobSummary
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.fitting_table import TableCard
from fsmdesk.views.widgets.table_columns import Column, Kind

_COLUMNS = (
    Column(
        "number", tr("Number"), width=80, is_strong=True, get=lambda job: f"#{job.number}", is_sortable=False
    ),
    Column("requested_at", tr("Requested"), Kind.INSTANT, width=176, is_sortable=False),
    Column("title", tr("Job"), stretch=True, secondary=lambda job: job.fix, is_sortable=False),
    Column("state", tr("State"), Kind.STATE, width=130, is_sortable=False),
    Column("technicians", tr("Technicians"), width=150, is_muted=True, is_sortable=False),
)


class JobHistory(TableCard[JobSummary]):
    """The latest jobs first."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        empty = tr("No jobs yet. Calls that are taken for it show up here.")
        super().__init__(tr("Jobs"), empty, _COLUMNS, desk.formats, parent)
        self._desk = desk
        self.opened.connect(self._open)

    @Slot(object)
    def _open(self, job: JobSummary) -> None:
        self._desk.shell.open_record("work_order", job.id)
