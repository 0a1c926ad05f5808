"""Labels to stick on machines."""

from io import BytesIO

import pytest
import segno
from pypdf import PdfReader

from fsmdesk.core.label_codes import equipment_code, equipment_of
from fsmdesk.core.label_stocks import STOCKS, LabelStock, stock_of, usual_stock
from fsmdesk.core.terms import PaperSize
from fsmdesk.reports.documents import Label, LabelsDocument
from fsmdesk.reports.labels import labels_pdf
from fsmdesk.reports.qr_modules import dark_rows
from tests.reports.samples import pages

_A4 = usual_stock(PaperSize.A4)
_LABEL = Label(
    code="EQ-00007",
    name="Boiler 1",
    lines=("EQ-00007", "Weil GV90", "SN W-17"),
    foot=("Brooks Heating and Plumbing of Springfield · 555 0199", "555 0199"),
)


def _pages(count: int, first: int = 0, stock: LabelStock = _A4, label: Label = _LABEL) -> list[str]:
    return pages(labels_pdf(LabelsDocument(stock=stock, labels=(label,) * count, first=first)))


@pytest.mark.parametrize("stock", STOCKS, ids=[stock.key for stock in STOCKS])
def test_every_label_lies_on_its_page_beside_the_others(stock: LabelStock) -> None:
    across, down = stock.page
    places = [stock.place(position) for position in range(stock.count)]
    assert all(x >= 0 and x + stock.width <= across + 0.01 for x, _ in places)
    assert all(y >= 0 and y + stock.height <= down + 0.01 for _, y in places)
    assert len({(round(x), round(y)) for x, y in places}) == stock.count
    assert stock_of(stock.key) is stock
    assert _pages(1, stock=stock)[0].startswith("Boiler 1")


def test_known_sheets_lie_where_their_makers_say() -> None:
    millimetre, inch = 72 / 25.4, 72
    l7160, avery_5160 = stock_of("a4-63.5x38.1"), stock_of("letter-2.625x1")
    assert l7160 is not None and avery_5160 is not None
    assert [value / millimetre for value in l7160.place(0)] == pytest.approx([7.2, 15.15], abs=0.05)
    assert [value / inch for value in avery_5160.place(0)] == pytest.approx([0.1875, 0.5])
    assert avery_5160.place(4)[0] / inch == pytest.approx(0.1875 + 2.75)


def test_sheets_begin_where_one_says_and_go_on_as_long_as_it_takes() -> None:
    assert [page.count("Boiler 1") for page in _pages(25, first=4)] == [17, 8]
    assert [page.count("Boiler 1") for page in _pages(21)] == [21]
    assert [page.count("Boiler 1") for page in _pages(1, first=20)] == [1]


def test_each_label_of_a_roll_is_a_page_of_its_size() -> None:
    stock = stock_of("roll-62x29")
    assert stock is not None
    reader = PdfReader(BytesIO(labels_pdf(LabelsDocument(stock=stock, labels=(_LABEL,) * 3))))
    assert [round(page.mediabox.width / 72 * 25.4) for page in reader.pages] == [62, 62, 62]
    assert [round(page.mediabox.height / 72 * 25.4) for page in reader.pages] == [29, 29, 29]


def test_a_long_name_is_cut_and_the_number_to_call_is_not() -> None:
    name = "Wärmerückgewinnungsanlage im Dachgeschoss des Nebengebäudes hinten links neben dem Aufzug"
    [page] = _pages(1, label=Label(code="EQ-1", name=name, foot=_LABEL.foot))
    assert "…" in page and page.endswith("555 0199")
    assert "Springfield" not in page


def test_any_script_is_on_a_label() -> None:
    [page] = _pages(1, label=Label(code="EQ-1", name="锅炉 一号", lines=("غلاية ١", "बॉयलर")))
    for words in ("锅炉", "بॉयलर"[1:]):
        assert words in page


def test_a_code_means_its_machine_however_it_is_typed() -> None:
    assert equipment_code(42) == "EQ-00042"
    assert [equipment_of(code) for code in ("EQ-00042", " eq-42 ", "EQ-1234567")] == [42, 42, 1_234_567]
    assert [equipment_of(code) for code in ("EQ-0", "42", "SEQ-42", "EQ-", "EQ-4 2")] == [None] * 5


@pytest.mark.parametrize(
    "text", ["EQ-00042", "#4427", "https://pay.example/1?a=18.50", "é漢" * 40, "x" * 900]
)
def test_a_code_is_the_one_the_library_makes_with_one_of_its_masks(text: str) -> None:
    rows = tuple(tuple(int(module) for module in row) for row in dark_rows(text))
    made = [segno.make_qr(text, error="m", boost_error=False, mask=mask).matrix for mask in range(8)]
    assert rows in [tuple(tuple(row) for row in matrix) for matrix in made]
