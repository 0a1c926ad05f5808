"""The shop itself: company, people, technicians, taxes, price book."""

import hashlib
from dataclasses import dataclass
from typing import Any

from fsmdesk.core.terms import PaperSize, Role, TaxRounding
from fsmdesk.resources import resource
from fsmdesk.services.demo.chance import Chance
from fsmdesk.services.demo.days import Calendar
from fsmdesk.services.demo.kinds import DemoKinds, add_kinds
from fsmdesk.services.demo.materials import load
from fsmdesk.services.demo.prices import DemoItem, DemoTax, add_items, add_taxes
from fsmdesk.services.demo.promises import add_promises
from fsmdesk.services.demo.rows import Rows
from fsmdesk.services.demo.sizes import DemoSize
from fsmdesk.services.demo.technicians import DemoTechnician, Technicians
from fsmdesk.services.demo.towns import Towns
from fsmdesk.services.waiting.lists import usual_lists


@dataclass(frozen=True, slots=True)
class DemoOffice:
    """The shop without its customers."""

    company: dict[str, str]
    logo_id: int
    words: dict[str, Any]
    owner_id: int
    dispatcher_ids: tuple[int, ...]
    bookkeeper_id: int
    technicians: tuple[DemoTechnician, ...]
    skill_ids: dict[str, int]
    items: dict[str, DemoItem]
    taxes: dict[str, DemoTax]
    kinds: DemoKinds


def make_office(rows: Rows, size: DemoSize, calendar: Calendar, towns: Towns, chance: Chance) -> DemoOffice:
    """The shop's own rows are among the rows."""
    told = load("office")
    company: dict[str, str] = told["company"]
    logo_id = _add_company(rows, company)
    add_promises(rows, calendar)
    for waiting in usual_lists():
        rows.add("waiting_list", waiting.position, waiting.name, waiting.keeps_place)
    by_role: dict[str, list[int]] = {role.value: [] for role in Role}
    for name, role in told["people"]:
        by_role[role].append(rows.add("person", name, role, None, None))
    skill_ids = {name: rows.add("skill", name) for name in told["skills"]}
    technicians = Technicians(rows, calendar, towns, chance, skill_ids).make(told, size)
    taxes = add_taxes(rows, calendar.today)
    items = add_items(rows, taxes)
    return DemoOffice(
        company=company,
        logo_id=logo_id,
        words=told,
        owner_id=by_role[Role.OWNER][0],
        dispatcher_ids=tuple(by_role[Role.DISPATCHER]),
        bookkeeper_id=by_role[Role.BOOKKEEPER][0],
        technicians=tuple(technicians),
        skill_ids=skill_ids,
        items=items,
        taxes=taxes,
        kinds=add_kinds(rows, skill_ids, items),
    )


def _add_company(rows: Rows, told: dict[str, str]) -> int:
    logo = resource("demo/logo.png").read_bytes()
    logo_id = rows.add("picture", hashlib.sha256(logo).hexdigest(), "image/png", logo)
    places = ("name", "address", "city", "region", "postcode", "country", "phone", "email", "licence")
    rows.add(
        "company",
        *(told[name] for name in places),
        *(told[name] for name in ("tax_number", "currency", "locale", "timezone")),
        PaperSize.LETTER.value,
        logo_id,
        told["payment_text"],
        told["payment_link"],
        30,
        "{year}-",
        "CN-",
        TaxRounding.PER_RATE.value,
        1,
        told["country"],
    )
    return logo_id
