from pathlib import Path

from fsmdesk.exchange.reading import read_table
from tests.exchange.files import records, text_file, workbook


def test_titles_above_the_header_are_passed_over(tmp_path: Path) -> None:
    table = read_table(
        text_file(tmp_path, "Customer report,,,\n,,,\nName,City,Phone,Email\nA,Bonn,1,a@b.de\n")
    )
    assert table.header_row == 3
    assert records(table) == [{"Name": "A", "City": "Bonn", "Phone": "1", "Email": "a@b.de"}]


def test_titles_that_repeat_get_names_of_their_own(tmp_path: Path) -> None:
    table = read_table(text_file(tmp_path, "Name,Name,Name (2),Name\n1,2,3,4\n"))
    assert [column.name for column in table.columns] == ["Name", "Name (2)", "Name (2) (2)", "Name (3)"]


def test_columns_without_title_and_values_are_left_out(tmp_path: Path) -> None:
    table = read_table(text_file(tmp_path, "a,,b,,\n1,,2,,\n3,,4,,\n"))
    assert records(table) == [{"a": "1", "b": "2"}, {"a": "3", "b": "4"}]


def test_a_column_without_title_is_named_by_its_place(tmp_path: Path) -> None:
    table = read_table(text_file(tmp_path, "a,,b\n1,x,2\n"))
    assert records(table) == [{"a": "1", "Column 2": "x", "b": "2"}]


def test_a_row_that_is_too_long_keeps_its_surplus_apart(tmp_path: Path) -> None:
    rows = "".join(f"{n},x\n" for n in range(8))
    table = read_table(text_file(tmp_path, f"a,b\n{rows}8,y,z\n9\n"))
    assert len(table.columns) == 2
    assert table.rows[8].surplus == ("z",)
    assert table.rows[9].cells == ("9", "")


def test_a_column_that_all_rows_have_beyond_the_header_is_one(tmp_path: Path) -> None:
    table = read_table(text_file(tmp_path, "a,b\n" + "1,2,3\n" * 8))
    assert len(table.columns) == 3
    assert read_table(text_file(tmp_path, "a,b\n1,2,3\n")).rows[0].surplus == ("3",)


def test_merged_titles_take_the_row_below_as_their_columns(tmp_path: Path) -> None:
    book = workbook(
        tmp_path,
        {
            "Customers": [
                ["Name", "Address", None, "Phone", "Email"],
                [None, "Street", "City", None, None],
                ["A", "Main St 1", "Bonn", "123", "a@b.de"],
                ["B", "Oak St 2", "Köln", "456", "b@b.de"],
            ]
        },
    )
    table = read_table(book)
    assert [column.name for column in table.columns] == ["Name", "Street", "City", "Phone", "Email"]
    assert table.columns[2].group == "Address"
    assert [row.number for row in table.rows] == [3, 4]


def test_group_titles_above_the_header_tell_equal_titles_apart(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Customer", None, "Site", None, None],
        ["Name", "Phone", "Name", "City", "Notes"],
        ["A", "1", "Depot", "Bonn", "x"],
    ]
    table = read_table(workbook(tmp_path, {"List": rows}))
    assert [(column.group, column.header) for column in table.columns][:3] == [
        ("Customer", "Name"),
        ("Customer", "Phone"),
        ("Site", "Name"),
    ]
