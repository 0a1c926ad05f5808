"""A screen around one form: Save, the main action, Esc, and whether it is saved."""

from typing import Any, ClassVar

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from fsmdesk.core.words import tr
from fsmdesk.views.actions import ActionSpec
from fsmdesk.views.desk import Desk
from fsmdesk.views.screen import Screen
from fsmdesk.views.widgets.busy import BusyLine
from fsmdesk.views.widgets.editor_form import EditorForm
from fsmdesk.views.widgets.surfaces import ScrollColumn, SidePanel, words

_PATIENCE_MS = 150
_NESTED_LAYOUTS = 4


class EditorScreen(Screen):
    """Shows `form` in a scrolling column, with `side` beside it where it is used.

    Without a record it begins a new one. Leaving never asks: what is typed is kept as a draft.
    A screen whose main action is another one says so by `is_save_primary`.
    """

    is_save_primary: ClassVar[bool] = True

    def __init__(
        self, desk: Desk, title: str, form: EditorForm[Any, Any], parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, title, parent, has_command_field=False)
        self._title = title
        self.form = form
        row = QHBoxLayout()
        row.setSpacing(0)
        self.body.addLayout(row, 1)
        self.main = ScrollColumn(self)
        self.side = SidePanel(self)
        self.side.hide()
        row.addWidget(self.main, 1)
        row.addWidget(self.side)
        self.main.body.addWidget(form)  # last: a scroll area that is moved measures all that is in it
        self._state = words("", "muted", self)
        self.busy = BusyLine(self)
        self.top_bar.add_right(self.busy)
        self.top_bar.add_right(self._state)
        self.save_action = self.add_action(
            ActionSpec(f"{form.kind}.save", tr("Save"), self._save, "Ctrl+S"),
            primary=self.is_save_primary,
        )
        back = ActionSpec(f"{form.kind}.back", tr("Back"), self._back, "Esc", "arrow-left")
        self.top_bar.offer_back(
            self.add_action(back, in_bar=False, context=Qt.ShortcutContext.WindowShortcut)
        )
        self._turns = 0
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._paint_again)
        form.shown.connect(self._paint_soon)
        form.dirty_changed.connect(self._show_state)
        form.shown.connect(self._show_state)
        form.busy_changed.connect(self._show_busy)
        form.saved.connect(self._saved)
        self._show_state()

    def arrive(self, record_id: int | None) -> None:
        """Show the record, or begin a new one; coming back to the same one keeps what is shown."""
        if record_id is None:
            self.form.open_new()
        elif record_id != self.form.record_id or self.form.card is None:
            self._hold_painting()
            self.form.open(record_id)
        else:
            self.form.read_again()
        first = next(iter(self.form.fields.values()), None)
        if first is not None:
            first.setFocus()

    def _hold_painting(self) -> None:
        """Nothing of the record before is painted while another one is read, unless that takes long."""
        self.setUpdatesEnabled(False)
        self._turns = 0
        self._patience.start(_PATIENCE_MS)

    @Slot()
    def _paint_soon(self) -> None:
        """Once what is shown has found its place, it is painted, in one go."""
        if not self.updatesEnabled():
            # A layout inside another one asks that one only once it is done itself: each has its turn.
            self._turns = _NESTED_LAYOUTS
            self._patience.start(0)

    @Slot()
    def _paint_again(self) -> None:
        self._turns -= 1
        if self._turns > 0:
            self._patience.start(0)
        else:
            self.setUpdatesEnabled(True)

    def shown_record(self) -> int | None:
        """The record of the form; a new one once it is saved."""
        return self.form.record_id

    def depart(self) -> bool:
        """Leave; what is typed is kept."""
        if self.form.is_dirty():
            self.desk.drafts.flush()
            self.desk.shell.say(
                tr("What you typed in {screen} is kept as a draft.").format(screen=self._title)
            )
        return True

    def let_go(self) -> None:
        """No record is shown any more; what was typed waits as a draft for who shows it next."""
        self.form.let_go()

    def read_again(self) -> None:
        """Read the record again; what is typed stays."""
        self.form.read_again()

    def _save(self) -> None:
        self.form.save()

    def _back(self) -> None:
        self.desk.shell.back()

    @Slot(object)
    def _saved(self, value: object) -> None:
        if self.form.record_id is None and isinstance(value, int):
            self.form.open(value)

    @Slot()
    def _show_state(self) -> None:
        dirty = self.form.is_dirty()
        self._state.setText(tr("not saved · draft kept") if dirty else "")
        self.save_action.setEnabled(dirty or self.form.record_id is None)

    @Slot(bool)
    def _show_busy(self, is_busy: bool) -> None:
        if is_busy:
            self.busy.begin(tr("Working…"))
        else:
            self.busy.end()
