"""What is said about an item of a checklist: its limits, its answer, who gave it."""

from datetime import datetime

from fsmdesk.core.formats import Formats
from fsmdesk.core.terms import CheckKind, CheckOutcome
from fsmdesk.core.words import tr
from fsmdesk.services.checklists.messages import WRONG_MARK, CheckRow
from fsmdesk.services.templates.messages import CheckValue
from fsmdesk.views.today import today


def choice_words(choice: str) -> str:
    """A choice without the mark that says that something is wrong."""
    return choice.removeprefix(WRONG_MARK).strip()


def limit_words(value: CheckValue, formats: Formats) -> str:
    """What a number should be: `0–9 ppm`, `at most 9 ppm`; empty where anything is fine."""
    low, high = value.low_milli, value.high_milli
    if value.kind is not CheckKind.NUMBER or (low is None and high is None):
        return ""
    if low is not None and high is not None:
        span = f"{formats.quantity(low)}–{formats.quantity(high)}"
        return f"{span} {value.unit}".strip()
    if low is not None:
        return tr("at least {number}").format(number=formats.quantity_with_unit(low, value.unit))
    return tr("at most {number}").format(number=formats.quantity_with_unit(high or 0, value.unit))


def answer_words(item: CheckRow, formats: Formats) -> str:
    """The answer in words; empty for an item that is open or was only ticked."""
    if item.value.kind is CheckKind.NUMBER and item.answer_milli is not None:
        return formats.quantity_with_unit(item.answer_milli, item.value.unit)
    if item.value.kind is CheckKind.CHOICE:
        return choice_words(item.answer)
    return item.photo if item.value.kind is CheckKind.PHOTO else item.answer


def failure_words(item: CheckRow, formats: Formats) -> str:
    """Why the item failed; empty if it did not."""
    if item.outcome is not CheckOutcome.FAILED:
        return ""
    answer, limits = answer_words(item, formats), limit_words(item.value, formats)
    if item.value.kind is CheckKind.NUMBER and limits:
        return tr("Failed: {answer}, should be {limits}").format(answer=answer, limits=limits)
    return tr("Failed: {answer}").format(answer=answer) if answer else tr("Failed")


def about_words(item: CheckRow, formats: Formats) -> str:
    """The small line below the item: what is wanted, who answered when, and the remark."""
    parts = []
    if item.outcome is None and item.value.is_required:
        parts.append(tr("required"))
    if item.outcome is not CheckOutcome.FAILED:
        parts.append(limit_words(item.value, formats))
    if item.outcome is CheckOutcome.NOT_APPLICABLE:
        parts.append(item.outcome.label)
    if item.answered_at is not None:
        parts.append(f"{item.answered_by} {_when(item.answered_at, formats)}")
    parts.append(" ".join(item.note.split()))
    return " · ".join(part for part in parts if part)


def _when(at: datetime, formats: Formats) -> str:
    """The time; with its day where that is not today."""
    return formats.time(at) if at.astimezone(formats.zone).date() == today(formats) else formats.instant(at)


def spoken_words(item: CheckRow, formats: Formats) -> str:
    """The whole item for a screen reader."""
    state = item.outcome.label if item.outcome is not None else tr("Open")
    parts = (item.value.label, state, answer_words(item, formats), about_words(item, formats))
    return ", ".join(part for part in parts if part)


def progress_words(items: tuple[CheckRow, ...], formats: Formats) -> str:
    """How far the list is."""
    answered = sum(item.outcome is not None for item in items)
    failed = sum(item.outcome is CheckOutcome.FAILED for item in items)
    words = tr("{n} of {count} answered").format(n=formats.count(answered), count=formats.count(len(items)))
    if failed:
        words += " · " + tr("{n} failed").format(n=formats.count(failed))
    return words
