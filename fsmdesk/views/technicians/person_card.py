"""Who sits at fsmdesk as this technician, and so has a day of their own."""

from PySide6.QtCore import Slot

from fsmdesk.core.words import tr
from fsmdesk.services.technicians.messages import TechnicianCard
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.surfaces import Card, paragraph


class PersonCard(Card):
    """Says who it is, and leads to the people of the office."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("My day"))
        self._desk = desk
        self._words = paragraph("", "muted", self)
        self.body.addWidget(self._words)
        self.people_button = KeyButton(tr("People"), "link", "users", parent=self)
        self.people_button.clicked.connect(self._show_people)
        self.heading.add_right(self.people_button)

    def show_technician(self, technician: TechnicianCard) -> None:
        """Show who sits here as this technician."""
        text = (
            tr("{person} sits here as this technician and sees these visits under My day.")
            if technician.person
            else tr("Nobody sits here as this technician. Link a person, and these visits are their day.")
        )
        self._words.setText(text.format(person=technician.person))

    @Slot()
    def _show_people(self) -> None:
        self._desk.shell.go("people")
