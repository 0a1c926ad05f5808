"""The tables, as SQLAlchemy classes. Importing this package declares all of them on `Base.metadata`."""

from fsmdesk.models.base import Base
from fsmdesk.models.billing import Allocation, Invoice, InvoiceLine, InvoiceLineTax, InvoiceTax, Payment
from fsmdesk.models.board import (
    PlacementReason,
    PlacementWeight,
    TravelSpeed,
    WaitingList,
    WorkOrderDependency,
)
from fsmdesk.models.history import Acting, ChangeLog
from fsmdesk.models.job_records import (
    Attachment,
    Feedback,
    FileContent,
    RequestQuestion,
    Signature,
    TimeEntry,
    WorkOrderCheck,
)
from fsmdesk.models.kinds import TaskCode, TemplateCheck, TemplateLine, TemplateSkill, WorkKind, WorkTemplate
from fsmdesk.models.mail import DocumentText, MailAttachment, MailServer, MessageTemplate, OutgoingMail
from fsmdesk.models.office import CommandRecord, Company, NumberSeries, Person, Picture, SavedView
from fsmdesk.models.parties import Agreement, Contact, Customer, Equipment, Place, Site, SiteCode
from fsmdesk.models.people import Absence, Shift, Skill, Technician, TechnicianPay, TechnicianSkill
from fsmdesk.models.prices import Item, ItemCost, ItemPrice, KitPart, PriceLevel, Tax, TaxComponent
from fsmdesk.models.promises import BusinessHours, Holiday, ServiceLevel
from fsmdesk.models.work import LineCost, StateMove, Visit, WorkOrder, WorkOrderLine, WorkOrderSkill

__all__ = [
    "Absence",
    "Acting",
    "Agreement",
    "Allocation",
    "Attachment",
    "Base",
    "BusinessHours",
    "ChangeLog",
    "CommandRecord",
    "Company",
    "Contact",
    "Customer",
    "DocumentText",
    "Equipment",
    "Feedback",
    "FileContent",
    "Holiday",
    "Invoice",
    "InvoiceLine",
    "InvoiceLineTax",
    "InvoiceTax",
    "Item",
    "ItemCost",
    "ItemPrice",
    "KitPart",
    "LineCost",
    "MailAttachment",
    "MailServer",
    "MessageTemplate",
    "NumberSeries",
    "OutgoingMail",
    "Payment",
    "Person",
    "Picture",
    "Place",
    "PlacementReason",
    "PlacementWeight",
    "PriceLevel",
    "RequestQuestion",
    "SavedView",
    "ServiceLevel",
    "Shift",
    "Signature",
    "Site",
    "SiteCode",
    "Skill",
    "StateMove",
    "TaskCode",
    "Tax",
    "TaxComponent",
    "Technician",
    "TechnicianPay",
    "TechnicianSkill",
    "TemplateCheck",
    "TemplateLine",
    "TemplateSkill",
    "TimeEntry",
    "TravelSpeed",
    "Visit",
    "WaitingList",
    "WorkKind",
    "WorkOrder",
    "WorkOrderCheck",
    "WorkOrderDependency",
    "WorkOrderLine",
    "WorkOrderSkill",
    "WorkTemplate",
]
