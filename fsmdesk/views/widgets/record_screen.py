"""The editor of one record that can be archived, with cards of what belongs to it."""

from typing import Any, ClassVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from fsmdesk.core.messages import ChangeSet
from fsmdesk.core.permissions import Permission
from fsmdesk.core.words import tr
from fsmdesk.services.parties.messages import ArchiveRecord
from fsmdesk.views.actions import ActionSpec
from fsmdesk.views.allowance import limit, why_not
from fsmdesk.views.desk import Desk
from fsmdesk.views.error_presenter import Notice
from fsmdesk.views.widgets.editor_form import EditorForm
from fsmdesk.views.widgets.editor_screen import EditorScreen
from fsmdesk.views.widgets.surfaces import paragraph


class RecordScreen(EditorScreen):
    """A subclass names what it takes to edit and which kinds belong to the record, and fills its parts.

    Parts are cards that only an existing record has; they are hidden while a new one is typed. Where the
    person may not edit, the fields can be read and copied, and the buttons say why they are off.
    """

    needs: ClassVar[Permission] = Permission.EDIT_CUSTOMERS
    part_kinds: ClassVar[tuple[str, ...]] = ()
    later: ClassVar[str] = ""  # what can be added once a new record is saved

    def __init__(self, desk: Desk, title: str, new_title: str, form: EditorForm[Any, Any]) -> None:
        self._refusal = why_not(desk, self.needs)
        self._new_title = new_title
        self._parts: list[QWidget] = []
        self._is_archived = False
        super().__init__(desk, title, form)
        self.archive_action = self.add_action(
            ActionSpec(f"{form.kind}.archive", tr("Archive"), self._archive, icon="archive")
        )
        self.archive_action.setVisible(False)
        inside = self.side.widget()
        room = inside.layout() if inside is not None else None
        if room is not None:
            room.setContentsMargins(8, 16, 20, 16)  # clear of the bar that scrolls the form
        self._later = paragraph(self.later, "muted", self)
        self._later.hide()
        self.main.body.addWidget(self._later)
        limit(self.archive_action, self._refusal)
        form.shown.connect(self._show_record)
        desk.hub.saved.connect(self._hear_parts)
        if self._refusal:
            form.lock()

    def heading(self, card: Any) -> tuple[str, str]:
        """Title and subtitle of the record."""
        raise NotImplementedError

    def is_archived(self, card: Any) -> bool:
        """True if the record has left the lists."""
        return card.archived_at is not None

    def show_parts(self, card: Any) -> None:
        """The card was read, for the first time or again: show what belongs to it."""

    def add_part(self, part: QWidget, *, beside: bool = False) -> None:
        """Put a card below the form, or beside it."""
        self._parts.append(part)
        part.hide()
        (self.side if beside else self.main).body.addWidget(part)
        if beside:
            self.side.show()

    def arrive(self, record_id: int | None) -> None:
        """Show the record, or begin a new one."""
        if record_id is None or record_id != self.form.record_id:
            self.top_bar.set_title(self._new_title if record_id is None else self._title)
            self.banners.close_notice("archived")
            self._show_existing(False)
        super().arrive(record_id)
        self._later.setVisible(record_id is None and bool(self.later))
        self._show_state()

    def _show_existing(self, exists: bool) -> None:
        for part in self._parts:
            part.setVisible(exists)
        self.archive_action.setVisible(exists)
        self._later.hide()

    @Slot(object)
    def _show_record(self, card: object) -> None:
        self.top_bar.set_title(*self.heading(card))
        self._show_existing(True)
        self._is_archived = self.is_archived(card)
        self.archive_action.setText(tr("Bring back") if self._is_archived else tr("Archive"))
        if self._is_archived:
            text = tr("This is archived: it is in no list, and its history stays.")
            self.show_notice(Notice(text, "info", key="archived"))
        else:
            self.banners.close_notice("archived")
        self.show_parts(card)

    def _archive(self) -> None:
        if self.form.record_id is None:
            return
        command = ArchiveRecord(
            kind=self.form.kind,
            record_id=self.form.record_id,
            seen_version=self.form.seen_version,
            archived=not self._is_archived,
        )
        said = tr("{name} is back.") if self._is_archived else tr("{name} is archived.")
        name = self.top_bar.title()
        self.desk.do(self, command, self._settled, said=said.format(name=name))

    def _settled(self, _done: object) -> None:
        self.banners.close_notice("error")

    def _show_state(self) -> None:
        super()._show_state()
        limit(self.save_action, self._refusal)

    @Slot(object, object)
    def _hear_parts(self, changes: ChangeSet, _origin: object) -> None:
        # The form hears of its own record; this is about what belongs to it.
        is_own = self.form.record_id in changes.ids(self.form.kind)
        if self.form.record_id is not None and not is_own and changes.touches(*self.part_kinds):
            self.form.read_again()
