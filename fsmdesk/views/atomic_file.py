"""Writing a small file so that a crash leaves the old content or the new, never half of it."""

import os
from pathlib import Path


def write_atomically(path: Path, text: str, *, is_lasting: bool = True) -> None:
    """The file holds exactly this text afterwards, and survives a power cut as old or new.

    What is not lasting survives the end of the program, and takes a tenth of the time.

    Raises:
        OSError: the disk or the folder does not allow it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        with fresh.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            if is_lasting:
                os.fsync(file.fileno())
        fresh.replace(path)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise
