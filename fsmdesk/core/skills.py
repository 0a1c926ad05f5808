"""What a technician may do: skills with or without a certificate that ends."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from fsmdesk.core.formats import Formats
from fsmdesk.core.words import tr


class SkillGap(NamedTuple):
    """A required skill that is not there: never held (`expired_on` is None), or its certificate ended."""

    skill: str
    expired_on: date | None

    def text(self, name: str, formats: Formats) -> str:
        """The sentence about the technician of this name."""
        if self.expired_on is None:
            return tr("{name} does not have the skill {skill}.").format(name=name, skill=self.skill)
        words = tr("{name}'s certificate for {skill} ended on {day}.")
        return words.format(name=name, skill=self.skill, day=formats.date(self.expired_on))


def missing_skills(required: Iterable[str], held: Mapping[str, date | None], on: date) -> list[SkillGap]:
    """The required skills that are not usable on that day, in the order required.

    `held` maps a skill to the last day of its certificate, None where it has no end. A certificate still
    counts on its last day.
    """
    gaps = []
    for skill in required:
        if skill not in held:
            gaps.append(SkillGap(skill, None))
            continue
        until = held[skill]
        if until is not None and until < on:
            gaps.append(SkillGap(skill, until))
    return gaps
