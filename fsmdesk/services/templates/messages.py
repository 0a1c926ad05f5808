"""Commands and queries about kinds of work, task codes, and templates of jobs."""

from dataclasses import dataclass
from typing import ClassVar

from fsmdesk.core.lists import ListPage, ListRequest
from fsmdesk.core.messages import Command, Query
from fsmdesk.core.permissions import Permission
from fsmdesk.core.terms import CheckKind, JobKind, LineKind, Priority


@dataclass(frozen=True, slots=True)
class CheckValue:
    """An item of a checklist as an editor holds it. Limits are thousandths of the unit.

    A choice that begins with `!` says that something is wrong.
    """

    kind: CheckKind
    label: str
    unit: str = ""
    low_milli: int | None = None
    high_milli: int | None = None
    choices: tuple[str, ...] = ()
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class TemplateLineValue:
    """A line of a template as an editor holds it.

    A line with an item takes its price on the day of the job, and one whose item is a kit becomes the
    kit's parts then; `price_minor` is for lines without an item. Read back, `item_price_minor` is what
    the item costs the usual customer today; it is not stored.
    """

    item_id: int | None
    kind: LineKind
    description: str
    unit: str = ""
    planned_milli: int = 1000
    price_minor: int = 0
    is_kit: bool = False
    item_price_minor: int | None = None


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """A template in the list. `used_count` is how many jobs were made from it."""

    id: int
    version: int
    name: str
    kind: JobKind
    priority: Priority | None
    task_code: str
    duration_minutes: int
    check_count: int
    line_count: int
    used_count: int
    is_archived: bool


@dataclass(frozen=True, kw_only=True)
class TemplateList(Query[ListPage[TemplateRow]]):
    """One page of templates. Known filters: `kind`, `priority`, `task_code`, `archived`."""

    request: ListRequest


@dataclass(frozen=True, slots=True)
class TemplateChoice:
    """A template to choose: what it is called, for which kind of work, and what it brings, in words."""

    id: int
    name: str
    kind: JobKind
    brings: str


@dataclass(frozen=True, kw_only=True)
class TemplateChoices(Query[tuple[TemplateChoice, ...]]):
    """All templates in use, those that were used most first."""


@dataclass(frozen=True, slots=True)
class TemplateCard:
    """A template with everything in it."""

    id: int
    version: int
    name: str
    kind: JobKind
    task_code_id: int | None
    task_code: str
    priority: Priority | None
    scope: str
    safety_notes: str
    protective_gear: str
    duration_minutes: int
    skills: tuple[str, ...]
    lines: tuple[TemplateLineValue, ...]
    checks: tuple[CheckValue, ...]
    is_archived: bool


@dataclass(frozen=True, kw_only=True)
class Template(Query[TemplateCard]):
    """One template."""

    template_id: int


@dataclass(frozen=True, kw_only=True)
class SaveTemplate(Command[int]):
    """A template is new (`template_id` None) or changed, as one piece. Answers with the id.

    Raises:
        RuleBroken: something is not right, with its field (`checks` and `lines` say which one).
    """

    needs: ClassVar[Permission] = Permission.EDIT_WORK_ORDERS
    undoable: ClassVar[bool] = True
    template_id: int | None = None
    seen_version: int = 0
    name: str
    kind: JobKind
    task_code_id: int | None = None
    priority: Priority | None = None
    scope: str = ""
    safety_notes: str = ""
    protective_gear: str = ""
    duration_minutes: int = 60
    skills: tuple[str, ...] = ()
    lines: tuple[TemplateLineValue, ...] = ()
    checks: tuple[CheckValue, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CopyTemplate(Command[int]):
    """There is one more template like this one, called `name`; empty: the same name with "copy". Answers its id."""

    needs: ClassVar[Permission] = Permission.EDIT_WORK_ORDERS
    undoable: ClassVar[bool] = True
    template_id: int
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class TemplateFromJob(Command[int]):
    """There is a template like this job: scope, duration, skills, checklist, lines, gear. Answers its id.

    `name` empty: the job's title. Answers of the checklist, parties and times stay with the job.
    """

    needs: ClassVar[Permission] = Permission.EDIT_WORK_ORDERS
    undoable: ClassVar[bool] = True
    work_order_id: int
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class ApplyTemplate(Command[None]):
    """An open job gets what the template holds.

    Kind, duration, task code and priority become the template's; scope, safety and gear are added to what
    is there; skills, checklist and lines are added, with today's prices for the job's customer.
    """

    needs: ClassVar[Permission] = Permission.EDIT_WORK_ORDERS
    undoable: ClassVar[bool] = True
    work_order_id: int
    seen_version: int
    template_id: int


@dataclass(frozen=True, slots=True)
class TaskCodeRow:
    """A task code; without a kind it is for every kind of work."""

    id: int
    version: int
    code: str
    name: str
    kind: JobKind | None
    is_archived: bool


@dataclass(frozen=True, kw_only=True)
class TaskCodes(Query[tuple[TaskCodeRow, ...]]):
    """The task codes by code."""

    include_archived: bool = False


@dataclass(frozen=True, kw_only=True)
class SaveTaskCode(Command[int]):
    """A task code is new (`task_code_id` None) or changed. Answers with the id."""

    needs: ClassVar[Permission] = Permission.EDIT_OFFICE
    undoable: ClassVar[bool] = True
    task_code_id: int | None = None
    seen_version: int = 0
    code: str
    name: str
    kind: JobKind | None = None
    is_archived: bool = False


@dataclass(frozen=True, slots=True)
class KindRule:
    """What a kind of work requires before a job of it is complete."""

    kind: JobKind
    labour: bool = False
    cause_and_fix: bool = False
    checklist: bool = False
    lines: bool = False
    before_photo: bool = False
    after_photo: bool = False
    signature: bool = False


@dataclass(frozen=True, slots=True)
class KindRules:
    """What every kind of work requires, in the order of the kinds. `version` rises with each change of any."""

    version: int
    rules: tuple[KindRule, ...]


@dataclass(frozen=True, kw_only=True)
class WorkKinds(Query[KindRules]):
    """What every kind of work requires; what nobody has set requires cause and fix."""


@dataclass(frozen=True, kw_only=True)
class SaveWorkKinds(Command[None]):
    """Every kind of work requires what is said here."""

    needs: ClassVar[Permission] = Permission.EDIT_OFFICE
    undoable: ClassVar[bool] = True
    seen_version: int
    rules: tuple[KindRule, ...]
