"""The office in which a day is told. Stories that need files which nobody here wrote are told where these are."""

from collections.abc import Iterator

import pytest

from tests.stories.day_office import DayOffice
from tests.support.shared_data import shared_data

collect_ignore = [] if shared_data() else ["test_real_input.py", "test_naughty_strings.py"]


@pytest.fixture
def office(office_url: str) -> Iterator[DayOffice]:
    """A shop that was set up this morning. The story is told on each database."""
    made = DayOffice(office_url)
    yield made
    made.close()
