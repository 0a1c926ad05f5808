"""The base of every form: reads a record, marks what is changed, saves as one piece, loses nothing typed."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from fsmdesk.core.errors import ConflictError, RuleBroken
from fsmdesk.core.messages import ChangeSet, Command, Done, Query
from fsmdesk.core.times import now
from fsmdesk.core.words import tr
from fsmdesk.services.changes.messages import ChangeNote, LastChange
from fsmdesk.views.desk import Desk
from fsmdesk.views.making import Pieces, Slices
from fsmdesk.views.widgets.change_words import changed_words
from fsmdesk.views.widgets.editor_fields import FieldsForm, Values

CardT = TypeVar("CardT")
ResultT = TypeVar("ResultT")
AnswerT = TypeVar("AnswerT")


class EditorForm(FieldsForm, Generic[CardT, ResultT]):
    """A subclass names `kind`, adds its fields, and overrides `query`, `values`, `version` and `command`.

    Signals:
        shown(object): the card was read and shown, for the first time or again.
        busy_changed(bool): whether the record is being read or saved.
        saved(object): the command's value, after a save was confirmed.
    """

    shown = Signal(object)
    busy_changed = Signal(bool)
    saved = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.card: CardT | None = None
        self._is_busy = False
        self._is_old = False
        self._is_old_by_others = False
        self._visit = 0
        self._then: Callable[[], object] | None = None
        self._has_retried = False
        desk.hub.saved.connect(self._hear)

    def query(self, record_id: int) -> Query[CardT]:
        """The query that reads the record."""
        raise NotImplementedError

    def values(self, card: CardT) -> Values:
        """The values of the fields by key."""
        raise NotImplementedError

    def version(self, card: CardT) -> int:
        """The version of the record that the card shows."""
        raise NotImplementedError

    def command(self, values: Values) -> Command[ResultT]:
        """The command that saves all these values; `record_id` is None for a new record.

        Raises:
            RuleBroken: values that do not go together, with the field it is about.
        """
        raise NotImplementedError

    def room_for(self, card: CardT) -> Pieces | None:
        """What has to be made before this record can be shown, where that takes long; None where it does not."""
        return None

    def said(self) -> str:
        """What the status line says after a save."""
        return tr("Saved.")

    def open(self, record_id: int) -> None:
        """Read the record and show it; what was typed and not saved before is put back."""
        self._leave_record()
        self.record_id = record_id
        self._read(self._make_room)

    def open_new(self, values: Values | None = None) -> None:
        """Begin a new record with these values; a draft of one is put back."""
        self._leave_record()
        self.record_id = None
        self.seen_version = 0
        self.card = None
        self._show_values(dict(values or {}))
        self._restore_draft()

    def let_go(self) -> None:
        """No record is shown; what was typed is a draft, which the next form with this record puts back."""
        self._leave_record()
        self.record_id = None
        if self._is_dirty:
            self._is_dirty = False
            self.dirty_changed.emit(False)

    def is_busy(self) -> bool:
        """True while the record is being read or saved."""
        return self._is_busy

    def save(self, then: Callable[[], object] | None = None) -> bool:
        """Save what is typed as one piece; False if a field has to be mended first.

        `then` is called once the save is confirmed and what is stored now is shown.
        """
        if self._is_busy:
            return False
        if self.conflict.undecided():
            self.conflict.setFocus()
            return False
        self.banners.close_notice("error")
        command = self._checked_command()
        if command is None:
            return False
        self._then = then
        self._set_busy(True)
        settle = self._unless_left(partial(self._settle, self._typed_values()))
        self.desk.do(self, command, settle, self._unless_left(self._refuse), said=self.said())
        return True

    def _read(self, then: Callable[[CardT], None]) -> None:
        if self.record_id is None:
            return
        self._set_busy(True)

        def show(card: CardT) -> None:
            self._set_busy(False)
            then(card)

        def refuse(error: Exception) -> None:
            self._set_busy(False)
            self.desk.errors.show(error, self, self.read_again, read=self.kind)

        query = self.query(self.record_id)
        self.desk.ask(self, query, self._unless_left(show), self._unless_left(refuse))

    def _unless_left(self, then: Callable[[AnswerT], object]) -> Callable[[AnswerT], None]:
        """The same, but nothing happens if another record is shown by then."""
        visit = self._visit

        def go_on(answer: AnswerT) -> None:
            if visit == self._visit:
                then(answer)

        return go_on

    def read_again(self) -> None:
        """Read the record again; what is typed stays."""
        if self.card is None:
            self._read(self._make_room)
        elif self._is_busy:
            self._is_old = self._is_old_by_others = True
        else:
            self._read(self._show_theirs)

    def _make_room(self, card: CardT) -> None:
        room = self.room_for(card)
        if room is None:
            self._show_first(card)
            return
        self._set_busy(True)

        def show(_made: None = None) -> None:
            self._set_busy(False)
            self._show_first(card)

        then = self._unless_left(show)
        Slices(self._while_here(room), partial(then, None), self)

    def _while_here(self, room: Pieces) -> Pieces:
        """What is made for a record ends where another one is shown."""
        visit = self._visit
        for _ in room:
            yield
            if visit != self._visit:
                return

    def _show_first(self, card: CardT) -> None:
        self.card, self.seen_version = card, self.version(card)
        self._show_values(dict(self.values(card)))
        self._restore_draft()
        self.shown.emit(card)

    def _show_theirs(self, card: CardT) -> None:
        """Show what another seat saved, once it is known who did."""
        if self.version(card) == self.seen_version:
            self._show_again(card, "", None)
        else:
            self._ask_who("", partial(self._show_again, card))

    def _show_again(self, card: CardT, who: str, at: datetime | None) -> None:
        self._merge(card, who, at)
        self.shown.emit(card)

    def _show_settled(self, card: CardT) -> None:
        """Show what our own seat saved, here or on another screen: only a clash is worth a word."""
        self._merge(card, "", None, is_ours=True)
        self.shown.emit(card)

    def _show_saved(self, card: CardT) -> None:
        self._show_settled(card)
        self._go_on()

    def _ask_who(self, who: str, then: Callable[[str, datetime | None], object]) -> None:
        """Ask the log who changed the record and when; without an answer it goes on with what is known."""
        self._set_busy(True)

        def go_on(found: object) -> None:
            self._set_busy(False)
            if isinstance(found, ChangeNote):
                then(found.who, found.at)
            else:
                then(who, None)

        question = LastChange(kind=self.kind, record_id=self.record_id or 0)
        self.desk.ask(self, question, self._unless_left(go_on), self._unless_left(go_on))

    def _checked_command(self) -> Command[ResultT] | None:
        values: dict[str, object] = {}
        first: RuleBroken | None = None
        for key, field in self.fields.items():
            try:
                values[key] = field.value()
            except RuleBroken as broken:
                field.show_error(str(broken))
                first = first or broken
        if first is not None:
            self.fields[first.field].setFocus()
            return None
        try:
            return self.command(values)
        except RuleBroken as broken:
            self.show_error(broken)
            return None

    def _settle(self, sent: Values, done: Done[ResultT]) -> None:
        if not self._has_retried:  # else it tells what was merged into this very save
            self.conflict.hide()
        self._has_retried = False
        self._base = dict(sent)
        self.draft.drop(self.draft_name())
        self.banners.close_notice("draft")
        self._set_busy(False)
        self._mark()
        if self._is_dirty:
            self._keep_draft()  # typed while the save was under way
        if self.record_id is not None:
            self._read(self._show_saved)
        self.saved.emit(done.value)
        if self.record_id is None:
            self._go_on()

    def _go_on(self) -> None:
        then, self._then = self._then, None
        if then is not None:
            then()

    def _refuse(self, error: Exception) -> None:
        self._set_busy(False)
        if isinstance(error, ConflictError) and not self._has_retried:
            who = error.who
            self._read(lambda card: self._ask_who(who, partial(self._settle_conflict, card)))
            return
        self._has_retried = False
        if isinstance(error, RuleBroken):
            self.show_error(error)
        else:
            self.desk.errors.show(error, self, self._save_again)

    def _settle_conflict(self, card: CardT, who: str, at: datetime | None) -> None:
        self._merge(card, who, at)
        if not self.conflict.undecided():
            self._has_retried = True
            self.save(self._then)

    def _save_again(self) -> None:
        self.save(self._then)

    def _set_busy(self, is_busy: bool) -> None:
        if is_busy != self._is_busy:
            self._is_busy = is_busy
            self.busy_changed.emit(is_busy)
        if not is_busy and self._is_old:
            QTimer.singleShot(0, self, self._read_what_was_missed)

    @Slot()
    def _read_what_was_missed(self) -> None:
        if self._is_busy or not self._is_old:
            return  # looked at again when that is over
        is_theirs = self._is_old_by_others
        self._is_old = self._is_old_by_others = False
        self._read(self._show_theirs if is_theirs else self._show_settled)

    @Slot(object, object)
    def _hear(self, changes: ChangeSet, origin: object) -> None:
        if origin is self or self.record_id is None or self.card is None:
            return
        if self.record_id not in changes.ids(self.kind):
            return
        if self._is_busy:
            self._is_old = True  # what is being read or saved may be older than this
            self._is_old_by_others |= origin is None
        else:
            self._read(self._show_theirs if origin is None else self._show_settled)

    def _merge(self, card: CardT, who: str, at: datetime | None, is_ours: bool = False) -> None:
        theirs = {key: value for key, value in self.values(card).items() if key in self.fields}
        self.card, self.seen_version = card, self.version(card)
        self._bring_together(theirs, partial(self._said_of, who, at), is_ours)

    def _said_of(self, who: str, at: datetime | None) -> str:
        return changed_words(self.kind, who, at, now(), self.desk.formats)

    def _leave_record(self) -> None:
        self._visit += 1
        self._is_old = self._is_old_by_others = False
        self._set_busy(False)
        self._then = None
        self.card = None
        self.conflict.hide()
        for key in ("error", "draft"):
            self.banners.close_notice(key)
