"""The contents of files: each stored once, whatever many records show it."""

import hashlib
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.file_names import MAX_FILE_BYTES
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading, Writing
from fsmdesk.models import Company, FileContent
from fsmdesk.services.files.pictures import Glance, glance


def store_content(work: Writing, content: bytes, name: str) -> tuple[int, Glance]:
    """The id of the content in this office, and what is seen of it. It is sent only if it is not there yet.

    Raises:
        RuleBroken: it is too large.
    """
    if len(content) > MAX_FILE_BYTES:
        words = tr("{name} is {size} MB; at most {limit} MB fit.")
        size = -(-len(content) * 10 // (1024 * 1024)) / 10
        raise RuleBroken(words.format(name=name, size=size, limit=MAX_FILE_BYTES >> 20), field="content")
    seen = glance(content, name, zone_of(work))
    digest = hashlib.sha256(content).hexdigest()
    stored = _id_of(work, digest)
    if stored is None:
        _insert(work, digest, content, seen)
        stored = _id_of(work, digest)
    if stored is None:
        raise LookupError("the content that was just stored is not there")
    return stored, seen


def zone_of(work: Reading) -> ZoneInfo:
    """Where the shop's clock stands."""
    name = work.session.scalar(select(Company.timezone))
    return ZoneInfo(name or "UTC")


def _id_of(work: Reading, digest: str) -> int | None:
    return work.session.scalar(select(FileContent.id).where(FileContent.sha256 == digest))


def _insert(work: Writing, digest: str, content: bytes, seen: Glance) -> None:
    values = {
        "sha256": digest,
        "media_type": seen.media_type[:200],
        "size_bytes": len(content),
        "content": content,
        "thumbnail": seen.thumbnail,
    }
    if work.is_sqlite:  # one transaction writes at a time
        work.session.add(FileContent(**values))
        work.session.flush()
    else:  # another seat may be storing the same content just now
        work.session.execute(insert(FileContent).values(**values).on_conflict_do_nothing())
