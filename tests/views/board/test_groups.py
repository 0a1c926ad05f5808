from hypothesis import given
from hypothesis import strategies as st

from fsmdesk.views.board.board_look import Grouping
from fsmdesk.views.board.groups import grouped
from fsmdesk.views.board.row_layout import GROUP_HEIGHT, Group, RowLayout
from fsmdesk.views.board.visits import Technician

PEOPLE = [
    Technician(1, "Ana", region="North", team="Gas", certified_until={"HVAC": None, "Gas": None}),
    Technician(2, "Ben", region="South", certified_until={"Gas": None}),
    Technician(3, "Cleo", region="North"),
    Technician(4, "Dana"),
]


def test_technicians_of_a_region_stand_together_and_those_without_come_last() -> None:
    groups = grouped(PEOPLE, Grouping.REGION)
    assert [(group.name, group.technician_ids) for group in groups] == [
        ("North", (1, 3)),
        ("South", (2,)),
        ("Without a region", (4,)),
    ]


def test_a_team_stands_together() -> None:
    groups = grouped(PEOPLE, Grouping.TEAM, ["Gas"])
    assert [(group.name, group.technician_ids, group.is_folded) for group in groups] == [
        ("Gas", (1,), True),
        ("Without a team", (2, 3, 4), False),
    ]


def test_by_skill_everybody_stands_in_one_group() -> None:
    groups = grouped(PEOPLE, Grouping.SKILL)
    assert [group.technician_ids for group in groups] == [(2,), (1,), (3, 4)]


def test_of_a_folded_group_only_the_head_shows() -> None:
    groups = grouped(PEOPLE, Grouping.REGION, ["North"])
    layout = RowLayout((1, 2, 3, 4), groups=groups)
    assert layout.technician_ids == (2, 4) and layout.all_count == 4
    assert layout.row_of(1) is None
    assert [head.top for head in layout.heads] == [0, GROUP_HEIGHT, 2 * GROUP_HEIGHT + 78]


@given(st.lists(st.tuples(st.integers(0, 5), st.booleans()), min_size=1, max_size=8))
def test_every_y_is_a_row_or_a_head_and_rows_between_are_those_that_show(
    sizes: list[tuple[int, bool]],
) -> None:
    groups, first = [], 0
    for at, (size, is_folded) in enumerate(sizes):
        groups.append(Group(str(at), str(at), tuple(range(first, first + size)), is_folded))
        first += size
    layout = RowLayout((), {1: 3}, groups=groups)
    for y in range(0, layout.height, 7):
        row, head = layout.row_at(y), layout.head_at(y)
        assert (row is None) != (head is None)
        if row is not None:
            assert layout.top_of(row) <= y < layout.top_of(row) + layout.height_of(row)
    for top in range(-40, layout.height, 33):
        seen = [
            row
            for row in range(len(layout))
            if layout.top_of(row) < top + 50 and layout.top_of(row) + layout.height_of(row) > top
        ]
        assert list(layout.rows_between(top, top + 50)) == seen
