"""What makes an empty window one person's: the desk, the places, the command box's records."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from fsmdesk.core.formats import Formats
from fsmdesk.core.permissions import Permission
from fsmdesk.passwords import without_password
from fsmdesk.services.finding.messages import FindRecords, Found
from fsmdesk.views.actions import ActionRegistry
from fsmdesk.views.change_hub import ChangeHub
from fsmdesk.views.desk import Desk, Office, Shell
from fsmdesk.views.drafts import DraftStore
from fsmdesk.views.error_presenter import ErrorPresenter
from fsmdesk.views.main_window.command_box import Answer
from fsmdesk.views.main_window.getting_started import GettingStarted
from fsmdesk.views.main_window.kept_call import CALL_PLACE, KEPT_CALL, kept_call
from fsmdesk.views.main_window.kept_records import KEPT_RECORDS, KeptRecords
from fsmdesk.views.main_window.places import Place
from fsmdesk.views.main_window.rail_counter import RailCounter
from fsmdesk.views.main_window.reopening import Reopening
from fsmdesk.views.main_window.settings_beside import SettingsBeside
from fsmdesk.views.main_window.taking_back import TakingBack
from fsmdesk.views.main_window.warming import Warming
from fsmdesk.views.main_window.window import MainWindow
from fsmdesk.views.person_settings import PersonSettings
from fsmdesk.views.screen import Screen
from fsmdesk.views.tasks import TaskRunner
from fsmdesk.views.widgets.busy import BusyWatch
from fsmdesk.views.widgets.option_list import Option

SETUP = "setup"
# In the order in which one is likely to want them.
_LARGEST = (
    *("work_order", "new_call", "customer", "invoice", "my_day", "machine", "site", "technician"),
    *("prices", "settings", "hours", "import"),
)
_ICONS = {
    "customer": "building-2",
    "contact": "user",
    "site": "map-pin",
    "equipment": "wrench",
    "work_order": "clipboard-list",
    "invoice": "receipt",
    "item": "package",
    "technician": "hard-hat",
}


@dataclass(frozen=True, slots=True)
class Seat:
    """An office with somebody sitting in it: its place, the shop's name, where it is in words.

    `load_rest`, where there is one, is a job for after the first place has been painted. `name` is what the
    log calls this seat.
    """

    place: str
    office: Office
    person_id: int
    company: str
    where: str
    formats: Formats
    load_rest: Callable[[], object] | None = None
    name: str = ""


class Furnishing(QObject):
    """One person's things in the window, from sitting down until leaving."""

    def __init__(
        self,
        window: MainWindow,
        tasks: TaskRunner,
        errors: ErrorPresenter,
        folder: Path,
        places: Sequence[Place],
        seat: Seat,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._seat = seat
        name = f"{hashlib.sha256(without_password(seat.place).encode()).hexdigest()[:12]}-{seat.person_id}"
        self.desk = Desk(
            office=seat.office,
            tasks=tasks,
            hub=ChangeHub(self),
            shell=window,
            actions=window.actions_offered,
            settings=PersonSettings(folder / "settings" / f"{name}.json", self),
            drafts=DraftStore(folder / "drafts" / name, self),
            errors=errors,
            formats=seat.formats,
            nest=window.stack,
        )
        mine = [place for place in places if seat.office.may(place.needs) and place.is_for(seat.office.actor)]
        self._places = [_allowed(place, seat.office) for place in mine]
        self._opens = tuple(kind for place in self._places for kind in place.opens)
        self._counter = RailCounter(self.desk, window.rail, self)
        self._watch = BusyWatch(tasks, window.status_line.busy, window)
        self._kept_records = KeptRecords(self.desk, window, self._opens, self)
        self._started: GettingStarted | None = None

    def load_screens(self) -> None:
        """Every place's screen is imported, so that its first visit has only to build it. Runs on any thread."""
        for place in self._places:
            place.load()

    def warm_screens(self, then: Callable[[], object]) -> None:
        """The largest screens are made while nobody waits for anything; `then` follows."""
        known = {place.id for place in self._places}
        ahead = [place for place in _LARGEST if place in known]
        Warming(self._window.screens.begin, ahead, self.desk.tasks, then, self).begin()

    def look_back(self) -> None:
        """What this person did before is taken back by Ctrl+Z, and what others do is said on the status line."""
        TakingBack(self.desk, self._window.undo_stack, self._window.status_line, self).begin()

    def begin_setup(self) -> None:
        """The window opens, now and after a crash, where a new shop is set up."""
        self.desk.settings.keep("place", SETUP)
        self.desk.settings.flush()

    def place_all(self) -> None:
        """The rail shows what this person may see, and the window is where this person left it."""
        window, actor = self._window, self._seat.office.actor
        window.furnish(self._places, self._build, self.desk.settings, self._build_beside)
        window.status_line.show_person(f"{actor.name} · {actor.role.label}")
        window.status_line.show_connection(self._seat.company, True, self._seat.where)
        self.desk.hub.reached.connect(self._show_connection)
        window.command_box.find_with(self._find)
        window.command_box.record_chosen.connect(self._open_found)
        window.open_first()
        self._tell_of_call()
        self._kept_records.look()
        Reopening(self.desk, window.beside, self._places, self).begin()

    def _tell_of_call(self) -> None:
        """A call that was not saved when the program ended is waiting; it says so until somebody looks."""
        notice = kept_call(self.desk)
        if notice is not None:
            self._window.show_notice(notice)
            self._window.arrived.connect(self._close_hint)

    @Slot(object)
    def _close_hint(self, place: Place) -> None:
        if place.id == CALL_PLACE:
            self._window.banners.close_notice(KEPT_CALL)
            self._window.arrived.disconnect(self._close_hint)

    def begin_counting(self) -> None:
        """The rail shows how much waits, and what is left to set up; the first look loads the whole office."""
        self._counter.begin()
        if self.desk.may(Permission.EDIT_OFFICE) and any(place.id == SETUP for place in self._places):
            self._started = GettingStarted(self.desk, self._window)
            self._window.stand_over_places(self._started)
            self._started.step_chosen.connect(self._show_setup)
            self._window.arrived.connect(self._arrived)
            self._arrived(self._window.place_shown())
            self._started.read()

    @Slot(object)
    def _arrived(self, place: Place | None) -> None:
        if self._started is not None:
            self._started.stand_over(place is not None and place.in_rail and not place.at_foot)

    @Slot()
    def _show_setup(self) -> None:
        self._window.go(SETUP)

    def keep_all(self) -> None:
        """What was typed and how the window stands is on disk."""
        self.desk.drafts.flush()
        self.desk.settings.flush()

    def clear_away(self) -> None:
        """The window is empty again."""
        self._window.command_box.record_chosen.disconnect(self._open_found)
        self.desk.hub.reached.disconnect(self._show_connection)
        if self._started is not None:
            self._window.arrived.disconnect(self._arrived)
            self._started.deleteLater()
        self._window.banners.close_notice(KEPT_CALL)
        self._window.banners.close_notice(KEPT_RECORDS)
        self._window.clear_away()
        self.keep_all()
        self._watch.deleteLater()

    @Slot(bool, str)
    def _show_connection(self, is_reached: bool, why: str) -> None:
        where = self._seat.where if is_reached else f"{self._seat.where}\n{why}"
        self._window.status_line.show_connection(self._seat.company, is_reached, where)
        if is_reached:
            self.desk.errors.end_outage()

    def _build(self, place: Place) -> Screen:
        return place.build(self.desk)

    def _build_beside(self, place: Place, shell: Shell, actions: ActionRegistry, nest: QWidget) -> Screen:
        settings = self.desk.settings
        if place.own_beside:
            settings = SettingsBeside(settings, place.own_beside, nest)
        return place.build(replace(self.desk, shell=shell, actions=actions, nest=nest, settings=settings))

    def _find(self, text: str, answer: Answer) -> None:
        def show(found: Sequence[Found]) -> None:
            answer([_as_option(one) for one in found])

        def refuse(error: Exception) -> None:
            answer([])
            self.desk.errors.show(error, self, read=FindRecords)

        if self._opens:
            self.desk.ask(self, FindRecords(text=text, kinds=self._opens), show, refuse)
        else:
            answer([])

    @Slot(object)
    def _open_found(self, option: Option) -> None:
        if isinstance(option.value, Found):
            self._window.open_record(option.value.kind, option.value.id)


def _allowed(place: Place, office: Office) -> Place:
    """The place, with what this person may begin there."""
    return replace(place, offers=tuple(offer for offer in place.offers if office.may(offer.needs)))


def _as_option(found: Found) -> Option:
    return Option(found.id, found.title, found.subtitle, _ICONS.get(found.kind, "search"), found)
