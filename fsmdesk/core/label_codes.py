"""What the square code on a machine's label says, and which machine a scanned one means."""

import re
from typing import Final

_CODE: Final = re.compile(r"\s*EQ-0*([1-9]\d{0,17})\s*", re.IGNORECASE)


def equipment_code(equipment_id: int) -> str:
    """The code of a machine, short enough to be typed: `EQ-00042`."""
    return f"EQ-{equipment_id:05d}"


def equipment_of(code: str) -> int | None:
    """The machine that such a code means; None if it is none."""
    found = _CODE.fullmatch(code)
    return int(found[1]) if found else None
