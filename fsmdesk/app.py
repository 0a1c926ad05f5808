"""The window: painted first, then the office is opened behind it, then its first place is shown.

Nothing here imports SQLAlchemy before the window is painted; jobs import what they need.
"""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from fsmdesk.core.errors import EnvironmentProblem, PasswordWanted, UserFacingError
from fsmdesk.core.words import tr
from fsmdesk.folders import data_folder, last_office, remember_office
from fsmdesk.passwords import keep_password, with_kept_password, without_password
from fsmdesk.views.actions import ActionSpec
from fsmdesk.views.crash_hooks import CrashHooks
from fsmdesk.views.drafts import DraftStore
from fsmdesk.views.enter_presses import EnterPresses
from fsmdesk.views.error_presenter import ErrorPresenter, Notice
from fsmdesk.views.main_window.attending import Attending
from fsmdesk.views.main_window.window import MainWindow
from fsmdesk.views.person_settings import PersonSettings
from fsmdesk.views.python_manners import PythonManners
from fsmdesk.views.tasks import Lane, Progress, TaskRunner
from fsmdesk.views.theme.fonts import load_fonts
from fsmdesk.views.theme.theme import Theme, ThemeChoice

_PAINTING_MS = 50
MakeOffice = Callable[[Progress], str]

if TYPE_CHECKING:
    from fsmdesk.db.feed import ChangeFeed
    from fsmdesk.opening import Choice, ChoosePerson
    from fsmdesk.services.setup.messages import PersonRow
    from fsmdesk.views.change_hub import ChangeHub
    from fsmdesk.views.desk import Desk, Office
    from fsmdesk.views.main_window.about_facts import Fact
    from fsmdesk.views.main_window.furnishing import Furnishing, Seat
    from fsmdesk.views.tasks import Step
    from fsmdesk.views.welcome.new_shop import ShopAnswers
    from fsmdesk.views.welcome.person_picker import PersonPicker
    from fsmdesk.views.welcome.welcome import Welcome


