"""Finds the folder of published cases that belongs to nobody here and so is not in the checkout."""

import json
from typing import Any

from tests.support.shared_data import shared_data


def published_cases(name: str) -> list[dict[str, Any]]:
    """The cases of one file of published taxes."""
    folder = shared_data()
    assert folder is not None
    cases: list[dict[str, Any]] = json.loads((folder / "tax" / name).read_text("utf-8"))["cases"]
    return cases
