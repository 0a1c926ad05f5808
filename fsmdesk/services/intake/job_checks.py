"""What must hold of the fields of a job, whoever fills them."""

from datetime import datetime

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.words import tr
from fsmdesk.db.database import Writing
from fsmdesk.models import Contact, Customer, Equipment, Place, Site
from fsmdesk.services.records import find, hold

MAX_MINUTES = 100_000
_Party = Customer | Site | Equipment


def check_window(start: datetime | None, end: datetime | None) -> None:
    """Nothing happens if the window ends after it starts.

    Raises:
        RuleBroken: it does not.
    """
    if start is not None and end is not None and end <= start:
        raise RuleBroken(tr("The end must be after the start."), field="window_end_at")


def check_duration(minutes: int) -> None:
    """Nothing happens if this is a length that work can have.

    Raises:
        RuleBroken: it is not.
    """
    if not 1 <= minutes <= MAX_MINUTES:
        raise RuleBroken(tr("Work lasts between a minute and ten weeks."), field="duration_minutes")


def hold_in_use(work: Writing, model: type[_Party], record_id: int, field: str) -> None:
    """The record that a job is going to be about is held: nobody archives it before this is committed.

    Raises:
        RuleBroken: it is archived, or gone.
    """
    if hold(work, model, record_id).archived_at is None:
        return
    words = {
        Customer: tr("This customer is archived."),
        Site: tr("This site is archived."),
        Equipment: tr("This machine is archived."),
    }
    raise RuleBroken(words[model], field=field)


def check_links(
    work: Writing,
    *,
    customer_id: int | None,
    contact_id: int | None,
    site_id: int | None,
    place_id: int | None,
    equipment_id: int | None,
) -> None:
    """Nothing happens if contact, place and machine belong to the customer and the site.

    Raises:
        RuleBroken: one of them does not, with its field.
    """
    if customer_id is not None:
        find(work, Customer, customer_id)
    if site_id is not None:
        find(work, Site, site_id)
    if contact_id is not None and find(work, Contact, contact_id).customer_id != customer_id:
        raise RuleBroken(tr("This contact belongs to another customer."), field="contact_id")
    if place_id is not None and find(work, Place, place_id).site_id != site_id:
        raise RuleBroken(tr("This place is at another site."), field="place_id")
    if equipment_id is not None and find(work, Equipment, equipment_id).site_id != site_id:
        raise RuleBroken(tr("This machine is at another site."), field="equipment_id")
