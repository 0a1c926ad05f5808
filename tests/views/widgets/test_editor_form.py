"""A form saves as one piece, meets other seats halfway, and never loses what was typed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from threading import Event
from typing import Any, ClassVar

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from fsmdesk.core.errors import ConflictError, EnvironmentProblem, RuleBroken
from fsmdesk.core.messages import ChangeSet, Command, Query, RecordRef
from fsmdesk.core.permissions import Permission
from fsmdesk.core.times import now
from fsmdesk.services.changes.messages import ChangeNote, LastChange
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.editor_form import EditorForm
from fsmdesk.views.widgets.editor_screen import EditorScreen
from fsmdesk.views.widgets.field_text import FieldText
from fsmdesk.views.widgets.field_typed import FieldMoney
from tests.views.desks import PlainOffice, PlainShell, make_desk


@dataclass(frozen=True)
class Card:
    """A record."""

    version: int
    name: str
    notes: str
    price_minor: int | None


@dataclass(frozen=True, kw_only=True)
class ReadCard(Query[Card]):
    """One record."""

    card_id: int


@dataclass(frozen=True, kw_only=True)
class SaveCard(Command[int]):
    """All of it."""

    needs: ClassVar[Permission] = Permission.EDIT_PRICES
    card_id: int | None
    seen_version: int
    values: Mapping[str, Any]


class Stored:
    """One record as the database keeps it."""

    def __init__(self) -> None:
        self.card = Card(3, "Boiler", "Ring caretaker", 12000)
        self.gate: Event | None = None

    def read(self, query: ReadCard) -> Card:
        return self.card

    def save(self, command: SaveCard) -> int:
        if self.gate is not None:
            self.gate.wait(5)
        if command.values["name"] == "taken":
            raise RuleBroken("There is one of that name.", "name")
        if command.values["name"] == "down":
            raise EnvironmentProblem("The server does not answer.")
        if command.card_id is not None and command.seen_version != self.card.version:
            raise ConflictError("Changed.", who="Rosa", stored_version=self.card.version)
        self.card = Card(self.card.version + 1, **command.values)
        return 7

    def change(self, **values: object) -> None:
        """Another seat saves."""
        self.card = replace(self.card, version=self.card.version + 1, **values)  # type: ignore[arg-type]


class CardForm(EditorForm[Card, int]):
    """A form of three fields."""

    kind = "card"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.name = self.add_field(FieldText("name", "Name", is_required=True))
        self.notes = self.add_field(FieldText("notes", "Notes"))
        self.price = self.add_field(FieldMoney("price_minor", "Price", desk.formats))
        for field in (self.name, self.notes, self.price):
            self.body.addWidget(field)

    def query(self, record_id: int) -> Query[Card]:
        return ReadCard(card_id=record_id)

    def values(self, card: Card) -> Mapping[str, object]:
        return {"name": card.name, "notes": card.notes, "price_minor": card.price_minor}

    def version(self, card: Card) -> int:
        return card.version

    def command(self, values: Mapping[str, object]) -> Command[int]:
        return SaveCard(card_id=self.record_id, seen_version=self.seen_version, values=values)


class Opened:
    """A form on a stored record."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot = qtbot
        self.folder = folder
        self.stored = Stored()
        self.office = PlainOffice()
        self.office.answers = {ReadCard: self.stored.read, SaveCard: self.stored.save}
        self.office.changes = {SaveCard: ChangeSet.of([RecordRef("card", 7)])}
        self.shell = PlainShell()
        self.holder = QWidget()
        qtbot.addWidget(self.holder)
        self.desk = make_desk(folder, self.office, self.holder, self.shell)
        self.form = self.new_form()

    def new_form(self) -> CardForm:
        form = CardForm(self.desk)
        self.qtbot.addWidget(form)
        form.show()
        form.open(7)
        self.settle()
        return form

    def settle(self) -> None:
        self.qtbot.waitUntil(self.desk.tasks.is_idle)

    def type(self, field: Any, text: str) -> None:
        field.edit.selectAll()
        QTest.keyClicks(field.edit, text)

    def hear(self) -> None:
        """Another seat's save is heard of."""
        self.desk.hub.tell(ChangeSet.of([RecordRef("card", 7)]), None)
        self.settle()


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Opened]:
    made = Opened(qtbot, tmp_path)
    yield made
    made.desk.tasks.drain()


