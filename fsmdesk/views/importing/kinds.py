"""The kinds of list that can come in, as the screen shows them."""

from dataclasses import dataclass

from fsmdesk.core.words import tr


@dataclass(frozen=True, slots=True)
class ShownKind:
    """One kind: its name in commands, its words, and the place where its records are seen afterwards."""

    name: str
    title: str
    place: str


def shown_kinds() -> tuple[ShownKind, ...]:
    """All kinds, in the order in which a new shop would bring them in."""
    return (
        ShownKind("customers", tr("Customers"), "customers"),
        ShownKind("sites", tr("Sites"), "sites"),
        ShownKind("equipment", tr("Equipment"), "equipment"),
        ShownKind("technicians", tr("Technicians"), "technicians"),
        ShownKind("items", tr("Items"), "prices"),
        ShownKind("work-orders", tr("Work orders"), "work_orders"),
        ShownKind("requests", tr("Requests"), "inbox"),
    )


def shown_kind(name: str) -> ShownKind:
    """The kind of this name."""
    return next(kind for kind in shown_kinds() if kind.name == name)
