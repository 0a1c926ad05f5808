"""One visit with everything that is good to know on the way and there."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from fsmdesk.core.permissions import Permission
from fsmdesk.core.words import tr
from fsmdesk.services.files.messages import FileOwner
from fsmdesk.services.my_day.messages import MyVisitCard
from fsmdesk.services.site_codes.messages import SiteCodes, SiteCodesCard
from fsmdesk.views.desk import Desk
from fsmdesk.views.my_day.facts import Fact, FactAction, FactCard
from fsmdesk.views.my_day.job_tabs import JobTabs
from fsmdesk.views.my_day.job_to_sign import JobToSign
from fsmdesk.views.my_day.map_link import map_address
from fsmdesk.views.my_day.report_form import ReportForm
from fsmdesk.views.my_day.state_head import StateHead
from fsmdesk.views.my_day.visit_facts import (
    bring_facts,
    checks_words,
    job_facts,
    machine_facts,
    past_facts,
    people_facts,
    safety_facts,
)
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.checklist.checklist_part import ChecklistPart
from fsmdesk.views.widgets.files.files_part import FilesPart
from fsmdesk.views.widgets.signature.signature_card import JobSignature
from fsmdesk.views.widgets.surfaces import GAP, Card, ScrollColumn
from fsmdesk.views.widgets.time_sheet.panel import TimePanel

_TWO_COLUMNS = 720


class VisitDetail(ScrollColumn):
    """`show_card` shows a visit. `open_web` opens an address in the computer's browser."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent, margins=(8, 16, 20, 16))
        self._desk = desk
        self._card: MyVisitCard | None = None
        self.open_web: Callable[[str], object] = _open_web
        self.setAccessibleName(tr("The visit"))
        self.head = StateHead(desk.formats, self)
        self.safety = FactCard(tr("Before you begin"), self)
        self.site = FactCard(tr("Where"), self)
        self.codes = FactCard(tr("Codes and keys"), self)
        self.people = FactCard(tr("Who"), self)
        self.job = FactCard(tr("What is to be done"), self)
        self.bring = FactCard(tr("Planned parts and work"), self)
        self.machine = FactCard(tr("The machine"), self)
        self.past = FactCard(tr("This machine before"), self)
        self._codes_button = KeyButton(tr("Show codes"), "link", "lock", parent=self.codes)
        self._codes_button.clicked.connect(self._ask_codes)
        self.codes.heading.add_right(self._codes_button)
        self.report = ReportForm(desk)
        self.save_button = KeyButton(tr("Save report"), "", "save", "Ctrl+S", self)
        self.tabs = JobTabs(self)
        self._lay_out()

    def _lay_out(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        for column, cards in (
            (left, (self.job, self.site, self.codes, self.people)),
            (right, (self.machine, self.past, self.bring)),
        ):
            column.setSpacing(GAP)
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
        self._both = QHBoxLayout()
        self._both.setSpacing(GAP)
        self._both.addLayout(left, 1)
        self._both.addLayout(right, 1)
        said = Card(tr("Your report"), parent=self)
        said.heading.add_right(self.save_button)
        said.body.addWidget(self.report)
        self.body.addWidget(self.head)
        self.body.addWidget(self.safety)
        self.body.addLayout(self._both)
        self.body.addWidget(said)
        desk = self._desk
        self.tabs.add_part("checklist", tr("Checklist"), partial(ChecklistPart, desk), _show_checklist)
        self.tabs.add_part("files", tr("Photos and files"), partial(FilesPart, desk), _show_files)
        self.tabs.add_part("time", tr("Time"), partial(TimePanel, desk), _show_time)
        self.body.addWidget(self.tabs)
        self.signature = JobSignature(desk, self)
        self.body.addWidget(self.signature)
        self.save_button.clicked.connect(self.save)
        self.report.dirty_changed.connect(self._show_dirty)
        self._show_dirty(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cards stand below each other where two would be too narrow."""
        super().resizeEvent(event)
        beside = event.size().width() >= _TWO_COLUMNS
        self._both.setDirection(
            QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        )

    def shown(self) -> MyVisitCard | None:
        """The visit that is shown."""
        return self._card

    def show_card(self, card: MyVisitCard, now: datetime) -> None:
        """Show this visit; what is typed about its job stays."""
        is_other = self._card is None or self._card.id != card.id
        self._card = card
        formats = self._desk.formats
        self.head.show_card(card, now)
        self.safety.show_facts(safety_facts(card))
        self.site.show_facts(self._site_facts(card))
        self.people.show_facts(people_facts(card, formats, self._copy))
        self.job.show_facts(job_facts(card))
        self.bring.show_facts(bring_facts(card, formats))
        self.machine.show_facts(machine_facts(card, formats, self._copy))
        self.past.show_facts(past_facts(card, formats))
        if is_other:
            self._hide_codes(card)
            self.report.visit_id = card.id
            self.report.open(card.work_order_id)
            self.verticalScrollBar().setValue(0)
        self.tabs.show_job(card.work_order_id)
        self.tabs.show_count("checklist", checks_words(card, formats))
        self.tabs.show_count("files", formats.count(card.recorded.files) if card.recorded.files else "")
        self.signature.show_card(JobToSign.of(card))

    @Slot()
    def save(self) -> bool:
        """Save what is typed; True if there is nothing left to save, or it is under way."""
        return not self.report.is_dirty() or self.report.save()

    def _site_facts(self, card: MyVisitCard) -> list[Fact]:
        link = map_address(card.latitude_micro, card.longitude_micro, card.address)
        actions = []
        if card.address:
            copy = partial(self._copy, card.address)
            actions.append(FactAction("copy", tr("Copy the address"), copy))
        if link:
            actions.append(FactAction("map-pin", tr("Show on a map"), partial(self._open_map, link)))
        return [
            Fact(tr("Site"), card.site, "strong"),
            Fact(tr("Address"), card.address or (tr("see the map") if link else ""), actions=actions),
            Fact(tr("Spot"), card.place),
            Fact(tr("Access"), card.access_notes),
        ]

    def _open_map(self, link: str) -> None:
        self.open_web(link)

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._desk.shell.say(tr("Copied: {text}").format(text=text))

    def _hide_codes(self, card: MyVisitCard) -> None:
        """Codes are read when somebody asks for them, not with the visit."""
        may_see = card.site_id is not None and self._desk.may(Permission.SEE_CODES)
        self.codes.show_facts([Fact("", tr("Shown when you ask for them."), "muted")] if may_see else [])
        self._codes_button.show()

    @Slot()
    def _ask_codes(self) -> None:
        card = self._card
        if card is not None and card.site_id is not None:
            self._desk.ask(self, SiteCodes(site_id=card.site_id), partial(self._show_codes, card.id))

    def _show_codes(self, visit_id: int, found: SiteCodesCard) -> None:
        if self._card is None or self._card.id != visit_id:
            return
        facts = [
            Fact(
                " ".join(part for part in (code.kind.label, code.label) if part),
                code.code,
                "strong",
                (FactAction("copy", tr("Copy the code"), partial(self._copy_code, code.code)),),
            )
            for code in found.codes
        ]
        self.codes.show_facts(facts or [Fact("", tr("None are known for this site."), "muted")])
        self._codes_button.hide()

    def _copy_code(self, code: str) -> None:
        QGuiApplication.clipboard().setText(code)
        self._desk.shell.say(tr("Copied the code."))

    @Slot(bool)
    def _show_dirty(self, is_dirty: bool) -> None:
        self.save_button.setVisible(is_dirty)


def _open_web(address: str) -> None:
    QDesktopServices.openUrl(QUrl(address))


def _show_checklist(part: QWidget, work_order_id: int) -> None:
    assert isinstance(part, ChecklistPart)
    part.show_job(work_order_id)


def _show_files(part: QWidget, work_order_id: int) -> None:
    assert isinstance(part, FilesPart)
    part.show_owner(FileOwner.WORK_ORDER, work_order_id)


def _show_time(part: QWidget, work_order_id: int) -> None:
    assert isinstance(part, TimePanel)
    part.show_job(work_order_id)
