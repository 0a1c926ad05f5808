"""The skills that a job needs, in the row of the job: spares a query of its own."""

from typing import Final

SEPARATOR: Final = "\x1f"


def skills_sql(is_sqlite: bool) -> str:
    """SQL for the skills of the `work_order` of the row as one text, which `skills_of` takes apart."""
    joined = "group_concat(skill.name, char(31))" if is_sqlite else "string_agg(skill.name, chr(31))"
    return (
        f"(SELECT {joined} FROM work_order_skill JOIN skill ON skill.id = work_order_skill.skill_id "  # noqa: S608 - two wordings of our own
        "WHERE work_order_skill.work_order_id = work_order.id)"
    )


def skills_of(joined: str | None) -> tuple[str, ...]:
    """The names in such a text, in order."""
    return tuple(sorted(joined.split(SEPARATOR))) if joined else ()
