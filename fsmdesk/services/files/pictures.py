"""What can be told from a file's bytes without trusting them: its type, a small picture, when it was taken.

Whatever is in the file, nothing here raises: a picture that can't be read is a file without a picture.
"""

import mimetypes
import warnings
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from io import BytesIO
from typing import Final
from zoneinfo import ZoneInfo

from PIL import (
    BmpImagePlugin,
    ExifTags,
    GifImagePlugin,
    Image,
    ImageFile,
    ImageOps,
    JpegImagePlugin,
    PngImagePlugin,
    WebPImagePlugin,
)

from fsmdesk.core.file_names import kept_name

THUMBNAIL_SIDE: Final = 360
# 64 million pixels are more than the cameras of phones make, and take 256 MB to look at.
MAX_PIXELS: Final = 64_000_000
_QUALITY: Final = 82
# Only formats that are read by code of their own; no TIFF, PSD, EPS and the like.
_READERS: Final = (
    JpegImagePlugin.JpegImageFile,
    PngImagePlugin.PngImageFile,
    GifImagePlugin.GifImageFile,
    WebPImagePlugin.WebPImageFile,
    BmpImagePlugin.BmpImageFile,
)
_FORMATS: Final = tuple(reader.format for reader in _READERS)
_BY_START: Final = (
    (b"%PDF-", "application/pdf"),
    (b"MZ", "application/vnd.microsoft.portable-executable"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
)
# Of this computer's own table nothing is read, so that a file has the same type on every seat.
_TYPES: Final = mimetypes.MimeTypes()
_UNKNOWN: Final = "application/octet-stream"

# Larger than Pillow believes is an error for us, not something to print a warning about.
warnings.simplefilter("error", Image.DecompressionBombWarning)


@dataclass(frozen=True, slots=True)
class Glance:
    """What a file shows of itself. `thumbnail` is a JPEG, turned as the camera was held."""

    media_type: str
    thumbnail: bytes | None = None
    taken_at: datetime | None = None


def glance(content: bytes, name: str, zone: ZoneInfo) -> Glance:
    """What the file shows; `zone` is where a camera's clock is taken to stand that does not say it."""
    try:
        with Image.open(BytesIO(content), formats=_FORMATS) as image:
            media_type = "image/jpeg" if image.format in ("JPEG", "MPO") else f"image/{image.format}".lower()
            if image.width * image.height > MAX_PIXELS:
                return Glance(media_type)
            taken_at = _taken_at(image, zone)
            return Glance(media_type, _thumbnail(image), taken_at)
    except Exception:  # noqa: BLE001 - a hostile file may make the reader raise anything; it is kept as a file
        return Glance(_type_of(content, name))


def _thumbnail(image: ImageFile.ImageFile) -> bytes:
    side = (THUMBNAIL_SIDE, THUMBNAIL_SIDE)
    image.draft("RGB", (2 * THUMBNAIL_SIDE, 2 * THUMBNAIL_SIDE))  # JPEG is read at a fraction of its size
    image.thumbnail(side)
    small = ImageOps.exif_transpose(image)
    if small.mode not in ("RGB", "L"):
        small = _on_white(small)
    out = BytesIO()
    small.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return out.getvalue()


def _on_white(image: Image.Image) -> Image.Image:
    """Without the holes that JPEG can't have."""
    layered = image.convert("RGBA")
    paper = Image.new("RGBA", layered.size, "white")
    return Image.alpha_composite(paper, layered).convert("RGB")


def _taken_at(image: Image.Image, zone: tzinfo) -> datetime | None:
    try:
        facts = image.getexif().get_ifd(ExifTags.IFD.Exif)
        clock = datetime.strptime(str(facts[ExifTags.Base.DateTimeOriginal])[:19], "%Y:%m:%d %H:%M:%S")
        offset = str(facts.get(ExifTags.Base.OffsetTimeOriginal, "")).strip()
        if offset:
            return datetime.fromisoformat(clock.isoformat() + offset).astimezone(UTC)
        return clock.replace(tzinfo=zone).astimezone(UTC)
    except Exception:  # noqa: BLE001 - what a camera or somebody else wrote there may be anything
        return None


def _type_of(content: bytes, name: str) -> str:
    for start, media_type in _BY_START:
        if content.startswith(start):
            return media_type
    return _TYPES.guess_type(f"x/{kept_name(name)}")[0] or _UNKNOWN
