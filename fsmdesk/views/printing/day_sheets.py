"""The button that prints day sheets: of everybody who goes somewhere on a day, or of one technician."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, Slot
from PySide6.QtWidgets import QWidget

from fsmdesk.core.words import tr, trn
from fsmdesk.services.printing.messages import DaySheetPaper, DaySheetsOfDay
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.buttons import IconButton
from fsmdesk.views.widgets.passing_menu import PassingMenu


@dataclass(frozen=True, slots=True)
class SheetChoice:
    """What the screen shows: the day, and its technicians as pairs of id and name; `chosen` is one of them."""

    day: date
    technicians: Sequence[tuple[int, str]]
    chosen: int | None = None


class DaySheetsButton(IconButton):
    """A click offers the sheets; `choice` is asked for what is on the screen by then.

    `add_more` adds to the menu what else the screen can print.
    """

    def __init__(
        self,
        desk: Desk,
        choice: Callable[[], SheetChoice],
        parent: QWidget | None = None,
        add_more: Callable[[PassingMenu], None] | None = None,
    ) -> None:
        super().__init__("printer", tr("Print day sheets"), "Ctrl+P", parent=parent)
        self._desk = desk
        self._choice = choice
        self._add_more = add_more
        self.clicked.connect(self.open_menu)

    @Slot()
    def open_menu(self) -> None:
        """Offer all sheets of the day, then those of each technician, the chosen one first."""
        choice = self._choice()
        menu = PassingMenu(self)
        if self._add_more is not None:
            self._add_more(menu)
            menu.addSeparator()
        menu.addAction(tr("Day sheets of all technicians")).triggered.connect(self.print_all)
        menu.addSeparator()
        for technician_id, name in sorted(choice.technicians, key=lambda pair: pair[0] != choice.chosen):
            menu.addAction(name).triggered.connect(partial(self.print_one, technician_id, name))
        menu.show_at(self.mapToGlobal(QPoint(0, self.height() + 4)))

    def print_all(self) -> None:
        """The sheets of everybody who goes somewhere on that day are shown, bound into one."""
        day = self._choice().day
        self._desk.ask(self, DaySheetsOfDay(day=day), partial(self._show, day))

    def print_one(self, technician_id: int, name: str) -> None:
        """The sheet of this technician is shown."""
        self._preview([technician_id], self._choice().day, name)

    def _show(self, day: date, technician_ids: tuple[int, ...]) -> None:
        if not technician_ids:
            self._desk.shell.say(tr("Nobody has a visit on this day."))
            return
        count = len(technician_ids)
        words = trn("{n} day sheet", "{n} day sheets", count).format(n=self._desk.formats.count(count))
        self._preview(technician_ids, day, words)

    def _preview(self, technician_ids: Sequence[int], day: date, words: str) -> None:
        from fsmdesk.views.printing.preview import show_previews  # brings the renderer of PDF with it

        papers = [DaySheetPaper(technician_id=technician_id, day=day) for technician_id in technician_ids]
        title = f"{words} · {self._desk.formats.date(day)}"
        show_previews(self._desk, self, papers, title)
