"""The base of every screen: a top bar, room for banners, a body, and actions."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from fsmdesk.views.actions import ActionSpec
from fsmdesk.views.desk import Desk
from fsmdesk.views.error_presenter import Notice
from fsmdesk.views.widgets.banner import BannerArea
from fsmdesk.views.widgets.top_bar import CommandField, TopBar


class Screen(QWidget):
    """Made when its place is first visited, then kept; put what it shows into `body`.

    What is large is made with `inside` as its parent, where `body` puts it: nothing is dressed twice.

    A subclass overrides `arrive`, and `read_again` where F5 means something.
    """

    def __init__(
        self, desk: Desk, title: str, parent: QWidget | None = None, has_command_field: bool = True
    ) -> None:
        super().__init__(parent or desk.nest)
        self.desk = desk
        self.setAccessibleName(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.top_bar = TopBar(title, self)
        column.addWidget(self.top_bar)
        if has_command_field:
            field = CommandField(self)
            field.clicked.connect(desk.shell.open_commands)
            self.top_bar.add_right(field)
        self.banners = BannerArea(self)
        column.addWidget(self.banners)
        self.inside = QWidget(self)
        self.inside.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.body = QVBoxLayout(self.inside)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        column.addWidget(self.inside, 1)

    def arrive(self, record_id: int | None) -> None:
        """The person came to this screen, with the record it should show where it shows one."""

    def shown_record(self) -> int | None:
        """The record that is shown, which the way back comes to; None where no single one is."""
        return None

    def depart(self) -> bool:
        """The person wants to leave; False stays. What was typed is kept as a draft, so mostly True."""
        return True

    def let_go(self) -> None:
        """The record that is shown goes to another window; what was typed is kept as a draft."""

    def read_again(self) -> None:
        """Read everything that is shown from the office again (F5)."""

    def add_action(
        self,
        spec: ActionSpec,
        *,
        primary: bool = False,
        in_bar: bool = True,
        context: Qt.ShortcutContext = Qt.ShortcutContext.WindowShortcut,
    ) -> QAction:
        """Offer an action: by its key, in the command box, and as a button in the top bar.

        Single letters as shortcuts need `WidgetWithChildrenShortcut` and are added to the widget that
        has the focus (`desk.actions.add(widget, spec, context)`).
        """
        action = self.desk.actions.add(self, spec, context)
        if in_bar:
            self.top_bar.add_action(spec, action, primary)
        return action

    def show_notice(self, notice: Notice) -> None:
        """Show a banner below the top bar."""
        self.banners.show_notice(notice)
