"""Commands and queries about customers, contacts, sites, places, equipment and agreements."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from fsmdesk.core.lists import ListPage, ListRequest
from fsmdesk.core.messages import Command, Query
from fsmdesk.core.permissions import Permission
from fsmdesk.core.states import WorkOrderState
from fsmdesk.core.words import tr


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """A customer in a list."""

    id: int
    version: int
    name: str
    city: str
    phone: str
    email: str
    site_count: int
    open_jobs: int
    open_minor: int
    overdue_minor: int
    credit_hold: bool
    is_archived: bool


@dataclass(frozen=True, kw_only=True)
class CustomerList(Query[ListPage[CustomerRow]]):
    """One page of customers."""

    request: ListRequest


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A person to talk to at a customer."""

    id: int
    version: int
    customer_id: int
    name: str
    title: str
    phone: str
    email: str
    is_primary: bool


@dataclass(frozen=True, slots=True)
class SiteRow:
    """A site in a list."""

    id: int
    version: int
    customer_id: int | None
    customer: str
    name: str
    address: str
    city: str
    postcode: str
    equipment_count: int
    open_jobs: int
    is_archived: bool


class AgreementStanding(StrEnum):
    """Whether an agreement is in force."""

    IN_FORCE = "in_force"
    NOT_YET = "not_yet"
    ENDED = "ended"
    ARCHIVED = "archived"

    @property
    def label(self) -> str:
        """The words on the screen."""
        return tr(self.value.replace("_", " ").capitalize())

    @staticmethod
    def on(day: date, starts_on: date, ends_on: date | None, is_archived: bool) -> "AgreementStanding":
        """How an agreement of these days stands on that day; both of its days are included."""
        if is_archived:
            return AgreementStanding.ARCHIVED
        if starts_on > day:
            return AgreementStanding.NOT_YET
        return (
            AgreementStanding.ENDED if ends_on is not None and ends_on < day else AgreementStanding.IN_FORCE
        )


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """A service contract of a customer."""

    id: int
    version: int
    customer_id: int
    customer: str
    name: str
    starts_on: date
    ends_on: date | None
    covers_labour: bool
    covers_parts: bool
    covers_fees: bool
    is_archived: bool


@dataclass(frozen=True, slots=True)
class JobSummary:
    """A job in the history of a customer, site or machine."""

    id: int
    number: int
    title: str
    state: WorkOrderState
    requested_at: datetime
    completed_at: datetime | None
    fix: str
    technicians: str


@dataclass(frozen=True, slots=True)
class CustomerCard:
    """A customer with everything that belongs to it."""

    id: int
    version: int
    external_id: str
    name: str
    address: str
    city: str
    region: str
    postcode: str
    country: str
    phone: str
    email: str
    tax_number: str
    payment_days: int | None
    tax_exempt: bool
    exempt_certificate: str
    exempt_until: date | None
    price_level_id: int | None
    price_level: str
    credit_hold: bool
    no_messages: bool
    notes: str
    archived_at: datetime | None
    contacts: tuple[ContactRow, ...]
    sites: tuple[SiteRow, ...]
    agreements: tuple[AgreementRow, ...]
    jobs: tuple[JobSummary, ...]
    open_minor: int
    overdue_minor: int
    overdue_days: int


@dataclass(frozen=True, kw_only=True)
class Customer(Query[CustomerCard]):
    """One customer. Its latest 50 jobs come with it."""

    customer_id: int


@dataclass(frozen=True, kw_only=True)
class SaveCustomer(Command[int]):
    """A customer is new (`customer_id` None) or changed. Answers with the id."""

    needs: ClassVar[Permission] = Permission.EDIT_CUSTOMERS
    undoable: ClassVar[bool] = True
    customer_id: int | None = None
    seen_version: int = 0
    name: str
    address: str = ""
    city: str = ""
    region: str = ""
    postcode: str = ""
    country: str = ""
    phone: str = ""
    email: str = ""
    tax_number: str = ""
    payment_days: int | None = None
    tax_exempt: bool = False
    exempt_certificate: str = ""
    exempt_until: date | None = None
    price_level_id: int | None = None
    credit_hold: bool = False
    no_messages: bool = False
    notes: str = ""
    external_id: str = ""


@dataclass(frozen=True, kw_only=True)
class ArchiveRecord(Command[None]):
    """A customer, contact, site, equipment, agreement, item or technician leaves the lists, or comes back.

    `kind` is the table's name. Open jobs keep a customer, site or machine from being archived.
    """

    needs: ClassVar[Permission] = Permission.EDIT_CUSTOMERS
    undoable: ClassVar[bool] = True
    kind: str
    record_id: int
    seen_version: int
    archived: bool = True


