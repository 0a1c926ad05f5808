"""The page that shows a file before it is imported."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fsmdesk.core.formats import Formats
from fsmdesk.core.words import tr
from fsmdesk.views.importing.count_tiles import CountTiles
from fsmdesk.views.importing.file_card import FileCard
from fsmdesk.views.importing.foot import ImportFoot
from fsmdesk.views.importing.mapping_card import MappingCard
from fsmdesk.views.importing.questions_card import QuestionsCard
from fsmdesk.views.importing.rejects_card import RejectsCard
from fsmdesk.views.importing.remarks_card import RemarksCard
from fsmdesk.views.importing.rows_card import RowsCard
from fsmdesk.views.importing.wanted import FileLook
from fsmdesk.views.making import Pieces, make
from fsmdesk.views.widgets.surfaces import ScrollColumn

if TYPE_CHECKING:
    from fsmdesk.services.imports.files import FileImport


class PreviewPage(QWidget):
    """Signals:
    answered(str, str): a question, or how the file is to be read, and the answer.
    mapped(str, str): a column and its field.
    save_wanted(): the rejected rows are wanted as a file.
    """

    answered = Signal(str, str)
    mapped = Signal(str, str)
    save_wanted = Signal()

    def __init__(self, formats: Formats, run: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look: FileLook | None = None
        self._trial: FileImport | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.column = ScrollColumn(self)
        column.addWidget(self.column, 1)
        self.foot = ImportFoot(formats, run, self)
        column.addWidget(self.foot)
        make(self._cards(formats))

    def _cards(self, formats: Formats) -> Pieces:
        self.file_card = FileCard(formats, self)
        yield
        self.questions = QuestionsCard(self)
        self.tiles = CountTiles(formats, self)
        self.rejects = RejectsCard(formats, self)
        yield
        self.remarks = RemarksCard(tr("Along the way"), self)
        self.mapping = MappingCard(formats, self)
        self.rows = RowsCard(formats, self)
        for part in (
            *(self.file_card, self.questions, self.tiles, self.rejects, self.remarks),
            *(self.mapping, self.rows),
        ):
            self.column.body.addWidget(part)
        self.file_card.answered.connect(self.answered)
        self.questions.answered.connect(self.answered)
        self.mapping.mapped.connect(self.mapped)
        self.rejects.save_wanted.connect(self.save_wanted)
        self.foot.choice_made.connect(self._show_foot)
        yield

    def begin(self) -> None:
        """Another file comes: nothing is asked and nothing chosen."""
        self.questions.forget()
        self.foot.begin()
        self.column.verticalScrollBar().setValue(0)

    def show_look(self, look: FileLook) -> None:
        """Show how the file was read; what becomes of its rows is not known yet."""
        self._look = look
        self.file_card.show_look(look)
        self.questions.show_questions(look.questions, look.wanted.answers)
        self.mapping.show_look(look)
        has_rows = look.plan is not None and look.plan.is_ready
        self.tiles.setVisible(has_rows)
        if look.plan is not None and has_rows:
            self.rows.show_plan(look.plan)
        else:
            self.rows.hide()
        self.show_trial(None)

    def show_trial(self, trial: "FileImport | None") -> None:
        """Show what would become of every row; None while it is being tried."""
        self._trial = trial
        came = len(self._look.table.rows) if self._look is not None else 0
        self.tiles.show_counts(trial.counts if trial is not None else None, came)
        self.rejects.show_rejects(trial.rejects if trial is not None else ())
        self.remarks.show_remarks(trial.also if trial is not None else ())
        self._show_foot()

    def show_failure(self, text: str) -> None:
        """Say that the rows could not be tried; what is shown stays."""
        self.foot.show_failure(text)

    def focus_first(self) -> None:
        """What is to be done next has the focus."""
        if self._look is not None and self._look.questions:
            self.questions.focus_first()
        elif self._look is not None and self._look.lacking:
            self.mapping.focus_first()
        else:
            self.file_card.boxes["kind"].setFocus()

    def _show_foot(self) -> None:
        if self._look is not None:
            self.foot.show_state(self._look, self._trial)
