"""Small photos and a signature for the demo shop, drawn here."""

from io import BytesIO
from math import sin
from typing import Final

from PIL import Image, ImageDraw

_SIZE: Final = (480, 360)
_WALLS: Final = ("#c9c2b6", "#b8c4c9", "#cfcabf")
_CASES: Final = ("#8a9099", "#a9b3ba", "#7d8a86")


def photo(number: int, *, is_after: bool) -> bytes:
    """A machine on a wall as JPEG: stained and dark before the work, clean and lit after it."""
    image = Image.new("RGB", _SIZE, _WALLS[number % len(_WALLS)])
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 300, 480, 360), fill="#6e675e")
    case = _CASES[number % len(_CASES)]
    draw.rounded_rectangle((150, 70, 330, 310), 14, fill=case, outline="#4b5158", width=3)
    for x in (185, 225, 265, 305):
        draw.rectangle((x - 6, 0, x + 6, 72), fill="#b0713a" if x % 80 else "#9aa0a6")
    draw.ellipse((205, 100, 275, 170), fill="#f6f6f2", outline="#2c2f33", width=4)
    tip = (262, 118) if is_after else (214, 158)
    draw.line((240, 135, *tip), fill="#b42318", width=4)
    draw.rounded_rectangle((195, 210, 285, 275), 8, fill="#1d2126")
    if is_after:
        draw.polygon([(240, 218), (262, 268), (218, 268)], fill="#2f6fed")
        draw.polygon([(240, 236), (252, 268), (228, 268)], fill="#bfe0ff")
    else:
        draw.ellipse((150, 262, 262, 318), fill="#7a5a3a")
        draw.line((170, 300, 200, 350), fill="#7a5a3a", width=7)
    return _as_jpeg(image)


def signature(number: int) -> bytes:
    """A wavy line as PNG."""
    image = Image.new("RGB", (520, 170), "white")
    draw = ImageDraw.Draw(image)
    speed, height = 0.055 + number % 5 * 0.006, 36 + number % 4 * 7
    points = [
        (40 + x, 90 + height * sin(x * speed) * (1 - x / 620) + 9 * sin(x * 0.19)) for x in range(0, 380, 3)
    ]
    draw.line(points, fill="#12203a", width=5, joint="curve")
    draw.line([(60, 140), (380, 128)], fill="#12203a", width=4)
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def _as_jpeg(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "JPEG", quality=72)
    return out.getvalue()
