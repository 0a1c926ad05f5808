"""What an answer says: passed or failed, and whether it is one at all."""

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.terms import CheckKind, CheckOutcome
from fsmdesk.core.texts import clean_text
from fsmdesk.core.words import tr
from fsmdesk.models import WorkOrderCheck
from fsmdesk.services.checklists.messages import WRONG_MARK

_MOST_MILLI = 1_000_000_000_000_000


def choices_of(check: WorkOrderCheck) -> tuple[str, ...]:
    """The choices as they are stored, marks included."""
    return tuple(line for line in check.choices.split("\n") if line.strip())


def is_within(check: WorkOrderCheck, answer_milli: int) -> bool:
    """True if the number is not below the lower limit and not above the upper one."""
    low, high = check.low_milli, check.high_milli
    return (low is None or answer_milli >= low) and (high is None or answer_milli <= high)


def judged(
    check: WorkOrderCheck, answer: str, answer_milli: int | None, has_failed: bool
) -> tuple[CheckOutcome, str, int | None]:
    """The outcome with the answer as it is stored.

    Raises:
        RuleBroken: this is no answer to the item.
    """
    passed = CheckOutcome.FAILED if has_failed else CheckOutcome.PASSED
    match check.kind:
        case CheckKind.NUMBER:
            if answer_milli is None:
                raise RuleBroken(tr("Type the number that was measured."), "answer")
            if abs(answer_milli) > _MOST_MILLI:
                raise RuleBroken(tr("This number is not believable."), "answer")
            within = is_within(check, answer_milli)
            return passed if within else CheckOutcome.FAILED, "", answer_milli
        case CheckKind.CHOICE:
            if answer not in choices_of(check):
                raise RuleBroken(tr("Choose one of the answers."), "answer")
            is_wrong = answer.startswith(WRONG_MARK)
            return CheckOutcome.FAILED if is_wrong else passed, answer, None
        case CheckKind.TEXT:
            text = clean_text(answer, "answer", multiline=True, label=check.label)
            if not text.strip():
                raise RuleBroken(tr("Say what was found."), "answer")
            return passed, text, None
        case CheckKind.PHOTO:
            if check.attachment_id is None:
                raise RuleBroken(tr("Add the photo first."), "answer")
            return passed, "", None
        case _:
            return passed, "", None
