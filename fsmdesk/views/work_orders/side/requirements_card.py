"""What a job needs before its next main step, as a list that one can click through."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from fsmdesk.core.states import WorkOrderState
from fsmdesk.core.words import tr
from fsmdesk.services.orders.messages import RequirementRow, WorkOrderCard
from fsmdesk.views.widgets.sign import Sign
from fsmdesk.views.widgets.surfaces import paragraph
from fsmdesk.views.work_orders.side.rows_card import PressableRow, RowsCard


class _RequirementRow(PressableRow):
    """One thing that is there or missing; `field` is the key of what it is about."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent)
        self.field = ""
        self._sign = Sign("circle", "warn_text", 14, self)
        self._words = paragraph("", parent=self)
        self.row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        self.row.addWidget(self._words, 1)

    def show_requirement(self, requirement: RequirementRow) -> None:
        """Say whether it is there."""
        said = tr("{what}: done") if requirement.is_met else tr("{what}: missing")
        self.setAccessibleName(said.format(what=requirement.text))
        self.field = requirement.field
        icon_name, colour = ("check", "success_text") if requirement.is_met else ("circle", "warn_text")
        self._sign.show_icon(icon_name, colour)
        self._words.setText(requirement.text)


class RequirementsCard(RowsCard[_RequirementRow]):
    """What the next main step asks for.

    Signals:
        wanted(str): the row that is about the field with this key was pressed.
    """

    wanted = Signal(str)

    def make_row(self) -> _RequirementRow:
        """One more requirement."""
        row = _RequirementRow(self)
        row.clicked.connect(self._tell)
        return row

    def show_card(self, card: WorkOrderCard) -> None:
        """Show what this job needs before it can go on."""
        is_review = card.state is WorkOrderState.COMPLETE
        title = tr("Before this can be reviewed") if is_review else tr("Before this can be completed")
        self.heading.set_text(title)
        rows = self.shown_rows(len(card.requirements))
        for row, requirement in zip(rows, card.requirements, strict=True):
            row.show_requirement(requirement)

    @Slot()
    def _tell(self) -> None:
        row = self.sender()
        if isinstance(row, _RequirementRow):
            self.wanted.emit(row.field)
