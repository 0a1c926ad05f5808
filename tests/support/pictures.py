"""Pictures for tests, drawn here: sound ones, and such as somebody sends who means harm."""

import struct
import zlib
from io import BytesIO

from PIL import Image

_EXIF, _ORIENTATION, _TAKEN, _OFFSET = 0x8769, 0x0112, 0x9003, 0x9011


def jpeg(
    size: tuple[int, int] = (640, 480),
    *,
    left: str = "red",
    right: str = "blue",
    orientation: int = 0,
    taken: str = "",
    offset: str = "",
) -> bytes:
    """A photo whose left and right half have these colours."""
    image = Image.new("RGB", size, left)
    image.paste(Image.new("RGB", (size[0] // 2, size[1]), right), (size[0] - size[0] // 2, 0))
    exif = Image.Exif()
    if orientation:
        exif[_ORIENTATION] = orientation
    facts = {key: value for key, value in ((_TAKEN, taken), (_OFFSET, offset)) if value}
    if facts:
        exif.get_ifd(_EXIF).update(facts)
    out = BytesIO()
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


def png(size: tuple[int, int] = (64, 48), colour: object = (10, 120, 200, 255)) -> bytes:
    """A picture with transparency."""
    out = BytesIO()
    Image.new("RGBA", size, colour).save(out, "PNG")  # type: ignore[arg-type]
    return out.getvalue()


def bomb(side: int = 50_000) -> bytes:
    """A sound PNG of a few kilobytes that says it has side times side pixels."""
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\x00" * (side // 8 + 1) * 64, 9)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")


def hostile() -> dict[str, bytes]:
    """Files that call themselves pictures, by name."""
    sound = jpeg()
    return {
        "nothing.jpg": b"",
        "only-a-start.jpg": sound[:3],
        "cut-off.jpg": sound[: len(sound) // 2],
        "cut-off.png": png()[:60],
        "bomb.png": bomb(),
        "larger-bomb.png": bomb(1_000_000),
        "text.png": b"this is no picture\n" * 40,
        "noise.gif": b"GIF89a" + bytes(range(256)) * 8,
        "noise.webp": b"RIFF\xff\xff\xff\xffWEBPVP8 " + b"\xff" * 400,
        "noise.bmp": b"BM" + b"\xff" * 400,
        "drawing.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        "camera.tiff": b"II*\x00" + b"\xff" * 200,
        "script.eps": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\nshowpage\n",
    }


def polyglot() -> bytes:
    """A photo that is a page with a script and a program's archive as well."""
    return jpeg() + b"<html><script>alert(1)</script></html>PK\x03\x04"


def mean_exif() -> bytes:
    """A photo whose notes on the camera make no sense."""
    return jpeg(taken="9999:99:99 99:99:99", offset="\xff\xfe", orientation=77)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
