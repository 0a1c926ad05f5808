from datetime import UTC, datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from PIL import Image

from fsmdesk.services.files.pictures import THUMBNAIL_SIDE, Glance, glance
from tests.support.pictures import hostile, jpeg, mean_exif, png, polyglot

BERLIN = ZoneInfo("Europe/Berlin")


def seen(content: bytes, name: str = "photo.jpg") -> Glance:
    return glance(content, name, BERLIN)


def thumbnail(content: bytes, name: str = "photo.jpg") -> Image.Image:
    found = seen(content, name).thumbnail
    assert found is not None
    return Image.open(BytesIO(found))


def is_red(image: Image.Image, x: float, y: float) -> bool:
    pixel = image.convert("RGB").getpixel((round(x * (image.width - 1)), round(y * (image.height - 1))))
    assert isinstance(pixel, tuple)
    return pixel[0] > 200 and pixel[2] < 60


def test_a_photo_has_a_small_picture_of_the_same_shape() -> None:
    small = thumbnail(jpeg((2000, 1000)))
    assert small.size == (THUMBNAIL_SIDE, THUMBNAIL_SIDE // 2)
    assert small.format == "JPEG"
    assert is_red(small, 0.1, 0.5) and not is_red(small, 0.9, 0.5)


@pytest.mark.parametrize(
    ("orientation", "red_at"), [(1, (0.1, 0.5)), (3, (0.9, 0.5)), (6, (0.5, 0.1)), (8, (0.5, 0.9))]
)
def test_it_is_turned_as_the_camera_was_held(orientation: int, red_at: tuple[float, float]) -> None:
    small = thumbnail(jpeg((800, 400), orientation=orientation))
    assert (small.width < small.height) == (orientation in (6, 8))
    assert is_red(small, *red_at)
    assert not is_red(small, 1 - red_at[0], 1 - red_at[1])


def test_what_can_be_seen_through_stands_on_white() -> None:
    pixel = thumbnail(png(colour=(0, 0, 0, 0)), "logo.png").getpixel((5, 5))
    assert pixel == (255, 255, 255)


def test_when_it_was_taken_is_told_by_the_clock_of_the_shop_or_by_the_offset_in_the_photo() -> None:
    clock = "2026:03:02 09:30:00"
    assert seen(jpeg(taken=clock)).taken_at == datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
    assert seen(jpeg(taken=clock, offset="-05:00")).taken_at == datetime(2026, 3, 2, 14, 30, tzinfo=UTC)
    assert seen(jpeg()).taken_at is None


def test_notes_of_the_camera_that_make_no_sense_cost_nothing_but_themselves() -> None:
    found = seen(mean_exif())
    assert found.taken_at is None and found.thumbnail is not None


@pytest.mark.parametrize("name", sorted(hostile()))
def test_a_hostile_picture_is_a_file_without_a_picture(name: str) -> None:
    found = seen(hostile()[name], name)
    assert found.thumbnail is None and found.taken_at is None
    assert "/" in found.media_type


def test_a_picture_says_what_it_is_whatever_its_name_says() -> None:
    assert seen(png(), "photo.jpg").media_type == "image/png"
    assert seen(polyglot(), "page.html").media_type == "image/jpeg"
    assert seen(polyglot(), "page.html").thumbnail is not None


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("manual.pdf", b"%PDF-1.7\n", "application/pdf"),
        ("manual", b"%PDF-1.7\n", "application/pdf"),
        ("photo.jpg", b"MZ\x90\x00", "application/vnd.microsoft.portable-executable"),
        ("notes.txt", b"Ring twice", "text/plain"),
        ("drawing.svg", b"<svg/>", "image/svg+xml"),
        ("no-ending", b"\x00\x01", "application/octet-stream"),
    ],
)
def test_the_type_of_other_files(name: str, content: bytes, media_type: str) -> None:
    assert seen(content, name).media_type == media_type
