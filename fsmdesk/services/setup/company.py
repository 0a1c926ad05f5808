"""Editing the shop's own data."""

import hashlib
import zoneinfo

from sqlalchemy import select

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.formats import currency_digits
from fsmdesk.core.words import tr
from fsmdesk.db.database import Writing
from fsmdesk.models import Company, Picture
from fsmdesk.services.records import assign, cleaned, find_seen
from fsmdesk.services.registry import handles
from fsmdesk.services.setup import messages

MAX_LOGO_BYTES = 2_000_000
_LINES = (
    *("name", "city", "region", "postcode", "country", "phone", "email", "licence", "tax_number"),
    *("locale", "timezone", "invoice_prefix", "credit_note_prefix"),
)
_MEDIA = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg"}


@handles(messages.EditCompany)
def edit_company(work: Writing, command: messages.EditCompany) -> None:
    """The shop's data are those of the command."""
    company = find_seen(work, Company, 1, command.seen_version)
    texts = cleaned(command, _LINES, ("address", "payment_text", "payment_link"), required=("name",))
    _check(command)
    assign(
        company,
        **texts,
        currency=command.currency.upper(),
        paper=command.paper,
        payment_days=command.payment_days,
        number_digits=command.number_digits,
        tax_rounding=command.tax_rounding,
        day_start_minute=command.day_start_minute,
        day_end_minute=command.day_end_minute,
    )
    if command.logo is not None:
        company.logo_id = store_picture(work, command.logo).id if command.logo else None


def store_picture(work: Writing, content: bytes) -> Picture:
    """The picture with this content, stored once.

    Raises:
        RuleBroken: it is not a PNG or JPEG image, or too large.
    """
    media_type = next((name for magic, name in _MEDIA.items() if content.startswith(magic)), "")
    if not media_type:
        raise RuleBroken(tr("The logo must be a PNG or JPEG image."), field="logo")
    if len(content) > MAX_LOGO_BYTES:
        raise RuleBroken(tr("The logo is larger than 2 MB."), field="logo")
    digest = hashlib.sha256(content).hexdigest()
    picture = work.session.scalar(select(Picture).where(Picture.sha256 == digest))
    if picture is None:
        picture = Picture(sha256=digest, media_type=media_type, content=content)
        work.session.add(picture)
        work.session.flush()
    return picture


def check_zone(name: str) -> None:
    """Nothing happens if `name` is a time zone of the IANA database.

    Raises:
        RuleBroken: it is not.
    """
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise RuleBroken(
            tr("{name} is not a time zone, such as Europe/Berlin.").format(name=name), field="timezone"
        ) from error


def check_currency(code: str) -> None:
    """Nothing happens if `code` looks like ISO 4217, three letters.

    Raises:
        RuleBroken: it does not.
    """
    if len(code) != 3 or not code.isascii() or not code.isalpha():
        raise RuleBroken(tr("A currency has three letters, such as USD."), field="currency")
    currency_digits(code.upper())


def _check(command: messages.EditCompany) -> None:
    check_currency(command.currency)
    check_zone(command.timezone)
    if not 0 <= command.payment_days <= 3650:
        raise RuleBroken(tr("Days to pay must be between 0 and 3650."), field="payment_days")
    if not 1 <= command.number_digits <= 12:
        raise RuleBroken(tr("Numbers have between 1 and 12 digits."), field="number_digits")
    if not 0 <= command.day_start_minute < command.day_end_minute <= 24 * 60:
        raise RuleBroken(tr("The day must end after it starts."), field="day_end_minute")
    if command.invoice_prefix == command.credit_note_prefix:
        raise RuleBroken(tr("Credit notes need another prefix than invoices."), field="credit_note_prefix")
    if command.invoice_prefix[-1:].isdigit() or command.credit_note_prefix[-1:].isdigit():
        raise RuleBroken(tr("A prefix must not end with a digit."), field="invoice_prefix")
