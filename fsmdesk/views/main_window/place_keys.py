"""The keys of each place that are no actions: those of lists, and those of the board's grid."""

from functools import cache

from fsmdesk.core.words import tr

Keys = tuple[tuple[str, str], ...]


def keys_of(place_id: str) -> Keys:
    """What can be done there, and the keys that do it."""
    return _keys().get(place_id, ())


@cache
def _keys() -> dict[str, Keys]:
    rows: Keys = (
        (tr("Open the row"), "Return"),
        (tr("Tick the row"), tr("Space")),
        (tr("Tick all"), "Ctrl+A"),
    )
    lists = (
        "work_orders",
        "invoices",
        "customers",
        "sites",
        "equipment",
        "agreements",
        "prices",
        "technicians",
    )
    board: Keys = (
        (tr("Walk from visit to visit"), tr("Arrows")),
        (tr("Move by one step"), "Alt+← →"),
        (tr("To the next technician"), "Alt+↑ ↓"),
        (tr("Shorter, longer"), "Shift+Alt+← →"),
        (tr("Take up, put down"), tr("Space")),
        (tr("Open the job"), "Return"),
        (tr("Let go"), "Esc"),
    )
    return {"board": board, "review": rows, "payments": rows[:1], **dict.fromkeys(lists, rows)}
