"""Commands and queries about the company, its people and its taxes."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from fsmdesk.core.messages import Command, Query
from fsmdesk.core.permissions import Permission
from fsmdesk.core.terms import DocumentKind, PaperSize, Role, TaxCategory, TaxRounding, TimeRounding


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Someone who works with fsmdesk here."""

    id: int
    version: int
    name: str
    role: Role
    technician_id: int | None
    is_archived: bool


@dataclass(frozen=True, kw_only=True)
class People(Query[tuple[PersonRow, ...]]):
    """Everybody who may sit down here, by name."""

    include_archived: bool = False


@dataclass(frozen=True, slots=True)
class CompanyCard:
    """Everything about the shop."""

    version: int
    name: str
    address: str
    city: str
    region: str
    postcode: str
    country: str
    phone: str
    email: str
    licence: str
    tax_number: str
    currency: str
    locale: str
    timezone: str
    paper: PaperSize
    payment_text: str
    payment_link: str
    payment_days: int
    invoice_prefix: str
    credit_note_prefix: str
    number_digits: int
    tax_rounding: TaxRounding
    day_start_minute: int
    day_end_minute: int
    logo: bytes | None
    is_demo: bool


@dataclass(frozen=True, kw_only=True)
class Company(Query[CompanyCard]):
    """The shop's own data."""

    needs: ClassVar[Permission] = Permission.SIT_HERE


@dataclass(frozen=True, kw_only=True)
class SetUpOffice(Command[int]):
    """First start of an empty office: the company, its owner and its usual tax. Answers with the owner's id.

    Its holidays are those of the country with this code of two letters.
    """

    needs: ClassVar[Permission] = Permission.EDIT_OFFICE
    company_name: str
    owner_name: str
    country: str = ""
    country_code: str = ""
    currency: str = "USD"
    locale: str = "en_US"
    timezone: str = "UTC"
    paper: PaperSize = PaperSize.A4
    tax_name: str = ""
    tax_rate_ppm: int = 0
    is_demo: bool = False


@dataclass(frozen=True, kw_only=True)
class EditCompany(Command[None]):
    """The shop's data become these. `logo` None keeps the picture, empty bytes take it away."""

    needs: ClassVar[Permission] = Permission.EDIT_OFFICE
    undoable: ClassVar[bool] = True
    seen_version: int
    name: str
    address: str
    city: str
    region: str
    postcode: str
    country: str
    phone: str
    email: str
    licence: str
    tax_number: str
    currency: str
    locale: str
    timezone: str
    paper: PaperSize
    payment_text: str
    payment_link: str
    payment_days: int
    invoice_prefix: str
    credit_note_prefix: str
    number_digits: int
    tax_rounding: TaxRounding
    day_start_minute: int
    day_end_minute: int
    logo: bytes | None = None


@dataclass(frozen=True, kw_only=True)
class SavePerson(Command[int]):
    """A person is new (`person_id` None) or changed. Answers with the id."""

    needs: ClassVar[Permission] = Permission.EDIT_OFFICE
    undoable: ClassVar[bool] = True
    person_id: int | None = None
    seen_version: int = 0
    name: str
    role: Role
    technician_id: int | None = None
    is_archived: bool = False


@dataclass(frozen=True, slots=True)
class TaxComponentValue:
    """One rate of a tax, from a day on."""

    name: str
    category: TaxCategory
    rate_ppm: int
    valid_from: date | None = None


@dataclass(frozen=True, slots=True)
class TaxRowView:
    """A tax as lists and pickers show it; `rate_ppm` is the sum of the components in force today."""

    id: int
    version: int
    code: str
    name: str
    rate_ppm: int
    is_default: bool
    is_exemption: bool
    is_archived: bool
    components: tuple[TaxComponentValue, ...]


@dataclass(frozen=True, kw_only=True)
class Taxes(Query[tuple[TaxRowView, ...]]):
    """All taxes, by code."""

    include_archived: bool = False


@dataclass(frozen=True, kw_only=True)
class SaveTax(Command[int]):
    """A tax is new (`tax_id` None) or changed. Answers with the id."""

    needs: ClassVar[Permission] = Permission.EDIT_OFFICE
    undoable: ClassVar[bool] = True
    tax_id: int | None = None
    seen_version: int = 0
    code: str
    name: str
    components: tuple[TaxComponentValue, ...]
    is_default: bool = False
    is_exemption: bool = False
    is_archived: bool = False


@dataclass(frozen=True, slots=True)
class HoursValue:
    """When the office is open on one weekday (Monday is 0), wall time; a weekday may have several."""

    weekday: int
    start_minute: int
    end_minute: int


