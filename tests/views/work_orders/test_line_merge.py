"""Lines that two seats edited come together line by line."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from fsmdesk.services.orders.messages import LineValue
from fsmdesk.views.work_orders.lines.line_merge import merged_lines
from tests.views.work_orders.cards import plain_line

ONE, TWO, THREE = (plain_line(id=n, description=f"Line {n}") for n in (1, 2, 3))


def new(words: str) -> LineValue:
    return plain_line(id=None, description=words)


def test_each_keeps_what_only_they_touched() -> None:
    mine = (replace(ONE, done_milli=1_000), TWO)
    theirs = (ONE, replace(TWO, note="theirs"))
    assert merged_lines((ONE, TWO), mine, theirs) == (mine[0], theirs[1])


def test_both_may_add_and_mine_stands_where_i_put_it() -> None:
    added = replace(THREE, description="Their line")
    found = merged_lines((ONE, TWO), (ONE, new("a"), new("b"), TWO), (ONE, TWO, added))
    assert found is not None
    assert [line.description for line in found] == ["Line 1", "a", "b", "Line 2", "Their line"]


def test_a_line_that_one_removed_and_the_other_left_alone_is_gone() -> None:
    assert merged_lines((ONE, TWO, THREE), (ONE, THREE), (ONE, TWO)) == (ONE,)


def test_the_same_line_changed_by_both_is_nobody_s_to_decide() -> None:
    mine, theirs = (replace(ONE, note="mine"),), (replace(ONE, note="theirs"),)
    assert merged_lines((ONE,), mine, theirs) is None
    assert merged_lines((ONE,), mine, mine) == mine


def test_a_line_that_one_changed_and_the_other_removed_is_nobody_s_to_decide() -> None:
    changed = (replace(ONE, note="changed"), TWO)
    assert merged_lines((ONE, TWO), changed, (TWO,)) is None
    assert merged_lines((ONE, TWO), (TWO,), changed) is None


EDITS = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(["change", "remove", "keep"])), min_size=0, max_size=3
)


def edited(edits: list[tuple[int, str]], word: str, added: int) -> tuple[LineValue, ...]:
    lines: dict[int, LineValue] = {1: ONE, 2: TWO, 3: THREE}
    for at, what in edits:
        if what == "remove":
            lines.pop(at + 1, None)
        elif what == "change" and at + 1 in lines:
            lines[at + 1] = replace(lines[at + 1], note=word)
    return (*lines.values(), *(new(f"{word} {n}") for n in range(added)))


@given(EDITS, EDITS, st.integers(0, 2))
def test_no_line_that_was_typed_is_lost(
    my_edits: list[tuple[int, str]], their_edits: list[tuple[int, str]], added: int
) -> None:
    mine, theirs = edited(my_edits, "mine", added), edited(their_edits, "theirs", 0)
    found = merged_lines((ONE, TWO, THREE), mine, theirs)
    if found is None:
        return
    noted = {line.id for line in (*mine, *theirs) if line.note}
    assert noted <= {line.id for line in found if line.note}
    assert [line for line in found if line.id is None] == [line for line in mine if line.id is None]
