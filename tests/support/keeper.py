"""A process that keeps PostgreSQL servers for one test run, started when first asked for.

It lives as long as its standard input stays open. That ends with the test run in whatever way
the run ends, killed included, and then the servers, their data and the run's folder are gone.
"""

import os
import shutil
import signal
import sys
import threading
from collections.abc import Callable
from multiprocessing.connection import Client, Listener
from pathlib import Path
from subprocess import PIPE, Popen
from typing import NamedTuple

from tests.support.binaries import ServerBinaries, newest, oldest
from tests.support.server import Server

_ROOT = Path(__file__).parents[2]
ADDRESS_VARIABLE = "FSMDESK_TEST_KEEPER"
_KINDS: dict[str, Callable[[], ServerBinaries]] = {"newest": newest, "oldest": oldest}


class Keeper(NamedTuple):
    """The test run's end of the keeper."""

    process: "Popen[bytes]"

    @staticmethod
    def start(folder: Path) -> "Keeper":
        """Starts a keeper; every process started from here on can ask it with `server_url`.

        The folder is the run's own; it goes when the keeper goes.
        """
        command = [sys.executable, "-m", "tests.support.keeper", str(folder)]
        process = Popen(command, cwd=_ROOT, stdin=PIPE, stdout=PIPE)
        assert process.stdout is not None
        os.environ[ADDRESS_VARIABLE] = process.stdout.readline().decode("ascii").strip()
        return Keeper(process)

    def stop(self) -> None:
        """Afterwards the keeper, all servers it started and the folder are gone."""
        os.environ.pop(ADDRESS_VARIABLE, None)
        self.process.communicate()


def server_url(kind: str) -> str:
    """URL of the run's `newest` or `oldest` server, which is started now if nobody asked before.

    Raises:
        RuntimeError: the server could not be started; its log is in the text.
    """
    port, key = os.environ[ADDRESS_VARIABLE].split(":")
    with Client(("127.0.0.1", int(port)), authkey=bytes.fromhex(key)) as connection:
        connection.send(kind)
        url, trouble = connection.recv()
    if not url:
        raise RuntimeError(trouble)
    return str(url)


class _Servers:
    """The servers that are running, by kind."""

    def __init__(self) -> None:
        self._running: dict[str, Server] = {}
        self._lock = threading.Lock()

    def url(self, kind: str) -> str:
        with self._lock:
            if kind not in self._running:
                self._running[kind] = Server(_KINDS[kind]())
            return self._running[kind].url

    def stop(self) -> None:
        with self._lock:
            for server in self._running.values():
                server.stop()


def _answer(listener: Listener, servers: _Servers) -> None:
    while True:
        with listener.accept() as connection:
            try:
                reply = servers.url(connection.recv()), ""
            except Exception as trouble:  # noqa: BLE001 - whatever it is, the test that asked has to show it
                reply = "", f"{type(trouble).__name__}: {trouble}"
            connection.send(reply)


def main() -> None:
    """Answers until standard input ends, then stops what was started."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C ends the test run, and that ends the input
    key = os.urandom(16)
    servers = _Servers()
    with Listener(("127.0.0.1", 0), authkey=key) as listener:
        print(f"{listener.address[1]}:{key.hex()}", flush=True)
        threading.Thread(target=_answer, args=(listener, servers), daemon=True).start()
        sys.stdin.read()
        servers.stop()
    shutil.rmtree(sys.argv[1], ignore_errors=True)


if __name__ == "__main__":
    main()
