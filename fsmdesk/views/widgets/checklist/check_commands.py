"""What a person wants of an item, as a command with what the status line says of it."""

from typing import Any

from fsmdesk.core.formats import Formats
from fsmdesk.core.messages import Command
from fsmdesk.core.words import tr
from fsmdesk.services.checklists.messages import (
    AnswerCheck,
    CheckRow,
    ClearCheck,
    FollowUpCheck,
    MoveCheckItem,
    NoteCheck,
    RemoveCheckItem,
    SkipCheck,
)
from fsmdesk.views.widgets.checklist.check_words import choice_words


def command_for(what: str, given: object, item: CheckRow, place: int) -> Command[Any] | None:
    """The command on the version that is shown; None where that is nothing to save."""
    seen: dict[str, Any] = {"check_id": item.id, "seen_version": item.version}
    text = str(given) if given is not None else ""
    match what:
        case "tick" | "pass" | "fail":
            return AnswerCheck(
                **seen, answer=item.answer, answer_milli=item.answer_milli, has_failed=what == "fail"
            )
        case "number" if isinstance(given, int):
            return AnswerCheck(**seen, answer_milli=given)
        case "choice" | "text":
            return AnswerCheck(**seen, answer=text)
        case "clear":
            return ClearCheck(**seen) if item.outcome is not None else None
        case "skip_because":
            return SkipCheck(**seen, note=text)
        case "note_that":
            return NoteCheck(**seen, note=text)
        case "follow_up_as":
            return FollowUpCheck(**seen, title=text)
        case "up" | "down":
            return MoveCheckItem(**seen, place=max(place + (1 if what == "down" else -1), 0))
        case "remove":
            return RemoveCheckItem(**seen)
        case _:
            return None


def said_of(what: str, given: object, item: CheckRow, formats: Formats) -> str:
    """What happened, for the status line."""
    label = item.value.label
    match what:
        case "tick" | "pass":
            done = tr("done")
        case "fail":
            done = tr("failed")
        case "number" if isinstance(given, int):
            done = formats.quantity_with_unit(given, item.value.unit)
        case "choice":
            done = choice_words(str(given))
        case "text":
            done = tr("answered")
        case "clear":
            done = tr("open again")
        case "skip_because":
            done = tr("does not apply")
        case "note_that":
            done = tr("remark saved")
        case "follow_up_as":
            done = tr("follow-up job made")
        case "remove":
            done = tr("removed")
        case _:
            done = tr("moved")
    return tr("{item}: {what}").format(item=label, what=done)
