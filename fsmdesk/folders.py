"""Where fsmdesk keeps a person's own files on this computer: offices, drafts, settings, reports."""

import os
from pathlib import Path


def data_folder() -> Path:
    """The folder for this person's own files; `FSMDESK_DATA` names another one."""
    named = os.environ.get("FSMDESK_DATA")
    if named:
        return Path(named)
    # Loaded here, since the window asks before it has anything to show.
    from platformdirs import user_data_path

    return user_data_path("fsmdesk", appauthor=False)
