"""The fields of a form: marked where they are changed, kept as a draft, brought together with another seat's."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, TypeVar

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.words import tr
from fsmdesk.views.desk import Desk
from fsmdesk.views.error_presenter import Notice
from fsmdesk.views.making import Pieces, make
from fsmdesk.views.widgets.banner import BannerArea
from fsmdesk.views.widgets.conflict_banner import ConflictBanner, Difference
from fsmdesk.views.widgets.editor_merge import merge
from fsmdesk.views.widgets.field import Field
from fsmdesk.views.widgets.form_draft import FormDraft

FieldT = TypeVar("FieldT", bound=Field[Any])
Values = Mapping[str, object]


class FieldsForm(QWidget):
    """What a form has without an office behind it; `EditorForm` reads and saves it.

    Signals:
        dirty_changed(bool): whether something is typed that is not saved.
    """

    kind: ClassVar[str] = ""
    dirty_changed = Signal(bool)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.fields: dict[str, Field[Any]] = {}
        self.draft = FormDraft(desk.drafts, self.fields)
        self.record_id: int | None = None
        self.seen_version = 0
        self._base: dict[str, object] = {}
        self._mine: dict[str, object] = {}
        self._is_dirty = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.banners = BannerArea(self, (0, 0, 0, 0))
        self.conflict = ConflictBanner(self)
        self.conflict.took_theirs.connect(self._take_theirs)
        self.conflict.kept_mine.connect(self._keep_mine)
        self.conflict.closed.connect(self.conflict.hide)
        column.addWidget(self.banners)
        column.addWidget(self.conflict)
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        column.addLayout(self.body)

    def draft_name(self) -> str:
        """Under which name what is typed is kept until it is saved."""
        return f"{self.kind}-{self.record_id if self.record_id is not None else 'new'}"

    def add_field(self, field: FieldT) -> FieldT:
        """The form reads, marks and saves this field; the caller puts it into a layout."""
        self.fields[field.key] = field
        field.changed.connect(self._edited)
        return field

    def lock(self) -> None:
        """No field can be typed in; what it holds can be read and copied."""
        make(self._locking())

    def _locking(self) -> Pieces:
        for field in self.fields.values():
            field.set_read_only(True)
        yield

    def is_dirty(self) -> bool:
        """True if something is typed that is not saved."""
        return self._is_dirty

    def discard(self) -> None:
        """Give up what was typed; the fields show what is stored."""
        self.draft.drop(self.draft_name())
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

    def _show_values(self, values: Mapping[str, object]) -> None:
        self._base = dict(values)
        for key, field in self.fields.items():
            field.set_value(values.get(key))
        self._mark()

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

    def _bring_together(self, theirs: Values, said: Callable[[], str], is_ours: bool) -> None:
        """Fields that only the other seat touched are theirs now; the rest is shown side by side.

        `said` tells who changed what and when.
        """
        before = dict(self._base)
        mine = self._typed_values()
        found = merge(before, mine, theirs, self._same, self._merged)
        for key in found.taken:
            self.fields[key].set_value(theirs[key])
        for key, both in found.joined.items():
            self.fields[key].set_value(both)
        for key in self.fields:
            self._base[key] = theirs.get(key)
        self._mark()
        if found.joined:
            self._keep_draft()
        if found.clashing or ((found.taken or found.joined) and not is_ours):
            self._mine = {key: mine[key] for key in (*found.taken, *found.joined)}
            self.conflict.show_merge(
                said,
                [self._difference(key, before, mine, theirs) for key in (*found.taken, *found.joined)],
                [self._difference(key, before, mine, theirs) for key in found.kept],
                [self._difference(key, before, mine, theirs) for key in found.clashing],
            )

    def _difference(self, key: str, before: Values, mine: Values, theirs: Values) -> Difference:
        field = self.fields[key]
        shown = (field.shown(side.get(key)) for side in (before, mine, theirs))
        return Difference(key, field.label, *shown)

    def _merged(self, key: str, before: object, mine: object, theirs: object) -> object:
        return self.fields[key].merged(before, mine, theirs)

    def _same(self, key: str, one: object, other: object) -> bool:
        return self.fields[key].same(one, other)

    @Slot(str)
    def _take_theirs(self, key: str) -> None:
        self.fields[key].set_value(self._base.get(key))
        self._edited()

    @Slot(str)
    def _keep_mine(self, key: str) -> None:
        if key in self._mine:  # else the field holds mine already
            self.fields[key].set_value(self._mine[key])
            self._edited()

    def _keep_draft(self) -> None:
        self.draft.keep(self.draft_name(), self.seen_version, self._changed_keys())

    def _restore_draft(self) -> None:
        says = self.draft.put_back(self.draft_name(), self.seen_version)
        self._mark()
        if says and self._is_dirty:
            give_up = (tr("Give it up"), self.discard)
            self.show_notice(Notice(says, "info", (give_up,), key="draft"))
        elif says:
            self.draft.drop(self.draft_name())


def _readable(field: Field[Any], otherwise: object) -> object:
    try:
        return field.read()
    except RuleBroken:
        return otherwise
