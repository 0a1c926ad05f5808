"""Offices that benchmarks measure on: the demo shops, made once and kept until the program or the day changes."""

import hashlib
import os
import shutil
import tempfile
from datetime import date
from pathlib import Path
from typing import Literal

from fsmdesk.db.location import parse_location
from fsmdesk.db.migrate import HEAD
from fsmdesk.services.demo.make import make_demo

Size = Literal["small", "shop", "large"]


def demo_office(size: Size) -> Path:
    """A demo office that is made for today; kept in the temporary folder, since a large one takes minutes.

    Measurements that change it work on a copy (`copy_of`).
    """
    sources = sorted(Path(__file__).parents[2].glob("fsmdesk/services/demo/*.py"))
    mark = hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()[:10]
    folder = Path(tempfile.gettempdir()) / f"fsmdesk-bench-{os.getuid() if hasattr(os, 'getuid') else 0}"
    folder.mkdir(mode=0o700, exist_ok=True)
    office = folder / f"{size}-{HEAD}-{date.today():%Y%m%d}-{mark}.fsmdesk"
    if not office.exists():
        fresh = office.with_suffix(f".{os.getpid()}.new")
        make_demo(parse_location(str(fresh)), size)
        for earlier in folder.glob(f"{size}-*.fsmdesk*"):  # a large one takes gigabytes
            earlier.unlink(missing_ok=True)
        fresh.replace(office)
    return office


def copy_of(office: Path, target: Path) -> Path:
    """Another office with the same content."""
    shutil.copyfile(office, target)
    return target
