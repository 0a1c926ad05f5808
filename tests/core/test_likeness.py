"""Whether two people describe the same trouble."""

from hypothesis import given
from hypothesis import strategies as st

from fsmdesk.core.likeness import are_alike, likeness_percent


def test_the_same_trouble_in_other_words_is_alike() -> None:
    assert are_alike("No heating in classroom 3", "heating is out again, classroom three")
    assert are_alike("Boiler locks out on ignition", "the boiler locked out")
    assert are_alike("Heizung fällt ständig aus", "HEIZUNGSAUSFALL, fallt standig aus")
    assert are_alike("ボイラー 故障", "故障")


def test_other_trouble_is_not() -> None:
    assert not are_alike("Boiler is cold", "Lamp is out in the hall")
    assert not are_alike("", "Boiler is cold")
    assert not are_alike("it is on", "it is on")  # nothing that tells


@given(st.text(), st.text())
def test_it_does_not_matter_who_is_compared_with_whom(one: str, other: str) -> None:
    assert likeness_percent(one, other) == likeness_percent(other, one)
    assert 0 <= likeness_percent(one, other) <= 100
