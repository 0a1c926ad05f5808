"""Lists of files without their bytes, thumbnails by the page, and one file with everything."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading
from fsmdesk.models import Attachment, FileContent, Person
from fsmdesk.services.files.messages import (
    MOST_FILES,
    FileContents,
    FileRow,
    FilesOf,
    OneFile,
    ReadFile,
    Thumbnails,
)
from fsmdesk.services.files.owners import column_of, owner_of, permit_reading
from fsmdesk.services.records import find
from fsmdesk.services.registry import answers


@answers(FilesOf)
def files_of(work: Reading, query: FilesOf) -> tuple[FileRow, ...]:
    """The files there, in the order they were taken or added."""
    permit_reading(work, query.owner, query.owner_id)
    rows = work.session.execute(
        _listed()
        .where(column_of(query.owner) == query.owner_id)
        .order_by(Attachment.added_at, Attachment.id)
        .limit(MOST_FILES)
    )
    return tuple(_row(row) for row in rows)


@answers(OneFile)
def one_file(work: Reading, query: OneFile) -> FileRow:
    """The file.

    Raises:
        RuleBroken: it is gone.
    """
    permit_reading(work, *owner_of(find(work, Attachment, query.file_id)))
    return _row(work.session.execute(_listed().where(Attachment.id == query.file_id)).one())


@answers(Thumbnails)
def thumbnails(work: Reading, query: Thumbnails) -> dict[int, bytes]:
    """The pictures that there are."""
    files = work.session.scalars(select(Attachment).where(Attachment.id.in_(query.file_ids))).all()
    for owner, owner_id in {owner_of(file) for file in files}:
        permit_reading(work, owner, owner_id)
    return pictures_of(work, (file.id for file in files))


@answers(ReadFile)
def read_file(work: Reading, query: ReadFile) -> FileContents:
    """The whole file.

    Raises:
        RuleBroken: it is gone.
    """
    file = find(work, Attachment, query.file_id)
    permit_reading(work, *owner_of(file))
    columns = (FileContent.media_type, FileContent.content, FileContent.thumbnail.is_not(None))
    media_type, content, has_picture = work.session.execute(
        select(*columns).where(FileContent.id == file.content_id)
    ).one()
    return FileContents(file.name, media_type, content, bool(has_picture))


def pictures_of(work: Reading, file_ids: Iterable[int]) -> dict[int, bytes]:
    """The thumbnails of these files, for whoever was permitted to see them."""
    found = work.session.execute(
        select(Attachment.id, FileContent.thumbnail)
        .join(FileContent, FileContent.id == Attachment.content_id)
        .where(Attachment.id.in_(list(file_ids)), FileContent.thumbnail.is_not(None))
    )
    return {file_id: bytes(picture) for file_id, picture in found if picture is not None}


def _listed() -> Any:
    return (
        select(
            Attachment,
            FileContent.media_type,
            FileContent.size_bytes,
            FileContent.thumbnail.is_not(None),
            Person.name,
        )
        .join(FileContent, FileContent.id == Attachment.content_id)
        .outerjoin(Person, Person.id == Attachment.added_by_id)
    )


def _row(found: Any) -> FileRow:
    file, media_type, size_bytes, has_picture, person = found
    return FileRow(
        id=file.id,
        version=file.version,
        name=file.name,
        media_type=media_type,
        size_bytes=size_bytes,
        has_picture=bool(has_picture),
        mark=file.mark,
        note=file.note,
        taken_at=file.taken_at,
        added_at=file.added_at,
        added_by=person or tr("Outside fsmdesk"),
    )
