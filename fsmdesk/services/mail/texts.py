"""The words of messages: the program's own until the shop has its own, and the fields that are filled in."""

import re
from collections.abc import Mapping
from typing import Final

from sqlalchemy import select

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.mail_fields import FIELDS
from fsmdesk.core.terms import MessageEvent
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading
from fsmdesk.models import MessageTemplate
from fsmdesk.services.mail.messages import TextCard

_FIELD: Final = re.compile(r"\{(\w+)\}")


def own_text(event: MessageEvent) -> TextCard:
    """The program's own words, which are sent only when somebody asks for it."""
    subject, body = {
        MessageEvent.ON_THE_WAY: (
            tr("We are on our way: {title}"),
            tr(
                "Hello {contact},\n\n{technician} is on the way to {site} and will be there {arrival}.\n\n"
                "Job {number}: {title}\n\n{company}\n{phone}"
            ),
        ),
        MessageEvent.COMPLETE: (
            tr("Done: {title}"),
            tr(
                "Hello {contact},\n\nthe work at {site} is complete.\n\n{summary}\n\n"
                "Job {number}: {title}\n\nThank you.\n{company}\n{phone}"
            ),
        ),
        MessageEvent.MOVED: (
            tr("Your appointment is now on {date}"),
            tr(
                "Hello {contact},\n\nyour appointment of {earlier_date}, {earlier_time} at {site} has moved to "
                "{date}, {time}.\n\nJob {number}: {title}\n\nIf that does not suit you, call us.\n{company}\n{phone}"
            ),
        ),
        MessageEvent.QUESTION: (
            tr("A question about your request {number}"),
            tr("Hello {contact},\n\n{question}\n\nRequest {number}: {title}\n\n{company}\n{phone}"),
        ),
        MessageEvent.INVOICE: (
            tr("Invoice {invoice} from {company}"),
            tr(
                "Hello,\n\nattached is invoice {invoice} over {total}, due on {due}.\n\nThank you.\n{company}\n{phone}"
            ),
        ),
        MessageEvent.DOCUMENT: (
            tr("Job {number}: {title}"),
            tr("Hello {contact},\n\nattached are the papers of job {number}, {title}.\n\n{company}\n{phone}"),
        ),
    }[event]
    return TextCard(event, 0, subject, body, False)


def text_of(work: Reading, event: MessageEvent) -> TextCard:
    """The shop's words for this sort of message, else the program's own."""
    found = work.session.scalar(select(MessageTemplate).where(MessageTemplate.event == event))
    if found is None:
        return own_text(event)
    return TextCard(event, found.version, found.subject, found.body, found.is_on)


def refuse_unknown_fields(event: MessageEvent, text: str, field: str) -> None:
    """Nothing happens if every field in braces is one of this sort of message.

    Raises:
        RuleBroken: one is not; the sentence lists those that are.
    """
    known = FIELDS[event]
    unknown = next((name for name in _FIELD.findall(text) if name not in known), None)
    if unknown is not None:
        words = tr("There is no field {name} here. These are known: {known}.")
        listed = ", ".join("{" + name + "}" for name in known)
        raise RuleBroken(words.replace("{name}", "{" + unknown + "}").replace("{known}", listed), field)


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its fields filled in; lines that were nothing but an empty field are gone."""
    lines = []
    for line in text.splitlines():
        names = _FIELD.findall(line)
        made = _FIELD.sub(lambda match: values.get(match[1], match[0]), line)
        if not (names and not made.strip()):
            lines.append(made)
    return "\n".join(lines)
