from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fsmdesk.exchange.dates import DateOrder, Moment, OrderFinding, find_order, read_moment

DMY, MDY = DateOrder.DMY, DateOrder.MDY


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("10/1/19 6:00", Moment(date(2019, 1, 10), time(6))),
        ("2024-03-02", Moment(date(2024, 3, 2))),
        ("2024/03/02", Moment(date(2024, 3, 2))),
        ("20240302", Moment(date(2024, 3, 2))),
        ("2024-03-02 16:25:04.594", Moment(date(2024, 3, 2), time(16, 25, 4, 594_000))),
        ("2024-03-02T10:11:12Z", Moment(date(2024, 3, 2), time(10, 11, 12), timedelta())),
        ("2024-03-02T10:11:12+02:00", Moment(date(2024, 3, 2), time(10, 11, 12), timedelta(hours=2))),
        (
            "2024-03-02T10:11:12-0530",
            Moment(date(2024, 3, 2), time(10, 11, 12), -timedelta(hours=5, minutes=30)),
        ),
        ("20/06/2016 10:04:21 PM", Moment(date(2016, 6, 20), time(22, 4, 21))),
        ("20/06/2016 12:04 am", Moment(date(2016, 6, 20), time(0, 4))),
        ("20/06/2016 12:04 p.m.", Moment(date(2016, 6, 20), time(12, 4))),
        ("03.04.24", Moment(date(2024, 4, 3))),
        ("3. 4. 2024", Moment(date(2024, 4, 3))),
        ("3 Apr 2024", Moment(date(2024, 4, 3))),
        ("April 3rd, 2024", Moment(date(2024, 4, 3))),
        ("Mon, 3 Apr 2024", Moment(date(2024, 4, 3))),
        ("Wednesday 03/04/2024", Moment(date(2024, 4, 3))),
        ("3. März 2024", Moment(date(2024, 3, 3))),
        ("3 février 2024 14h30", Moment(date(2024, 2, 3), time(14, 30))),
        ("15 Şubat 2024", Moment(date(2024, 2, 15))),
        ("3 de abril de 2024", Moment(date(2024, 4, 3))),
        ("03-Apr-24", Moment(date(2024, 4, 3))),
        ("4th of July 2024 5 pm", Moment(date(2024, 7, 4), time(17))),
    ],
)
def test_days_and_times_are_read_as_written(text: str, moment: Moment) -> None:
    assert read_moment(text, DMY) == moment


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "45000",
        "12:30",
        "31/02/2024",
        "13/13/2024",
        "2024-02-30",
        "2024-03-02 25:00",
        "20/06/2016 13:00 PM",
        "1/1/0001",
        "03/04/2024 and later",
        "2024-03-02T10:00+99:00",
        "3 Foo 2024",
        "٣/٤/٢٠٢٤",
        "-1/2/2024",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert read_moment(text, DMY) is None


def test_a_day_needs_an_order_only_where_orders_differ() -> None:
    assert read_moment("03/04/2024", None) is None
    assert read_moment("05/05/2024", None) == Moment(date(2024, 5, 5))
    assert read_moment("13/04/2024", None) == Moment(date(2024, 4, 13))


@pytest.mark.parametrize(
    ("cells", "finding"),
    [
        (["03/04/2024", "13/04/2024"], OrderFinding(DMY, False)),
        (["03/04/2024", "04/13/2024"], OrderFinding(MDY, False)),
        (["03/04/2024", "04/05/2024"], OrderFinding(None, True)),
        (["03.04.2024", "04.05.2024"], OrderFinding(DMY, False)),
        (["05/05/2024", "2024-03-04", "soon"], OrderFinding(None, False)),
        (["13/04/2024", "04/13/2024"], OrderFinding(None, True, contradicts=True)),
        (["99/12/31"], OrderFinding(DateOrder.YMD, False)),
        (["10/1/19 6:00", "10/1/19 14:10"], OrderFinding(None, True)),
        ([], OrderFinding(None, False)),
    ],
)
def test_a_whole_column_tells_its_order(cells: list[str], finding: OrderFinding) -> None:
    assert find_order(cells) == finding


_days = st.dates(min_value=date(1970, 1, 1), max_value=date(2068, 12, 31))


@given(
    _days,
    st.sampled_from(["%d/%m/%Y", "%d-%m-%y", "%d.%m.%Y"]),
    st.times().map(lambda t: t.replace(microsecond=0)),
)
def test_what_is_written_day_first_is_read_day_first(day: date, style: str, clock: time) -> None:
    text = f"{day.strftime(style)} {clock.strftime('%I:%M:%S %p')}"
    assert read_moment(text, DMY) == Moment(day, clock)


@given(_days, st.sampled_from(list(DateOrder)))
def test_an_iso_day_is_the_same_in_every_order(day: date, order: DateOrder) -> None:
    assert read_moment(day.isoformat(), order) == Moment(day)


@given(st.lists(_days, min_size=1))
def test_an_order_that_is_told_is_the_one_that_was_written(days: list[date]) -> None:
    finding = find_order([day.strftime("%m/%d/%Y") for day in days])
    assert finding.order in (None, MDY)
    assert not finding.contradicts


@given(st.datetimes(min_value=datetime(1970, 1, 1), max_value=datetime(2068, 12, 31)))
def test_iso_instants_come_back_to_the_microsecond(moment: datetime) -> None:
    assert read_moment(moment.isoformat(), None) == Moment(moment.date(), moment.time())


@given(st.text(max_size=30), st.sampled_from([None, *DateOrder]))
def test_no_text_breaks_the_reading_of_dates(text: str, order: DateOrder | None) -> None:
    moment = read_moment(text, order)
    assert moment is None or 1900 <= moment.day.year <= 2199
