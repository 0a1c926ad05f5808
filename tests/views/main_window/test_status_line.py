"""What happened is said, and grows old."""

from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from fsmdesk.views.main_window.status_line import AGES_AFTER, GONE_AFTER, StatusLine


class Clock:
    """Stands still until it is told otherwise."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def line_of(qtbot: QtBot, clock: Clock) -> StatusLine:
    made = StatusLine(clock=clock)
    qtbot.addWidget(made)
    made.show()
    return made


def test_what_happened_is_no_news_after_a_while(qtbot: QtBot) -> None:
    clock = Clock()
    line = line_of(qtbot, clock)
    line.say("Saved.", False)
    clock.now += AGES_AFTER - 1
    line.age()
    assert line.said() == line._text.text() == "Saved."
    clock.now += 1
    line.age()
    assert line.said() == line._text.text() == ""


def test_what_can_be_taken_back_says_how_long_ago_it_was(qtbot: QtBot) -> None:
    clock = Clock()
    line = line_of(qtbot, clock)
    line.say("Moved #7", True)
    clock.now += 125
    line.age()
    assert line._text.text() == "Moved #7 · 2 min ago"
    assert line.said() == "Moved #7"
    assert line._undo.isVisible()
    clock.now += GONE_AFTER
    line.age()
    assert line._text.text() == ""
    assert not line._undo.isVisible()


def test_it_grows_old_by_itself(qtbot: QtBot) -> None:
    clock = Clock()
    line = line_of(qtbot, clock)
    line._ageing.setInterval(1)
    line.say("Saved.", False)
    clock.now += AGES_AFTER
    qtbot.waitUntil(lambda: line.said() == "")
    assert not line._ageing.isActive()


def test_a_click_on_who_sits_here_offers_to_change_it(qtbot: QtBot) -> None:
    line = line_of(qtbot, Clock())
    button = line._person
    assert not button.isVisible()
    line.show_person("Mara Kent · Owner")
    change = QAction("Somebody else sits here", line)
    line.offer_at_person([change])
    menu = line.seat_menu()
    assert menu.actions() == [change]
    menu.deleteLater()
    assert button.accessibleName() == "Who sits here: Mara Kent · Owner"
