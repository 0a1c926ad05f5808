"""The tables, as SQLAlchemy classes. Importing this package declares all of them on `Base.metadata`."""

from fsmdesk.models.base import Base
from fsmdesk.models.billing import (
    Allocation,
    Invoice,
    InvoiceLine,
    InvoiceLineTax,
    InvoiceTax,
    Payment,
)
from fsmdesk.models.history import Acting, ChangeLog
from fsmdesk.models.office import CommandRecord, Company, NumberSeries, Person, Picture
from fsmdesk.models.parties import Agreement, Contact, Customer, Equipment, Place, Site
from fsmdesk.models.people import (
    Absence,
    Shift,
    Skill,
    Technician,
    TechnicianPay,
    TechnicianSkill,
)
from fsmdesk.models.prices import Item, ItemCost, Tax, TaxComponent
from fsmdesk.models.work import LineCost, StateMove, Visit, WorkOrder, WorkOrderLine, WorkOrderSkill

__all__ = [
    "Absence",
    "Acting",
    "Agreement",
    "Allocation",
    "Base",
    "ChangeLog",
    "CommandRecord",
    "Company",
    "Contact",
    "Customer",
    "Equipment",
    "Invoice",
    "InvoiceLine",
    "InvoiceLineTax",
    "InvoiceTax",
    "Item",
    "ItemCost",
    "LineCost",
    "NumberSeries",
    "Payment",
    "Person",
    "Picture",
    "Place",
    "Shift",
    "Site",
    "Skill",
    "StateMove",
    "Tax",
    "TaxComponent",
    "Technician",
    "TechnicianPay",
    "TechnicianSkill",
    "Visit",
    "WorkOrder",
    "WorkOrderLine",
    "WorkOrderSkill",
]
