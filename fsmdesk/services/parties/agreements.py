"""Agreements: for now a name, dates, and what they cover."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import or_, select

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.lists import ListPage
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading, Writing
from fsmdesk.models import Agreement, Customer
from fsmdesk.services.listing import ListShape, archived_condition, read_page
from fsmdesk.services.listing_groups import GroupBy
from fsmdesk.services.parties.messages import AgreementList, AgreementRow, AgreementStanding, SaveAgreement
from fsmdesk.services.records import assign, cleaned, find, find_seen
from fsmdesk.services.registry import answers, handles
from fsmdesk.services.the_company import today_of

_SHAPE = ListShape(
    query=select(Agreement, Customer.name).join(Customer, Customer.id == Agreement.customer_id),
    key=Agreement.id,
    sorts={
        "id": Agreement.id,
        "name": Agreement.name,
        "customer": Customer.name,
        "customer_id": Agreement.customer_id,
        "starts_on": Agreement.starts_on,
        "ends_on": Agreement.ends_on,
    },
    order=(Customer.name, Agreement.starts_on, Agreement.id),
    kind="agreement",
    conditions={"archived": archived_condition(Agreement.archived_at)},
    groups={
        "customer": GroupBy(Agreement.customer_id, Customer.id, Customer.name),
        "name": GroupBy(Agreement.name),
        "starts_on": GroupBy(Agreement.starts_on, is_by_month=True),
        "ends_on": GroupBy(Agreement.ends_on, is_by_month=True),
    },
)


AGREEMENT_SHAPE = replace(
    _SHAPE,
    query=select(
        Agreement.id, Agreement.name, Customer.name.label("customer"), Agreement.starts_on, Agreement.ends_on
    ).join(Customer, Customer.id == Agreement.customer_id),
)


@answers(AgreementList)
def agreement_list(work: Reading, query: AgreementList) -> ListPage[AgreementRow]:
    """One page of agreements."""

    def to_row(row: Any) -> AgreementRow:
        return agreement_row(row[0], row[1])

    return read_page(work, _SHAPE, query.request, to_row)


def agreement_row(agreement: Agreement, customer: str) -> AgreementRow:
    """The agreement as a list shows it."""
    return AgreementRow(
        id=agreement.id,
        version=agreement.version,
        customer_id=agreement.customer_id,
        customer=customer,
        name=agreement.name,
        starts_on=agreement.starts_on,
        ends_on=agreement.ends_on,
        covers_labour=agreement.covers_labour,
        covers_parts=agreement.covers_parts,
        covers_fees=agreement.covers_fees,
        is_archived=agreement.archived_at is not None,
    )


def agreements_in_force(work: Reading, customer_id: int, day: date) -> list[Agreement]:
    """The customer's agreements that cover `day`, the latest first."""
    return list(
        work.session.scalars(
            select(Agreement)
            .where(
                Agreement.customer_id == customer_id,
                Agreement.archived_at.is_(None),
                Agreement.starts_on <= day,
                or_(Agreement.ends_on.is_(None), Agreement.ends_on >= day),
            )
            .order_by(Agreement.starts_on.desc(), Agreement.id.desc())
        )
    )


def covers_words(agreement: Agreement) -> str:
    """What the agreement covers, such as `labour, parts covered`."""
    covered = [
        word
        for word, is_covered in (
            (tr("labour"), agreement.covers_labour),
            (tr("parts"), agreement.covers_parts),
            (tr("fees"), agreement.covers_fees),
        )
        if is_covered
    ]
    if not covered:
        return tr("nothing covered")
    return tr("{what} covered").format(what=", ".join(covered))


def cover_and_standing(work: Reading, ids: Sequence[int]) -> dict[str, dict[int, str]]:
    """What each of these agreements covers, and whether it is in force today, in words."""
    day = today_of(work)
    found: dict[str, dict[int, str]] = {"covers": {}, "standing": {}}
    for agreement in work.session.scalars(select(Agreement).where(Agreement.id.in_(ids))):
        is_archived = agreement.archived_at is not None
        stands = AgreementStanding.on(day, agreement.starts_on, agreement.ends_on, is_archived)
        found["covers"][agreement.id] = covers_words(agreement)
        found["standing"][agreement.id] = stands.label
    return found


@handles(SaveAgreement)
def save_agreement(work: Writing, command: SaveAgreement) -> int:
    """The agreement is as the command says."""
    texts = cleaned(command, ("name",), required=("name",))
    find(work, Customer, command.customer_id)
    if command.ends_on is not None and command.ends_on < command.starts_on:
        raise RuleBroken(tr("The agreement ends before it starts."), field="ends_on")
    if command.agreement_id is None:
        agreement = Agreement(customer_id=command.customer_id)
    else:
        agreement = find_seen(work, Agreement, command.agreement_id, command.seen_version)
    assign(
        agreement,
        **texts,
        starts_on=command.starts_on,
        ends_on=command.ends_on,
        covers_labour=command.covers_labour,
        covers_parts=command.covers_parts,
        covers_fees=command.covers_fees,
    )
    work.session.add(agreement)
    work.session.flush()
    return agreement.id
