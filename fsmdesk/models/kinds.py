"""Kinds of work: what each asks for, the task codes of reports, and the templates that fill a new job."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from fsmdesk.core.terms import CheckKind, JobKind, LineKind, Priority
from fsmdesk.models.base import Archivable, Base, Editable, with_args
from fsmdesk.models.columns import (
    BigId,
    Flag,
    Long,
    Milli,
    Minor,
    Name,
    PriorityColumn,
    Short,
    one_of,
    term,
)


class WorkKind(Editable, Base):
    """What a kind of work requires before a job of it is complete. A kind without a row requires cause and fix."""

    __tablename__ = "work_kind"

    kind: Mapped[JobKind] = mapped_column(term(JobKind), unique=True, nullable=False)
    requires_labour: Mapped[Flag]
    requires_cause_and_fix: Mapped[Flag]
    requires_checklist: Mapped[Flag]
    requires_lines: Mapped[Flag]
    requires_before_photo: Mapped[Flag]
    requires_after_photo: Mapped[Flag]
    requires_signature: Mapped[Flag]


class TaskCode(Archivable, Editable, Base):
    """A short code that reports count work by; of one kind of work, or of all."""

    __tablename__ = "task_code"

    code: Mapped[str] = mapped_column(String(40), unique=True, nullable=False)
    name: Mapped[Name]
    kind: Mapped[JobKind | None] = mapped_column(term(JobKind))


class WorkTemplate(Archivable, Editable, Base):
    """What a new job of this sort starts with, such as "Boiler fault"."""

    __tablename__ = "work_template"
    __table_args__ = with_args(
        one_of("priority", Priority),
        CheckConstraint("duration_minutes between 1 and 100000", name="duration"),
    )

    name: Mapped[Name]
    kind: Mapped[JobKind] = mapped_column(term(JobKind), nullable=False)
    task_code_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("task_code.id"))
    priority: Mapped[Priority | None] = mapped_column(PriorityColumn)
    scope: Mapped[Long]
    safety_notes: Mapped[Long]
    protective_gear: Mapped[Long]
    duration_minutes: Mapped[int] = mapped_column(Integer, nullable=False, default=60, server_default="60")


class TemplateSkill(Editable, Base):
    """A skill that jobs from this template need."""

    __tablename__ = "template_skill"
    __table_args__ = with_args(UniqueConstraint("template_id", "skill_id"))

    template_id: Mapped[int] = mapped_column(BigId, ForeignKey("work_template.id"), nullable=False)
    skill_id: Mapped[int] = mapped_column(BigId, ForeignKey("skill.id"), nullable=False, index=True)


class TemplateLine(Editable, Base):
    """A line that jobs from this template start with; one with an item takes the price of its day."""

    __tablename__ = "template_line"
    __table_args__ = with_args(
        CheckConstraint("planned_milli >= 0 and planned_milli <= 1000000000", name="planned"),
        Index(None, "template_id", "position"),
    )

    template_id: Mapped[int] = mapped_column(BigId, ForeignKey("work_template.id"), nullable=False)
    position: Mapped[int] = mapped_column(Integer, nullable=False, default=0, server_default="0")
    item_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("item.id"))
    kind: Mapped[LineKind] = mapped_column(term(LineKind), nullable=False)
    description: Mapped[Long]
    unit: Mapped[Short]
    planned_milli: Mapped[Milli]
    price_minor: Mapped[Minor]


class Checkable:
    """What an item of a checklist asks for. Limits are thousandths of the unit; choices stand one in a line.

    A choice that begins with `!` says that something is wrong.
    """

    position: Mapped[int] = mapped_column(Integer, nullable=False, default=0, server_default="0")
    kind: Mapped[CheckKind] = mapped_column(term(CheckKind), nullable=False)
    label: Mapped[Name]
    unit: Mapped[Short]
    low_milli: Mapped[int | None] = mapped_column(BigId)
    high_milli: Mapped[int | None] = mapped_column(BigId)
    choices: Mapped[Long]
    is_required: Mapped[Flag]


class TemplateCheck(Checkable, Editable, Base):
    """An item of the checklist that jobs from this template start with."""

    __tablename__ = "template_check"
    __table_args__ = with_args(
        CheckConstraint("low_milli is null or high_milli is null or low_milli <= high_milli", name="limits"),
        Index(None, "template_id", "position"),
    )

    template_id: Mapped[int] = mapped_column(BigId, ForeignKey("work_template.id"), nullable=False)
