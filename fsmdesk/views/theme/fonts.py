"""Inter, shipped with the program: the text font, and the same with figures of one width."""

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from fsmdesk.resources import resource

BASE_PIXELS = 13
_FILES = ("Inter-Regular.ttf", "Inter-Medium.ttf", "Inter-SemiBold.ttf", "Inter-Bold.ttf")
_TABULAR = QFont.Tag("tnum")


def load_fonts(app: QApplication) -> None:
    """Make Inter at 13 px the font of the application; without its files the system's font at that size."""
    for name in _FILES:
        path = resource(f"fonts/{name}")
        if path.is_file():
            QFontDatabase.addApplicationFont(str(path))
    app.setFont(text_font())


def text_font(pixels: int = BASE_PIXELS, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Inter in this size and weight."""
    font = QFont("Inter")
    font.setPixelSize(pixels)
    font.setWeight(weight)
    return font


def number_font(pixels: int = BASE_PIXELS, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Inter with figures of one width, so that columns of numbers line up."""
    font = text_font(pixels, weight)
    font.setFeature(_TABULAR, 1)
    return font
