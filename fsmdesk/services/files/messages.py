"""Commands and queries about the files at a record. Bytes travel only in the messages that are about bytes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from fsmdesk.core.messages import Command, Query
from fsmdesk.core.permissions import Permission
from fsmdesk.core.terms import FileMark

MOST_FILES = 2000


class FileOwner(StrEnum):
    """What kind of record a file is at; the value is the name of its table."""

    WORK_ORDER = "work_order"
    EQUIPMENT = "equipment"
    CUSTOMER = "customer"
    SITE = "site"


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file in a list. `taken_at` is what the camera says; `has_picture` if there is a thumbnail."""

    id: int
    version: int
    name: str
    media_type: str
    size_bytes: int
    has_picture: bool
    mark: FileMark
    note: str
    taken_at: datetime | None
    added_at: datetime
    added_by: str


@dataclass(frozen=True, kw_only=True)
class FilesOf(Query[tuple[FileRow, ...]]):
    """The files at one record, oldest first; at most MOST_FILES. Without their bytes."""

    needs: ClassVar[Permission] = Permission.SIT_HERE
    owner: FileOwner
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class OneFile(Query[FileRow]):
    """One file, without its bytes."""

    needs: ClassVar[Permission] = Permission.SIT_HERE
    file_id: int


@dataclass(frozen=True, kw_only=True)
class Thumbnails(Query[Mapping[int, bytes]]):
    """Small JPEG pictures of these files, by file; those without one are missing."""

    needs: ClassVar[Permission] = Permission.SIT_HERE
    file_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FileContents:
    """A file with everything in it. `has_picture` says that its picture could be read safely."""

    name: str
    media_type: str
    content: bytes = field(repr=False)
    has_picture: bool


@dataclass(frozen=True, kw_only=True)
class ReadFile(Query[FileContents]):
    """The whole file."""

    needs: ClassVar[Permission] = Permission.SIT_HERE
    file_id: int


@dataclass(frozen=True, kw_only=True)
class AttachFile(Command[int]):
    """The file is at the record, its content stored once. Answers with its id.

    At a job the permission to report work or to edit it is needed, else that to edit customers.
    """

    needs: ClassVar[Permission] = Permission.SIT_HERE
    undoable: ClassVar[bool] = True
    owner: FileOwner
    owner_id: int
    name: str
    content: bytes = field(repr=False)
    mark: FileMark = FileMark.NONE


@dataclass(frozen=True, kw_only=True)
class SaveFile(Command[int]):
    """The file has this name, mark and note."""

    needs: ClassVar[Permission] = Permission.SIT_HERE
    undoable: ClassVar[bool] = True
    file_id: int
    seen_version: int
    name: str
    mark: FileMark
    note: str


@dataclass(frozen=True, kw_only=True)
class MarkFiles(Command[None]):
    """These files have this mark; `files` are ids with the version that was seen."""

    needs: ClassVar[Permission] = Permission.SIT_HERE
    undoable: ClassVar[bool] = True
    files: tuple[tuple[int, int], ...]
    mark: FileMark


@dataclass(frozen=True, kw_only=True)
class RemoveFiles(Command[None]):
    """These files are no longer at their records. A checklist's item that one answered is open again."""

    needs: ClassVar[Permission] = Permission.SIT_HERE
    undoable: ClassVar[bool] = True
    files: tuple[tuple[int, int], ...]
