"""Two edits of one record: what only one touched merges, the rest is asked about."""

from hypothesis import given
from hypothesis import strategies as st

from fsmdesk.views.widgets.editor_merge import Merge, merge

KEYS = ("a", "b", "c")
RECORDS = st.fixed_dictionaries({key: st.integers(0, 2) for key in KEYS})


def equal(key: str, one: object, other: object) -> bool:
    return one == other


def test_each_case() -> None:
    base = {"same": 1, "mine": 1, "theirs": 1, "both": 1, "alike": 1}
    mine = {"same": 1, "mine": 2, "theirs": 1, "both": 2, "alike": 5}
    theirs = {"same": 1, "mine": 1, "theirs": 3, "both": 3, "alike": 5}
    assert merge(base, mine, theirs, equal) == Merge(taken=("theirs",), kept=("mine",), clashing=("both",))


@given(RECORDS, RECORDS, RECORDS)
def test_no_edit_is_lost(base: dict[str, int], mine: dict[str, int], theirs: dict[str, int]) -> None:
    """What is saved holds my change unless I gave it up, and their change unless I touched the same field."""
    found = merge(base, mine, theirs, equal)
    saved = {**mine, **{key: theirs[key] for key in found.taken}}
    for key in KEYS:
        if mine[key] != base[key]:
            assert saved[key] == mine[key]
        else:
            assert saved[key] == theirs[key]
        is_asked = key in found.clashing
        assert is_asked == (mine[key] != base[key] and theirs[key] != base[key] and mine[key] != theirs[key])


@given(RECORDS, RECORDS, RECORDS)
def test_seats_agree_about_clashes(
    base: dict[str, int], mine: dict[str, int], theirs: dict[str, int]
) -> None:
    assert set(merge(base, mine, theirs, equal).clashing) == set(merge(base, theirs, mine, equal).clashing)
    assert set(merge(base, mine, theirs, equal).taken) == set(merge(base, theirs, mine, equal).kept)
