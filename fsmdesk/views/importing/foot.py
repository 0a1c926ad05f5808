"""The bar under the preview: what will happen, whether rejects keep the others out, and the button."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QWidget

from fsmdesk.core.formats import Formats
from fsmdesk.core.words import tr, trn
from fsmdesk.views.importing.wanted import FileLook
from fsmdesk.views.widgets.buttons import KeyButton, Segments
from fsmdesk.views.widgets.surfaces import Surface, paragraph

if TYPE_CHECKING:
    from fsmdesk.services.imports.files import FileImport

FOOT_HEIGHT = 60
_ALL, _GOOD = "all", "good"


class ImportFoot(Surface):
    """The action is on only while the rows can go in. Signals:

    choice_made(): the person chose between all or nothing and the good rows.
    """

    choice_made = Signal()

    def __init__(self, formats: Formats, run: QAction, parent: QWidget | None = None) -> None:
        super().__init__("foot", parent)
        self._formats = formats
        self._run = run
        self.setFixedHeight(FOOT_HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 20, 0)
        row.setSpacing(14)
        self._text = paragraph("", "muted", self)
        row.addWidget(self._text, 1)
        choices = ((_ALL, tr("All or nothing")), (_GOOD, tr("Only the good rows")))
        self.choice = Segments(choices, tr("What rejected rows mean for the others"), self)
        self.choice.choose(_ALL)
        self.choice.chosen.connect(self._tell)
        row.addWidget(self.choice)
        self.button = KeyButton(run.text(), "primary", "", "Ctrl+Return", self)
        self.button.follow(run)
        row.addWidget(self.button)

    @property
    def keeps_going(self) -> bool:
        """True if the good rows go in without the rejected ones."""
        return self.choice.choice() == _GOOD and self.choice.isVisibleTo(self)

    def begin(self) -> None:
        """Another file: all or nothing, until the person says otherwise."""
        self.choice.choose(_ALL)

    def show_state(self, look: FileLook, trial: "FileImport | None") -> None:
        """Show what would happen; without a `trial` nothing can yet."""
        rejected = trial.counts.rejected if trial is not None else 0
        self.choice.setVisible(bool(rejected))
        reason = _why_not(look, trial, self.keeps_going)
        good = trial.counts.came - rejected if trial is not None else 0
        text = tr("Import")
        if good:
            text = trn("Import {n} row", "Import {n} rows", good).format(n=self._formats.count(good))
        if rejected and self.keeps_going:
            text = tr("{text}, save the rejects…").format(text=text)
        self._run.setText(text)
        self._run.setToolTip(reason or text)
        self._run.setEnabled(not reason)
        self._text.setText(reason or tr("Every row was tried; nothing has been kept yet."))

    def show_failure(self, text: str) -> None:
        """Nothing can be imported, for this reason."""
        self._run.setEnabled(False)
        self._run.setToolTip(text)
        self._text.setText(text)

    @Slot()
    def _tell(self) -> None:
        self.choice_made.emit()


def _why_not(look: FileLook, trial: "FileImport | None", keeps_going: bool) -> str:
    """Why nothing can be imported now; empty if it can."""
    if look.lacking:
        return tr("Say above what the columns are.")
    if look.questions:
        return tr("Answer what is asked above first.")
    if trial is None:
        return tr("Trying out every row…")
    counts = trial.counts
    if counts.rejected == counts.came:
        return tr("Every row is rejected. Say above what the columns are, or mend the file.")
    if counts.same == counts.came - counts.rejected:
        return tr("Everything in this file is here already.")
    if counts.rejected and not keeps_going:
        words = trn(
            "{n} row is rejected, so nothing would be kept. Mend the file, or take only the good rows.",
            "{n} rows are rejected, so nothing would be kept. Mend the file, or take only the good rows.",
            counts.rejected,
        )
        return words.format(n=counts.rejected)
    return ""
