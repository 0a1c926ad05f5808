"""The steps in which a new shop is set up, in words."""

from dataclasses import dataclass

from fsmdesk.core.words import tr
from fsmdesk.services.setup.messages import SetupStep

STEP_KEY = "setup.step"  # the step at which the set-up goes on, kept for each person


@dataclass(frozen=True, slots=True)
class StepWords:
    """What a step is called, and what it is good for."""

    title: str
    about: str


def step_words(step: SetupStep) -> StepWords:
    """The words of this step."""
    return {
        SetupStep.COMPANY: StepWords(
            tr("Your shop on paper"),
            tr("What stands at the top of invoices and job tickets. Logo and texts can follow in Settings."),
        ),
        SetupStep.HOURS: StepWords(
            tr("Business hours"),
            tr("When somebody answers. Respond-by and finish-by times of jobs are counted in these hours."),
        ),
        SetupStep.TECHNICIANS: StepWords(
            tr("Technicians"),
            tr("Who goes to the customers: each becomes a row of the board. Skills and absences can follow."),
        ),
        SetupStep.PRICES: StepWords(
            tr("Price book"),
            tr(
                "What you sell most: an hour of work, the trip, a few parts. Work orders take their lines from it."
            ),
        ),
        SetupStep.CUSTOMERS: StepWords(
            tr("First customers"),
            tr(
                "Bring them from another program, or type a few; new ones are also made while a call is taken."
            ),
        ),
    }[step]
