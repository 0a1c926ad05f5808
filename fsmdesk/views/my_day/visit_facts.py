"""What is known about a visit as facts in words. No widgets."""

from collections.abc import Callable
from functools import partial

from fsmdesk.core.formats import Formats
from fsmdesk.core.words import tr
from fsmdesk.services.my_day.messages import MyVisitCard
from fsmdesk.views.my_day.facts import Fact, FactAction

Copy = Callable[[str], object]


def safety_facts(card: MyVisitCard) -> list[Fact]:
    """Hazards, what to wear, and what one has to be able to do."""
    return [
        Fact(tr("Hazards"), card.safety_notes, "warn"),
        Fact(tr("Wear"), card.protective_gear, "strong"),
        Fact(tr("Skills"), ", ".join(card.skills)),
    ]


def job_facts(card: MyVisitCard) -> list[Fact]:
    """What was said, and what the office noted for this visit."""
    problem = card.problem if card.problem.strip() != card.title.strip() else ""
    return [Fact("", problem or card.title), Fact(tr("For this visit"), card.visit_notes)]


def people_facts(card: MyVisitCard, formats: Formats, copy: Copy) -> list[Fact]:
    """The customer, who to talk to, and who else goes there."""
    facts = [Fact(tr("Customer"), card.customer), Fact(tr("Contact"), card.contact, "strong")]
    for name, value in ((tr("Phone"), card.phone), (tr("E-mail"), card.email)):
        words = tr("Copy: {what}").format(what=value)
        facts.append(Fact(name, value, actions=(FactAction("copy", words, partial(copy, value)),)))
    for other in card.companions:
        when = formats.instant(other.start_at) if other.start_at is not None else ""
        parts = (other.technician, other.phone, other.state.label.lower(), when)
        facts.append(Fact(tr("With you"), " · ".join(part for part in parts if part)))
    return facts


def bring_facts(card: MyVisitCard, formats: Formats) -> list[Fact]:
    """What is planned, with how much of it."""
    return [
        Fact(formats.quantity_with_unit(line.quantity_milli, line.unit), line.description)
        for line in card.to_bring
    ]


def machine_facts(card: MyVisitCard, formats: Formats, copy: Copy) -> list[Fact]:
    """Which machine it is."""
    machine = card.machine
    if machine is None:
        return []
    serial = (FactAction("copy", tr("Copy the serial number"), partial(copy, machine.serial)),)
    return [
        Fact(tr("Machine"), machine.name, "strong"),
        Fact(tr("Make"), " ".join(part for part in (machine.make, machine.model) if part)),
        Fact(tr("Serial"), machine.serial, actions=serial),
        Fact(tr("Installed"), formats.date(machine.installed_on) if machine.installed_on else ""),
        Fact(tr("Warranty"), formats.date(machine.warranty_until) if machine.warranty_until else ""),
        Fact(tr("Notes"), machine.notes),
    ]


def checks_words(card: MyVisitCard, formats: Formats) -> str:
    """How many items of the checklist are answered: `3/8`."""
    if not card.recorded.checks:
        return ""
    return f"{formats.count(card.recorded.answered_checks)}/{formats.count(card.recorded.checks)}"


def past_facts(card: MyVisitCard, formats: Formats) -> list[Fact]:
    """What was found and done at the machine before, latest first."""
    facts = []
    for job in card.machine_jobs:
        head = " · ".join(part for part in (f"#{job.number} {job.title}", job.technicians) if part)
        said = " → ".join(part for part in (job.cause, job.fix) if part)
        facts.append(Fact(formats.date(job.on_day), f"{head}\n{said}" if said else head))
    return facts
