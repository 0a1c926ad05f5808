"""What a benchmark reports."""

import json
import math
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Row:
    """One figure. `value` and `floor` are in `unit`.

    `limit` is the most that `ratio` may be where there is a ratio, else the most that `value` may be.
    """

    name: str
    value: float
    unit: str
    limit: float | None = None
    floor: float | None = None
    ratio: float | None = None

    @property
    def limited(self) -> float:
        """The figure that the limit is about."""
        return self.value if self.ratio is None else self.ratio

    @property
    def is_within_limit(self) -> bool:
        """True if there is no limit, or the figure keeps it. A figure that is no number keeps none."""
        return self.limit is None or self.limited <= self.limit


def write_json(rows: Iterable[Row], path: Path) -> None:
    """Afterwards the file holds the rows as a list of objects, null where there is nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps([asdict(row) for row in rows], indent=2, allow_nan=False)
    path.write_text(text + "\n", "utf-8")


def as_table(rows: Iterable[Row]) -> str:
    """The rows for people, numbers under each other."""
    head = ("name", "value", "unit", "floor", "ratio", "limit", "")
    lines = [head, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    left = {0, 2, 6}
    return "\n".join(
        "  ".join(
            cell.ljust(width) if column in left else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def _cells(row: Row) -> tuple[str, ...]:
    verdict = "" if row.limit is None else "ok" if row.is_within_limit else "OVER THE LIMIT"
    return (
        row.name,
        _number(row.value),
        row.unit,
        _number(row.floor),
        _number(row.ratio),
        _number(row.limit),
        verdict,
    )


def _number(value: float | None) -> str:
    if value is None:
        return "-"
    if value == 0 or not math.isfinite(value):
        return f"{value:g}"
    decimals = max(0, 2 - math.floor(math.log10(abs(value))))
    return f"{value:.{decimals}f}"