def test_what_changed_is_marked_until_it_is_back(opened: Opened) -> None:
    form = opened.form
    heard: list[bool] = []
    form.dirty_changed.connect(heard.append)
    opened.type(form.notes, "Other")
    assert form.notes.edit.property("mark") == "changed"
    assert form.is_dirty()
    opened.type(form.notes, "Ring caretaker")
    assert form.notes.edit.property("mark") == ""
    assert heard == [True, False]


def test_it_saves_as_one_piece(opened: Opened) -> None:
    form = opened.form
    saved: list[object] = []
    form.saved.connect(saved.append)
    opened.type(form.name, "Boiler 2")
    opened.type(form.price, "99.5")
    assert form.save()
    opened.settle()
    assert opened.stored.card == Card(4, "Boiler 2", "Ring caretaker", 9950)
    assert saved == [7]
    assert not form.is_dirty()
    assert form.seen_version == 4
    assert opened.shell.said[-1][0] == "Saved."
    assert opened.desk.drafts.read("card-7") is None


def test_a_second_save_goes_on_from_the_first(opened: Opened) -> None:
    for name in ("One", "Two"):
        opened.type(opened.form.name, name)
        opened.form.save()
        opened.settle()
    assert opened.stored.card.name == "Two"
    assert opened.stored.card.version == 5


def test_what_cannot_be_read_is_not_sent(opened: Opened) -> None:
    form = opened.form
    opened.type(form.price, "12,x")
    opened.type(form.name, " ")
    assert not form.save()
    assert form.price.error()
    assert form.name.error() == "Name is needed."
    assert form.name.edit.hasFocus()
    assert opened.office.done == []


def test_a_broken_rule_is_said_at_its_field(opened: Opened) -> None:
    form = opened.form
    opened.type(form.name, "taken")
    form.save()
    opened.settle()
    assert form.name.error() == "There is one of that name."
    assert form.is_dirty()


def test_trouble_keeps_what_was_typed_and_can_be_tried_again(opened: Opened) -> None:
    form = opened.form
    opened.type(form.name, "down")
    form.save()
    opened.settle()
    (notice,) = form.banners.notices()
    assert notice.text == "The server does not answer."
    assert form.name.edit.text() == "down"
    opened.desk.drafts.flush()
    assert opened.desk.drafts.read("card-7") is not None
    opened.office.answers[SaveCard] = lambda _command: 7
    ((_words, again),) = notice.actions
    again()
    opened.settle()
    assert len(opened.office.done) == 1


def test_fields_that_only_one_touched_merge_by_themselves(opened: Opened) -> None:
    form = opened.form
    opened.type(form.name, "Mine")
    opened.stored.change(notes="Theirs")
    form.save()
    opened.settle()
    assert opened.stored.card == Card(5, "Mine", "Theirs", 12000)
    assert form.notes.edit.text() == "Theirs"
    assert not form.is_dirty()
    assert form.conflict.isVisible()  # what came into this very save is told


def test_what_both_changed_is_asked_about(opened: Opened) -> None:
    form = opened.form
    opened.type(form.notes, "Mine")
    opened.stored.change(notes="Theirs", name="Their name")
    form.save()
    opened.settle()
    assert form.conflict.isVisible()
    assert form.conflict.undecided() == ["notes"]
    assert form.name.edit.text() == "Their name"
    assert form.notes.edit.text() == "Mine"
    assert not form.save()
    form.conflict._take_all.click()
    assert form.notes.edit.text() == "Theirs"
    assert not form.is_dirty()


def test_mine_can_be_kept_and_saved(opened: Opened) -> None:
    form = opened.form
    opened.type(form.notes, "Mine")
    opened.stored.change(notes="Theirs")
    form.save()
    opened.settle()
    form.conflict._keep_all.click()
    assert form.save()
    opened.settle()
    assert opened.stored.card.notes == "Mine"


def test_another_seats_save_appears_while_one_types(opened: Opened) -> None:
    form = opened.form
    form.name.edit.setFocus()
    opened.type(form.name, "Mine")
    opened.stored.change(price_minor=500)
    opened.hear()
    assert form.price.edit.text() == "5.00"
    assert form.name.edit.text() == "Mine"
    assert form.name.edit.hasFocus()
    assert form.conflict.isVisible()
    assert form.save()
    opened.settle()
    assert opened.stored.card == Card(5, "Mine", "Ring caretaker", 500)
    assert not form.conflict.isVisible()  # nothing is left of it that could be kept or given up


