"""What a scrap of a word means among a few rows."""

from fsmdesk.views.widgets.matching import matching


def test_a_word_that_begins_so_comes_before_one_that_only_holds_it() -> None:
    rows = ["Boiler service", "Ice machine cleaning", "Office move", "Walk-in freezer"]
    assert matching(rows, "ice", str) == ["Ice machine cleaning", "Boiler service", "Office move"]
    assert matching(rows, "in", str) == ["Walk-in freezer", "Ice machine cleaning"]


def test_each_scrap_must_be_there_and_all_rows_are_there_for_none() -> None:
    rows = ["Siobhan Sato 838-555-5518", "Marta Boateng 518-555-1831"]
    assert matching(rows, "b", str) == rows[::-1]
    assert matching(rows, "marta 1831", str) == rows[1:]
    assert matching(rows, "marta 5518", str) == []
    assert matching(rows, "", str) == rows


def test_case_and_accents_do_not_matter() -> None:
    assert matching(["Tomasz Zieliński", "Łódź"], "zielin", str) == ["Tomasz Zieliński"]
