"""Named settings of the board: how it looks and what it lets through, one's own or shared with the office."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, Slot

from fsmdesk.core.words import tr
from fsmdesk.views.board.board_look import kept_look, look_from
from fsmdesk.views.board.board_views import BoardViews
from fsmdesk.views.board.filtering.board_filter import filter_from, kept_filter
from fsmdesk.views.board.filtering.filtering import Filtering
from fsmdesk.views.desk import Desk
from fsmdesk.views.screen import Screen
from fsmdesk.views.widgets.view_button import ViewButton

_NAME = "board"
_CURRENT_KEY = "board.setting"


class BoardSettings(QObject):
    """The button with the settings, and the board that follows what is chosen there."""

    def __init__(self, desk: Desk, views: BoardViews, filtering: Filtering, screen: Screen) -> None:
        super().__init__(screen)
        self._settings = desk.settings
        self._views = views
        self._filtering = filtering
        self.button = ViewButton(
            desk,
            _NAME,
            screen,
            plain=tr("As the board was made"),
            begins=tr("The board begins with {view}."),
        )
        self.button.show_current(desk.settings.number(_CURRENT_KEY))
        self.button.chosen.connect(self._use)
        self.button.loaded.connect(self._begin)
        views.shown.connect(self._compare)
        filtering.changed.connect(self._compare)
        self._compare()

    def definition(self) -> dict[str, object]:
        """How the board is now."""
        return {"look": kept_look(self._views.look), "filter": kept_filter(self._filtering.filter)}

    @Slot()
    def _begin(self) -> None:
        """Who never chose anything begins with what the office, or they themselves, made the first."""
        default = self.button.default()
        if default is not None and not self._settings.mapping("board.look"):
            self.button.choose(default)

    @Slot(object)
    def _use(self, definition: Mapping[str, Any]) -> None:
        self._filtering.use(filter_from(_part(definition, "filter")))
        self._views.take_setting(look_from(_part(definition, "look")))
        self._settings.keep(_CURRENT_KEY, self.button.current_id())

    @Slot()
    def _compare(self) -> None:
        self.button.compare_with(self.definition())


def _part(definition: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = definition.get(name)
    return part if isinstance(part, dict) else {}
