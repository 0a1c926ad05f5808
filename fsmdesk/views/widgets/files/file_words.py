"""What is said about a file: its size, its sort, when it is from."""

from fsmdesk.core.file_names import ending_of
from fsmdesk.core.formats import Formats
from fsmdesk.core.terms import FileMark
from fsmdesk.core.words import tr
from fsmdesk.services.files.messages import FileRow

_KB = 1024
_LONGEST_ENDING = 5


def size_words(size_bytes: int, formats: Formats) -> str:
    """The size in the unit that fits: `340 KB`, `1.2 MB`."""
    if size_bytes < _KB:
        return tr("{size} bytes").format(size=formats.count(size_bytes))
    if size_bytes < _KB * _KB:
        return tr("{size} KB").format(size=formats.count(round(size_bytes / _KB)))
    tenths = round(size_bytes * 10 / (_KB * _KB))
    return tr("{size} MB").format(size=formats.quantity(tenths * 100))


def sort_words(file: FileRow) -> str:
    """What sort of file it is, in a few capital letters."""
    ending = ending_of(file.name)
    if 0 < len(ending) <= _LONGEST_ENDING:
        return ending.upper()
    return tr("Picture") if file.media_type.startswith("image/") else tr("File")


def when_words(file: FileRow, formats: Formats) -> str:
    """When the photo was taken, else when the file was added."""
    return formats.instant(file.taken_at or file.added_at)


def about_file(file: FileRow, formats: Formats) -> str:
    """Everything that is known, for a tooltip."""
    lines = [file.name]
    if file.note:
        lines.append(file.note)
    if file.mark is not FileMark.NONE:
        lines.append(file.mark.label)
    if file.taken_at is not None:
        lines.append(tr("Taken {when}").format(when=formats.instant(file.taken_at)))
    added = tr("Added {when} by {who}").format(when=formats.instant(file.added_at), who=file.added_by)
    return "\n".join((*lines, added, size_words(file.size_bytes, formats)))
