"""Cards whose words wrap keep their height, and what is taken out of a layout never becomes a window."""

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from fsmdesk.views.widgets.surfaces import Card, ScrollColumn, clear_layout, paragraph, words

LONG = "The water in the basement is rising and the pump does not run. " * 12


def test_a_column_gives_wrapped_words_the_height_they_need(qtbot: QtBot) -> None:
    column = ScrollColumn()
    qtbot.addWidget(column)
    card = Card("A card", parent=column)
    text = paragraph(LONG, parent=card)
    card.body.addWidget(text)
    column.body.addWidget(card)
    column.resize(300, 120)  # less than the card needs
    column.show()
    qtbot.waitExposed(column)
    qtbot.waitUntil(lambda: text.height() >= text.heightForWidth(text.width()) > 0)
    column.resize(900, 600)
    qtbot.waitUntil(lambda: text.height() == text.heightForWidth(text.width()))


def test_what_is_cleared_before_it_was_shown_stays_hidden(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    window.show()
    qtbot.waitExposed(window)
    label = words("gone")
    layout.addWidget(label)  # the layout shows it once events are handled
    clear_layout(layout)
    QApplication.processEvents()
    assert not isValid(label) or not label.isVisible()
