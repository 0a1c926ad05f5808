"""What the first process of a test run sets up for all of its workers, and takes away afterwards."""

import os
import tempfile
import uuid
from pathlib import Path

import pytest

from tests.support.databases import NAMED, NAMED_VARIABLE, RUN_VARIABLE, postgres_offices_on
from tests.support.home import move_home
from tests.support.keeper import Keeper

_KEEPER = pytest.StashKey[Keeper]()


def _is_worker(config: pytest.Config) -> bool:
    return hasattr(config, "workerinput")


def pytest_configure(config: pytest.Config) -> None:
    """Nobody's own settings are seen from here on, and servers can be asked for."""
    if _is_worker(config):
        return
    home = Path(tempfile.mkdtemp(prefix="fsmdesk-tests-"))
    move_home(home)
    os.environ[RUN_VARIABLE] = uuid.uuid4().hex[:12]
    config.stash[_KEEPER] = Keeper.start(home)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Nothing of the run is left: no server, no database on a named one, no file."""
    if _is_worker(config) or _KEEPER not in config.stash:
        return
    if os.environ.get(NAMED_VARIABLE):
        offices = postgres_offices_on(NAMED)
        offices.remove_all()
        offices.close()
    config.stash[_KEEPER].stop()
