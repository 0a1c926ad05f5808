"""The base of every form: reads a record, marks what is changed, saves as one piece, loses nothing typed."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Generic, TypeVar

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fsmdesk.core.errors import ConflictError, RuleBroken
from fsmdesk.core.messages import ChangeSet, Command, Done, Query
from fsmdesk.core.words import tr
from fsmdesk.views.desk import Desk
from fsmdesk.views.error_presenter import Notice
from fsmdesk.views.widgets.banner import BannerArea
from fsmdesk.views.widgets.conflict_banner import ConflictBanner, Difference
from fsmdesk.views.widgets.editor_merge import merge
from fsmdesk.views.widgets.field import Field

CardT = TypeVar("CardT")
ResultT = TypeVar("ResultT")
FieldT = TypeVar("FieldT", bound=Field[Any])
Values = Mapping[str, object]


class EditorForm(QWidget, Generic[CardT, ResultT]):
    """A subclass names `kind`, adds its fields, and overrides `query`, `values`, `version` and `command`.

    Signals:
        shown(object): the card was read and shown, for the first time or again.
        dirty_changed(bool): whether something is typed that is not saved.
        busy_changed(bool): whether the record is being read or saved.
        saved(object): the command's value, after a save was confirmed.
    """

    kind: ClassVar[str] = ""
    shown = Signal(object)
    dirty_changed = Signal(bool)
    busy_changed = Signal(bool)
    saved = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.fields: dict[str, Field[Any]] = {}
        self.record_id: int | None = None
        self.seen_version = 0
        self.card: CardT | None = None
        self._base: dict[str, object] = {}
        self._is_dirty = False
        self._is_busy = False
        self._is_old = False
        self._visit = 0
        self._then: Callable[[], object] | None = None
        self._has_retried = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.banners = BannerArea(self, (0, 0, 0, 0))
        self.conflict = ConflictBanner(self)
        self.conflict.took_theirs.connect(self._take_theirs)
        self.conflict.closed.connect(self.conflict.hide)
        column.addWidget(self.banners)
        column.addWidget(self.conflict)
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        column.addLayout(self.body)
        desk.hub.saved.connect(self._hear)

    # --- what a subclass says

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

    def said(self) -> str:
        """What the status line says after a save."""
        return tr("Saved.")

    def draft_name(self) -> str:
        """Under which name what is typed is kept until it is saved."""
        return f"{self.kind}-{self.record_id if self.record_id is not None else 'new'}"

    # --- what everybody calls

    def add_field(self, field: FieldT) -> FieldT:
        """The form reads, marks and saves this field; the caller puts it into a layout."""
        self.fields[field.key] = field
        field.changed.connect(self._edited)
        return field

    def open(self, record_id: int) -> None:
        """Read the record and show it; what was typed and not saved before is put back."""
        self._leave_record()
        self.record_id = record_id
        self._read(self._show_first)

    def open_new(self, values: Values | None = None) -> None:
        """Begin a new record with these values; a draft of one is put back."""
        self._leave_record()
        self.record_id = None
        self.seen_version = 0
        self.card = None
        self._show_values(dict(values or {}))
        self._restore_draft()

    def is_dirty(self) -> bool:
        """True if something is typed that is not saved."""
        return self._is_dirty

    def is_busy(self) -> bool:
        """True while the record is being read or saved."""
        return self._is_busy

    def save(self, then: Callable[[], object] | None = None) -> bool:
        """Save what is typed as one piece, then call `then`; False if a field has to be mended first."""
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
        visit, sent = self._visit, self._typed_values()

        def settle(done: Done[ResultT]) -> None:
            if visit == self._visit:
                self._settle(done, sent)

        def refuse(error: Exception) -> None:
            if visit == self._visit:
                self._refuse(error)

        self.desk.do(self, command, settle, refuse, said=self.said())
        return True

    def discard(self) -> None:
        """Give up what was typed; the fields show what is stored."""
        self.desk.drafts.drop(self.draft_name())
        self.conflict.hide()
        self.banners.close_notice("draft")
        self._show_values(self._base)

    def show_error(self, error: RuleBroken) -> None:
        """Say at the field what is wrong, or above the form if it is about the whole."""
        field = self.fields.get(error.field)
        if field is None:
            self.banners.show_notice(Notice(str(error), "warn", key="error"))
            return
        field.show_error(str(error))
        field.setFocus()

    def show_notice(self, notice: Notice) -> None:
        """Show a banner above the fields."""
        self.banners.show_notice(notice)

    # --- reading

    def _read(self, then: Callable[[CardT], None]) -> None:
        if self.record_id is None:
            return
        self._set_busy(True)
        visit = self._visit

        def show(card: CardT) -> None:
            if visit == self._visit:
                self._set_busy(False)
                then(card)

        def refuse(error: Exception) -> None:
            if visit == self._visit:
                self._set_busy(False)
                self.desk.errors.show(error, self, self.read_again)

        self.desk.ask(self, self.query(self.record_id), show, refuse)

    def read_again(self) -> None:
        """Read the record again; what is typed stays."""
        if self.card is None:
            self._read(self._show_first)
        elif not self._is_busy:
            self._read(self._show_again)

    def _show_first(self, card: CardT) -> None:
        self.card, self.seen_version = card, self.version(card)
        self._show_values(dict(self.values(card)))
        self._restore_draft()
        self.shown.emit(card)

    def _show_again(self, card: CardT) -> None:
        self._merge(card, "")
        self.shown.emit(card)

    def _show_settled(self, card: CardT) -> None:
        """Show what our own seat saved, here or on another screen: only a clash is worth a word."""
        self._merge(card, "", is_ours=True)
        self.shown.emit(card)

    def _show_values(self, values: Mapping[str, object]) -> None:
        self._base = dict(values)
        for key, field in self.fields.items():
            field.set_value(values.get(key))
        self._mark()

    # --- what is typed

    @Slot()
    def _edited(self) -> None:
        self._mark()
        self._keep_draft()

    def _mark(self) -> None:
        changed = self._changed_keys()
        for key, field in self.fields.items():
            field.set_changed(key in changed and self.record_id is not None)
        if bool(changed) != self._is_dirty:
            self._is_dirty = bool(changed)
            self.dirty_changed.emit(self._is_dirty)

    def _changed_keys(self) -> set[str]:
        changed = set()
        for key, field in self.fields.items():
            try:
                if not field.same(field.read(), self._base.get(key)):
                    changed.add(key)
            except RuleBroken:
                changed.add(key)
        return changed

    def _typed_values(self) -> dict[str, object]:
        return {key: _readable(field, None) for key, field in self.fields.items()}

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

    # --- saving

    def _settle(self, done: Done[ResultT], sent: Values) -> None:
        self._has_retried = False
        self._base = dict(sent)
        self.desk.drafts.drop(self.draft_name())
        self.banners.close_notice("draft")
        self._set_busy(False)
        self._mark()
        if self._is_dirty:
            self._keep_draft()  # typed while the save was under way
        self._read(self._show_settled)
        then, self._then = self._then, None
        self.saved.emit(done.value)
        if then is not None:
            then()

    def _refuse(self, error: Exception) -> None:
        self._set_busy(False)
        if isinstance(error, ConflictError) and not self._has_retried:
            who = error.who

            def settle_conflict(card: CardT) -> None:
                self._merge(card, who)
                if not self.conflict.undecided():
                    self._has_retried = True
                    self.save(self._then)

            self._read(settle_conflict)
            return
        self._has_retried = False
        if isinstance(error, RuleBroken):
            self.show_error(error)
        else:
            self.desk.errors.show(error, self, self._save_again)

    def _save_again(self) -> None:
        self.save(self._then)

    def _set_busy(self, is_busy: bool) -> None:
        if is_busy != self._is_busy:
            self._is_busy = is_busy
            self.busy_changed.emit(is_busy)
        if not is_busy and self._is_old:
            self._is_old = False
            QTimer.singleShot(0, self.read_again)

    # --- another seat

    @Slot(object, object)
    def _hear(self, changes: ChangeSet, origin: object) -> None:
        if origin is self or self.record_id is None or self.card is None:
            return
        if self.record_id not in changes.ids(self.kind):
            return
        if self._is_busy:
            self._is_old = True  # what is being read or saved may be older than this
        else:
            self._read(self._show_again if origin is None else self._show_settled)

    def _merge(self, card: CardT, who: str, is_ours: bool = False) -> None:
        before = dict(self._base)
        theirs = {key: field_value for key, field_value in self.values(card).items() if key in self.fields}
        mine = self._typed_values()
        found = merge(before, mine, theirs, self._same)
        self.card, self.seen_version = card, self.version(card)
        for key in found.taken:
            self.fields[key].set_value(theirs[key])
        for key in self.fields:
            self._base[key] = theirs.get(key)
        self._mark()
        if found.clashing or (found.taken and not is_ours):
            self.conflict.show_merge(
                who,
                [self._difference(key, before, mine, theirs) for key in found.taken],
                [self._difference(key, before, mine, theirs) for key in found.kept],
                [self._difference(key, before, mine, theirs) for key in found.clashing],
            )

    def _difference(self, key: str, before: Values, mine: Values, theirs: Values) -> Difference:
        field = self.fields[key]
        shown = (field.shown(side.get(key)) for side in (before, mine, theirs))
        return Difference(key, field.label, *shown)

    def _same(self, key: str, one: object, other: object) -> bool:
        return self.fields[key].same(one, other)

    @Slot(str)
    def _take_theirs(self, key: str) -> None:
        self.fields[key].set_value(self._base.get(key))
        self._edited()

    # --- drafts

    def _keep_draft(self) -> None:
        changed = self._changed_keys()
        if not changed:
            self.desk.drafts.drop(self.draft_name())
            return
        raw = {key: self.fields[key].raw() for key in changed}
        self.desk.drafts.keep(self.draft_name(), {"version": self.seen_version, "raw": raw})

    def _restore_draft(self) -> None:
        draft = self.desk.drafts.read(self.draft_name())
        raw = draft.get("raw") if draft is not None else None
        if draft is None or not isinstance(raw, dict):
            return
        for key, typed in raw.items():
            if key in self.fields:
                self.fields[key].set_raw(typed)
        self._mark()
        if not self._is_dirty:
            self.desk.drafts.drop(self.draft_name())
            return
        text = tr("What you typed before is back and is not saved yet.")
        if draft.get("version") != self.seen_version:
            text = tr(
                "What you typed before is back; the record was changed since. Look at the marked fields."
            )
        give_up = (tr("Give it up"), self.discard)
        self.show_notice(Notice(text, "info", (give_up,), key="draft"))

    def _leave_record(self) -> None:
        self._visit += 1
        self._is_old = False
        self._set_busy(False)
        self._then = None
        self.card = None
        self.conflict.hide()
        for key in ("error", "draft"):
            self.banners.close_notice(key)


def _readable(field: Field[Any], otherwise: object) -> object:
    try:
        return field.read()
    except RuleBroken:
        return otherwise
