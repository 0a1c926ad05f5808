"""How long the window does not answer, with a real server that is 50 ms away: on the tour, and on a random walk."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from fsmdesk.db.location import parse_location
from fsmdesk.services.demo.make import make_demo
from tests.benchmarks.offices import Size
from tests.benchmarks.registry import bench
from tests.benchmarks.rows import Row
from tests.support.binaries import newest
from tests.support.server import Server

_ROOT = Path(__file__).parents[2]
_LIMIT_MS = 50.0
_ONE_WAY_MS = 25
_SHORT_SECONDS, _LONG_SECONDS = 120, 1200


@bench("blocking.tour")
def tour() -> Iterator[Row]:
    """The tour on a small shop."""
    yield from _rows("blocking.tour", "small", "--tour")


@bench("blocking.walk")
def walk() -> Iterator[Row]:
    """Two minutes of anything that can be clicked or typed, on the shop-size demo."""
    yield from _rows("blocking.walk", "shop", "--seconds", str(_SHORT_SECONDS))


@bench("blocking.long_walk", nightly=True)
def long_walk() -> Iterator[Row]:
    """Twenty minutes of the same, by another person."""
    yield from _rows("blocking.long_walk", "shop", "--seconds", str(_LONG_SECONDS), "--seed", "2")


def _rows(name: str, size: Size, *arguments: str) -> Iterator[Row]:
    with _distant_office(size) as office, tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "walk.json"
        subprocess.run(
            [sys.executable, "-m", "tests.walks.walk", office, str(out), *arguments],
            cwd=_ROOT,
            env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
            check=True,
        )
        found = json.loads(out.read_text("utf-8"))
    for block in (*found["blocks"][:5], *found["busiest"][:3]):
        words = "{milliseconds:.0f} ms ({computing:.0f} computing) {event} for {receiver} at {where}"
        print(words.format(**block), flush=True)
    longest = found["blocks"][0]["milliseconds"] if found["blocks"] else 0.0
    yield Row(name=f"{name}.longest", value=longest, unit="ms", limit=_LIMIT_MS)
    busiest = found["busiest"][0]["computing"] if found["busiest"] else 0.0
    yield Row(name=f"{name}.computing", value=busiest, unit="ms")
    yield Row(name=f"{name}.events", value=float(found["events"]), unit="events")


@contextmanager
def _distant_office(size: Size) -> Iterator[str]:
    """A demo shop on a server of its own, and the address at the near end of a slow line to it."""
    server = Server(newest())
    try:
        with psycopg.connect(server.url, autocommit=True) as connection:
            connection.execute("CREATE DATABASE shop")
        near = urlsplit(server.url)._replace(path="/shop")
        make_demo(parse_location(near.geturl()), size)
        command = [
            sys.executable,
            "-m",
            "tests.walks.slow_line",
            "127.0.0.1",
            str(near.port),
            str(_ONE_WAY_MS),
        ]
        with subprocess.Popen(
            command, cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as line:
            assert line.stdout is not None and line.stdin is not None
            port = int(line.stdout.readline())
            yield near._replace(netloc=f"{near.username}@127.0.0.1:{port}").geturl()
            line.stdin.close()
    finally:
        server.stop()
