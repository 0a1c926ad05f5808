"""Parts that are shown together are laid out once."""

from itertools import pairwise

from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from fsmdesk.views.widgets.laid_out_once import laid_out_once


def test_what_is_shown_together_is_laid_out_after_it_and_stands_where_it_should(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    around = QHBoxLayout(window)
    inside = QWidget(window)
    around.addWidget(inside)
    row = QHBoxLayout(inside)
    buttons = [QPushButton(str(number), inside) for number in range(6)]
    for button in buttons:
        row.addWidget(button)
        button.hide()
    window.show()
    qtbot.waitExposed(window)
    QApplication.processEvents()
    with laid_out_once(inside):
        for button in buttons:
            button.show()
        assert len({button.x() for button in buttons}) == 1  # none has its place yet
    QApplication.processEvents()
    assert all(left.geometry().right() < right.x() for left, right in pairwise(buttons))


def test_without_a_layout_nothing_is_different(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    with laid_out_once(widget):
        widget.show()
    assert widget.isVisible()