@dataclass(frozen=True, kw_only=True)
class BusinessHours(Query[tuple[HoursValue, ...]]):
    """The week in which the office is open, Monday first; empty where nobody said so yet."""


@dataclass(frozen=True, kw_only=True)
class SaveBusinessHours(Command[None]):
    """The office is open in just these hours. `seen` is the week that the screen saw."""

    needs: ClassVar[Permission] = Permission.EDIT_OFFICE
    undoable: ClassVar[bool] = True
    seen: tuple[HoursValue, ...]
    hours: tuple[HoursValue, ...]


class SetupStep(StrEnum):
    """What a new shop sets up, one after the other."""

    COMPANY = "company"
    HOURS = "hours"
    TECHNICIANS = "technicians"
    PRICES = "prices"
    CUSTOMERS = "customers"


@dataclass(frozen=True, slots=True)
class SetupState:
    """How far the shop is set up. A step that is neither done nor left for later is still to come."""

    done: frozenset[SetupStep]
    left: frozenset[SetupStep]
    is_dismissed: bool
    is_demo: bool

    @property
    def to_do(self) -> tuple[SetupStep, ...]:
        """What is not done, in order, whether it was left for later or not."""
        return tuple(step for step in SetupStep if step not in self.done)


@dataclass(frozen=True, kw_only=True)
class SetupProgress(Query[SetupState]):
    """How far the shop is set up, told from what is there."""


@dataclass(frozen=True, kw_only=True)
class LeaveSetupStep(Command[None]):
    """The step is left for later."""

    needs: ClassVar[Permission] = Permission.EDIT_OFFICE
    step: SetupStep


@dataclass(frozen=True, kw_only=True)
class DismissSetup(Command[None]):
    """What is left to set up is shown no more, or with `is_dismissed` False again."""

    needs: ClassVar[Permission] = Permission.EDIT_OFFICE
    is_dismissed: bool = True


@dataclass(frozen=True, slots=True)
class DocumentWords:
    """The shop's own words on one kind of document: before its body, after it, at the foot of each page."""

    document: DocumentKind
    intro: str = ""
    closing: str = ""
    footer: str = ""


@dataclass(frozen=True, slots=True)
class DocumentsCard:
    """How documents look. `version` grows with every change of the shop's data or of any of the texts.

    `colour` is `#rrggbb`, or empty for the house's own; `texts` has every kind of document once.
    """

    version: int
    colour: str
    logo: bytes | None
    paper: PaperSize
    texts: tuple[DocumentWords, ...]


@dataclass(frozen=True, kw_only=True)
class Documents(Query[DocumentsCard]):
    """How the shop's documents look."""


@dataclass(frozen=True, kw_only=True)
class EditDocuments(Command[None]):
    """Documents look like this from now on; those that were issued keep their looks.

    `logo` None keeps the picture, empty bytes take it away. Kinds that `texts` leaves out keep theirs.
    """

    needs: ClassVar[Permission] = Permission.EDIT_OFFICE
    undoable: ClassVar[bool] = True
    seen_version: int
    colour: str
    texts: tuple[DocumentWords, ...]
    logo: bytes | None = None


@dataclass(frozen=True, slots=True)
class OfficeRulesCard:
    """What the office has settled once for all jobs. `version` is that of the shop's data.

    Jobs below `review_free_below_minor` pass the review by themselves; 0: none does. Changes of the scope
    need approval from `scope_approval_minor` on; None: never. Within `callback_days` a job at the same
    machine may be a call-back; `warn_days` ahead what ends is told; after `stuck_days` without a step a
    job is stuck. Labour that follows the time is sold as `labour_item_id`, one of `labour_items`; None: as
    the first of them.
    """

    version: int
    review_free_below_minor: int
    scope_approval_minor: int | None
    callback_days: int
    warn_days: int
    stuck_days: int
    time_rounding: TimeRounding
    time_rounding_minutes: int
    minimum_minutes: int
    overtime_markup_ppm: int
    labour_item_id: int | None = None
    labour_items: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class OfficeRules(Query[OfficeRulesCard]):
    """What the office has settled once for all jobs."""


@dataclass(frozen=True, kw_only=True)
class EditOfficeRules(Command[None]):
    """The rules of the office become these; what was decided by the old ones stays."""

    needs: ClassVar[Permission] = Permission.EDIT_OFFICE
    undoable: ClassVar[bool] = True
    seen_version: int
    review_free_below_minor: int
    scope_approval_minor: int | None
    callback_days: int
    warn_days: int
    stuck_days: int
    time_rounding: TimeRounding
    time_rounding_minutes: int
    minimum_minutes: int
    overtime_markup_ppm: int
    labour_item_id: int | None = None
