"""The button that names the view of a list, and its menu: choose, save, rename, share, begin with, remove."""

import json
from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from fsmdesk.core.messages import ChangeSet, Command, Done
from fsmdesk.core.permissions import Permission
from fsmdesk.core.words import tr
from fsmdesk.services.saved_views.messages import (
    AddSavedView,
    ChangeSavedView,
    MakeSavedViewDefault,
    RemoveSavedView,
    SavedViewRow,
    SavedViews,
)
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.name_popup import NamePopup
from fsmdesk.views.widgets.passing_menu import PassingMenu

Definition = Mapping[str, object]
_WIDEST = 220
_ELIDE = Qt.TextElideMode.ElideRight


class ViewButton(KeyButton):
    """Signals:
    chosen(object): the definition of the view that should be shown; empty for the list as it was made.
    loaded(): the views have been read; `default()` tells the one to begin with.
    """

    chosen = Signal(object)
    loaded = Signal()

    def __init__(
        self, desk: Desk, list_name: str, parent: QWidget, plain: str = "", begins: str = ""
    ) -> None:
        """`plain` names how it is without a view, `begins` tells that it begins with one."""
        super().__init__(tr("View"), "quiet", "star", parent=parent)
        self._plain = plain or tr("As the list was made")
        self._begins = begins or tr("The list begins with {view}.")
        self._desk = desk
        self._list_name = list_name
        self._views: tuple[SavedViewRow, ...] = ()
        self._current = 0
        self._now: Definition = {}
        self._wanted_id = 0  # just added: becomes current once it has been read
        self.clicked.connect(self.open_menu)
        desk.hub.saved.connect(self._hear)
        self.read_again()

    def read_again(self) -> None:
        """Read the views."""
        self._desk.ask(self, SavedViews(list_name=self._list_name), self._take)

    def current_id(self) -> int:
        """The view that is shown, changed or not; 0 for none."""
        return self._current

    def show_current(self, view_id: int) -> None:
        """This view is shown, 0 for none; nobody is told."""
        self._current = view_id
        self._name()

    def compare_with(self, definition: Definition) -> None:
        """The list is shown like this now."""
        self._now = definition
        self._name()

    def default(self) -> SavedViewRow | None:
        """The view to begin with: one's own before the office's."""
        return next((view for view in self._views if view.is_default), None)

    def choose(self, view: SavedViewRow | None) -> None:
        """Show this view, None for the list as it was made."""
        self._current = view.id if view is not None else 0
        self.chosen.emit(json.loads(view.definition) if view is not None else {})
        self._name()

    def _take(self, views: tuple[SavedViewRow, ...]) -> None:
        self._views = views
        if self._wanted_id:
            self._current, self._wanted_id = self._wanted_id, 0
        self._name()
        self.loaded.emit()

    def _view(self) -> SavedViewRow | None:
        return next((view for view in self._views if view.id == self._current), None)

    def _is_changed(self) -> bool:
        view = self._view()
        return view is not None and json.loads(view.definition) != self._now

    def _name(self) -> None:
        view = self._view()
        text = tr("View") if view is None else view.name
        if self._is_changed():
            text = tr("{view} (changed)").format(view=text)
        shown = self.fontMetrics().elidedText(text, _ELIDE, _WIDEST)
        if shown != self.text():
            self.setText(shown)
            self.updateGeometry()
        self.setAccessibleName(tr("View: {name}").format(name=text) if view is not None else tr("View"))
        self.setToolTip(text)

    @Slot()
    def open_menu(self) -> None:
        """Offer the views and what can be done with the one that is shown."""
        self.menu_for_now().show_at(self.mapToGlobal(self.rect().bottomLeft()))

    def menu_for_now(self) -> PassingMenu:
        """The menu that is offered; not shown yet."""
        menu = PassingMenu(self)
        for is_shared, heading in ((False, tr("My views")), (True, tr("Views of the office"))):
            views = [view for view in self._views if view.is_shared is is_shared]
            if views:
                menu.addSection(heading)
            for view in views:
                action = menu.addAction(view.name.replace("&", "&&"))
                action.setCheckable(True)
                action.setChecked(view.id == self._current)
                action.triggered.connect(partial(self.choose, view))
        menu.addSeparator()
        menu.addAction(self._plain).triggered.connect(partial(self.choose, None))
        menu.addAction(tr("Save as a new view…")).triggered.connect(self.ask_new)
        self._add_for_current(menu)
        return menu

    def _add_for_current(self, menu: PassingMenu) -> None:
        view = self._view()
        if view is None or (view.is_shared and not self._desk.may(Permission.SEE_OFFICE)):
            return
        menu.addSeparator()
        name = view.name.replace("&", "&&")
        if self._is_changed():
            menu.addAction(tr("Save the changes to {view}").format(view=name)).triggered.connect(self._save)
            menu.addAction(tr("Back to {view} as saved").format(view=name)).triggered.connect(
                partial(self.choose, view)
            )
        menu.addAction(tr("Rename {view}…").format(view=name)).triggered.connect(self.ask_rename)
        if not view.is_shared and self._desk.may(Permission.SEE_OFFICE):
            menu.addAction(tr("Share {view} with the office").format(view=name)).triggered.connect(
                self._share
            )
        begins = menu.addAction(
            tr("The office begins with {view}" if view.is_shared else "Begin with {view}").format(view=name)
        )
        begins.setCheckable(True)
        begins.setChecked(view.is_default)
        begins.triggered.connect(self._make_default)
        menu.addAction(tr("Remove {view}").format(view=name)).triggered.connect(self._remove)

    @Slot()
    def ask_new(self) -> NamePopup:
        """Ask what the view should be called."""
        may_share = self._desk.may(Permission.SEE_OFFICE)
        return self._ask_name(
            NamePopup(tr("Save this view"), tr("Save"), "", self, asks_sharing=may_share), self._add
        )

    @Slot()
    def ask_rename(self) -> None:
        """Ask what else the view should be called."""
        view = self._view()
        if view is not None:
            popup = NamePopup(tr("Rename the view"), tr("Rename"), view.name, self, asks_sharing=False)
            self._ask_name(popup, self._rename)

    def _ask_name(self, popup: NamePopup, then: object) -> NamePopup:
        popup.named.connect(then)
        popup.show_at(self.mapToGlobal(self.rect().bottomLeft()))
        popup.set_focus()
        return popup

    @Slot(str, bool)
    def _add(self, name: str, is_shared: bool) -> None:
        command = AddSavedView(
            list_name=self._list_name, name=name, definition=json.dumps(dict(self._now)), is_shared=is_shared
        )
        self._desk.do(self, command, self._added, said=tr("{view} is saved.").format(view=name))

    def _added(self, done: Done[int]) -> None:
        self._wanted_id = done.value

    @Slot(str, bool)
    def _rename(self, name: str, _is_shared: bool) -> None:
        view = self._view()
        if view is not None:
            self._change(
                ChangeSavedView(view_id=view.id, seen_version=view.version, name=name), tr("Renamed.")
            )

    @Slot()
    def _save(self) -> None:
        view = self._view()
        if view is not None:
            now = json.dumps(dict(self._now))
            command = ChangeSavedView(view_id=view.id, seen_version=view.version, definition=now)
            self._change(command, tr("{view} is saved.").format(view=view.name))

    @Slot()
    def _share(self) -> None:
        view = self._view()
        if view is not None:
            self._add(view.name, True)

    @Slot(bool)
    def _make_default(self, is_default: bool) -> None:
        view = self._view()
        if view is not None:
            command = MakeSavedViewDefault(view_id=view.id, seen_version=view.version, is_default=is_default)
            words = self._begins if is_default else tr("{view} is not what it begins with any more.")
            self._change(command, words.format(view=view.name))

    @Slot()
    def _remove(self) -> None:
        view = self._view()
        if view is not None:
            command = RemoveSavedView(view_id=view.id, seen_version=view.version)
            self._change(command, tr("{view} is removed.").format(view=view.name))

    def _change(self, command: Command[None], said: str) -> None:
        self._desk.do(self, command, self._done, said=said)

    def _done(self, _done: Done[None]) -> None:
        """What changed is heard of and read."""

    @Slot(object, object)
    def _hear(self, changes: ChangeSet, _origin: object) -> None:
        if changes.touches("saved_view"):
            self.read_again()
