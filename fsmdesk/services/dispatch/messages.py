"""Commands and queries of the board."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar

from fsmdesk.core.links import NO_LINKS, Links
from fsmdesk.core.messages import Command, Query
from fsmdesk.core.permissions import Permission
from fsmdesk.core.placement import USUAL_SEVERITIES, Rule, Severity
from fsmdesk.core.states import VisitState
from fsmdesk.core.terms import JobKind, Priority
from fsmdesk.planning.travel import Point, TravelModel


@dataclass(frozen=True, slots=True)
class BoardTechnician:
    """A row of the board. Shifts and absences are instants that touch the asked days.

    Whose hours nobody has written down works the office's day, every day. `home` is where the day begins,
    None if it is not known. Who `has_left` is here only because of what is planned for them.
    """

    id: int
    name: str
    initials: str
    colour: str
    skills_text: str
    skills: tuple[tuple[str, date | None], ...]
    shifts: tuple[tuple[datetime, datetime], ...]
    absences: tuple[tuple[datetime, datetime, str], ...]
    home: Point | None = None
    region: str = ""
    has_left: bool = False
    team: str = ""


@dataclass(frozen=True, slots=True)
class BoardVisit:
    """A placed visit. `start_at`/`end_at` are what it occupies on the board.

    `point` and `region` are of its site. `en_route_at`, `arrived_at` and `finished_at` are what happened.
    `travel_minutes` is the way to it as far as that is booked. `colour` is #rrggbb, or empty. `respond_by_at` is
    by when somebody should be on site, None once somebody was.
    """

    id: int
    version: int
    work_order_id: int
    work_order_version: int
    number: int
    customer: str
    title: str
    site: str
    technician_id: int
    start_at: datetime
    end_at: datetime
    state: VisitState
    priority: Priority
    kind: JobKind
    skills: tuple[str, ...]
    window_start_at: datetime | None
    window_end_at: datetime | None
    due_at: datetime | None
    double_booked: bool
    crew_size: int
    is_hazardous: bool
    point: Point | None = None
    region: str = ""
    en_route_at: datetime | None = None
    arrived_at: datetime | None = None
    finished_at: datetime | None = None
    travel_minutes: int = 0
    crew_key: str | None = None
    series_key: str | None = None
    colour: str = ""
    is_time_pinned: bool = False
    is_technician_pinned: bool = False
    is_helper: bool = False
    is_confirmed: bool = False
    is_missing_parts: bool = False
    customer_id: int | None = None
    is_on_credit_hold: bool = False
    links: Links = NO_LINKS
    respond_by_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class BoardJob:
    """Unscheduled work: an unplaced visit, or an approved work order that has none.

    One that keeps its place while it is in a list has it at `placed_at`, with `technician_id`.
    """

    work_order_id: int
    work_order_version: int
    visit_id: int | None
    visit_version: int
    number: int
    customer: str
    title: str
    site: str
    priority: Priority
    kind: JobKind
    due_at: datetime | None
    window_start_at: datetime | None
    window_end_at: datetime | None
    duration_minutes: int
    skills: tuple[str, ...]
    is_hazardous: bool
    point: Point | None = None
    region: str = ""
    colour: str = ""
    is_missing_parts: bool = False
    customer_id: int | None = None
    is_on_credit_hold: bool = False
    links: Links = NO_LINKS
    is_urgent: bool = False
    waiting_list_id: int | None = None
    placed_at: datetime | None = None
    technician_id: int | None = None


@dataclass(frozen=True, slots=True)
class BoardRules:
    """What the office sets for its board: the weight of each rule, how long ways take, and if they are booked."""

    severities: Mapping[Rule, Severity] = field(default_factory=lambda: USUAL_SEVERITIES)
    travel: TravelModel = field(default_factory=TravelModel)
    guards_travel: bool = False


@dataclass(frozen=True, slots=True)
class BoardFields:
    """What cards and tips say, as it is stored (`core.card_fields`), and the version of the office that says so."""

    label: str = ""
    tooltip: str = ""
    seen_version: int = 0


@dataclass(frozen=True, slots=True)
class BoardView:
    """Everything the board shows for some days. `jobs` are by urgency, at most 500 of `job_count`."""

    first_day: date
    day_count: int
    timezone: str
    day_start_minute: int
    day_end_minute: int
    technicians: tuple[BoardTechnician, ...]
    visits: tuple[BoardVisit, ...]
    jobs: tuple[BoardJob, ...]
    job_count: int
    rules: BoardRules = field(default_factory=BoardRules)
    fields: BoardFields = field(default_factory=BoardFields)


@dataclass(frozen=True, kw_only=True)
class BoardDay(Query[BoardView]):
    """The board from `day` on, in the office's time zone."""

    day: date
    day_count: int = 1


