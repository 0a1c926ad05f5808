"""The welcome at first start: three ways in, the questions behind them, and what is under way."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from fsmdesk.views.drafts import DraftStore
from fsmdesk.views.tasks import Step
from fsmdesk.views.welcome.first_start import FirstStart
from fsmdesk.views.welcome.opening import Opening

SHOP_DRAFT = "new-shop"


class Welcome(QStackedWidget):
    """Signals:
    demo_wanted(): try the demo shop.
    shop_wanted(object): start one's own shop, with the answers.
    join_wanted(str): join the office at this address or path.
    back_wanted(): back to the office that was left.
    cancelled(): stop what is under way.
    """

    demo_wanted = Signal()
    shop_wanted = Signal(object)
    join_wanted = Signal(str)
    back_wanted = Signal()
    cancelled = Signal()

    def __init__(self, drafts: DraftStore | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drafts = drafts
        self.first = FirstStart(self)
        self.first.demo_wanted.connect(self.demo_wanted)
        self.first.shop_wanted.connect(self._ask_shop)
        self.first.join_wanted.connect(self._ask_office)
        self.first.back_wanted.connect(self.back_wanted)
        self.addWidget(self.first)
        self._asked_in: QWidget = self.first
        self._opening: Opening | None = None

    def show_progress(self, step: Step) -> None:
        """Say what is under way, with a bar that moves and Cancel."""
        if self._opening is None:
            self._opening = Opening(self)
            self._opening.cancelled.connect(self.cancelled)
            self.addWidget(self._opening)
        if self.currentWidget() is not self._opening:
            self._asked_in = self.currentWidget() or self.first
            self.setCurrentWidget(self._opening)
        self._opening.show_step(step)

    def show_ways(self) -> None:
        """Show where the person was before something was under way."""
        if self.currentWidget() is self._opening:  # nothing was shown in between if it was over at once
            self.setCurrentWidget(self._asked_in)

    @Slot()
    def _ask_shop(self) -> None:
        # Loaded when wanted: the window shows the three ways first.
        from fsmdesk.views.welcome.new_shop import NewShop

        form = NewShop(self._drafts, self)
        form.answered.connect(self.shop_wanted)
        form.left.connect(self._back)
        self._show_form(form)

    @Slot()
    def _ask_office(self) -> None:
        from fsmdesk.views.welcome.join_office import JoinOffice

        form = JoinOffice(self)
        form.answered.connect(self.join_wanted)
        form.left.connect(self._back)
        self._show_form(form)

    def go_on(self) -> None:
        """Show the questions about one's own shop, if somebody began to answer them."""
        if self._drafts is not None and self._drafts.read(SHOP_DRAFT) is not None:
            self._ask_shop()

    def ask_password(self, place: str, why: str) -> None:
        """Ask for the password of this office, which its server wants."""
        from fsmdesk.views.welcome.join_office import JoinOffice

        self.show_ways()
        if not isinstance(self.currentWidget(), JoinOffice):
            self._ask_office()
        form = self.currentWidget()
        if isinstance(form, JoinOffice):
            form.ask_password(place, why)

    def _show_form(self, form: QWidget) -> None:
        self.addWidget(form)
        self.setCurrentWidget(form)
        form.setFocus()

    @Slot()
    def _back(self) -> None:
        form = self.currentWidget()
        self.setCurrentWidget(self.first)
        if form is not None and form is not self.first:
            self.removeWidget(form)
            form.deleteLater()
