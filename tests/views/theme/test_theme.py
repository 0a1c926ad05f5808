"""Both themes can be read, the style sheet names only what exists, and icons take the colours in force."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QColor, QFont, QFontInfo, QIcon
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from fsmdesk.resources import resource, resources_dir
from fsmdesk.views.theme.fonts import number_font, text_font
from fsmdesk.views.theme.icons import icon
from fsmdesk.views.theme.stylesheet import stylesheet
from fsmdesk.views.theme.theme import Theme, ThemeChoice, tokens
from fsmdesk.views.theme.tokens import DARK, LIGHT, Tokens
from fsmdesk.views.widgets.badges import _AVATAR_COLOURS

ROOT = Path(__file__).parents[3]
TONES = (
    "info", "success", "warn", "danger", "neutral", "scheduled", "dispatched", "en_route", "on_site", "waiting",
    "complete",
)  # fmt: skip
AA = 4.5


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    sheet, palette = qapp.styleSheet(), qapp.palette()
    made = Theme(qapp, ThemeChoice.LIGHT)
    yield made
    made.choose(ThemeChoice.LIGHT)
    qapp.setStyleSheet(sheet)
    qapp.setPalette(palette)
    made.deleteLater()


def luminance(colour: str) -> float:
    parts = QColor(colour)
    channels = (parts.redF(), parts.greenF(), parts.blueF())
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("tone", TONES)
def test_text_on_every_fill_passes_aa(colours: Tokens, tone: str) -> None:
    made = colours.tone(tone)
    assert contrast(made.text, made.fill) >= AA


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_words_pass_aa_on_every_surface(colours: Tokens) -> None:
    for surface in (colours.ground, colours.card, colours.raised, colours.hover, colours.selection):
        assert contrast(colours.text, surface) >= 7
        assert contrast(colours.muted, surface) >= AA
        assert contrast(colours.link, surface) >= AA
    assert contrast(colours.rail_text, colours.rail) >= AA
    assert contrast(colours.rail_active_text, colours.rail_active) >= AA
    assert contrast(colours.tip_text, colours.tip) >= AA
    for fill in (colours.accent, colours.accent_pressed):
        assert contrast(colours.on_accent, fill) >= AA


@pytest.mark.parametrize("colour", _AVATAR_COLOURS)
def test_initials_can_be_read(colour: str) -> None:
    assert contrast("#ffffff", colour) >= AA


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_the_style_sheet_is_filled(colours: Tokens) -> None:
    sheet = stylesheet(colours)
    assert "@" not in sheet
    assert colours.hairline in sheet
    for path in re.findall(r'url\("([^"]+)"\)', sheet):
        assert Path(path).is_file()


def test_a_chosen_theme_is_in_force_at_once(theme: Theme, qapp: QApplication) -> None:
    heard: list[bool] = []
    theme.changed.connect(lambda: heard.append(tokens().is_dark))
    theme.choose(ThemeChoice.DARK)
    theme.choose(ThemeChoice.DARK)
    assert heard == [True]
    assert DARK.card in qapp.styleSheet()
    theme.choose(ThemeChoice.LIGHT)
    assert heard == [True, False]
    assert qapp.palette().window().color().name() == LIGHT.ground


@pytest.mark.parametrize(
    ("kept", "choice"), [("dark", ThemeChoice.DARK), ("", ThemeChoice.SYSTEM), ("pink", ThemeChoice.SYSTEM)]
)
def test_a_kept_choice_is_read_back(kept: str, choice: ThemeChoice) -> None:
    assert ThemeChoice.of(kept) is choice


def test_icons_follow_the_theme_without_being_made_again(theme: Theme) -> None:
    made = QIcon(icon("wrench", "text"))
    in_light = made.pixmap(QSize(24, 24)).toImage()
    theme.choose(ThemeChoice.DARK)
    in_dark = made.pixmap(QSize(24, 24)).toImage()
    assert in_light != in_dark
    theme.choose(ThemeChoice.LIGHT)
    assert made.pixmap(QSize(24, 24)).toImage() == in_light


def test_icons_are_sharp_on_fine_screens(theme: Theme) -> None:
    pixmap = icon("wrench").pixmap(QSize(16, 16), 2.0)
    assert pixmap.size() == QSize(32, 32)
    assert pixmap.devicePixelRatio() == 2.0
    doubled = icon("wrench").pixmap(QSize(16, 16), 1.0).toImage().scaled(32, 32)
    assert pixmap.toImage().convertToFormat(doubled.format()) != doubled


def test_every_icon_that_is_named_is_there() -> None:
    """An icon is named as a plain word in the code, so each such word that looks like one must exist."""
    shipped = {path.stem for path in (resources_dir() / "icons").glob("*.svg")}
    named = set()
    calls = re.compile(
        r"(?:icon|draw_icon|Sign|IconButton|EmptyState|Look)\(\s*(?:painter, )?(?:\"\w+\", )?\"([a-z0-9-]+)\""
    )
    for path in (ROOT / "fsmdesk").rglob("*.py"):
        named |= set(calls.findall(path.read_text("utf-8")))
    tones = {*TONES, "muted", "text", "link"}
    assert named - shipped - tones == set()
    for stem in shipped:
        assert "currentColor" in resource(f"icons/{stem}.svg").read_text("utf-8")


def test_every_icon_that_is_there_is_named() -> None:
    shipped = {path.stem for path in (resources_dir() / "icons").glob("*.svg")}
    words = set()
    loose = [ROOT / "fsmdesk" / name for name in ("app.py", "places.py")]
    for path in [*loose, *(ROOT / "fsmdesk" / "views").rglob("*.py")]:
        nodes = ast.walk(ast.parse(path.read_text("utf-8")))
        words |= {node.value for node in nodes if isinstance(node, ast.Constant)}
    assert shipped - words == set()


def test_inter_is_shipped_in_its_weights(qapp: QApplication) -> None:
    for weight in (QFont.Weight.Normal, QFont.Weight.DemiBold, QFont.Weight.Bold):
        assert QFontInfo(text_font(13, weight)).family().startswith("Inter")


def test_figures_have_one_width(qapp: QApplication) -> None:
    from PySide6.QtGui import QFontMetricsF

    metrics = QFontMetricsF(number_font())
    assert len({round(metrics.horizontalAdvance(figure * 20), 2) for figure in "0123456789"}) == 1
    plain = QFontMetricsF(text_font())
    assert len({round(plain.horizontalAdvance(figure * 20), 2) for figure in "0123456789"}) > 1


def test_another_theme_does_not_dress_each_widget_for_each_that_holds_it(theme: Theme, qtbot: QtBot) -> None:
    dressed: list[int] = []

    class _Deep(QWidget):
        def changeEvent(self, event: QEvent) -> None:  # noqa: N802
            if event.type() is QEvent.Type.StyleChange:
                dressed.append(1)
            super().changeEvent(event)

    top = outer = QWidget()
    qtbot.addWidget(top)
    for _ in range(20):
        outer = QWidget(outer)
    _Deep(outer)
    top.show()
    dressed.clear()
    theme.choose(ThemeChoice.DARK)
    assert 1 <= len(dressed) <= 4
