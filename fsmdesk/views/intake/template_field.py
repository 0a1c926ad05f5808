"""The field in which a template for the job is found by a scrap of its name."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from fsmdesk.core.words import tr
from fsmdesk.services.templates.messages import TemplateChoice, TemplateChoices
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.field_picker import FieldPicker
from fsmdesk.views.widgets.matching import matching
from fsmdesk.views.widgets.option_list import Option


class TemplateField(FieldPicker):
    """Offers the templates that the office knows; arrow down shows them all."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(
            "template_id",
            tr("Template"),
            desk,
            self._matching,
            _option,
            placeholder=tr("Boiler fault…"),
            parent=parent,
        )
        self._known: Sequence[TemplateChoice] = ()

    def read_choices(self) -> None:
        """Read which templates there are."""
        self._desk.ask(self, TemplateChoices(), self._offer)

    def _offer(self, known: Sequence[TemplateChoice]) -> None:
        self._known = known
        self.ask_again()

    def _matching(self, text: str) -> list[TemplateChoice]:
        return matching(self._known, text, _words)


def _words(choice: TemplateChoice) -> str:
    return f"{choice.name} {choice.kind.label}"


def _option(choice: TemplateChoice) -> Option:
    remark = " · ".join(part for part in (choice.kind.label, choice.brings) if part)
    return Option(choice.id, choice.name, remark, value=choice)
