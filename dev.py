#!/usr/bin/env python3
"""Everything a developer or a fresh machine needs, with Python 3.11 or later and nothing else.

    python3 dev.py run                          open the window (without a display: make the tour)
    python3 dev.py test [PYTEST ARGS]           run the test suite
    python3 dev.py check                        ruff, mypy --strict, the import contract
    python3 dev.py fsmdesk ARGS                 any fsmdesk command, such as: fsmdesk demo --help
    python3 dev.py bench [NAME ...] [--json F]  measure; exit 1 if a limit is broken
    python3 dev.py nightly                      the long runs, apart from the suite
    python3 dev.py build                        a wheel into dist/
    python3 dev.py freeze                       a program that needs no Python into dist/fsmdesk, tried at once

The first call makes `.venv` and installs what requirements.lock names; later calls find it ready.
"""

from __future__ import annotations  # so that an older Python gets as far as being told

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "fsmdesk-stamp"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
OLDEST_PYTHON = (3, 11)

# What Qt opens at run time, and the Debian package that brings it.
QT_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
}
# In addition, for a window on X11.
WINDOW_LIBRARIES = {
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}


def say(text: str) -> None:
    """The text is on the terminal, before the output of whatever runs next."""
    print(f"dev.py: {text}", flush=True)


def give_up(text: str) -> NoReturn:
    """Says on one line what is wrong and ends with exit code 1."""
    sys.exit(f"dev.py: {text}")


def call(*command: str | Path) -> int:
    """Runs the command in the checkout and returns its exit code; Ctrl+C is left to the command."""
    words = [str(word) for word in command]
    with subprocess.Popen(words, cwd=ROOT) as process:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                continue  # the command got it too and ends in its own way


def succeeds(*command: str | Path) -> bool:
    """True if the command exists and ends well; what it prints is dropped."""
    words = [str(word) for word in command]
    try:
        return subprocess.run(words, cwd=ROOT, capture_output=True).returncode == 0
    except OSError:
        return False


def stamp_text() -> str:
    """Changes whenever the environment has to be brought up to date."""
    return hashlib.sha256(LOCK.read_bytes()).hexdigest() + "\n"


def is_installed() -> bool:
    """True if `.venv` was made from the lock file as it is now."""
    return PYTHON.exists() and STAMP.exists() and STAMP.read_text("utf-8") == stamp_text()


def ensure_ready(needs_qt: bool = True) -> None:
    """Afterwards `.venv` holds the locked dependencies; a second call costs next to nothing."""
    if not is_installed():
        if not succeeds(PYTHON, "-c", "import pip, sys; sys.exit(sys.prefix == sys.base_prefix)"):
            say(f"making the environment {VENV.name} (once)")
            make_environment()
        install_locked()
        show_checkout_to_environment()
        STAMP.write_text(stamp_text(), "utf-8")
    if needs_qt and sys.platform.startswith("linux"):
        ensure_libraries()


def make_environment() -> None:
    """Afterwards `.venv` is an empty environment; where Python lacks venv, other ways are tried."""
    if any(way() for way in (with_venv, with_virtualenv, with_uv, with_pip_alone, with_venv_from_debian)):
        return
    give_up(f"this Python has no venv. Type: sudo apt-get install -y {venv_package()}")


def venv_package() -> str:
    """The Debian package that completes the running Python's venv."""
    return f"python{sys.version_info.major}.{sys.version_info.minor}-venv"


def with_venv() -> bool:
    """Makes the environment with the standard library, where Debian left that whole."""
    if not all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        return False
    return succeeds(sys.executable, "-m", "venv", "--clear", VENV)


def with_virtualenv() -> bool:
    """Makes the environment with virtualenv, as a module or a command."""
    commands = [sys.executable, "-m", "virtualenv"], ["virtualenv"]
    return any(succeeds(*words, "--clear", "--python", sys.executable, VENV) for words in commands)


def with_uv() -> bool:
    """Makes the environment with uv."""
    return succeeds("uv", "venv", "--seed", "--clear", "--python", sys.executable, VENV)


def with_pip_alone() -> bool:
    """Makes an environment without pip and has the system's pip put one there."""
    if not importlib.util.find_spec("venv"):
        return False
    pip = [sys.executable, "-m", "pip", "--python", str(PYTHON), "install", "--quiet", "pip"]
    return succeeds(sys.executable, "-m", "venv", "--clear", "--without-pip", VENV) and succeeds(*pip)


def with_venv_from_debian() -> bool:
    """Installs Debian's package for venv where that is allowed, and uses it."""
    # In a fresh process: this one has already looked for ensurepip and remembers the answer.
    return apt_install([venv_package()]) and succeeds(sys.executable, "-m", "venv", "--clear", VENV)


def install_locked() -> None:
    """Afterwards every package of the lock file is there, in that version, its hash checked."""
    say(f"installing what {LOCK.name} names (once)")
    options = ["--quiet", "--no-input", "--disable-pip-version-check", "--require-hashes", "--no-deps"]
    if call(PYTHON, "-m", "pip", "install", *options, "-r", LOCK) != 0:
        give_up("the dependencies could not be installed; the lines above say why")


def show_checkout_to_environment() -> None:
    """Afterwards `import fsmdesk` works in the environment from any folder, always with today's files."""
    where = "import sysconfig; print(sysconfig.get_path('purelib'))"
    answer = subprocess.run([PYTHON, "-c", where], check=True, capture_output=True, text=True)
    site = Path(answer.stdout.strip())
    # Relative, since the encoding of .pth files differs between systems and a path may hold any letter.
    (site / "fsmdesk-checkout.pth").write_text(os.path.relpath(ROOT, site) + "\n", "ascii")


