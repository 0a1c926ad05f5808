"""The sample beside the form: drawn again, off the GUI thread, while one types."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.terms import PaperSize
from fsmdesk.core.words import tr
from fsmdesk.services.printing.messages import Paper, SamplePaper
from fsmdesk.views.desk import Desk
from fsmdesk.views.printing.page_controls import PageControls
from fsmdesk.views.printing.page_loader import PageLoader
from fsmdesk.views.printing.page_view import PageView
from fsmdesk.views.widgets.buttons import Segments
from fsmdesk.views.widgets.surfaces import Surface, words

_REST_MS = 80


class DocumentsPreview(QWidget):
    """Shows what `sample` gives. One sample is made at a time; what is typed meanwhile is in the next one."""

    def __init__(self, desk: Desk, sample: Callable[[], SamplePaper], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._sample = sample
        self._is_making = False
        self._is_old = False
        self._shown: SamplePaper | None = None
        self.view = PageView(self)
        self.loader = PageLoader(desk, self.view)
        self.papers = Segments(
            [(PaperSize.A4.value, "A4"), (PaperSize.LETTER.value, tr("Letter"))], tr("Paper"), self
        )
        self.papers.chosen.connect(self._show_again)
        self._trouble = words("", "danger", self)
        self._trouble.hide()
        self._lay_out()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REST_MS)
        self._timer.timeout.connect(self._make)

    def choose_paper(self, paper: PaperSize) -> None:
        """Show the sample on this paper, unless the person has chosen one already."""
        if not self.papers.choice():
            self.papers.choose(paper.value)

    @Slot()
    def refresh(self) -> None:
        """What the sample shows has changed."""
        self._timer.start()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bar = Surface("bar", self)
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 8, 16, 8)
        row.addWidget(self.papers)
        row.addWidget(self._trouble, 1)
        row.addStretch(1)
        row.addWidget(PageControls(self._desk, self.view, bar))
        column.addWidget(bar)
        column.addWidget(self.view, 1)

    @Slot()
    def _show_again(self) -> None:
        self.refresh()

    @Slot()
    def _make(self) -> None:
        if self._is_making:
            self._is_old = True
            return
        paper = self.papers.choice()
        wanted = replace(self._sample(), paper=PaperSize(paper) if paper else None)
        self._is_making = True
        self._wanted = wanted
        self._desk.ask(self, wanted, self._show, self._refuse)

    def _show(self, paper: Paper) -> None:
        self._trouble.hide()
        same = self._shown is not None and self._shown.document is self._wanted.document
        self._shown = self._wanted
        self.loader.show(paper.content, is_same=same)
        self._go_on()

    def _refuse(self, error: Exception) -> None:
        """What can't be printed is said; anything else goes where errors go."""
        if isinstance(error, RuleBroken):
            self._trouble.setText(str(error))
            self._trouble.show()
        else:
            self._desk.errors.show(error, self)
        self._go_on()

    def _go_on(self) -> None:
        self._is_making = False
        if self._is_old:
            self._is_old = False
            self._make()
