import pytest

from fsmdesk.db.location import parse_location


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (
            "postgresql://ann:p%40s:s@db.example:6000/north%20gate",
            "postgresql://ann@db.example:6000/north%20gate",
        ),
        ("postgres://ann@db/office?sslmode=require", "postgresql://ann@db/office?sslmode=require"),
        ("postgresql://db/office", "postgresql://db/office"),
        ("postgresql:///office", "postgresql:///office"),
        ("/shop/our.fsmdesk", "/shop/our.fsmdesk"),
    ],
)
def test_a_place_is_written_down_without_its_password(typed: str, kept: str) -> None:
    location = parse_location(typed)
    assert location.without_password == kept
    assert parse_location(kept).words == location.words
