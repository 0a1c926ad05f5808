"""What is typed into a job is there again when the program was killed in the middle of it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from fsmdesk.models import WorkOrder, WorkOrderLine
from tests.services.shop import LineOf, Shop
from tests.views.work_orders import typing_child
from tests.views.work_orders.seats import Seat

ROOT = Path(__file__).parents[3]


def type_until_killed(shop: Shop, folder: Path, job: int, letters: int, where: str = "problem") -> int:
    """Another program types into the job and is killed while it does; how many letters it had told of."""
    child_of = [sys.executable, "-m", "tests.views.work_orders.typing_child"]
    command = [*child_of, shop.url, str(folder), str(job), where]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    told = 0
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        for line in child.stdout:
            told = int(line)
            if told == letters:
                child.kill()
        child.wait()
    return told


@pytest.mark.parametrize("letters", [1, 17])
def test_nothing_typed_is_lost_when_the_program_is_killed(
    shop: Shop, seat: Seat, tmp_path: Path, letters: int
) -> None:
    job = shop.job(lines=[LineOf()])
    told = type_until_killed(shop, tmp_path, job, letters)
    assert told >= letters
    assert shop.get(WorkOrder, job).problem == ""
    screen = seat.open_job(job)
    text = str(screen.form.fields["problem"].read())
    assert len(text) >= told
    assert text == (typing_child.TEXT * (1 + len(text) // len(typing_child.TEXT)))[: len(text)]
    assert screen.form.lines.model.lines()[0].value.note == "typed before the end"
    assert [notice.text for notice in screen.form.banners.notices()] == [
        "What you typed before is back and is not saved yet."
    ]
    screen.form.save()
    seat.settle()
    assert shop.get(WorkOrder, job).problem == text
    assert shop.all(WorkOrderLine, work_order_id=job)[0].note == "typed before the end"


@pytest.mark.parametrize("letters", [1, 3])
def test_a_number_in_an_open_cell_is_there_again(
    shop: Shop, seat: Seat, tmp_path: Path, letters: int
) -> None:
    job = shop.job(lines=[LineOf(price_minor=100, planned_milli=9000)])
    told = type_until_killed(shop, tmp_path, job, letters, "price_minor")
    screen = seat.open_job(job)
    line = screen.form.lines.model.lines()[0]
    typed = seat.desk.formats.parse_money(typing_child.DIGITS[:told], "price_minor")
    one_more = seat.desk.formats.parse_money(typing_child.DIGITS[: told + 1], "price_minor")
    assert line.value.price_minor in (typed, one_more)  # a letter may be in before it was told of
    assert screen.form.is_dirty()
    assert [notice.key for notice in screen.form.banners.notices()] == ["draft"]