class App(QObject):
    """Puts everything together for one window.

    `place` is the office to open, empty for the welcome; `folder` holds this person's files.
    """

    def __init__(self, app: QApplication, place: str, folder: Path) -> None:
        super().__init__(app)
        self._app = app
        self._place = place
        self._folder = folder
        self._here = PersonSettings(folder / "settings" / "this-computer.json", self)
        self.theme = Theme(app, ThemeChoice.of(self._here.text("theme")))
        self.window = MainWindow()
        self.tasks = TaskRunner(self)
        self._manners = PythonManners(self.tasks, self)
        self._enter = EnterPresses(app, self)
        self.errors = ErrorPresenter(self.window, folder / "reports", self)
        self._hooks = CrashHooks(self.errors, self)
        self._drafts = DraftStore(folder / "drafts" / "first-start", self)
        self._furnishing: Furnishing | None = None
        self._welcome: Welcome | None = None
        self._left = place  # the office that `Open another office` came from
        self._picker: PersonPicker | None = None
        self._choice: Choice | None = None
        self._making = 0
        self._is_fresh = False
        self._begins_setup = False
        self._load_rest: Callable[[], object] | None = None
        self._attending = Attending(self.tasks, _feed_of_others, self)
        self._seat_name = ""
        self.window.screens.made.connect(self._manners.keep)
        self.window.painted.connect(self._begin)
        self.window.closing.connect(self._close)

    def start(self) -> None:
        """The window is shown; the office is opened once it has been painted."""
        self._hooks.install()
        self._manners.adopt()
        self.window.restore_geometry(self._here)
        if not self._place:
            self._show_welcome()
            self._go_on()
        self.window.show()

    @property
    def desk(self) -> "Desk | None":
        """What the screens work with; None until somebody sits here."""
        return None if self._furnishing is None else self._furnishing.desk

    @Slot()
    def _begin(self) -> None:
        self._add_actions()
        if self._place:
            self._open()

    def _open(self) -> None:
        self.window.banners.close_notice("office")
        self.window.status_line.busy.begin(tr("Opening the office…"))
        self.tasks.run(
            self, partial(_open_seat, self._place, self._who), self._opened, self._not_opened, Lane.WRITE
        )

    def _who(self, people: "tuple[PersonRow, ...]") -> int | None:
        """Who sits here: the only one, the owner of an office just made, or the one who did last time."""
        known = self._here.mapping("sitters").get(without_password(self._place))
        ids = [person.id for person in people]
        if len(ids) == 1 or (self._is_fresh and ids):
            return ids[0]
        return known if isinstance(known, int) and known in ids else None

    def _opened(self, answer: "Seat | Choice") -> None:
        self.window.status_line.busy.end()
        from fsmdesk.views.main_window.furnishing import Seat

        if isinstance(answer, Seat):
            self._sit(answer)
        elif answer.people:
            self._ask_who(answer)
        else:
            self._not_opened(UserFacingError(tr("Nobody works in this office yet.")))

    def _sit(self, seat: "Seat") -> None:
        from fsmdesk.places import places
        from fsmdesk.views.main_window.furnishing import Furnishing

        self._is_fresh = False
        self._place = seat.place
        remember_office(without_password(seat.place))
        self._remember_sitter(seat.person_id)
        self._end_alone()
        self._furnishing = Furnishing(
            self.window, self.tasks, self.errors, self._folder, places(), seat, self
        )
        self._load_rest, self._seat_name = seat.load_rest, seat.name
        if self._begins_setup:
            self._begins_setup = False
            self._furnishing.begin_setup()
        self._furnishing.place_all()
        self.tasks.ended.connect(self._rest_when_shown)
        self._rest_when_shown(0)

    def _remember_sitter(self, person_id: int | None) -> None:
        """This person sits down here next time; with None it is asked."""
        place = without_password(self._place)
        sitters = {where: who for where, who in self._here.mapping("sitters").items() if where != place}
        self._here.keep("sitters", sitters if person_id is None else {**sitters, place: person_id})

    @Slot(int)
    def _rest_when_shown(self, _ticket: int) -> None:
        """Once nothing is waited for any more and the screen had time to be painted, the rest is loaded."""
        if self.tasks.is_idle():
            self.tasks.ended.disconnect(self._rest_when_shown)
            QTimer.singleShot(_PAINTING_MS, self, self._load_rest_now)

    @Slot()
    def _load_rest_now(self) -> None:
        job, self._load_rest = self._load_rest, None
        if job is not None:
            # What fails here fails again, and is said, when somebody wants something of it.
            self.tasks.run(self, job, _nothing, _nothing, Lane.REST)
        if self._furnishing is not None:
            self._furnishing.begin_counting()
            self.tasks.run(self, self._furnishing.load_screens, self._warm_screens, _nothing, Lane.REST)
            self._attending.begin(self._furnishing.desk, self._place, self._seat_name)
        self.tasks.run(self, partial(keep_password, self._place), self._password_kept, _nothing, Lane.REST)

    def _password_kept(self, is_kept: bool) -> None:
        if not is_kept:
            says = tr("This computer has no keyring that keeps the password: the next start asks for it.")
            self.window.say(says)

    def _warm_screens(self, _loaded: None) -> None:
        self._manners.keep()
        if self._furnishing is not None:
            self._furnishing.look_back()
            self._furnishing.warm_screens(self._manners.keep)

    def _not_opened(self, error: Exception) -> None:
        self.window.status_line.busy.end()
        if not isinstance(error, UserFacingError | EnvironmentProblem):
            self.errors.show_crash(error)
            return
        self._show_welcome()
        if isinstance(error, PasswordWanted) and self._welcome is not None:
            self._welcome.ask_password(without_password(self._place), str(error))
            return
        again = (tr("Try again"), self._open)
        self.window.show_notice(Notice(str(error), "danger", (again,), key="office"))

    def _ask_who(self, choice: "Choice") -> None:
        from fsmdesk.views.welcome.person_picker import PersonPicker, Sitter

        self._end_alone()
        self._choice = choice
        sitters = [Sitter(person.id, person.name, person.role.label) for person in choice.people]
        self._picker = PersonPicker(choice.where, sitters)
        self._picker.picked.connect(self._picked)
        self.window.show_alone(self._picker)

    @Slot(int)
    def _picked(self, person_id: int) -> None:
        from fsmdesk.opening import sit_down

        if self._choice is not None:
            job = partial(sit_down, self._choice, person_id)
            self.tasks.run(self, job, self._sit, self._not_opened, Lane.WRITE)

    def _change_sitter(self) -> None:
        """Forget who sits here and ask again."""
        self._remember_sitter(None)
        self._leave_office()
        self._open()

    def _change_office(self) -> None:
        """Show the ways in again, and the way back."""
        self._left = self._place
        self._leave_office()
        self._show_welcome()
        if self._welcome is not None:
            self._welcome.first.offer_way_back()

    @Slot()
    def _go_back(self) -> None:
        """The office that was left is opened again, whatever was tried meanwhile."""
        self._place = self._left
        self._open()

    def _leave_office(self) -> None:
        self._attending.end()
        if self._furnishing is not None:
            self._furnishing.clear_away()
            self._furnishing.deleteLater()
            QTimer.singleShot(_PAINTING_MS, self._manners, self._manners.release)
            self._furnishing = None

    def _show_welcome(self) -> None:
        if self._welcome is not None:
            self._welcome.show_ways()
            return
        from fsmdesk.views.welcome.welcome import Welcome

        self._end_alone()
        self._welcome = Welcome(self._drafts)
        self._welcome.demo_wanted.connect(self._make_demo)
        self._welcome.shop_wanted.connect(self._make_shop)
        self._welcome.join_wanted.connect(self._join)
        self._welcome.back_wanted.connect(self._go_back)
        self._welcome.cancelled.connect(self._stop_making)
        self.window.show_alone(self._welcome)

    def _go_on(self) -> None:
        """A shop that somebody began to set up is there again, as far as it was."""
        if self._welcome is not None:
            self._welcome.go_on()

    def _end_alone(self) -> None:
        for widget in (self._welcome, self._picker):
            if widget is not None:
                self.window.end_alone(widget)
        self._welcome = self._picker = None

    @Slot()
    def _make_demo(self) -> None:
        from fsmdesk.first_offices import make_demo_shop

        self._make(partial(make_demo_shop, self._folder))

    @Slot(object)
    def _make_shop(self, answers: "ShopAnswers") -> None:
        from fsmdesk.first_offices import make_shop

        self._begins_setup = True
        self._make(partial(make_shop, self._folder, answers))

    @Slot(str)
    def _join(self, place: str) -> None:
        self._place = place
        self._open()

    def _make(self, job: MakeOffice) -> None:
        from fsmdesk.views.tasks import Step

        self.window.banners.close_notice("office")
        self._show_step(Step(0, 0, tr("Making the office…")))
        self._making = self.tasks.run_long(self, job, self._made, self._not_made, self._show_step, Lane.WRITE)

    def _show_step(self, step: "Step") -> None:
        if self._welcome is not None:
            self._welcome.show_progress(step)

    def _made(self, place: str) -> None:
        from fsmdesk.views.welcome.welcome import SHOP_DRAFT

        self._drafts.drop(SHOP_DRAFT)
        self._place = place
        self._is_fresh = True
        self._open()

    def _not_made(self, error: Exception) -> None:
        self._begins_setup = False
        if self._welcome is not None:
            self._welcome.show_ways()
        self.errors.show(error)

    @Slot()
    def _stop_making(self) -> None:
        self.tasks.cancel(self._making)
        if self._welcome is not None:
            self._welcome.show_ways()

    def _add_actions(self) -> None:
        add = partial(self.window.actions_offered.add, self.window)
        sitter, theme, about = tr("person user switch sign out log in"), tr("colours"), tr("version licence")
        seat = (
            ActionSpec(
                "seat.person", tr("Somebody else sits here"), self._change_sitter, "", "users", sitter
            ),
            ActionSpec("seat.office", tr("Open another office"), self._change_office, icon="server"),
            ActionSpec(
                "theme.system", tr("Theme as on this computer"), self._theme_of_system, "", "monitor", theme
            ),
            ActionSpec("theme.light", tr("Light theme"), self._light_theme, "", "sun", theme),
            ActionSpec("theme.dark", tr("Dark theme"), self._dark_theme, "", "moon", theme),
            ActionSpec("window.about", tr("About fsmdesk"), self._show_about, "", "info", about),
        )
        self.window.status_line.offer_at_person([add(spec) for spec in seat])
        add(ActionSpec("window.close", tr("Close fsmdesk"), self._close_window, "Ctrl+Q", "log-out"))

    def _show_about(self) -> None:
        """Versions, paths and licences; a worker gathers them."""
        from fsmdesk.views.main_window.about_dialog import AboutDialog

        dialog = AboutDialog(self.window)
        dialog.show()
        office = None if self.desk is None else self.desk.office
        job = partial(_facts_and_licences, office, without_password(self._place), self._folder)
        self.tasks.run(dialog, job, dialog.show_all, self.errors.show, Lane.REST)

    def _theme_of_system(self) -> None:
        self._choose_theme(ThemeChoice.SYSTEM)

    def _light_theme(self) -> None:
        self._choose_theme(ThemeChoice.LIGHT)

    def _dark_theme(self) -> None:
        self._choose_theme(ThemeChoice.DARK)

    def _choose_theme(self, choice: ThemeChoice) -> None:
        self.theme.choose(choice)
        self._here.keep("theme", choice.value)

    def _close_window(self) -> None:
        self.window.close()

    @Slot()
    def _close(self) -> None:
        """Keep what was typed, end the workers, then let the window go."""
        self.window.keep_geometry(self._here)
        self._here.flush()
        self._drafts.flush()
        if self._furnishing is not None:
            self._furnishing.keep_all()
        self._attending.end()
        self._hooks.remove()
        self.tasks.drain()
        self._manners.drop()


def _nothing(_outcome: object) -> None:
    """Nobody waits for it."""


def _feed_of_others(place: str, seat: str, hub: "ChangeHub") -> "ChangeFeed":
    from fsmdesk.hearing import feed_of_others

    return feed_of_others(place, seat, hub.hear, hub.tell_connection, hub.see)


def _open_seat(place: str, choose: "ChoosePerson") -> "Seat | Choice":
    from fsmdesk.opening import open_seat

    return open_seat(with_kept_password(place), choose)


def _facts_and_licences(office: "Office | None", place: str, folder: Path) -> "tuple[list[Fact], list[Fact]]":
    from fsmdesk.services.about.messages import AboutOffice
    from fsmdesk.views.main_window.about_facts import facts, licences

    if office is None:
        return facts("", "", "", folder), licences()
    ground = office.ask(AboutOffice())
    return facts(place, ground.database, ground.step, folder), licences()


def run_window(place: str | None = None) -> int:
    """Show the window on the office at `place` (None: the last one, else the welcome) until it is closed."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("fsmdesk")
    app.setApplicationDisplayName("fsmdesk")
    load_fonts(app)
    seated = App(app, last_office() if place is None else place, data_folder())
    seated.start()
    return app.exec()
