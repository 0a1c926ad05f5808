"""What every paper has: who writes, in which language and on which sheet, and a name for its file."""

import re
import unicodedata
from typing import Final

from sqlalchemy import select

from fsmdesk.core.errors import NotAllowed
from fsmdesk.core.terms import DocumentKind, PaperSize, Role
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading
from fsmdesk.models import Company, DocumentText, Person, Picture
from fsmdesk.reports.documents import HouseTexts, Letterhead, PrintSettings
from fsmdesk.services.addresses import address_lines

# What some system or other can't have in the name of a file.
_NOT_IN_NAMES: Final = str.maketrans(dict.fromkeys('/\\:*?"<>|', "-"))
# Names of devices on Windows, whatever their ending.
_DEVICES: Final = re.compile(r"(?i)(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)")
# Some file systems count letters, others bytes; room is left for a number and an ending.
_LONGEST_NAME: Final = 80
_MOST_BYTES: Final = 200


def company_letterhead(work: Reading, company: Company) -> Letterhead:
    """The shop as it is now; issued documents have their own copy."""
    contact = " · ".join(part for part in (company.phone, company.email) if part)
    lines = (", ".join(address_lines(company)), contact)
    return Letterhead(
        name=company.name,
        lines=tuple(line for line in lines if line),
        logo=picture(work, company.logo_id),
        colour=company.document_colour,
    )


def house_texts(work: Reading, kind: DocumentKind) -> HouseTexts:
    """The shop's own words on this kind of document as they are now."""
    query = select(DocumentText.intro, DocumentText.closing, DocumentText.footer)
    found = work.session.execute(query.where(DocumentText.document == kind)).first()
    return (
        HouseTexts(intro=found.intro, closing=found.closing, footer=found.footer) if found else HouseTexts()
    )


def company_settings(company: Company, paper: PaperSize | None) -> PrintSettings:
    """The shop's language, money and zone, on this paper or else on the shop's own."""
    return PrintSettings(
        locale=company.locale,
        currency=company.currency,
        zone=company.timezone,
        paper=paper or company.paper,
    )


def picture(work: Reading, picture_id: int | None) -> bytes | None:
    """The content of a stored picture, if there is one."""
    if picture_id is None:
        return None
    return work.session.scalar(select(Picture.content).where(Picture.id == picture_id))


def file_name(*parts: str) -> str:
    """A name that every system accepts for a file, without its ending."""
    words = unicodedata.normalize("NFC", " ".join(part for part in parts if part)).translate(_NOT_IN_NAMES)
    # What is not seen, such as a mark that turns the direction of writing, has no place in a name.
    seen = "".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in words)
    words = " ".join(seen.split())[:_LONGEST_NAME].strip(" .-")
    while len(words.encode()) > _MOST_BYTES:
        words = words[:-1].rstrip(" .-")
    return f"_{words}" if _DEVICES.match(words) else words or tr("Document")


def own_technician_id(work: Reading) -> int | None:
    """The technician that the person who asks is; None for people of the office, who may print for anyone.

    Raises:
        NotAllowed: a technician's seat whose person is no technician.
    """
    if work.actor.role is not Role.TECHNICIAN:
        return None
    own = work.session.scalar(select(Person.technician_id).where(Person.id == work.actor.person_id))
    if own is None:
        raise NotAllowed(tr("This is somebody else's work."))
    return own
