"""Python's rubbish is collected between tests, in the thread that made the windows.

A collection that comes by itself runs in whichever thread allocates. In a worker of the program it would destroy
widgets that an earlier test left in a circle, which Qt does not survive.
"""

import gc
from collections.abc import Generator

import pytest

_ALL_EVERY = 25
_count = 0


def pytest_configure() -> None:
    """From here on nothing is collected by itself."""
    gc.disable()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol() -> Generator[None, object, object]:
    """What a test left is looked through when it is over; what earlier ones left, every so often."""
    global _count
    answer = yield
    _count += 1
    gc.collect(2 if _count % _ALL_EVERY == 0 else 1)
    return answer
