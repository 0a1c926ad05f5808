"""Starts the frozen program as somebody would who has nothing else: makes an office, works in it, reads the invoice.

    .venv/bin/python installer/smoke.py dist/fsmdesk/fsmdesk

Ends with 0 if all of it held. On Linux with `Xvfb` and `xdotool` a real window is opened, too.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

_PATIENCE_SECONDS = 600
_WINDOW_SECONDS = 60
# What a program needs of its system, and nothing of Python, Qt or this checkout.
_KEPT = ("SYSTEMROOT", "TEMP", "TMP", "LANG", "LC_ALL", "DBUS_SESSION_BUS_ADDRESS")


class SmokeError(Exception):
    """Something did not hold; the text says what."""


def bare_environment(home: Path) -> dict[str, str]:
    """The environment of somebody who has just installed the program."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    path = os.defpath if os.name != "nt" else os.environ.get("SYSTEMROOT", "")
    homes = {name: str(home) for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA")}
    return {"LC_ALL": "C.UTF-8", **kept, **homes, "PATH": path, "FSMDESK_DATA": str(home / "data")}


def call(program: Path, *words: str | Path, environment: Mapping[str, str]) -> str:
    """What the program prints.

    Raises:
        SmokeError: it ended badly.
    """
    command = [str(program), *map(str, words)]
    run = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=_PATIENCE_SECONDS, encoding="utf-8"
    )
    if run.returncode != 0:
        raise SmokeError(f"{' '.join(command)}\nended with {run.returncode}\n{run.stdout}\n{run.stderr}")
    return run.stdout


def check_invoice(path: Path) -> str:
    """The number of the invoice that was printed.

    Raises:
        SmokeError: the file is no invoice that somebody could be sent.
    """
    from pypdf import PdfReader

    text = "\n".join(page.extract_text() for page in PdfReader(path).pages)
    missing = [words for words in ("Invoice", "Amount due") if words not in text]
    number = re.search(r"^Number (\S+)$", text, re.MULTILINE)
    if missing or number is None or "\ufffd" in text:
        raise SmokeError(f"{path} is no invoice, or has letters that nobody can read:\n{text}")
    return number.group(1)


@contextmanager
def screen() -> Iterator[str]:
    """A display that nobody sees."""
    read, write = os.pipe()
    words = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
    with subprocess.Popen(words, pass_fds=[write], stderr=subprocess.DEVNULL) as server:
        os.close(write)
        try:
            with os.fdopen(read) as numbers:
                yield f":{numbers.readline().strip()}"
        finally:
            server.terminate()


def show_window(program: Path, office: Path, environment: Mapping[str, str]) -> str:
    """The title of the window on that office, once it shows a place.

    Raises:
        SmokeError: there is none, or the program ended.
    """
    sit_down(office, environment)
    with screen() as display:
        there = {**environment, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        with subprocess.Popen([program, "--office", office], env=there, stderr=subprocess.PIPE) as running:
            try:
                return _title(running, display)
            finally:
                running.terminate()


def sit_down(office: Path, environment: Mapping[str, str]) -> None:
    """The window does not ask who is sitting there: it is the owner, as last time."""
    settings = Path(environment["FSMDESK_DATA"]) / "settings" / "this-computer.json"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(json.dumps({"sitters": {str(office): 1}}), "utf-8")


def _title(running: "subprocess.Popen[bytes]", display: str) -> str:
    until = time.monotonic() + _WINDOW_SECONDS
    search = ["xdotool", "search", "--onlyvisible", "--name", " — fsmdesk$", "getwindowname"]
    while time.monotonic() < until:
        if running.poll() is not None:
            said = running.stderr.read().decode("utf-8", "replace") if running.stderr else ""
            raise SmokeError(f"the window closed by itself\n{said}")
        found = subprocess.run(search, env={**os.environ, "DISPLAY": display}, capture_output=True, text=True)
        if found.returncode == 0 and found.stdout.strip():
            return found.stdout.strip().splitlines()[0]
        time.sleep(0.25)
    raise SmokeError("no window opened")


def smoke(program: Path, folder: Path) -> list[str]:
    """What was seen, one line each; files are left in `folder`.

    Raises:
        SmokeError: what did not hold.
    """
    environment = {**bare_environment(folder), "QT_QPA_PLATFORM": "offscreen"}
    office, out = folder / "shop.fsmdesk", folder / "tour"
    seen = [call(program, "demo", "--office", office, "--size", "small", environment=environment).strip()]
    seen.append(call(program, "check", "--office", office, environment=environment).strip().splitlines()[-1])
    seen.append(
        call(program, "tour", "--office", office, "--out", out, environment=environment).splitlines()[-1]
    )
    seen.append(f"invoice: {check_invoice(out / 'invoice.pdf')}")
    if shutil.which("Xvfb") and shutil.which("xdotool"):
        seen.append(f"window: {show_window(program, office, environment)}")
    return seen


def main(words: list[str]) -> int:
    """0 if everything held; what was seen, or what did not hold, is printed."""
    if len(words) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="fsmdesk-smoke-", ignore_cleanup_errors=True) as name:
        try:
            print("\n".join(smoke(Path(words[0]).resolve(), Path(name))))
        except SmokeError as broken:
            print(f"smoke: {broken}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
