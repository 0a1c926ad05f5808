"""What the demo's customers think of the work that was done for them lately."""

from typing import Final

from fsmdesk.services.closeout.messages import LOW_SCORE
from fsmdesk.services.demo.chance import Chance, Weights
from fsmdesk.services.demo.days import Calendar
from fsmdesk.services.demo.jobs import DemoJob
from fsmdesk.services.demo.materials import load
from fsmdesk.services.demo.office_rows import DemoOffice
from fsmdesk.services.demo.rows import Rows

_SHARE: Final = 0.22
_DAYS: Final = 150
# Low scores of the last days are still to be followed up.
_OPEN_DAYS: Final = 30
_DAY: Final = 86_400
_HOUR: Final = 3_600


class Feedbacks:
    """Some of those whose job was completed in the last months say how it was."""

    def __init__(self, rows: Rows, office: DemoOffice, calendar: Calendar, chance: Chance) -> None:
        told = load("templates")["feedback"]
        self._office = office
        self._calendar = calendar
        self._chance = chance
        self._scores: Weights[int] = Weights((score, weight) for score, weight in told["scores"])
        self._remarks: dict[str, list[str]] = told["remarks"]
        self._follow_ups: list[str] = told["follow_ups"]
        self._add = rows.adder("feedback")

    def ask(self, job: DemoJob) -> None:
        """The requester of a job that is complete may have said something."""
        now = self._calendar.now
        if job.completed is None or job.customer is None or now - job.completed > _DAYS * _DAY:
            return
        day = self._calendar.day_of(job.completed + self._chance.between(8, 60) * _HOUR)
        given = max(self._calendar.at(day, 9 * 60 + self._chance.between(0, 480)), job.completed + _HOUR)
        if given >= now or not self._chance.happens(_SHARE):
            return
        score = self._chance.weighted(self._scores)
        followed = min(given + self._chance.between(1, 30) * _HOUR, now)
        is_answered = score <= LOW_SCORE and now - given > _OPEN_DAYS * _DAY
        self._add(
            (
                *(job.number, score, self._chance.pick(self._remarks[str(score)]), job.caller),
                self._calendar.text(given),
                self._calendar.text(followed) if is_answered else None,
                self._office.dispatcher_ids[0] if is_answered else None,
                self._chance.pick(self._follow_ups) if is_answered else "",
            )
        )
