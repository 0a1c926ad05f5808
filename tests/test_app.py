"""The window is painted before anything heavy is loaded, and an office opens behind it."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

import fsmdesk.app
import fsmdesk.opening
import fsmdesk.places
from fsmdesk.app import App
from fsmdesk.bootstrap import open_office
from fsmdesk.core.errors import PasswordWanted
from fsmdesk.core.messages import ChangeSet, RecordRef
from fsmdesk.core.terms import PaperSize, Role
from fsmdesk.first_offices import make_shop
from fsmdesk.folders import last_office
from fsmdesk.opening import Choice, ChoosePerson
from fsmdesk.passwords import password_in
from fsmdesk.services.setup.messages import SavePerson
from fsmdesk.views.main_window.attending import Attending
from fsmdesk.views.main_window.furnishing import Seat
from fsmdesk.views.main_window.places import Place
from fsmdesk.views.screen import Screen
from fsmdesk.views.tasks import Progress
from fsmdesk.views.welcome.join_office import JoinOffice
from fsmdesk.views.welcome.new_shop import ShopAnswers

ANSWERS = ShopAnswers(
    company_name="Northgate & Søn",
    owner_name="Mara Kent",
    country="Denmark",
    currency="DKK",
    locale="da_DK",
    timezone="Europe/Copenhagen",
    paper=PaperSize.A4,
    tax_name="Moms",
    tax_rate_ppm=250_000,
)
PLACES = (Place("board", "Board", "calendar-range", lambda desk: Screen(desk, "Board")),)


def plain_places() -> tuple[Place, ...]:
    return PLACES


class Opened:
    """The program on files of its own."""

    def __init__(self, qtbot: QtBot, qapp: QApplication, folder: Path) -> None:
        self.qtbot = qtbot
        self.qapp = qapp
        self.folder = folder
        self.apps: list[App] = []

    def start(self, place: str = "") -> App:
        made = App(self.qapp, place, self.folder)
        self.qtbot.addWidget(made.window)
        made.start()
        self.apps.append(made)
        return made

    def until_furnished(self, app: App) -> None:
        self.qtbot.waitUntil(lambda: app.window.current_screen() is not None, timeout=20_000)

    def form_of(self, app: App) -> QWidget | None:
        """What the welcome shows."""
        return None if app._welcome is None else app._welcome.currentWidget()

    def make_shop(self) -> str:
        return make_shop(self.folder, ANSWERS, Progress(lambda step: None))


@pytest.fixture
def opened(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Opened]:
    monkeypatch.setenv("FSMDESK_DATA", str(tmp_path))
    monkeypatch.setattr(fsmdesk.places, "places", plain_places)
    sheet, palette = qapp.styleSheet(), qapp.palette()
    made = Opened(qtbot, qapp, tmp_path)
    yield made
    for app in made.apps:
        app.window.close()
        app.deleteLater()
    qapp.setStyleSheet(sheet)
    qapp.setPalette(palette)


def test_nothing_heavy_is_loaded_before_the_window() -> None:
    heavy = ["sqlalchemy", "psycopg", "alembic", "reportlab", "openpyxl", "babel", "lxml"]
    script = f"import sys, fsmdesk.app; print(*sorted(set({heavy}) & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ""


def test_the_first_start_welcomes_and_a_shop_opens(opened: Opened) -> None:
    app = opened.start()
    assert app._welcome is not None
    assert app._welcome.isVisible()
    app._welcome.shop_wanted.emit(ANSWERS)
    opened.until_furnished(app)
    assert app.window.rail.isVisible()
    assert app.window.status_line._person.text() == "Mara Kent · Owner"
    assert app._furnishing is not None
    formats = app._furnishing.desk.formats
    assert (formats.locale, formats.currency) == ("da_DK", "DKK")


def test_the_same_office_opens_next_time(opened: Opened) -> None:
    place = opened.make_shop()
    first = opened.start(place)
    opened.until_furnished(first)
    assert last_office() == place


def test_two_shops_of_one_name_do_not_share_a_file(opened: Opened) -> None:
    assert opened.make_shop() != opened.make_shop()


def test_of_several_people_one_sits_down_and_is_remembered(opened: Opened) -> None:
    place = opened.make_shop()
    office = open_office(place).as_program()
    rosa = office.do(SavePerson(name="Rosa Diaz", role=Role.DISPATCHER)).value
    app = opened.start(place)
    opened.qtbot.waitUntil(lambda: app._picker is not None and app._picker.isVisible(), timeout=20_000)
    assert app._picker is not None
    app._picker.picked.emit(rosa)
    opened.until_furnished(app)
    assert app.window.status_line._person.text() == "Rosa Diaz · Dispatcher"
    app.window.close()
    later = opened.start(place)
    opened.until_furnished(later)
    assert later.window.status_line._person.text() == "Rosa Diaz · Dispatcher"
    later._change_sitter()
    opened.qtbot.waitUntil(lambda: later._picker is not None and later._picker.isVisible(), timeout=20_000)


def test_an_office_that_cannot_be_opened_says_why_and_shows_the_ways_in(opened: Opened) -> None:
    broken = opened.folder / "notes.txt"
    broken.write_text("This is no office.")
    app = opened.start(str(broken))
    opened.qtbot.waitUntil(lambda: bool(app.window.banners.notices()), timeout=20_000)
    (notice,) = app.window.banners.notices()
    assert notice.tone == "danger"
    assert app._welcome is not None
    assert broken.read_text() == "This is no office."


def test_a_shop_that_cannot_be_made_leaves_nothing(opened: Opened) -> None:
    (opened.folder / "offices").write_text("a file where the folder should be")
    app = opened.start()
    assert app._welcome is not None
    app._welcome.shop_wanted.emit(ANSWERS)
    opened.qtbot.waitUntil(lambda: bool(app.window.banners.notices()), timeout=20_000)
    (notice,) = app.window.banners.notices()
    assert "can't be made" in notice.text
    assert app._welcome.isVisible()


def test_words_of_the_command_box_find_records(opened: Opened) -> None:
    app = opened.start(opened.make_shop())
    opened.until_furnished(app)
    box = app.window.command_box
    box.open_box()
    QTest.keyClicks(box.field, "dark")
    assert "Dark theme" in [option.text for option in box.list.options()]


def test_what_another_seat_changes_reaches_the_screens(opened: Opened) -> None:
    place = opened.make_shop()
    app = opened.start(place)
    opened.until_furnished(app)
    assert app._furnishing is not None
    heard: list[tuple[ChangeSet, object]] = []
    reached: list[bool] = []
    app._furnishing.desk.hub.saved.connect(lambda changes, origin: heard.append((changes, origin)))
    app._furnishing.desk.hub.reached.connect(lambda is_reached, _: reached.append(is_reached))
    opened.qtbot.waitUntil(lambda: reached == [True], timeout=20_000)
    rosa = open_office(place).as_program().do(SavePerson(name="Rosa Diaz", role=Role.DISPATCHER)).value
    ours = RecordRef("person", rosa)
    opened.qtbot.waitUntil(lambda: any(ours in changes.records for changes, _ in heard), timeout=20_000)
    assert [origin for _, origin in heard] == [None] * len(heard)
    app._change_office()
    assert app._attending._feed is None


def test_the_office_that_was_left_is_one_key_away(opened: Opened) -> None:
    place = opened.make_shop()
    app = opened.start(place)
    opened.until_furnished(app)
    app._change_office()
    assert app.window.windowTitle() == "fsmdesk"
    welcome = app._welcome
    assert welcome is not None
    assert welcome.first.back.isVisible()
    app._join(str(opened.folder / "elsewhere.fsmdesk"))
    opened.qtbot.waitUntil(lambda: bool(app.window.banners.notices()), timeout=20_000)
    opened.qtbot.waitUntil(lambda: app._welcome is not None)
    app.window.activateWindow()
    opened.qtbot.waitUntil(app.window.isActiveWindow)
    QTest.keyClick(app.window, Qt.Key.Key_Escape)
    opened.until_furnished(app)
    assert app._place == place
    assert app.window.banners.notices() == []


def test_a_server_that_wants_a_password_is_asked_about_and_no_file_of_ours_has_it(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = opened.make_shop()
    tried: list[str] = []

    def open_shop(address: str, choose: ChoosePerson) -> Seat | Choice:
        tried.append(address)
        if not password_in(address):
            raise PasswordWanted("The server does not let you in.")
        return replace(open_here(place, choose), place=address)

    open_here = fsmdesk.opening.open_seat
    monkeypatch.setattr(fsmdesk.opening, "open_seat", open_shop)
    # There is no server to listen to.
    monkeypatch.setattr(Attending, "begin", lambda *_: None)
    app = opened.start("postgresql://mara@server/office")
    opened.qtbot.waitUntil(lambda: isinstance(opened.form_of(app), JoinOffice), timeout=20_000)
    form = opened.form_of(app)
    assert isinstance(form, JoinOffice)
    assert form.password.error()
    form.password.set_raw("s3cret")
    form._answer()
    opened.until_furnished(app)
    opened.qtbot.waitUntil(lambda: "keyring" in app.window.status_line.said(), timeout=20_000)
    assert tried == ["postgresql://mara@server/office", "postgresql://mara:s3cret@server/office"]
    app.window.close()
    files = [path for path in opened.folder.rglob("*") if path.is_file() and path.suffix != ".fsmdesk"]
    assert files
    assert [path for path in files if b"s3cret" in path.read_bytes()] == []


def test_a_call_that_was_not_saved_is_waiting_at_the_next_start(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_call = (
        *PLACES,
        Place(
            "new_call",
            "New call",
            "phone",
            lambda desk: Screen(desk, "New call"),
            in_rail=False,
            under="board",
        ),
    )
    monkeypatch.setattr(fsmdesk.places, "places", lambda: with_call)
    place = opened.make_shop()
    first = opened.start(place)
    opened.until_furnished(first)
    assert first.window.banners.notices() == []
    assert first.desk is not None
    first.desk.drafts.keep("intake-new", {"started_at": datetime(2026, 3, 2, 8, 12, tzinfo=UTC), "form": {}})
    first.window.close()
    later = opened.start(place)
    opened.until_furnished(later)
    (notice,) = later.window.banners.notices()
    assert notice.text.startswith("A call is waiting: what was typed on 2. mar. 2026")
    notice.actions[0][1]()
    screen = later.window.current_screen()
    assert screen is not None
    assert screen.accessibleName() == "New call"
    assert later.window.banners.notices() == []


def test_a_new_shop_begins_with_its_set_up_and_comes_back_there(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_setup = (
        *PLACES,
        Place(
            "setup", "Set up", "sparkles", lambda desk: Screen(desk, "Set up"), in_rail=False, comes_back=True
        ),
    )
    monkeypatch.setattr(fsmdesk.places, "places", lambda: with_setup)
    app = opened.start()
    assert app._welcome is not None
    app._welcome.shop_wanted.emit(ANSWERS)
    opened.until_furnished(app)
    assert shown(app) == "Set up"
    # Killed: nothing is asked to put anything away.
    later = opened.start(last_office())
    opened.until_furnished(later)
    assert shown(later) == "Set up"
    later.window.go("board")
    later.window.close()
    again = opened.start(last_office())
    opened.until_furnished(again)
    assert shown(again) == "Board"


def shown(app: App) -> str:
    screen = app.window.current_screen()
    return "" if screen is None else screen.accessibleName()
