"""Sites and the places inside them."""

from typing import Any

from sqlalchemy import func, select

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.lists import ListPage
from fsmdesk.core.states import OPEN_STATES
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading, Writing
from fsmdesk.models import Customer, Equipment, Place, Site, WorkOrder
from fsmdesk.services.listing import ListShape, archived_condition, read_page
from fsmdesk.services.listing_groups import GroupBy
from fsmdesk.services.parties import messages
from fsmdesk.services.parties.equipment import equipment_rows
from fsmdesk.services.parties.job_history import job_history
from fsmdesk.services.parties.places import place_paths
from fsmdesk.services.records import assign, cleaned, find, find_seen, refuse_taken
from fsmdesk.services.registry import answers, handles
from fsmdesk.services.site_positions.guessing import guess_position

_MACHINES = (
    select(func.count())
    .where(Equipment.site_id == Site.id, Equipment.archived_at.is_(None))
    .correlate(Site)
    .scalar_subquery()
)
_JOBS = (
    select(func.count())
    .where(WorkOrder.site_id == Site.id, WorkOrder.state.in_(OPEN_STATES))
    .correlate(Site)
    .scalar_subquery()
)
_QUERY = select(
    Site.id,
    Site.version,
    Site.customer_id,
    Customer.name.label("customer"),
    Site.name,
    Site.address,
    Site.city,
    Site.postcode,
    _MACHINES.label("equipment_count"),
    _JOBS.label("open_jobs"),
    Site.archived_at,
).outerjoin(Customer, Customer.id == Site.customer_id)

SHAPE = ListShape(
    query=_QUERY,
    key=Site.id,
    sorts={
        "name": Site.name,
        "customer": Customer.name,
        "customer_id": Site.customer_id,
        "address": Site.address,
        "city": Site.city,
        "postcode": Site.postcode,
        "equipment_count": _MACHINES,
        "open_jobs": _JOBS,
    },
    order=(Site.name, Site.id),
    kind="site",
    conditions={"archived": archived_condition(Site.archived_at)},
    indexed=frozenset({"name"}),
    groups={
        "customer": GroupBy(Site.customer_id, Customer.id, Customer.name),
        "city": GroupBy(Site.city),
        "postcode": GroupBy(Site.postcode),
    },
)


@answers(messages.SiteList)
def site_list(work: Reading, query: messages.SiteList) -> ListPage[messages.SiteRow]:
    """One page of sites."""
    return read_page(work, SHAPE, query.request, to_site_row)


def site_rows(work: Reading, customer_id: int) -> tuple[messages.SiteRow, ...]:
    """The sites of a customer that are not archived, by name; at most 500."""
    found = work.session.execute(
        _QUERY.where(Site.customer_id == customer_id, Site.archived_at.is_(None))
        .order_by(Site.name, Site.id)
        .limit(500)
    )
    return tuple(to_site_row(row) for row in found)


def to_site_row(row: Any) -> messages.SiteRow:
    """The row for the screen."""
    values = dict(row._mapping)
    archived_at = values.pop("archived_at")
    values["customer"] = values["customer"] or ""
    return messages.SiteRow(**values, is_archived=archived_at is not None)


@answers(messages.Site)
def site(work: Reading, query: messages.Site) -> messages.SiteCard:
    """One site.

    Raises:
        RuleBroken: it is gone.
    """
    record = find(work, Site, query.site_id)
    customer = work.session.get(Customer, record.customer_id) if record.customer_id else None
    return messages.SiteCard(
        id=record.id,
        version=record.version,
        external_id=record.external_id or "",
        customer_id=record.customer_id,
        customer=customer.name if customer else "",
        name=record.name,
        address=record.address,
        city=record.city,
        region=record.region,
        postcode=record.postcode,
        country=record.country,
        latitude_micro=record.latitude_micro,
        longitude_micro=record.longitude_micro,
        coordinates_guessed=record.coordinates_guessed,
        access_notes=record.access_notes,
        archived_at=record.archived_at,
        places=place_paths(work, record.id),
        equipment=equipment_rows(work, Equipment.site_id == record.id),
        jobs=job_history(work, WorkOrder.site_id == record.id),
    )


@handles(messages.SaveSite)
def save_site(work: Writing, command: messages.SaveSite) -> int:
    """The site is as the command says."""
    lines = ("name", "city", "region", "postcode", "country")
    texts = cleaned(command, lines, ("address", "access_notes"), ("name",), short=("external_id",))
    check_coordinates(command.latitude_micro, command.longitude_micro)
    if command.customer_id is not None:
        find(work, Customer, command.customer_id)
    if command.site_id is None:
        record = Site()
    else:
        record = find_seen(work, Site, command.site_id, command.seen_version)
    key = texts.pop("external_id") or None
    words = tr("Another site has the number {value}.")
    refuse_taken(work, Site.external_id, key, command.site_id, words)
    typed = command.latitude_micro, command.longitude_micro
    stored, postcode = (record.latitude_micro, record.longitude_micro), record.postcode
    assign(
        record,
        **texts,
        external_id=key,
        customer_id=command.customer_id,
        latitude_micro=command.latitude_micro,
        longitude_micro=command.longitude_micro,
        coordinates_guessed=bool(record.coordinates_guessed) and typed == stored,
    )
    if record.postcode != postcode:
        guess_position(work, record)
    work.session.add(record)
    work.session.flush()
    return record.id


def check_coordinates(latitude_micro: int | None, longitude_micro: int | None) -> None:
    """Nothing happens if both are there and on the globe, or both are missing.

    Raises:
        RuleBroken: otherwise.
    """
    if (latitude_micro is None) != (longitude_micro is None):
        raise RuleBroken(tr("Coordinates need both latitude and longitude."), field="latitude_micro")
    if latitude_micro is not None and abs(latitude_micro) > 90_000_000:
        raise RuleBroken(tr("Latitude is between -90 and 90 degrees."), field="latitude_micro")
    if longitude_micro is not None and abs(longitude_micro) > 180_000_000:
        raise RuleBroken(tr("Longitude is between -180 and 180 degrees."), field="longitude_micro")


@handles(messages.SavePlace)
def save_place(work: Writing, command: messages.SavePlace) -> int:
    """The place is as the command says; the places of a site stay a tree."""
    texts = cleaned(command, ("name",), required=("name",))
    find(work, Site, command.site_id)
    if command.parent_id is not None:
        _refuse_loop(work, command)
    if command.place_id is None:
        place = Place(site_id=command.site_id)
    else:
        place = find_seen(work, Place, command.place_id, command.seen_version)
        if place.site_id != command.site_id:
            raise RuleBroken(tr("This place is at another site."))
    assign(place, name=texts["name"], parent_id=command.parent_id)
    work.session.add(place)
    work.session.flush()
    return place.id


def _refuse_loop(work: Writing, command: messages.SavePlace) -> None:
    at = command.parent_id
    while at is not None:
        parent = find(work, Place, at)
        if parent.site_id != command.site_id or parent.id == command.place_id:
            raise RuleBroken(tr("A place can't be inside itself or at another site."), field="parent_id")
        at = parent.parent_id
