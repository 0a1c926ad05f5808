"""Which two records can become one, and what the one that stays learns from the other."""

from dataclasses import dataclass

from sqlalchemy import Enum, String, select

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.permissions import Permission
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading
from fsmdesk.models import Base, Customer, Equipment, Item, Person, Site, Technician

KINDS: dict[str, tuple[type[Base], Permission]] = {
    "customer": (Customer, Permission.EDIT_CUSTOMERS),
    "site": (Site, Permission.EDIT_CUSTOMERS),
    "equipment": (Equipment, Permission.EDIT_CUSTOMERS),
    "item": (Item, Permission.EDIT_PRICES),
    "technician": (Technician, Permission.EDIT_TECHNICIANS),
}
# What names or marks one record alone.
_ITS_OWN = frozenset({"name", "code", "external_id", "initials", "colour"})
# Said of either, it holds for both: nobody who wants no mail gets any again.
_OF_EITHER = ("credit_hold", "no_messages")
_TOGETHER = (("latitude_micro", "longitude_micro"), ("home_latitude_micro", "home_longitude_micro"))


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records of one kind."""

    kind: str
    kept: Base
    merged: Base


def require_mergeable(work: Reading, pair: Pair) -> None:
    """Nothing happens if the two can be one.

    Raises:
        RuleBroken: they are the same already, or something stands against it.
    """
    kept, merged = pair.kept, pair.merged
    if kept.id == merged.id:
        raise RuleBroken(tr("Choose two different records."))
    if getattr(kept, "archived_at", None) is not None:
        raise RuleBroken(tr("The one that stays is archived. Bring it back first, or keep the other one."))
    if getattr(merged, "merged_into_id", None) is not None:
        raise RuleBroken(tr("This one is part of another record already."))
    if isinstance(kept, Site) and isinstance(merged, Site):
        _require_one_customer(kept, merged)
    if isinstance(kept, Item) and isinstance(merged, Item):
        _require_one_sort(kept, merged)
    if isinstance(kept, Technician):
        _require_one_person(work, kept.id, merged.id)


def learn(kept: Base, merged: Base) -> None:
    """What is empty on the kept record is taken from the other one; notes of both are kept, and so are warnings."""
    for column in type(kept).__table__.columns:
        name = column.name
        if name in _ITS_OWN or not isinstance(column.type, String) or isinstance(column.type, Enum):
            continue
        mine, theirs = getattr(kept, name), getattr(merged, name)
        if theirs and not mine:
            setattr(kept, name, theirs)
        elif name in ("notes", "access_notes") and theirs and theirs not in mine:
            setattr(kept, name, f"{mine}\n{theirs}")
    for pair in _TOGETHER:
        if all(hasattr(kept, name) and getattr(kept, name) is None for name in pair):
            for name in pair:
                setattr(kept, name, getattr(merged, name))
    for name in _OF_EITHER:
        if getattr(merged, name, False):
            setattr(kept, name, True)
    for name in ("installed_on", "warranty_until"):
        if hasattr(kept, name) and getattr(kept, name) is None:
            setattr(kept, name, getattr(merged, name))


def _require_one_customer(kept: Site, merged: Site) -> None:
    if merged.customer_id is not None and kept.customer_id != merged.customer_id:
        raise RuleBroken(tr("These sites belong to different customers. Merge the customers first."))


def _require_one_sort(kept: Item, merged: Item) -> None:
    if kept.kind is not merged.kind or kept.unit != merged.unit or kept.is_kit != merged.is_kit:
        raise RuleBroken(tr("These items are of different kinds or are counted in different units."))


def _require_one_person(work: Reading, *technician_ids: int) -> None:
    people = list(work.session.scalars(select(Person.name).where(Person.technician_id.in_(technician_ids))))
    if len(people) > 1:
        words = tr("{one} and {other} both sit here as these technicians. Only one of them can stay.")
        raise RuleBroken(words.format(one=people[0], other=people[1]))
