"""Finds the folder of files that nobody here wrote, and that so is not in the checkout."""

import os
from pathlib import Path


def shared_data() -> Path | None:
    """The folder that FSMDESK_SHARED_DATA names, else the one beside the checkout; None without one."""
    named = os.environ.get("FSMDESK_SHARED_DATA")
    folder = Path(named) if named else Path(__file__).parents[3] / "shared" / "data"
    return folder if (folder / "tax").is_dir() else None
