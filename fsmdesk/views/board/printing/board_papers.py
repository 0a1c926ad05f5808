"""Everything the board can be turned into: paper, a spreadsheet, a calendar file."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from fsmdesk.core.messages import Query
from fsmdesk.core.permissions import Permission
from fsmdesk.core.times import now
from fsmdesk.core.words import tr, trn
from fsmdesk.services.agenda.messages import AgendaPaper, ExportAgenda, ExportCalendar
from fsmdesk.services.setup.messages import Company, CompanyCard
from fsmdesk.views.board.printing.board_pages import Heading, Printed
from fsmdesk.views.board.schedule_picture import SchedulePicture
from fsmdesk.views.error_presenter import Notice
from fsmdesk.views.screen import Screen
from fsmdesk.views.widgets.folders import folder_of, keep_folder
from fsmdesk.views.widgets.passing_menu import PassingMenu

_FOLDER_KEY = "board.folder"


@dataclass(frozen=True, slots=True)
class Shown:
    """What the board shows: its days, its title, and its technicians in their order as pairs of id and name."""

    first_day: date
    day_count: int
    title: str
    technicians: tuple[tuple[int, str], ...]
    chosen: int | None = None


class BoardPapers(QObject):
    """Belongs to the board's screen; `shown` is asked for what it shows by then."""

    def __init__(self, screen: Screen, source: SchedulePicture, shown: Callable[[], Shown]) -> None:
        super().__init__(screen)
        self._screen = screen
        self._source = source
        self._shown = shown

    def add_to(self, menu: PassingMenu) -> None:
        """The menu offers all of it."""
        add = menu.addAction
        add(tr("Board as it is shown")).triggered.connect(self.print_shown)
        add(tr("Board, all rows and days")).triggered.connect(self.print_period)
        add(tr("Agenda of these days")).triggered.connect(self.print_agenda)
        menu.addSeparator()
        if self._screen.desk.may(Permission.EXPORT_DATA):
            add(tr("Spreadsheet of these days")).triggered.connect(self.ask_spreadsheet)
        shown = self._shown()
        for technician_id, name in shown.technicians:
            if technician_id == shown.chosen:
                words = tr("Calendar file of {name}").format(name=name)
                add(words).triggered.connect(partial(self.ask_calendar, technician_id, name))

    def print_shown(self) -> None:
        """What is on the screen is shown as it would be printed."""
        self._print(Printed.SHOWN)

    def print_period(self) -> None:
        """All rows and all days of the board are shown as they would be printed."""
        self._print(Printed.PERIOD)

    def print_agenda(self) -> None:
        """The same visits are shown as a table on paper."""
        from fsmdesk.views.printing.preview import show_preview  # brings the renderer of PDF with it

        shown = self._shown()
        query = AgendaPaper(
            first_day=shown.first_day,
            day_count=shown.day_count,
            technician_ids=tuple(technician_id for technician_id, _ in shown.technicians),
        )
        show_preview(self._screen.desk, self._screen, query, f"{tr('Agenda')} · {shown.title}")

    def ask_spreadsheet(self) -> QFileDialog:
        """Ask for a file; the visits are written there once it is named."""
        return self._ask_where("board.xlsx", tr("Excel (*.xlsx)"), "xlsx", self.write_spreadsheet)

    def write_spreadsheet(self, path: str) -> None:
        """The visits of these days are in this file."""
        shown = self._shown()
        ids = tuple(technician_id for technician_id, _ in shown.technicians)
        query = ExportAgenda(
            path=path, first_day=shown.first_day, day_count=shown.day_count, technician_ids=ids
        )
        self._write(query, path)

    def ask_calendar(self, technician_id: int, name: str) -> QFileDialog:
        """Ask for a file; the technician's visits of these days are written there once it is named."""
        write = partial(self.write_calendar, technician_id)
        return self._ask_where(f"{name}.ics", tr("Calendar (*.ics)"), "ics", write)

    def write_calendar(self, technician_id: int, path: str) -> None:
        """The technician's visits of these days are in this file."""
        shown = self._shown()
        query = ExportCalendar(
            path=path, technician_id=technician_id, first_day=shown.first_day, day_count=shown.day_count
        )
        self._write(query, path)

    def _print(self, printed: Printed) -> None:
        self._screen.desk.ask(self, Company(), partial(self._show_drawn, printed))

    def _show_drawn(self, printed: Printed, company: CompanyCard) -> None:
        from fsmdesk.views.board.printing.drawn_preview import DrawnPreview

        desk, shown = self._screen.desk, self._shown()
        when = tr("Printed {when}").format(when=desk.formats.instant(now()))
        heading = Heading(shown.title, company.name, when)
        name = f"{tr('Board')} {shown.first_day.isoformat()}"
        window = DrawnPreview(
            desk, self._screen.window(), self._source, printed, company.paper, heading, name
        )
        window.show()

    def _ask_where(self, name: str, kinds: str, ending: str, write: Callable[[str], object]) -> QFileDialog:
        settings = self._screen.desk.settings
        dialog = QFileDialog(self._screen.window(), tr("Write a file"), folder_of(settings, _FOLDER_KEY))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([kinds])
        dialog.setDefaultSuffix(ending)
        dialog.selectFile(name)
        dialog.fileSelected.connect(write)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)  # else it would go on watching the folder
        dialog.open()
        return dialog

    def _write(self, query: Query[int], path: str) -> None:
        keep_folder(self._screen.desk.settings, _FOLDER_KEY, Path(path).parent)
        self._screen.desk.ask(self, query, partial(self._tell, path))

    def _tell(self, path: str, count: int) -> None:
        words = trn("{n} visit is in {file}.", "{n} visits are in {file}.", count)
        text = words.format(n=self._screen.desk.formats.count(count), file=Path(path).name)
        self._screen.desk.shell.say(text)
        opens = (tr("Open"), partial(_open, path))
        self._screen.show_notice(Notice(text, "success", (opens,), key="board.file"))


def _open(path: str) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(path))
