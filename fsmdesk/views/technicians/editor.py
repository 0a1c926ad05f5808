"""One technician with skills, working hours and absences."""

from typing import Any

from fsmdesk.core.permissions import Permission
from fsmdesk.core.words import tr
from fsmdesk.services.technicians.messages import TechnicianCard
from fsmdesk.views.desk import Desk
from fsmdesk.views.making import Pieces, make
from fsmdesk.views.technicians.absences import AbsencesCard
from fsmdesk.views.technicians.form import TechnicianForm
from fsmdesk.views.technicians.person_card import PersonCard
from fsmdesk.views.widgets.feedback_figures_card import FeedbackFiguresCard
from fsmdesk.views.widgets.joined import joined
from fsmdesk.views.widgets.record_screen import RecordScreen
from fsmdesk.views.widgets.surfaces import Card


class TechnicianScreen(RecordScreen):
    """The form, with skills and absences beside it."""

    needs = Permission.EDIT_TECHNICIANS
    part_kinds = ("absence", "technician_skill", "shift", "technician_pay", "person", "feedback")

    later = tr("Absences are added once the technician is saved.")

    def __init__(self, desk: Desk) -> None:
        self._technician_form = TechnicianForm(desk)
        super().__init__(desk, tr("Technician"), tr("New technician"), self._technician_form)
        make(self._make_parts())

    def _make_parts(self) -> Pieces:
        self._technician_form.add_field(self._technician_form.skills)
        skills = Card(tr("Skills"), parent=self)
        skills.body.addWidget(self._technician_form.skills)
        self.side.body.insertWidget(0, skills)
        self.side.show()
        yield
        self.absences = AbsencesCard(self.desk)
        self.add_part(self.absences, beside=True)
        yield
        self.feedback = FeedbackFiguresCard(self.desk)
        self.add_part(self.feedback, beside=True)
        yield
        self.person = PersonCard(self.desk)
        self.add_part(self.person, beside=True)
        yield

    def heading(self, card: tuple[TechnicianCard, ...]) -> tuple[str, str]:
        """The name, and how to reach them."""
        shown = self._technician_form.technician(card)
        return (shown.name, joined(shown.phone, shown.city)) if shown is not None else (tr("Technician"), "")

    def is_archived(self, card: tuple[TechnicianCard, ...]) -> bool:
        """True if the technician is no longer on the board."""
        shown = self._technician_form.technician(card)
        return shown is not None and shown.is_archived

    def show_parts(self, card: Any) -> None:
        """The absences, and who sits here as this technician."""
        shown = self._technician_form.technician(card)
        if shown is not None:
            self.absences.show_technician(shown)
            self.feedback.show_technician(shown.id)
            self.person.show_technician(shown)
