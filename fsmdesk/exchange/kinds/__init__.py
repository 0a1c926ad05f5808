"""The kinds of record that can be imported, each declared in one table."""

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.words import tr
from fsmdesk.exchange.fields import Kind
from fsmdesk.exchange.kinds.customers import CUSTOMERS
from fsmdesk.exchange.kinds.equipment import EQUIPMENT
from fsmdesk.exchange.kinds.items import ITEMS
from fsmdesk.exchange.kinds.requests import REQUESTS
from fsmdesk.exchange.kinds.sites import SITES
from fsmdesk.exchange.kinds.technicians import TECHNICIANS
from fsmdesk.exchange.kinds.work_orders import WORK_ORDERS

KINDS: tuple[Kind, ...] = (CUSTOMERS, SITES, EQUIPMENT, TECHNICIANS, ITEMS, WORK_ORDERS, REQUESTS)


def kind_named(name: str) -> Kind:
    """The kind of this name.

    Raises:
        RuleBroken: there is none; names those there are.
    """
    found = next((kind for kind in KINDS if kind.name == name), None)
    if found is None:
        names = ", ".join(kind.name for kind in KINDS)
        raise RuleBroken(tr("“{name}” can't be imported; these can: {names}.").format(name=name, names=names))
    return found
