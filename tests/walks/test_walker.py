"""The random person does something at each step, and sits down again after leaving the office."""

import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fsmdesk.app import App
from fsmdesk.db.location import parse_location
from fsmdesk.services.demo.make import make_demo
from fsmdesk.views.desk import Desk
from tests.walks.walker import Walker

_PATIENCE_MS = 30_000


@pytest.fixture
def app(qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[App]:
    """The program on a small demo shop, with its owner sitting there."""
    place = tmp_path / "shop.fsmdesk"
    make_demo(parse_location(str(place)), "small")
    folder = tmp_path / "data"
    monkeypatch.setenv("FSMDESK_DATA", str(folder))
    kept = folder / "settings" / "this-computer.json"
    kept.parent.mkdir(parents=True)
    kept.write_text(json.dumps({"sitters": {str(place): 1}}), encoding="utf-8")
    sheet, palette = qapp.styleSheet(), qapp.palette()
    made = App(qapp, str(place), folder)
    made.start()
    qtbot.waitUntil(lambda: made.desk is not None, timeout=_PATIENCE_MS)
    yield made
    made.tasks.drain()
    made.window.close()
    made.deleteLater()
    qapp.setStyleSheet(sheet)
    qapp.setPalette(palette)


def _sit_again(walker: Walker, app: App, before: Desk, qtbot: QtBot) -> list[str]:
    """What the walker does until somebody sits at another desk than before."""
    done: list[str] = []

    def sits() -> bool:
        if app.desk is None:
            walker.step()
            done.append(walker.doing)
        return app.desk not in (None, before)

    qtbot.waitUntil(sits, timeout=_PATIENCE_MS)
    return done


def test_who_let_another_one_sit_down_is_back_at_work(app: App, qtbot: QtBot, tmp_path: Path) -> None:
    walker = Walker(app, str(tmp_path / "shop.fsmdesk"), 1)
    assert app.desk is not None
    before = app.desk
    app._change_sitter()
    assert "sit down" in _sit_again(walker, app, before, qtbot)


def test_who_left_the_office_comes_back_to_it(app: App, qtbot: QtBot, tmp_path: Path) -> None:
    walker = Walker(app, str(tmp_path / "shop.fsmdesk"), 1)
    assert app.desk is not None
    before = app.desk
    app._change_office()
    assert "come back to the office" in _sit_again(walker, app, before, qtbot)


def test_each_seed_is_another_person(app: App, tmp_path: Path) -> None:
    chances = [Walker(app, str(tmp_path), seed)._chance.random() for seed in (1, 2, 1)]
    assert chances[0] == chances[2] == random.Random(1).random() != chances[1]
