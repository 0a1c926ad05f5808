"""What the frozen program is called and made of, without freezing it; that takes minutes and is done at night."""

import importlib.metadata
import importlib.util
import struct
from pathlib import Path

import pytest
from PySide6.QtGui import QImageReader
from pytestqt.qtbot import QtBot

import fsmdesk
from installer import product as recipe

ROOT = Path(__file__).parents[2]


def test_name_and_version_are_those_of_the_package() -> None:
    what = recipe.product()
    assert (what.name, what.version) == ("fsmdesk", fsmdesk.__version__)
    assert "phone call" in what.about


@pytest.mark.parametrize(
    ("version", "numbers"),
    [("0.1.0", (0, 1, 0, 0)), ("2.10", (2, 10, 0, 0)), ("1.2.3.4.5", (1, 2, 3, 4)), ("1.0rc1", (1, 0, 0, 0))],
)
def test_windows_gets_four_numbers(version: str, numbers: tuple[int, ...]) -> None:
    assert recipe.Product("fsmdesk", version, "").numbers == numbers


def test_everything_of_the_wheel_goes_along() -> None:
    targets = {target: Path(source) for source, target in recipe.data_files()}
    assert set(targets) == {"fsmdesk/_resources", "fsmdesk/_resources/guide", "fsmdesk/db/migrations"}
    assert all(any(folder.iterdir()) for folder in targets.values())


def test_the_recipe_is_python_and_names_no_version_of_its_own() -> None:
    text = (ROOT / "installer" / "fsmdesk.spec").read_text("utf-8")
    compile(text, "fsmdesk.spec", "exec")
    assert fsmdesk.__version__ not in text
    for system in ("version_resource", "BUNDLE", "bundle_identifier", "fsmdesk.icns", "fsmdesk.ico"):
        assert system in text


def test_the_parts_are_packages_that_are_there() -> None:
    parts = recipe.parts()
    assert {"SQLAlchemy", "keyring", "PySide6-Essentials"} <= set(parts)
    assert all(importlib.metadata.version(name) for name in parts)


def test_what_is_named_only_is_there_to_be_frozen() -> None:
    for name in recipe.NAMED_ONLY:
        assert importlib.util.find_spec(name) is not None, name
    assert importlib.metadata.version("pyinstaller")


@pytest.mark.parametrize("name", ["fsmdesk.png", "fsmdesk.ico"])
def test_the_icon_is_a_picture(qtbot: QtBot, name: str) -> None:
    reader = QImageReader(str(ROOT / "resources" / "app" / name))
    assert reader.canRead(), reader.errorString()
    assert not reader.read().isNull()


def test_the_icon_of_macos_holds_what_its_header_says() -> None:
    content = (ROOT / "resources" / "app" / "fsmdesk.icns").read_bytes()
    assert content[:4] == b"icns"
    assert struct.unpack(">I", content[4:8]) == (len(content),)
    at, sizes = 8, []
    while at < len(content):
        length = struct.unpack(">I", content[at + 4 : at + 8])[0]
        assert content[at + 8 : at + 16] == b"\x89PNG\r\n\x1a\n"
        sizes.append(content[at : at + 4])
        at += length
    assert {b"ic07", b"ic09", b"ic10"} <= set(sizes)
