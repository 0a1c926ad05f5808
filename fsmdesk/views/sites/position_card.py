"""Where a site is on the map: known, guessed from its neighbours, or not known."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout

from fsmdesk.core.messages import Done
from fsmdesk.core.permissions import Permission
from fsmdesk.core.positions import write_degrees
from fsmdesk.core.words import tr
from fsmdesk.services.parties.messages import SiteCard
from fsmdesk.services.site_positions.messages import ConfirmPosition, GuessMissingPositions
from fsmdesk.views.allowance import limit, why_not
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.badges import Badge, Look
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.surfaces import Card, paragraph, words


class PositionCard(Card):
    """A guess says that it is one until somebody confirms it, or types where the site really is."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("On the map"))
        self._desk = desk
        self._card: SiteCard | None = None
        row = QHBoxLayout()
        row.setSpacing(8)
        self._where = words("", "", self)
        self._badge = Badge("", Look("neutral"), self)
        row.addWidget(self._where)
        row.addWidget(self._badge)
        row.addStretch(1)
        self.body.addLayout(row)
        self._about = paragraph("", "muted", self)
        self.body.addWidget(self._about)
        self.confirm_button = KeyButton(tr("It is right there"), icon_name="check", parent=self)
        self.confirm_button.clicked.connect(self._confirm)
        self.guess_button = KeyButton(tr("Guess from the postcode"), icon_name="map-pin", parent=self)
        self.guess_button.clicked.connect(self._guess)
        for button in (self.confirm_button, self.guess_button):
            limit(button, why_not(desk, Permission.EDIT_CUSTOMERS))
            self.body.addWidget(button)

    def show_site(self, card: SiteCard) -> None:
        """Show where this site is."""
        self._card = card
        latitude, longitude = card.latitude_micro, card.longitude_micro
        is_there = latitude is not None and longitude is not None
        if latitude is not None and longitude is not None:
            self._where.setText(f"{write_degrees(latitude)}, {write_degrees(longitude)}")
        self._where.setVisible(is_there)
        self._show_badge(card, is_there=is_there)
        if not is_there:
            text = tr(
                "Not on the map yet. Type its coordinates, paste them or the link of a map, or let it be guessed."
            )
        elif card.coordinates_guessed:
            text = tr("Told by other sites in {postcode}. Confirm it, or type where it really is.")
            text = text.format(postcode=card.postcode)
        else:
            text = ""
        self._about.setText(text)
        self._about.setVisible(bool(text))
        self.confirm_button.setVisible(is_there and card.coordinates_guessed)
        self.guess_button.setVisible(not is_there and bool(card.postcode))

    def _show_badge(self, card: SiteCard, *, is_there: bool) -> None:
        if card.coordinates_guessed:
            self._badge.set_badge(tr("guessed"), Look("warn", "circle-help"))
        else:
            self._badge.set_badge(tr("known"), Look("success", "check"))
        self._badge.setVisible(is_there)

    @Slot()
    def _confirm(self) -> None:
        if self._card is not None:
            command = ConfirmPosition(site_id=self._card.id, seen_version=self._card.version)
            self._desk.do(self, command, self._confirmed, said=tr("The place is confirmed."))

    @Slot()
    def _guess(self) -> None:
        if self._card is not None:
            self._desk.do(self, GuessMissingPositions(site_id=self._card.id), self._guessed)

    def _confirmed(self, _done: Done[None]) -> None:
        """The page reads the site again when it hears of the change."""

    def _guessed(self, done: Done[int]) -> None:
        if not done.value:
            self._about.setText(tr("No other site with this postcode says where it is."))
