"""How the shop's documents look: its colour, its logo, its own words on each kind."""

import re
from typing import Final

from sqlalchemy import select

from fsmdesk.core.errors import ConflictError, RuleBroken
from fsmdesk.core.terms import DocumentKind
from fsmdesk.core.texts import clean_text
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading, Writing
from fsmdesk.models import Company, DocumentText, Picture
from fsmdesk.services.records import assign, changes_of, last_changer
from fsmdesk.services.registry import answers, handles
from fsmdesk.services.setup.company import store_picture
from fsmdesk.services.setup.messages import Documents, DocumentsCard, DocumentWords, EditDocuments
from fsmdesk.services.the_company import the_company

_COLOUR: Final = re.compile("#[0-9a-f]{6}")
_PARTS: Final = ("intro", "closing", "footer")
# A foot that takes the page away from what stands on it is a mistake.
_MOST_FOOT_LINES: Final = 8


@answers(Documents)
def documents_card(work: Reading, query: Documents) -> DocumentsCard:
    """The looks as they are now."""
    company, stored = the_company(work), _stored(work)
    logo = None
    if company.logo_id is not None:
        logo = work.session.scalar(select(Picture.content).where(Picture.id == company.logo_id))
    return DocumentsCard(
        version=_version(work),
        colour=company.document_colour,
        logo=logo,
        paper=company.paper,
        texts=tuple(_words(kind, stored.get(kind)) for kind in DocumentKind),
    )


@handles(EditDocuments)
def edit_documents(work: Writing, command: EditDocuments) -> None:
    """Colour, logo and texts are those of the command.

    Raises:
        RuleBroken: the colour is none, a text can't be printed, or the logo is no picture.
        ConflictError: somebody changed the looks since they were seen.
    """
    company, stored = the_company(work), _stored(work)
    _check_seen(work, command.seen_version, company)
    colour = command.colour.strip().lower()
    if colour and not _COLOUR.fullmatch(colour):
        raise RuleBroken(tr("A colour is written like #2f6fed."), field="colour")
    assign(company, document_colour=colour)
    if command.logo is not None:
        company.logo_id = store_picture(work, command.logo).id if command.logo else None
    for words in command.texts:
        _keep(work, words, stored.get(words.document))


def _stored(work: Reading) -> dict[DocumentKind, DocumentText]:
    return {text.document: text for text in work.session.scalars(select(DocumentText))}


def _version(work: Reading) -> int:
    """That of the shop's data and of the texts, also of those that were taken back."""
    return changes_of(work, Company.__tablename__, DocumentText.__tablename__)


def _check_seen(work: Reading, seen: int, company: Company) -> None:
    now = _version(work)
    if now != seen:
        who = last_changer(work, "company", company.id)
        raise ConflictError(
            tr("{who} changed this in the meantime.").format(who=who or tr("Somebody else")),
            who=who,
            seen_version=seen,
            stored_version=now,
        )


def _words(kind: DocumentKind, stored: DocumentText | None) -> DocumentWords:
    return DocumentWords(kind, stored.intro, stored.closing, stored.footer) if stored else DocumentWords(kind)


def _keep(work: Writing, words: DocumentWords, stored: DocumentText | None) -> None:
    values = {
        part: clean_text(getattr(words, part), f"{words.document.value}_{part}", multiline=True)
        for part in _PARTS
    }
    if values["footer"].count("\n") >= _MOST_FOOT_LINES:
        limit = tr("At most {count} lines fit at the foot of a page.").format(count=_MOST_FOOT_LINES)
        raise RuleBroken(limit, field=f"{words.document.value}_footer")
    if stored is not None:
        assign(stored, **values)
    elif any(values.values()):
        work.session.add(DocumentText(document=words.document, **values))
