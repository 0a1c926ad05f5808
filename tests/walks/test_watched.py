"""The watch tells what kept the window, and the line is as slow as it says."""

import json
import os
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

_ROOT = Path(__file__).parents[2]
_SLOW = """
import time, json
from PySide6.QtCore import QObject, QEvent, QCoreApplication
from tests.walks.watched import WatchedApplication

class Slow(QObject):
    def event(self, event):
        if event.type() == QEvent.Type.User:
            end = time.perf_counter() + 0.08
            while time.perf_counter() < end:
                pass
        return True

app = WatchedApplication(lambda: "here")
slow = Slow(objectName="snail")
QCoreApplication.postEvent(slow, QEvent(QEvent.Type.User))
QCoreApplication.postEvent(slow, QEvent(QEvent.Type.MaxUser))
app.processEvents()
longest = app.blocks[0]
print(json.dumps([longest.milliseconds, longest.event, longest.receiver, longest.where, app.busiest[0].event]))
"""


def test_the_watch_tells_the_longest_event_and_who_got_it() -> None:
    answer = subprocess.run(
        [sys.executable, "-c", _SLOW],
        cwd=_ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )
    milliseconds, event, receiver, where, busiest = json.loads(answer.stdout)
    assert milliseconds >= 80
    assert busiest == "User"
    assert (event, receiver, where) == ("User", "Slow snail", "here")


def test_a_slow_line_delays_each_way_and_loses_nothing() -> None:
    sent = bytes(range(256)) * 1000
    with socket.create_server(("127.0.0.1", 0)) as server:
        echo = threading.Thread(target=_echo, args=(server, len(sent)))
        echo.start()
        command = [
            sys.executable,
            "-m",
            "tests.walks.slow_line",
            "127.0.0.1",
            str(server.getsockname()[1]),
            "40",
        ]
        with subprocess.Popen(
            command, cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as line:
            assert line.stdin is not None and line.stdout is not None
            with socket.create_connection(("127.0.0.1", int(line.stdout.readline()))) as near:
                began = time.monotonic()
                near.sendall(sent)
                came = b""
                while len(came) < len(sent):
                    came += near.recv(1 << 16)
                took = time.monotonic() - began
            line.stdin.close()
        echo.join()
    assert came == sent
    assert took >= 0.08


def _echo(server: socket.socket, count: int) -> None:
    far, _ = server.accept()
    with far:
        seen = 0
        while seen < count:
            chunk = far.recv(1 << 16)
            far.sendall(chunk)
            seen += len(chunk)
