import pytest

from fsmdesk.db import search
from fsmdesk.models import Customer
from fsmdesk.services.finding.messages import FindRecords, NamesOf
from fsmdesk.services.intake.messages import TakeCall
from fsmdesk.services.parties.messages import SaveCustomer
from tests.services.shop import LIBRARY, Shop


def found(shop: Shop, text: str, *kinds: str) -> list[tuple[str, int]]:
    return [(hit.kind, hit.id) for hit in shop.dispatcher.ask(FindRecords(text=text, kinds=kinds))]


@pytest.mark.parametrize("scrap", ["ibrar", "CITY LIB", "0100", "main st spring", "ci", "library city"])
def test_any_scrap_finds_the_customer(shop: Shop, scrap: str) -> None:
    assert ("customer", LIBRARY) in found(shop, scrap)


@pytest.mark.parametrize("scrap", ["", "  ", "zzz", '"', "%", "library zzz", "'; drop table customer; --"])
def test_what_is_nowhere_finds_nothing(shop: Shop, scrap: str) -> None:
    assert found(shop, scrap) == []


def test_the_job_of_that_number_comes_first_with_its_sign_or_without(shop: Shop) -> None:
    jobs = [shop.dispatcher.do(TakeCall(title=f"Call {at}")).value for at in range(1, 13)]
    assert found(shop, "#1") == [("work_order", jobs[0])]
    assert found(shop, " #12 ") == [("work_order", jobs[11])]
    assert found(shop, "1", "work_order")[0] == ("work_order", jobs[0])
    assert found(shop, "#1", "customer") == found(shop, "#99") == found(shop, "#0") == []


def test_the_index_follows_every_change(shop: Shop) -> None:
    job = shop.dispatcher.do(TakeCall(title="Noisy compressor", customer_id=LIBRARY)).value
    assert ("work_order", job) in found(shop, "noisy library")
    shop.dispatcher.do(SaveCustomer(customer_id=LIBRARY, seen_version=1, name="Town Archive"))
    assert found(shop, "noisy library", "work_order") == []
    assert found(shop, "noisy archive", "work_order") == [("work_order", job)]


def test_names_that_begin_as_it_was_typed_come_first(shop: Shop) -> None:
    plain = [Customer(name=f"Backflow {at} refiled at the water works") for at in range(10)]
    wanted, near, *_rest = shop.add(
        Customer(name="Water Filters Inc"), Customer(name="The filter water"), *plain
    )
    assert [one for _kind, one in found(shop, "water fil", "customer")][:2] == [wanted, near]


def test_a_job_called_just_so_comes_before_newer_ones_with_these_words(shop: Shop) -> None:
    wanted = shop.job(title="Transformer inspection")
    newer = shop.job(title="Transformer oil inspection")
    assert found(shop, "transformer insp", "work_order") == [("work_order", wanted), ("work_order", newer)]
    assert found(shop, "transformer", "work_order") == [("work_order", newer), ("work_order", wanted)]


def test_who_is_called_just_so_comes_before_jobs_for_them(shop: Shop) -> None:
    [fay] = shop.add(Customer(name="Aaliyah Fraser"))
    job = shop.job(customer_id=fay)
    kinds = ("work_order", "customer")
    assert found(shop, "aaliyah fraser", *kinds) == [("customer", fay), ("work_order", job)]
    assert found(shop, "aaliyah", *kinds) == [("work_order", job), ("customer", fay)]


def test_short_words_are_the_beginnings_of_words(shop: Shop) -> None:
    zoo, az = shop.add(Customer(name="Zoo of X'anadu"), Customer(name="Azzurro 7 Çay", city="Qeparo"))
    shop.add(*(Customer(name="Plain") for _ in range(20)))
    assert found(shop, "zo", "customer") == [("customer", zoo)]
    assert found(shop, "zz", "customer") == []
    assert found(shop, "Z", "customer") == [("customer", zoo)]
    assert found(shop, "7", "customer") == [("customer", az)]
    assert found(shop, "ça", "customer") == [("customer", az)]
    assert found(shop, "az qe", "customer") == [("customer", az)]
    assert found(shop, "az zo", "customer") == []


def test_short_words_beside_longer_ones_are_anywhere(shop: Shop) -> None:
    [az] = shop.add(Customer(name="Azzurro 7%", city="Qeparo"))
    for scrap in ("azzurro qe", "azzurro ar", "eparo rr", "qeparo u", "7% azzurro"):
        assert found(shop, scrap, "customer") == [("customer", az)], scrap
    assert found(shop, "azzurro xy", "customer") == []


def test_the_beginning_of_a_word_is_found_however_old_it_is(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "_LOOKED_AT", 3)
    [old] = shop.add(Customer(name="Wren Zenith"))
    shop.add(*(Customer(name=f"Wren {number}") for number in range(5)))
    assert found(shop, "ze", "customer") == [("customer", old)]
    assert found(shop, "wren ze", "customer") == [("customer", old)]
    assert found(shop, "z", "customer") == [("customer", old)]


def test_words_of_other_scripts_are_found(shop: Shop) -> None:
    ids = shop.add(Customer(name="مخبز النور"), Customer(name="Łódź Żabka"), Customer(name="東京設備工業"))
    assert [hit[1] for hit in found(shop, "النور", "customer")] == ids[:1]
    assert [hit[1] for hit in found(shop, "żab", "customer")] == ids[1:2]
    assert [hit[1] for hit in found(shop, "設備工", "customer")] == ids[2:]


def test_each_kind_has_its_limit_and_the_newest_come_first(shop: Shop) -> None:
    jobs = [shop.dispatcher.do(TakeCall(title="Leak", customer_id=LIBRARY)).value for _ in range(5)]
    hits = shop.dispatcher.ask(FindRecords(text="leak", kinds=("work_order",), limit=3))
    assert [hit.id for hit in hits] == jobs[:1:-1]
    assert hits[0].title == "#5 · Leak"


def test_records_are_named_in_the_order_in_which_they_are_asked_for(shop: Shop) -> None:
    job = shop.dispatcher.do(TakeCall(title="Noisy compressor", customer_id=LIBRARY)).value
    wanted = (("work_order", job), ("customer", LIBRARY), ("customer", 999_999), ("visit", 1))
    rows = shop.dispatcher.ask(NamesOf(records=wanted))
    assert [(row.kind, row.id) for row in rows] == [("work_order", job), ("customer", LIBRARY)]
    assert rows[0].title == "#1 · Noisy compressor"
    assert shop.dispatcher.ask(NamesOf(records=())) == ()


def test_characters_that_no_record_holds_are_passed_over(shop: Shop) -> None:
    job = shop.dispatcher.do(TakeCall(title="Noisy compressor", customer_id=LIBRARY)).value
    assert [hit[1] for hit in found(shop, "noisy\x00comp", "work_order")] == [job]
    assert found(shop, "\x00", "work_order") == []
