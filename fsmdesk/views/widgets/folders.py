"""In which folder a file dialog opens: the one used last, else the person's documents."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths

from fsmdesk.views.person_settings import PersonSettings


def folder_of(settings: PersonSettings, key: str) -> str:
    """The folder that was used last for this; one that is there."""
    kept = settings.text(key)
    return kept if kept and Path(kept).is_dir() else documents_folder()


def keep_folder(settings: PersonSettings, key: str, folder: Path) -> None:
    """The next dialog for this opens there."""
    settings.keep(key, str(folder))


def documents_folder() -> str:
    """The person's documents; the home folder where there is no such place."""
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return found if found and Path(found).is_dir() else str(Path.home())
