"""Runs the tour from the first step to the last; everything it makes is in one folder."""

from pathlib import Path

from fsmdesk.core.errors import FsmError
from fsmdesk.tour.books import excel, invoice, papers, pay, preview
from fsmdesk.tour.hand import TourBroken
from fsmdesk.tour.morning import Job, approve, look_at_board, schedule, take_call
from fsmdesk.tour.on_site import add_lines, arrive_on_site, complete, review
from fsmdesk.tour.places import look_around
from fsmdesk.tour.record import Record
from fsmdesk.tour.stage import Stage, stage_for

STEPS = (
    *(take_call, approve, schedule),
    *(arrive_on_site, add_lines, complete, review),
    *(invoice, preview, pay, excel, papers),
    look_around,
)


def main(out: Path, office: str) -> int:
    """The tour was made on the office, or on a shop of its own if `office` is empty; 1 if a check failed."""
    record = Record(out, print)
    try:
        with stage_for(office) as stage:
            tour(stage, record)
    except FsmError as error:
        print(f"the tour stopped: {error}")
        return 1
    print(f"the tour passed; pictures and documents are in {out}")
    return 0


def tour(stage: Stage, record: Record) -> None:
    """All steps, in the order of the day.

    Raises:
        TourBroken: a check did not hold.
    """
    job = Job()
    look_at_board(stage, record)
    for step in STEPS:
        step(stage, record, job)
    if record.broken:
        raise TourBroken(record.broken[0].error)
