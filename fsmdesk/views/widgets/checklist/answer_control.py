"""Which control an item is answered with, and what it shows."""

from PySide6.QtWidgets import QWidget

from fsmdesk.core.terms import CheckKind, CheckOutcome
from fsmdesk.core.words import tr
from fsmdesk.services.checklists.messages import WRONG_MARK, CheckRow
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.checklist.choice_strip import ChoiceStrip
from fsmdesk.views.widgets.checklist.photo_answer import PhotoAnswer
from fsmdesk.views.widgets.checklist.typed_answer import NumberAnswer, WordsAnswer
from fsmdesk.views.widgets.files.thumbnail_store import ThumbnailStore

OK = tr("OK")
FAULT = WRONG_MARK + tr("Failed")
AnswerControl = ChoiceStrip | NumberAnswer | WordsAnswer | PhotoAnswer


def make_control(item: CheckRow, desk: Desk, store: ThumbnailStore, parent: QWidget) -> AnswerControl:
    """A new control for the item; a tick is a choice of two."""
    value = item.value
    match value.kind:
        case CheckKind.NUMBER:
            return NumberAnswer(value.label, value.unit, desk.formats, parent)
        case CheckKind.TEXT:
            return WordsAnswer(value.label, parent)
        case CheckKind.PHOTO:
            return PhotoAnswer(value.label, desk, store, parent)
        case CheckKind.CHOICE:
            return ChoiceStrip(value.label, value.choices, parent)
        case _:
            return ChoiceStrip(value.label, (OK, FAULT), parent)


def show_answer(control: AnswerControl, item: CheckRow) -> None:
    """The control shows what is stored."""
    if isinstance(control, NumberAnswer):
        control.show_answer(item.answer_milli)
    elif isinstance(control, WordsAnswer):
        if control.raw() != item.answer:
            control.show_answer(item.answer)
    elif isinstance(control, PhotoAnswer):
        control.show_photo(item.attachment_id, item.photo)
    elif item.value.kind is CheckKind.TICK:
        shown = {CheckOutcome.PASSED: OK, CheckOutcome.FAILED: FAULT}
        control.show_choice(shown.get(item.outcome, "") if item.outcome is not None else "")
    else:
        control.show_choice(item.answer)


def keys_of(control: AnswerControl) -> list[QWidget]:
    """The widgets that have the keys while the control is used."""
    if isinstance(control, ChoiceStrip):
        return list(control.chips)
    if isinstance(control, PhotoAnswer):
        return [control.picture, control.add_button]
    return [control.edit]
