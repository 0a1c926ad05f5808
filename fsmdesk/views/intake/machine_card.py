"""The card beside the form with what is known about the machine."""

from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fsmdesk.core.formats import Formats
from fsmdesk.core.times import wall_minute
from fsmdesk.core.words import tr
from fsmdesk.services.intake.messages import MachineFacts
from fsmdesk.services.parties.messages import JobSummary
from fsmdesk.views.today import today
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.surfaces import Card, clear_layout, paragraph, words

_SHOWN_VISITS = 5


class MachineFactsCard(Card):
    """Shows one machine: its papers, whether it is under warranty, and what was done to it.

    A link below the latest visits shows the earlier ones.

    Signals:
        open_wanted(int): the person wants to see that work order.
    """

    open_wanted = Signal(int)

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent=parent)
        self._formats = formats
        self._done: list[JobSummary] = []
        self.body.setSpacing(5)

    def show_facts(self, facts: MachineFacts) -> None:
        """Show this machine, in place of another one."""
        clear_layout(self.body, keep_first=1)
        makers = " ".join(part for part in (facts.make, facts.model) if part)
        title = f"{facts.name} · {makers}" if makers else facts.name
        self.heading.set_text(title)
        self.setAccessibleName(title)
        papers = self._papers(facts)
        if papers:
            self.body.addWidget(paragraph(papers, "muted", self))
        if facts.warranty_until is not None:
            self.body.addWidget(self._warranty(facts.warranty_until))
        self._done = [job for job in facts.jobs if job.completed_at is not None]
        for job in self._done[:_SHOWN_VISITS]:
            self.body.addWidget(self._visit(job))
        rest = len(self._done) - _SHOWN_VISITS
        if rest > 0:
            words = tr("and {n} more").format(n=self._formats.count(rest))
            more = KeyButton(words, "link", parent=self)
            more.setToolTip(tr("Show earlier visits"))
            more.clicked.connect(self._show_earlier)
            self.body.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        if not self._done:
            self.body.addWidget(paragraph(tr("Nobody was there for it yet."), "muted", self))

    def _papers(self, facts: MachineFacts) -> str:
        parts = [facts.place]
        if facts.serial:
            parts.append(tr("SN {serial}").format(serial=facts.serial))
        if facts.installed_on is not None:
            parts.append(tr("installed {month}").format(month=self._month(facts.installed_on)))
        return " · ".join(part for part in parts if part)

    def _warranty(self, until: date) -> QWidget:
        if until >= today(self._formats):
            text = tr("warranty to {month}").format(month=self._month(until))
            return words(text, "success", self)
        return words(tr("warranty ended {month}").format(month=self._month(until)), "danger", self)

    def _visit(self, job: JobSummary) -> QWidget:
        row = QWidget(self)
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 4, 0, 0)
        across.setSpacing(6)
        column = QVBoxLayout()
        column.setSpacing(0)
        top = QHBoxLayout()
        top.setSpacing(4)
        at = job.completed_at or job.requested_at
        top.addWidget(words(self._formats.date(wall_minute(at, self._formats.zone)[0]), "strong", row))
        link = KeyButton(f"#{job.number}", "link", parent=row)
        link.setAccessibleName(tr("Open #{number}").format(number=job.number))
        link.setProperty("record", job.id)
        link.clicked.connect(self._open)
        top.addWidget(link)
        top.addStretch(1)
        column.addLayout(top)
        done = " — ".join(part for part in (job.fix or job.title, job.technicians) if part)
        column.addWidget(paragraph(done, parent=row))
        across.addLayout(column, 1)
        return row

    def _month(self, day: date) -> str:
        return f"{self._formats.month(day.month, short=True)}\u00a0{day.year}"  # one word where lines wrap

    @Slot()
    def _show_earlier(self) -> None:
        """The earlier visits stand where the link was; the keys go to the first of them."""
        clear_layout(self.body, keep_first=self.body.count() - 1)
        rows = [self._visit(job) for job in self._done[_SHOWN_VISITS:]]
        for row in rows:
            self.body.addWidget(row)
        link = rows[0].findChild(KeyButton)
        if link is not None:
            link.setFocus()

    @Slot()
    def _open(self) -> None:
        button = self.sender()
        if isinstance(button, KeyButton):
            self.open_wanted.emit(int(button.property("record")))
