"""Keeps tests away from the settings and offices of the person who runs them."""

import os
from pathlib import Path

_XDG = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
_HOMES = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA")
_BEFORE = "FSMDESK_TEST_BEFORE_"


def move_home(home: Path) -> None:
    """Afterwards settings, data and caches are looked for here, in child processes too."""
    for name in ("FSMDESK_OFFICE", *_HOMES, *_XDG):
        if name in os.environ:
            os.environ[_BEFORE + name] = os.environ.pop(name)
    for name in _HOMES:
        os.environ[name] = str(home)
    # No test asks, or fills, the keyring of the person who runs it.
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    for name in _XDG:
        os.environ[name] = str(home / name.lower())


def machine_environment() -> dict[str, str]:
    """The environment as it was before, for tools such as pip that need the machine's own set-up."""
    environment = {name: value for name, value in os.environ.items() if name not in (*_HOMES, *_XDG)}
    before = {name: value for name, value in environment.items() if name.startswith(_BEFORE)}
    return environment | {name.removeprefix(_BEFORE): value for name, value in before.items()}