@dataclass(frozen=True, kw_only=True)
class Debtors(Query[frozenset[int]]):
    """Those of the customers who owe money that is overdue. Asked once the board is painted: it takes longest."""

    customer_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class VisitDetail:
    """What the strip under the board says about one visit.

    `reasons` are why it stands there against rules, the last one first, each with what it goes against.
    """

    visit_id: int
    work_order_id: int
    number: int
    customer: str
    title: str
    kind: JobKind
    priority: Priority
    equipment: str
    place: str
    safety_notes: str
    access_notes: str
    state: VisitState
    technician: str
    since_at: datetime | None
    machine_history: str
    agreement: str
    phone: str
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AboutVisit(Query[VisitDetail]):
    """Details of one visit for the strip under the board."""

    visit_id: int


@dataclass(frozen=True, slots=True)
class Reached:
    """Somebody who is called at this number."""

    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class VisitParties:
    """Whom a visit concerns. `reached` are contact, customer and technician as far as they have a number.

    `invoices` are those with lines of the job, the newest first: id and number, which a draft lacks.
    """

    visit_id: int
    customer_id: int | None
    site_id: int | None
    email: str
    reached: tuple[Reached, ...]
    invoices: tuple[tuple[int, str], ...]


@dataclass(frozen=True, kw_only=True)
class PartiesOfVisit(Query[VisitParties]):
    """Whom a visit concerns, and how they are reached."""

    visit_id: int


@dataclass(frozen=True, slots=True)
class BoardSpot:
    """Where a job is on the board: a visit that begins at `start_at`, or without one an entry of the list.

    Then `visit_id` is that of the unplaced visit, None if none has been made.
    """

    work_order_id: int
    visit_id: int | None
    start_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class WhereOnBoard(Query[BoardSpot | None]):
    """Where to find a work order on the board: its next visit, else its entry in the list, else its last visit.

    None if it has none of them.
    """

    work_order_id: int


@dataclass(frozen=True, kw_only=True)
class PlaceVisit(Command[int]):
    """Unscheduled work is on the board. Answers with the visit's id.

    `visit_id` None makes the work order's visit; then `seen_version` is the work order's, else the visit's.
    What the rules of the office speak against may need a `reason`, which is kept; an overlap needs the permission
    to book twice, too.

    Raises:
        NeedsConfirmation: a reason would let it through. The key is the heaviest rule's, the text says everything.
        RuleBroken: a rule of the office blocks it.
    """

    needs: ClassVar[Permission] = Permission.SCHEDULE
    undoable: ClassVar[bool] = True
    work_order_id: int
    visit_id: int | None
    seen_version: int
    technician_id: int
    start_at: datetime
    end_at: datetime
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class MoveVisit(Command[None]):
    """The visit has another technician, start or end. Rules as for PlaceVisit."""

    needs: ClassVar[Permission] = Permission.SCHEDULE
    undoable: ClassVar[bool] = True
    visit_id: int
    seen_version: int
    technician_id: int
    start_at: datetime
    end_at: datetime
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class UnplaceVisit(Command[None]):
    """The visit is back in the list of unscheduled work, with its length."""

    needs: ClassVar[Permission] = Permission.SCHEDULE
    undoable: ClassVar[bool] = True
    visit_id: int
    seen_version: int


@dataclass(frozen=True, kw_only=True)
class AddVisit(Command[int]):
    """The work order has one more visit, unplaced. Answers with its id."""

    needs: ClassVar[Permission] = Permission.SCHEDULE
    undoable: ClassVar[bool] = True
    work_order_id: int
    seen_version: int
    duration_minutes: int


@dataclass(frozen=True, kw_only=True)
class SetVisitState(Command[None]):
    """The visit makes an allowed move; actual times are stamped, and the work order's state follows.

    `at` is when it happened, None for now. Arriving closes `en route`, finishing stamps `finished_at`.
    """

    needs: ClassVar[Permission] = Permission.REPORT_WORK
    undoable: ClassVar[bool] = True
    visit_id: int
    seen_version: int
    after: VisitState
    at: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class ChooseBoardFields(Command[None]):
    """Cards and tips of the board say these fields (`core.card_fields`), in this order; none means the usual ones."""

    needs: ClassVar[Permission] = Permission.EDIT_OFFICE
    undoable: ClassVar[bool] = True
    seen_version: int
    label: tuple[str, ...]
    tooltip: tuple[str, ...]
