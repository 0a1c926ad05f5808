"""The office in which a day is told."""

from collections.abc import Iterator

import pytest

from tests.stories.day_office import DayOffice


@pytest.fixture
def office(office_url: str) -> Iterator[DayOffice]:
    """A shop that was set up this morning. The story is told on each database."""
    made = DayOffice(office_url)
    yield made
    made.close()
