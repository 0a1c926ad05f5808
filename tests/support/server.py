"""Starts and stops one throw-away PostgreSQL server on this computer's loopback."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.support.binaries import ServerBinaries, open_to_others, readable_copy

USER = "fsmdesk_tests"
START_SECONDS = 60
PORT_TRIES = 5

# Nothing here outlives the run, so nothing waits for the disk. The odd time zone shows code
# that leans on the server's own.
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_connections": "200",
    "timezone": "Pacific/Chatham",
}


class Server:
    """A running server with a data folder of its own, both gone after `stop`."""

    def __init__(self, binaries: ServerBinaries) -> None:
        self._folder = _new_folder()
        self._account = _account()
        self._binaries = readable_copy(binaries, self._folder) if self._account else binaries
        self._data = self._folder / "data"
        try:
            self._create()
            self.port = self._start()
        except BaseException:
            self._remove()
            raise

    @property
    def url(self) -> str:
        """Where the server's own database `postgres` is found."""
        return f"postgresql://{USER}@127.0.0.1:{self.port}/postgres"

    def stop(self) -> None:
        """Afterwards the server and its data are gone, whoever is still connected."""
        self._run("pg_ctl", "stop", "-D", self._data, "-m", "immediate", "-w")
        self._remove()

    def _create(self) -> None:
        self._data.mkdir(mode=0o700)
        if self._account:
            shutil.chown(self._data, *self._account)
        self._run(
            *("initdb", "-D", self._data, "-U", USER, "-A", "trust"),
            *("-E", "UTF8", "--no-locale", "--no-sync", "--no-instructions"),
        )
        lines = [f"{name} = '{value}'\n" for name, value in SETTINGS.items()]
        if sys.platform == "win32":
            lines = [line for line in lines if "unix_socket" not in line]
        with (self._data / "postgresql.conf").open("a", encoding="ascii") as conf:
            conf.writelines(lines)

    def _start(self) -> int:
        """Starts the server and returns its port."""
        command = ("pg_ctl", "start", "-D", self._data, "-w", "-t", str(START_SECONDS))
        for _ in range(PORT_TRIES - 1):
            port = _free_port()
            # Between finding a port and using it, somebody else may take it.
            with suppress(RuntimeError):
                self._run(*command, "-l", self._data / "server.log", "-o", f"-p {port}")
                return port
        port = _free_port()
        self._run(*command, "-l", self._data / "server.log", "-o", f"-p {port}")
        return port

    def _run(self, program: str, *args: str | Path) -> None:
        """Runs one of the server's programs, as another account where this is root's: it refuses root."""
        as_other: dict[str, Any] = {}
        if self._account:
            user, group = self._account
            as_other = {"user": user, "group": group, "extra_groups": []}
        # Files, not pipes: the server keeps them open for as long as it lives.
        with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as output:
            command: Sequence[str | Path] = [self._binaries.program(program), *args]
            code = subprocess.run(
                command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd=self._data, **as_other
            ).returncode
            if code != 0:
                output.seek(0)
                raise RuntimeError(f"{program} failed:\n{output.read()}\n{self._log()}")

    def _log(self) -> str:
        log = self._data / "server.log"
        return log.read_text("utf-8", "replace") if log.exists() else ""

    def _remove(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)


def _new_folder() -> Path:
    places = [Path(tempfile.gettempdir()), Path("/tmp"), Path("/var/tmp"), Path("/dev/shm")]
    place = next(
        (one for one in places if not _account() or (one.is_dir() and open_to_others(one))), places[0]
    )
    folder = Path(tempfile.mkdtemp(prefix="fsmdesk-postgres-", dir=place))
    folder.chmod(0o755)
    return folder


def _account() -> tuple[int, int] | None:
    """User and group to run the server as, where this process is root and the server would refuse."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return None
    import pwd

    known = {entry.pw_name: entry for entry in pwd.getpwall() if entry.pw_uid != 0}
    entry = known.get("nobody") or next(iter(known.values()))
    return entry.pw_uid, entry.pw_gid


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
