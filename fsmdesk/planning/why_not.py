"""Why somebody is not proposed, in words."""

from collections.abc import Iterable

from fsmdesk.core.formats import Formats
from fsmdesk.core.placement import Finding
from fsmdesk.core.skills import missing_skills
from fsmdesk.core.words import tr
from fsmdesk.planning.days import Days, instant_of
from fsmdesk.planning.openings import Looked, Opening
from fsmdesk.planning.people import Candidate, PlannedJob


def unsuited(job: PlannedJob, who: Candidate, days: Days, formats: Formats) -> str:
    """What keeps somebody from the job whatever the time, as a sentence; empty for nothing."""
    if job.only_technician_id is not None and who.id != job.only_technician_id:
        return tr("The visit is pinned to another technician.")
    # A certificate that ends within the days is judged with each day.
    gaps = missing_skills(job.skills, who.diary.skills, days.date(days.start))
    return " ".join(gap.text(who.name, formats) for gap in gaps)


def no_opening(looked: Looked, job: PlannedJob, who: Candidate, formats: Formats) -> str:
    """Why nothing was found, as a sentence."""
    name = who.name
    if not looked.works:
        return tr("{name} does not work in these days.").format(name=name)
    if looked.is_over:
        return tr("{name}'s working hours are over.").format(name=name)
    if looked.was_outside_window and job.window is not None:
        words = tr("{name} is not free when it suits the customer, {span}.")
        return words.format(name=name, span=formats.span(job.window))
    if job.only_start_at is not None:
        words = tr("{name} is not free at {time}, and the time is pinned.")
        return words.format(name=name, time=formats.instant(job.only_start_at))
    if looked.was_way_too_long:
        return tr("{name} has time, but not for the way there and on.").format(name=name)
    if looked.longest_free <= 0:
        return _nothing_free(who, formats)
    words = tr("{name} is free for {free} at most ({time}); it takes {wanted}.")
    return words.format(
        name=name,
        free=formats.duration(looked.longest_free),
        time=formats.instant(instant_of(looked.longest_free_at)),
        wanted=formats.duration(job.duration_minutes),
    )


def _nothing_free(who: Candidate, formats: Formats) -> str:
    if who.diary.absences:
        away = who.diary.absences[0]
        words = tr("{name} is away, {span}: {reason}.") if away.reason else tr("{name} is away, {span}.")
        return words.format(name=who.name, span=formats.span(away.span), reason=away.reason)
    return tr("{name} is booked up.").format(name=who.name)


def others_are_better(opening: Opening, who: Candidate, formats: Formats) -> str:
    """Somebody could go, but less well than those who are proposed."""
    time = formats.instant(instant_of(opening.start))
    if opening.before is not None and opening.added:
        words = tr("{name} could go ({time}, {length} more driving), but others suit better.")
        return words.format(name=who.name, time=time, length=formats.duration(opening.added))
    return tr("{name} could go ({time}), but others suit better.").format(name=who.name, time=time)


def forbidden(findings: Iterable[Finding]) -> str:
    """What the rules of the office forbid."""
    return " ".join(dict.fromkeys(finding.text for finding in findings))
