from dataclasses import dataclass

from PySide6.QtCore import QPersistentModelIndex
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QStyledItemDelegate
from pytestqt.qtbot import QtBot

from fsmdesk.views.widgets.card_list import CARD_ROLE, CardList, CardModel


@dataclass(frozen=True)
class Note:
    id: int
    text: str = ""


class Notes(CardModel[Note]):
    def key_of(self, row: Note) -> int:
        return row.id

    def spoken(self, row: Note) -> str:
        return f"note {row.id} {row.text}"


def notes(*ids: int) -> list[Note]:
    return [Note(each) for each in ids]


def test_any_list_becomes_any_other_without_a_reset(qtbot: QtBot) -> None:
    model = Notes()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    with qtbot.assertNotEmitted(model.modelReset):
        for ids in ([1, 2, 3], [3, 1], [], [5, 4, 3, 2, 1], [1, 2, 3, 4, 5], [9, 5, 1, 8]):
            model.replace_rows(notes(*ids))
            assert [note.id for note in model.rows()] == ids
    assert tester.model() is model


def test_the_current_card_stays_current_wherever_it_moves(qtbot: QtBot) -> None:
    model = Notes()
    view = CardList("Notes", QStyledItemDelegate())
    qtbot.addWidget(view)
    view.setModel(model)
    model.replace_rows(notes(1, 2, 3))
    view.setCurrentIndex(model.index(1))
    held = QPersistentModelIndex(view.currentIndex())
    model.replace_rows([*notes(7, 8, 3), Note(2, "other")])
    assert view.currentIndex() == held
    assert view.currentIndex().data(CARD_ROLE) == Note(2, "other")


def test_a_screen_reader_hears_the_words(qtbot: QtBot) -> None:
    model = Notes()
    model.replace_rows([Note(4, "ring twice")])
    assert model.index(0).data() == "note 4 ring twice"
    assert (model.place_of(4), model.place_of(5), model.row_at(5)) == (0, -1, None)
