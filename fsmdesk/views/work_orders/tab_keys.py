"""The keys that lead to the tabs of a job: Alt+1 to its lines, Alt+2 to its visits, and so on."""

from functools import partial

from PySide6.QtCore import QObject

from fsmdesk.core.words import tr
from fsmdesk.views.actions import ActionSpec, tip
from fsmdesk.views.screen import Screen
from fsmdesk.views.widgets.surfaces import ScrollColumn
from fsmdesk.views.work_orders.tabs import TabCard


class TabKeys(QObject):
    """Adds an action for each tab that `tabs` has; it shows the part and puts the keys into it."""

    def __init__(self, screen: Screen, tabs: TabCard, column: ScrollColumn) -> None:
        super().__init__(screen)
        self._tabs = tabs
        self._column = column
        for at, (key, title) in enumerate(tabs.titles(), 1):
            shortcut = f"Alt+{at}"
            spec = ActionSpec(f"work_order.show_{key}", _words(title), partial(self.show, key), shortcut)
            screen.add_action(spec, in_bar=False)
            tabs.bar.setTabToolTip(at - 1, tip(title, shortcut))

    def show(self, key: str) -> None:
        """The part is in view; the keys are in it, or at its tab where it takes none."""
        self._tabs.turn_to(key)
        self._column.ensureWidgetVisible(self._tabs)
        self._tabs.enter()


def _words(title: str) -> str:
    return tr("Show: {tab}").format(tab=title)
