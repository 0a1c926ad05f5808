"""What is asked of the planning, and what it answers: who could go when, and why the others not."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from fsmdesk.core.formats import Formats
from fsmdesk.core.placement import USUAL_SEVERITIES, Rule, Severity
from fsmdesk.core.times import Span
from fsmdesk.planning.people import PlannedJob
from fsmdesk.planning.reasons import Reason
from fsmdesk.planning.travel import TravelModel, TravelTimes

USUAL_OVERTIME: Final = 60
_USUAL_TRAVEL: Final = TravelModel()
_MOST: Final = 8


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for: somebody for this job, in so many days from the first on, not before now.

    `overtime_minutes` may be worked after a shift. At most `most` openings are proposed.
    """

    job: PlannedJob
    first_day: date
    day_count: int
    now: datetime
    formats: Formats
    travel: TravelTimes = _USUAL_TRAVEL
    severities: Mapping[Rule, Severity] = field(default_factory=lambda: USUAL_SEVERITIES)
    overtime_minutes: int = USUAL_OVERTIME
    most: int = _MOST


@dataclass(frozen=True, slots=True)
class Proposal:
    """One technician at one time. The ways are in minutes, None where a point is not known."""

    technician_id: int
    span: Span
    mark: int
    before_minutes: int | None
    after_minutes: int | None
    added_minutes: int
    overtime_minutes: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Declined:
    """A technician who is not proposed, and why; `could` is what would be possible nevertheless, if anything."""

    technician_id: int
    text: str
    could: Proposal | None = None


@dataclass(frozen=True, slots=True)
class Suggestions:
    """The best first; everybody is in either part."""

    proposals: tuple[Proposal, ...]
    declined: tuple[Declined, ...]
