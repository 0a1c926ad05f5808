"""Places as people type and paste them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.positions import Position, read_degrees, read_position, write_degrees

BERLIN = Position(52_520_008, 13_404_954)


@pytest.mark.parametrize(
    "text",
    [
        "52.520008, 13.404954",
        "52.520008 13.404954",
        "(52.520008, 13.404954)",
        "52,520008; 13,404954",
        "52,520008 13,404954",
        "52.520008°, 13.404954°",
        "52.520008° N, 13.404954° E",
        "N52.520008 E13.404954",
        "13.404954E 52.520008N",
        "geo:52.520008,13.404954",
        "geo:52.520008,13.404954?z=15",
        "https://www.google.com/maps/@52.520008,13.404954,17z",
        "https://www.google.com/maps/place/Town/@52.1,13.1,17z/data=!3m1!4b1!4m5!3m4!8m2!3d52.520008!4d13.404954",
        "https://maps.google.com/?q=52.520008,13.404954",
        "https://www.google.com/maps/search/?api=1&query=52.520008%2C13.404954",
        "https://www.google.com/maps/search/52.520008,+13.404954",
        "https://www.openstreetmap.org/#map=17/52.520008/13.404954",
        "https://www.openstreetmap.org/?mlat=52.520008&mlon=13.404954#map=12/1.1/2.2",
        "https://maps.apple.com/?ll=52.520008,13.404954&q=Home",
        "https://www.bing.com/maps?cp=52.520008~13.404954&lvl=16",
        " 52.520008 ,  13.404954 ",
    ],
)
def test_one_place_in_many_ways(text: str) -> None:
    assert read_position(text) == BERLIN


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("52.1, 4.3", Position(52_100_000, 4_300_000)),
        ("52°31'12\"N 13°24'18\"E", Position(52_520_000, 13_405_000)),
        ("52° 31′ 12″ N, 13° 24′ 18″ E", Position(52_520_000, 13_405_000)),
        ("13°24'18\"E 52°31'12\"N", Position(52_520_000, 13_405_000)),
        ("40°26.767'N 79°58.933'W", Position(40_446_117, -79_982_217)),
        ("33°51'35.9\"S 151°12'40\"E", Position(-33_859_972, 151_211_111)),
        ("-33.865143, 151.209900", Position(-33_865_143, 151_209_900)),
        ("52 31 12 N 13 24 18 E", Position(52_520_000, 13_405_000)),
        ("\u221233.5, 151.2", Position(-33_500_000, 151_200_000)),
        ("٥٢٫١", None),
        ("95.0, 13.4", None),
        ("52.5, 213.4", None),
        ("52, 13", None),
        ("Main Street 12, 52", None),
        ("12 Main St", None),
        ("52°61'00\"N 13°24'18\"E", None),
        ("52.5N 13.4N", None),
        ("https://example.org/a/b", None),
        ("https://[broken", None),
        ("", None),
    ],
)
def test_other_places_and_none(text: str, found: Position | None) -> None:
    assert read_position(text) == found


@pytest.mark.parametrize(
    ("text", "micro"),
    [
        ("52.520008", 52_520_008),
        ("-0,5", -500_000),
        ("52°31'12\"N", 52_520_000),
        ("79°58.933'W", -79_982_217),
    ],
)
def test_one_coordinate(text: str, micro: int) -> None:
    assert read_degrees(text, "latitude_micro") == micro


@pytest.mark.parametrize("text", ["", "north", "12a", "1234", "52.1.3"])
def test_what_is_no_coordinate_is_refused_at_its_field(text: str) -> None:
    with pytest.raises(RuleBroken) as caught:
        read_degrees(text, "latitude_micro")
    assert caught.value.field == "latitude_micro"


@given(st.integers(-90_000_000, 90_000_000), st.integers(-180_000_000, 180_000_000))
def test_what_is_written_is_read_again(latitude: int, longitude: int) -> None:
    assert read_degrees(write_degrees(latitude), "k") == latitude
    assert read_position(f"{write_degrees(latitude)}, {write_degrees(longitude)}") == Position(
        latitude, longitude
    )


@given(st.text())
def test_whatever_is_pasted_is_a_place_or_none(text: str) -> None:
    found = read_position(text)
    assert found is None or (
        abs(found.latitude_micro) <= 90_000_000 and abs(found.longitude_micro) <= 180_000_000
    )
