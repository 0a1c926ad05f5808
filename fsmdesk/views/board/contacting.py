"""From a visit on the board to the people and papers it concerns: call, write, open, print."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QMenu

from fsmdesk.core.permissions import Permission
from fsmdesk.core.states import VisitState
from fsmdesk.core.terms import MessageEvent
from fsmdesk.core.times import wall_minute
from fsmdesk.core.words import tr
from fsmdesk.services.dispatch.messages import PartiesOfVisit, Reached, VisitParties
from fsmdesk.services.mail.messages import ComposeMail
from fsmdesk.services.printing.messages import DaySheetPaper, JobTicketPaper
from fsmdesk.views.actions import ActionSpec
from fsmdesk.views.board.schedule_view import ScheduleView
from fsmdesk.views.board.visit_words import numbered
from fsmdesk.views.board.visits import Visit, instant_of
from fsmdesk.views.desk import Desk
from fsmdesk.views.screen import Screen
from fsmdesk.views.theme.icons import icon

# What the draft tells; else when somebody comes.
_EVENTS = {
    VisitState.EN_ROUTE: MessageEvent.ON_THE_WAY,
    VisitState.DONE: MessageEvent.COMPLETE,
    VisitState.PARTLY_DONE: MessageEvent.COMPLETE,
}


class Contacting(QObject):
    """What leads away from the board; in the menu of a visit, and in the command box for the chosen one."""

    def __init__(self, desk: Desk, grid: ScheduleView, screen: Screen) -> None:
        super().__init__(screen)
        self._desk, self._grid, self._screen = desk, grid, screen
        offered: list[tuple[str, str, Callable[[Visit], None], str]] = [
            ("call", tr("Board: call about the visit"), self.call, "phone"),
            ("customer", tr("Board: open the customer of the visit"), self.open_customer, "building-2"),
            ("site", tr("Board: open the site of the visit"), self.open_site, "map-pin"),
            ("invoice", tr("Board: open the invoice of the visit"), self.open_invoice, "receipt"),
            ("ticket", tr("Board: job ticket of the visit"), self.show_ticket, "printer"),
            ("sheet", tr("Board: day sheet of the visit's technician"), self.show_sheet, "printer"),
        ]
        if desk.may(Permission.SEND_MAIL):
            offered.insert(1, ("mail", tr("Board: e-mail the customer of the visit"), self.write, "send"))
        for name, text, act, sign in offered:
            spec = ActionSpec(f"board.{name}", text, partial(self._about_chosen, act), "", sign)
            desk.actions.add(screen, spec, Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def add_to(self, menu: QMenu, visit: Visit) -> None:
        """Offer everything for this visit; names and numbers appear once they are read."""
        menu.addSeparator()
        people = menu.addMenu(icon("phone"), tr("Call or write"))
        records = menu.addMenu(icon("external-link"), tr("Show or print"))
        reading = people.addAction(tr("Looking up the numbers…"))
        reading.setEnabled(False)
        if self._desk.may(Permission.SEND_MAIL):
            _add(people, tr("E-mail the customer…"), partial(self.write, visit), "send")
        _add(records, tr("Customer"), partial(self.open_customer, visit), "building-2")
        _add(records, tr("Site"), partial(self.open_site, visit), "map-pin")
        bill = _add(records, tr("Invoice"), partial(self.open_invoice, visit), "receipt")
        records.addSeparator()
        _add(records, tr("Job ticket"), partial(self.show_ticket, visit), "printer")
        sheet = tr("Day sheet of {name}").format(name=self._technician(visit))
        _add(records, sheet, partial(self.show_sheet, visit), "printer")

        def show(found: VisitParties) -> None:
            self._show_numbers(people, reading, found)
            bill.setEnabled(bool(found.invoices))
            if found.invoices and found.invoices[0][1]:
                bill.setText(tr("Invoice {number}").format(number=found.invoices[0][1]))

        def refuse(_error: Exception) -> None:
            reading.setText(tr("The numbers can't be read now"))

        self._desk.ask(people, PartiesOfVisit(visit_id=visit.id), show, refuse)

    def _show_numbers(self, menu: QMenu, reading: QAction, found: VisitParties) -> None:
        first = next((action for action in menu.actions() if action is not reading), None)
        for one in found.reached:
            text = tr("Call {name}: {number}").format(name=one.name, number=one.phone).replace("&", "&&")
            action = QAction(icon("phone"), text, menu)
            action.triggered.connect(partial(self._dial, one))
            if first is None:
                menu.addAction(action)
            else:
                menu.insertAction(first, action)
        if found.reached:
            menu.removeAction(reading)
        else:
            reading.setText(tr("No number is known"))

    # what is done

    def call(self, visit: Visit) -> None:
        """The first who is reached is called: the contact, else the customer, else the technician."""

        def dial(found: VisitParties) -> None:
            if found.reached:
                self._dial(found.reached[0])
            else:
                self._say(tr("No number is known for {customer}"), visit)

        self._ask(visit, dial)

    def write(self, visit: Visit) -> None:
        """A mail to the customer about this visit is begun."""
        from fsmdesk.views.mail.window import write_mail  # brings the editor of mails with it

        event = _EVENTS.get(visit.state, MessageEvent.MOVED)
        about = ComposeMail(event=event, work_order_id=visit.work_order_id, visit_id=visit.id)
        write_mail(self._desk, self._screen, about)

    def open_customer(self, visit: Visit) -> None:
        """The customer's record is shown."""
        self._ask(visit, lambda found: self._open("customer", found.customer_id, visit))

    def open_site(self, visit: Visit) -> None:
        """The site's record is shown."""
        self._ask(visit, lambda found: self._open("site", found.site_id, visit))

    def open_invoice(self, visit: Visit) -> None:
        """The newest invoice with lines of the job is shown."""

        def show(found: VisitParties) -> None:
            if found.invoices:
                self._desk.shell.open_record("invoice", found.invoices[0][0])
            else:
                self._say(tr("Nothing has been invoiced for {customer} yet"), visit)

        self._ask(visit, show)

    def show_ticket(self, visit: Visit) -> None:
        """The job ticket is shown, to be printed, saved or mailed."""
        from fsmdesk.views.printing.preview import show_preview  # brings the renderer of PDF with it

        title = tr("Job ticket {number}").format(number=numbered(visit.number))
        show_preview(self._desk, self._screen, JobTicketPaper(work_order_id=visit.work_order_id), title)

    def show_sheet(self, visit: Visit) -> None:
        """The technician's sheet of the visit's day is shown."""
        from fsmdesk.views.printing.preview import show_preview  # brings the renderer of PDF with it

        day = wall_minute(instant_of(visit.start_minute), self._desk.formats.zone)[0]
        title = f"{self._technician(visit)} · {self._desk.formats.date(day)}"
        paper = DaySheetPaper(technician_id=visit.technician_id, day=day)
        show_preview(self._desk, self._screen, paper, title)

    # inside

    def _about_chosen(self, act: Callable[[Visit], None]) -> None:
        visit = self._grid.selected_visit
        if visit is None:
            self._desk.shell.say(tr("Choose a visit first"))
        else:
            act(visit)

    def _ask(self, visit: Visit, show: Callable[[VisitParties], object]) -> None:
        self._desk.ask(self._screen, PartiesOfVisit(visit_id=visit.id), show)

    def _open(self, kind: str, record_id: int | None, visit: Visit) -> None:
        if record_id is None:
            self._say(tr("This is not known for {customer} yet"), visit)
        else:
            self._desk.shell.open_record(kind, record_id)

    def _dial(self, one: Reached, _checked: bool = False) -> None:
        """The telephone program gets the number; it is told here too, for who has none."""
        self._desk.shell.say(tr("Calling {name}: {number}").format(name=one.name, number=one.phone))
        QDesktopServices.openUrl(tel_url(one.phone))

    def _technician(self, visit: Visit) -> str:
        technician = self._grid.store.technicians.get(visit.technician_id)
        return technician.name if technician is not None else ""

    def _say(self, words: str, visit: Visit) -> None:
        self._desk.shell.say(words.format(customer=visit.customer or visit.title))


def tel_url(number: str) -> QUrl:
    """The number as a telephone program takes it: digits, a plus before them, and an extension after them."""
    plain, _, extension = number.casefold().partition("ext")
    dialled = "".join(letter for letter in plain if letter.isdigit())
    plus = "+" if plain.strip().startswith("+") else ""
    more = "".join(letter for letter in extension if letter.isdigit())
    return QUrl(f"tel:{plus}{dialled}{f';ext={more}' if more else ''}")


def _add(menu: QMenu, text: str, call: Callable[[], None], sign: str) -> QAction:
    def run() -> None:
        call()

    action = menu.addAction(icon(sign), text.replace("&", "&&"))
    action.triggered.connect(run)
    return action