def test_it_says_who_changed_what_and_when(opened: Opened) -> None:
    form = opened.form
    asked: list[LastChange] = []

    def answer(query: LastChange) -> ChangeNote:
        asked.append(query)
        return ChangeNote("Rosa", now() - timedelta(seconds=20))

    opened.office.answers[LastChange] = answer
    opened.type(form.name, "Mine")
    opened.stored.change(notes="Ring caretaker, side gate after 10")
    opened.hear()
    assert asked == [LastChange(kind="card", record_id=7)]
    assert form.conflict.accessibleName() in {
        f"Rosa changed this {seconds} seconds ago. "
        "Notes: “Ring caretaker” → “Ring caretaker, side gate after 10”. Your edit to Name is kept."
        for seconds in range(20, 26)
    }


def test_both_edits_stand_until_one_is_given_up(opened: Opened) -> None:
    form = opened.form
    opened.type(form.name, "Mine")
    opened.stored.change(notes="Theirs")
    opened.hear()
    form.conflict._keep_all.click()
    assert (form.name.edit.text(), form.notes.edit.text()) == ("Mine", "Ring caretaker")
    form.save()
    opened.settle()
    assert opened.stored.card.notes == "Ring caretaker"
    opened.type(form.name, "Mine again")
    opened.stored.change(notes="Theirs again")
    opened.hear()
    form.conflict._take_all.click()
    assert (form.name.edit.text(), form.notes.edit.text()) == ("Mine", "Theirs again")
    assert not form.is_dirty()


def test_both_are_shown_side_by_side_when_asked_for(opened: Opened) -> None:
    form = opened.form
    opened.type(form.name, "Mine")
    opened.stored.change(notes="Theirs")
    opened.hear()
    shown = [
        label
        for label in form.conflict.findChildren(QLabel)
        if label.text() == "Theirs" and label.isVisible()
    ]
    assert shown == []
    form.conflict._show_link.click()
    assert {label.text() for label in form.conflict.findChildren(QLabel) if label.isVisible()} >= {
        *("Yours", "Theirs", "Name", "Mine", "Boiler", "Notes", "Ring caretaker")
    }


def test_what_follows_a_save_sees_what_is_stored_now(opened: Opened) -> None:
    form = opened.form
    seen: list[tuple[int, bool]] = []
    opened.type(form.name, "Boiler 2")
    form.save(lambda: seen.append((form.seen_version, form.is_busy())))
    opened.settle()
    assert seen == [(4, False)]


def test_what_follows_the_first_save_of_a_record_is_done(opened: Opened) -> None:
    form = opened.form
    form.open_new()
    opened.type(form.name, "New one")
    done: list[bool] = []
    form.save(lambda: done.append(True))
    opened.settle()
    assert done == [True]


def test_what_the_office_made_of_our_own_save_is_shown_without_a_word(opened: Opened) -> None:
    form = opened.form

    def save_trimmed(command: SaveCard) -> int:
        opened.stored.change(**{**command.values, "name": "Tidy"})
        return 7

    opened.office.answers[SaveCard] = save_trimmed
    opened.type(form.name, "untidy")
    form.save()
    opened.settle()
    assert form.name.edit.text() == "Tidy"
    assert not form.is_dirty()
    assert not form.conflict.isVisible()


def test_another_screen_of_this_seat_is_followed_without_a_word(opened: Opened) -> None:
    opened.stored.change(notes="From the board")
    opened.desk.hub.tell(ChangeSet.of([RecordRef("card", 7)]), opened.holder)
    opened.settle()
    assert opened.form.notes.edit.text() == "From the board"
    assert not opened.form.conflict.isVisible()


def test_a_change_heard_while_reading_is_read_afterwards(opened: Opened) -> None:
    gate = Event()
    answers = [opened.stored.card]

    def read_slowly(query: ReadCard) -> Card:
        gate.wait(5)
        return answers.pop() if answers else opened.stored.card

    opened.office.answers[ReadCard] = read_slowly
    opened.form.read_again()
    opened.stored.change(notes="Meanwhile")
    opened.desk.hub.tell(ChangeSet.of([RecordRef("card", 7)]), None)
    gate.set()
    opened.qtbot.waitUntil(lambda: opened.form.notes.edit.text() == "Meanwhile")