@dataclass(frozen=True, kw_only=True)
class SaveContact(Command[int]):
    """A contact is new (`contact_id` None) or changed. Answers with the id."""

    needs: ClassVar[Permission] = Permission.EDIT_CUSTOMERS
    undoable: ClassVar[bool] = True
    contact_id: int | None = None
    seen_version: int = 0
    customer_id: int
    name: str
    title: str = ""
    phone: str = ""
    email: str = ""
    is_primary: bool = False


@dataclass(frozen=True, kw_only=True)
class SiteList(Query[ListPage[SiteRow]]):
    """One page of sites."""

    request: ListRequest


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A spot inside a site; `path` is the way to it, such as `Main building › Basement › Plant room`."""

    id: int
    version: int
    site_id: int
    parent_id: int | None
    name: str
    path: str


@dataclass(frozen=True, slots=True)
class EquipmentRow:
    """A machine in a list."""

    id: int
    version: int
    name: str
    category: str
    make: str
    model: str
    serial: str
    site_id: int
    site: str
    place_id: int | None
    place: str
    customer_id: int | None
    customer: str
    installed_on: date | None
    warranty_until: date | None
    is_archived: bool


@dataclass(frozen=True, slots=True)
class SiteCard:
    """A site with its places, machines and history. Guessed coordinates were told by its neighbours."""

    id: int
    version: int
    external_id: str
    customer_id: int | None
    customer: str
    name: str
    address: str
    city: str
    region: str
    postcode: str
    country: str
    latitude_micro: int | None
    longitude_micro: int | None
    coordinates_guessed: bool
    access_notes: str
    archived_at: datetime | None
    places: tuple[PlaceRow, ...]
    equipment: tuple[EquipmentRow, ...]
    jobs: tuple[JobSummary, ...]


@dataclass(frozen=True, kw_only=True)
class Site(Query[SiteCard]):
    """One site. Its latest 50 jobs come with it."""

    site_id: int


@dataclass(frozen=True, kw_only=True)
class SaveSite(Command[int]):
    """A site is new (`site_id` None) or changed. Answers with the id.

    Coordinates that differ from those that are stored are known; without any, a new site and one whose postcode
    changes has those that its neighbours tell, marked as guessed.
    """

    needs: ClassVar[Permission] = Permission.EDIT_CUSTOMERS
    undoable: ClassVar[bool] = True
    site_id: int | None = None
    seen_version: int = 0
    customer_id: int | None
    name: str
    address: str = ""
    city: str = ""
    region: str = ""
    postcode: str = ""
    country: str = ""
    latitude_micro: int | None = None
    longitude_micro: int | None = None
    access_notes: str = ""
    external_id: str = ""


@dataclass(frozen=True, kw_only=True)
class SavePlace(Command[int]):
    """A place is new (`place_id` None), renamed or moved in the tree. Answers with the id."""

    needs: ClassVar[Permission] = Permission.EDIT_CUSTOMERS
    undoable: ClassVar[bool] = True
    place_id: int | None = None
    seen_version: int = 0
    site_id: int
    parent_id: int | None = None
    name: str


@dataclass(frozen=True, kw_only=True)
class EquipmentList(Query[ListPage[EquipmentRow]]):
    """One page of machines. Known filters: `site_id`, `customer_id`, `warranty` (`in`, `over`)."""

    request: ListRequest


@dataclass(frozen=True, slots=True)
class EquipmentCard:
    """A machine with its history."""

    row: EquipmentRow
    external_id: str
    parent_id: int | None
    parent: str
    notes: str
    archived_at: datetime | None
    jobs: tuple[JobSummary, ...]


@dataclass(frozen=True, kw_only=True)
class Equipment(Query[EquipmentCard]):
    """One machine. Its latest 50 jobs come with it."""

    equipment_id: int


@dataclass(frozen=True, kw_only=True)
class SaveEquipment(Command[int]):
    """A machine is new (`equipment_id` None) or changed. Answers with the id."""

    needs: ClassVar[Permission] = Permission.EDIT_CUSTOMERS
    undoable: ClassVar[bool] = True
    equipment_id: int | None = None
    seen_version: int = 0
    site_id: int
    place_id: int | None = None
    parent_id: int | None = None
    name: str
    category: str = ""
    make: str = ""
    model: str = ""
    serial: str = ""
    installed_on: date | None = None
    warranty_until: date | None = None
    notes: str = ""
    external_id: str = ""


@dataclass(frozen=True, kw_only=True)
class AgreementList(Query[ListPage[AgreementRow]]):
    """One page of agreements."""

    request: ListRequest


@dataclass(frozen=True, kw_only=True)
class SaveAgreement(Command[int]):
    """An agreement is new (`agreement_id` None) or changed. Answers with the id."""

    needs: ClassVar[Permission] = Permission.EDIT_CUSTOMERS
    undoable: ClassVar[bool] = True
    agreement_id: int | None = None
    seen_version: int = 0
    customer_id: int
    name: str
    starts_on: date
    ends_on: date | None = None
    covers_labour: bool = False
    covers_parts: bool = False
    covers_fees: bool = False
