"""The data files of the demo say nothing that is not there."""

from collections import Counter

from fsmdesk.core.texts import clean_text
from fsmdesk.services.demo.materials import load, machine_kinds, price_book, problems

_FILES = ("customers", "machines", "names", "office", "price_book", "problems", "towns")


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for part in parts for text in _texts(part)]


def test_every_text_can_be_stored() -> None:
    for name in _FILES:
        for text in _texts(load(name)):
            assert clean_text(text, name) == text


def test_codes_are_told_apart() -> None:
    counts = Counter(item.code for item in price_book())
    assert len(counts) >= 150
    assert [code for code, count in counts.items() if count > 1] == []


def test_every_item_is_sold_for_more_than_it_costs() -> None:
    assert [item.code for item in price_book() if item.price_minor <= item.cost_minor] == []


def test_problems_need_only_what_there_is() -> None:
    codes = {item.code for item in price_book()}
    skills = set(load("office")["skills"])
    assert problems().keys() == machine_kinds().keys()
    for listed in load("problems").values():
        for problem in listed:
            assert set(problem["skills"]) <= skills, problem["title"]
            assert len(problem["priority"]) == 4
            for outcome in problem["outcomes"]:
                assert {code for code, _ in outcome["parts"]} <= codes, problem["title"]
                assert outcome.get("fee", "FEE-CALL") in codes


def test_somebody_can_do_each_problem() -> None:
    told = load("office")
    people = [*told["technicians"], *told["more_technicians"]]
    for category, listed in problems().items():
        trade = machine_kinds()[category].trade
        for problem in listed:
            able = [p for p in people if trade in p["trades"] and set(problem.skills) <= set(p["skills"])]
            assert able, problem.title


def test_customers_have_only_known_machines() -> None:
    for told in load("customers").values():
        assert told["machines"].keys() <= machine_kinds().keys()