def missing_packages(libraries: dict[str, str]) -> list[str]:
    """Debian packages of those libraries that can't be opened here."""
    missing = []
    for library, package in libraries.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing.append(package)
    return missing


def ensure_libraries() -> None:
    """Installs what Qt lacks where that is allowed, else says what to type.

    Goes on if only a window would lack something: tests, documents and the tour need none.
    """
    packages = missing_packages(QT_LIBRARIES | WINDOW_LIBRARIES)
    if not packages or apt_install(packages):
        return
    advice = f"Qt lacks libraries of the system. Type: sudo apt-get install -y {' '.join(packages)}"
    if missing_packages(QT_LIBRARIES):
        give_up(advice)
    say(advice)


def apt_install(packages: Sequence[str]) -> bool:
    """Installs Debian packages if apt is here and no password is asked. True if they are in."""
    if not shutil.which("apt-get"):
        return False
    if os.name != "nt" and os.geteuid() == 0:
        prefix = ["env"]
    elif succeeds("sudo", "-n", "true"):
        prefix = ["sudo", "-n", "env"]
    else:
        return False
    say(f"installing {' '.join(packages)} (once)")
    apt = [*prefix, "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    install = [*apt, "install", "-y", "--no-install-recommends", *packages]
    # A fresh machine has no package lists yet, or old ones.
    return succeeds(*install) or (succeeds(*apt, "update") and succeeds(*install))


def has_display() -> bool:
    """True if a window can be shown here."""
    if not sys.platform.startswith("linux"):
        return True
    if os.environ.get("QT_QPA_PLATFORM", "offscreen") not in ("offscreen", "minimal"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def run(args: list[str]) -> int:
    """Opens the window; without a display makes the tour in out/tour instead."""
    ensure_ready()
    if has_display():
        return call(PYTHON, "-m", "fsmdesk", *args)
    say("there is no display here, so the tour is made instead, offscreen, into out/tour")
    return call(PYTHON, "-m", "fsmdesk", "tour", "--out", ROOT / "out" / "tour", *args)


def test(args: list[str]) -> int:
    """Runs the test suite on all cores; arguments go to pytest."""
    ensure_ready()
    alone = any(word.startswith(("-n", "--pdb", "--numprocesses")) for word in args)
    spread = [] if alone else ["-n", str(max(2, os.cpu_count() or 2)), "--dist", "worksteal"]
    return call(PYTHON, "-m", "pytest", *spread, *args)


def check(args: list[str]) -> int:
    """Runs every check that needs no test, all of them even if one fails."""
    expect_nothing(args)
    ensure_ready(needs_qt=False)
    commands: dict[str, list[str | Path]] = {
        "ruff check": [PYTHON, "-m", "ruff", "check", "."],
        "ruff format": [PYTHON, "-m", "ruff", "format", "--check", "."],
        "mypy": [PYTHON, "-m", "mypy"],
        "import contract": [BIN / "lint-imports", "--no-cache"],
    }
    failed = [name for name, words in commands.items() if call(*words) != 0]
    say(f"check failed: {', '.join(failed)}" if failed else "check passed")
    return 1 if failed else 0


def fsmdesk(args: list[str]) -> int:
    """Runs one of fsmdesk's own commands."""
    ensure_ready()
    return call(PYTHON, "-m", "fsmdesk", *args)


def bench(args: list[str]) -> int:
    """Measures, prints a table, and writes the rows as JSON where asked."""
    ensure_ready()
    return call(PYTHON, "-m", "tests.benchmarks", *args)


def nightly(args: list[str]) -> int:
    """Runs the long tests, then all benchmarks with the long ones among them."""
    ensure_ready()
    tests = test(["-m", "nightly", "--hypothesis-profile=nightly", *args])
    benches = call(PYTHON, "-m", "tests.benchmarks", "--nightly", "--json", ROOT / "out" / "nightly.json")
    return tests or benches


def build(args: list[str]) -> int:
    """Makes the wheel in dist/."""
    expect_nothing(args)
    ensure_ready(needs_qt=False)
    return call(PYTHON, "-m", "hatchling", "build", "--target", "wheel", "--directory", ROOT / "dist")


def freeze(args: list[str]) -> int:
    """Makes the program for this system in dist/fsmdesk, and starts it to see that it works."""
    expect_nothing(args)
    ensure_ready()
    places: list[str | Path] = ["--distpath", ROOT / "dist", "--workpath", ROOT / "build"]
    recipe = ROOT / "installer" / "fsmdesk.spec"
    made = call(PYTHON, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *places, recipe)
    name = "fsmdesk-console.exe" if os.name == "nt" else "fsmdesk"
    return made or call(PYTHON, ROOT / "installer" / "smoke.py", ROOT / "dist" / "fsmdesk" / name)


def expect_nothing(args: list[str]) -> None:
    """Ends with exit code 2 if the verb was given arguments it does not take."""
    if args:
        print(f"dev.py: unexpected: {' '.join(args)}", file=sys.stderr)
        sys.exit(2)


VERBS: dict[str, Callable[[list[str]], int]] = {
    verb.__name__: verb for verb in (run, test, check, fsmdesk, bench, nightly, build, freeze)
}


def main(argv: list[str]) -> int:
    """Runs the verb and returns the exit code: 2 for wrong usage, else that of what was run."""
    if sys.version_info < OLDEST_PYTHON:
        give_up(f"Python {'.'.join(map(str, OLDEST_PYTHON))} or later is needed")
    if argv and argv[0] in ("-h", "--help", "help"):
        print(__doc__)
        return 0
    if not argv or argv[0] not in VERBS:
        print(__doc__, file=sys.stderr)
        return 2
    # Windows would give tools that draw boxes an encoding without any.
    os.environ.setdefault("PYTHONIOENCODING", "utf-8")
    return VERBS[argv[0]](argv[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
