"""Everything that answers the messages of this area."""

from fsmdesk.services.parties import (
    agreements,
    archiving,
    customer_card,
    customer_list,
    customers,
    equipment,
    sites,
)

__all__ = ["agreements", "archiving", "customer_card", "customer_list", "customers", "equipment", "sites"]