def test_what_is_typed_during_a_save_stays_and_is_saved_next(opened: Opened) -> None:
    form = opened.form
    opened.stored.gate = Event()
    opened.type(form.name, "First")
    form.save()
    opened.type(form.notes, "Typed meanwhile")
    opened.stored.gate.set()
    opened.settle()
    assert form.is_dirty()
    assert form.notes.edit.text() == "Typed meanwhile"
    assert not form.conflict.isVisible()
    form.save()
    opened.settle()
    assert opened.stored.card == Card(5, "First", "Typed meanwhile", 12000)


def test_a_crash_loses_nothing(opened: Opened) -> None:
    opened.type(opened.form.notes, "Half a sent")
    opened.type(opened.form.price, "12,")
    opened.desk.drafts.flush()
    later = opened.new_form()
    assert later.notes.edit.text() == "Half a sent"
    assert later.price.edit.text() == "12,"
    assert later.is_dirty()
    later.discard()
    assert later.notes.edit.text() == "Ring caretaker"
    assert opened.desk.drafts.read("card-7") is None


def test_a_new_record_begins_with_what_is_known(opened: Opened) -> None:
    form = opened.form
    form.open_new({"notes": "From the call"})
    assert not form.is_dirty()
    opened.type(form.name, "New one")
    form.save()
    opened.settle()
    command = opened.office.done[-1]
    assert isinstance(command, SaveCard)
    assert command.card_id is None
    assert dict(command.values) == {"name": "New one", "notes": "From the call", "price_minor": None}


def test_an_answer_for_a_record_that_was_left_changes_nothing(opened: Opened) -> None:
    form = opened.form
    gate = Event()
    answers = [Card(1, "Late", "", None), opened.stored.card]

    def read(query: ReadCard) -> Card:
        if query.card_id == 8:
            gate.wait(5)
            return answers[0]
        return answers[1]

    opened.office.answers[ReadCard] = read
    form.open(8)
    form.open(7)
    gate.set()
    opened.settle()
    assert form.name.edit.text() == "Boiler"
    assert form.record_id == 7


def test_the_screen_keeps_a_draft_instead_of_asking(opened: Opened, qtbot: QtBot) -> None:
    form = CardForm(opened.desk)
    screen = EditorScreen(opened.desk, "Price", form)
    qtbot.addWidget(screen)
    screen.show()
    screen.arrive(7)
    opened.settle()
    assert not screen.save_action.isEnabled()
    opened.type(form.notes, "Unsaved")
    assert screen.save_action.isEnabled()
    assert screen.depart()
    assert (opened.folder / "drafts" / "card-7.json").exists()
    assert "draft" in opened.shell.said[-1][0]


def test_the_record_before_is_not_painted_while_another_is_read(opened: Opened, qtbot: QtBot) -> None:
    form, gate = CardForm(opened.desk), Event()
    screen = EditorScreen(opened.desk, "Price", form)
    qtbot.addWidget(screen)
    screen.show()
    screen.arrive(7)
    opened.settle()
    qtbot.waitUntil(screen.updatesEnabled)

    def read(query: ReadCard) -> Card:
        gate.wait(5)
        return Card(1, "Pump", "", None)

    opened.office.answers[ReadCard] = read
    screen.arrive(8)
    assert not screen.updatesEnabled()
    qtbot.waitUntil(screen.updatesEnabled)  # it takes long, so what is there is shown
    assert form.name.edit.text() == "Boiler"
    gate.set()
    opened.settle()
    qtbot.waitUntil(screen.updatesEnabled)
    assert form.name.edit.text() == "Pump"


def test_a_record_that_can_not_be_read_is_painted_as_such(opened: Opened, qtbot: QtBot) -> None:
    screen = EditorScreen(opened.desk, "Price", CardForm(opened.desk))
    qtbot.addWidget(screen)
    screen.show()

    def fail(query: ReadCard) -> Card:
        raise EnvironmentProblem("The server does not answer.")

    opened.office.answers[ReadCard] = fail
    screen.arrive(8)
    opened.settle()
    qtbot.waitUntil(screen.updatesEnabled)
