"""What is typed about an agreement, in the list of agreements and beside a customer."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from fsmdesk.core.formats import Formats
from fsmdesk.core.words import tr
from fsmdesk.services.parties.messages import AgreementRow, AgreementStanding
from fsmdesk.views.today import today
from fsmdesk.views.widgets.badges import Look
from fsmdesk.views.widgets.field import Field
from fsmdesk.views.widgets.field_choice import FieldCheck
from fsmdesk.views.widgets.field_text import FieldText
from fsmdesk.views.widgets.field_typed import FieldDate

AGREEMENT_KEYS = ("name", "starts_on", "ends_on", "covers_labour", "covers_parts", "covers_fees")

_LOOKS = {
    AgreementStanding.ARCHIVED: Look("neutral", "archive"),
    AgreementStanding.NOT_YET: Look("info", "clock"),
    AgreementStanding.ENDED: Look("neutral", "circle-x"),
    AgreementStanding.IN_FORCE: Look("success", "shield-check"),
}


def agreement_fields(formats: Formats) -> Sequence[tuple[Field[Any], int]]:
    """The fields with the columns of two that each takes."""
    day = partial(today, formats)
    return (
        (FieldText("name", tr("Name"), is_required=True, placeholder=tr("GOLD, yearly service…")), 2),
        (FieldDate("starts_on", tr("Starts"), formats, day, is_required=True), 1),
        (FieldDate("ends_on", tr("Ends"), formats, day), 1),
        (FieldCheck("covers_labour", tr("Covers labour")), 2),
        (FieldCheck("covers_parts", tr("Covers parts")), 2),
        (FieldCheck("covers_fees", tr("Covers fees")), 2),
    )


def covers_words(agreement: AgreementRow) -> str:
    """What it covers, such as `Labour, parts`."""
    covered = (
        (tr("labour"), agreement.covers_labour),
        (tr("parts"), agreement.covers_parts),
        (tr("fees"), agreement.covers_fees),
    )
    found = ", ".join(word for word, is_covered in covered if is_covered)
    return tr("covers {what}").format(what=found) if found else tr("covers nothing")


def span_words(agreement: AgreementRow, formats: Formats) -> str:
    """From when to when it runs."""
    starts = formats.date(agreement.starts_on)
    if agreement.ends_on is None:
        return tr("from {day} on").format(day=starts)
    return tr("{first} – {last}").format(first=starts, last=formats.date(agreement.ends_on))


def standing(agreement: AgreementRow, formats: Formats) -> tuple[str, Look]:
    """Whether it is in force today, as a badge."""
    stands = AgreementStanding.on(
        today(formats), agreement.starts_on, agreement.ends_on, agreement.is_archived
    )
    return stands.label, _LOOKS[stands]
