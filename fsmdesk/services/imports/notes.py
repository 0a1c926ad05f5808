"""Columns of a file that no field of ours holds are kept as lines of the notes."""

from collections.abc import Mapping
from typing import Any

MOST = 16_000


def said_notes(values: dict[str, Any], extra: Mapping[str, str]) -> None:
    """Notes that the file gives are compared, and kept, together with the columns that have no field."""
    if "notes" in values:
        values["notes"] = with_extra(str(values["notes"]), extra)


def with_extra(notes: str, extra: Mapping[str, str]) -> str:
    """The notes, and below them a line `Column: value` for each; cut where a text would get too long."""
    lines = [notes] if notes else []
    lines += [f"{column}: {value}" for column, value in extra.items()]
    return "\n".join(lines)[:MOST]
