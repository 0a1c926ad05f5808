"""Labels of machines."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import select

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.label_codes import equipment_code
from fsmdesk.core.label_stocks import stock_of
from fsmdesk.core.words import tr, trn
from fsmdesk.db.database import Reading
from fsmdesk.models import Company, Equipment, Place, Site
from fsmdesk.reports.documents import Label, LabelsDocument
from fsmdesk.services.printing.letterheads import file_name
from fsmdesk.services.printing.messages import EquipmentLabels, Paper
from fsmdesk.services.registry import answers
from fsmdesk.services.the_company import the_company

_AT_ONCE: Final = 500
MOST_LABELS: Final = 10_000


@answers(EquipmentLabels)
def equipment_labels(work: Reading, query: EquipmentLabels) -> Paper:
    """The labels as PDF, in the order of the machines that were asked for.

    Raises:
        RuleBroken: there is nothing to print or too much, the stock is not known, or a machine is gone.
    """
    from fsmdesk.reports.labels import labels_pdf

    stock = stock_of(query.stock)
    if stock is None:
        raise RuleBroken(tr("These labels are not known."), field="stock")
    count = len(query.equipment_ids) * query.copies
    if not 0 < count <= MOST_LABELS:
        words = tr("Between 1 and {n} labels can be printed at once.").format(n=MOST_LABELS)
        raise RuleBroken(words, field="copies")
    company = the_company(work)
    labels = _labels(work, query.equipment_ids, company if query.has_shop else None)
    document = LabelsDocument(
        stock=stock,
        labels=tuple(label for label in labels for _ in range(query.copies)),
        first=query.first,
        author=company.name,
        colour=company.document_colour,
    )
    name = labels[0].name if len(labels) == 1 else trn("{n} machine", "{n} machines", len(labels))
    return Paper(file_name(tr("Labels"), name.format(n=len(labels))), labels_pdf(document))


def _labels(work: Reading, ids: Sequence[int], company: Company | None) -> list[Label]:
    found: dict[int, tuple[Equipment, str, str | None]] = {}
    for at in range(0, len(ids), _AT_ONCE):
        query = (
            select(Equipment, Site.name, Place.name)
            .join(Site, Site.id == Equipment.site_id)
            .outerjoin(Place, Place.id == Equipment.place_id)
            .where(Equipment.id.in_(ids[at : at + _AT_ONCE]))
        )
        for machine, site, place in work.session.execute(query):
            found[machine.id] = machine, site, place
    if any(one not in found for one in ids):
        raise RuleBroken(tr("This record is gone."))
    foot = _foot(company) if company is not None else ()
    return [_label(*found[one], foot) for one in ids]


def _foot(company: Company) -> tuple[str, ...]:
    """Whom to call: name and number, or the number alone where there is little room."""
    if not company.phone:
        return (company.name,)
    return f"{company.name} · {company.phone}", company.phone


def _label(machine: Equipment, site: str, place: str | None, foot: tuple[str, ...]) -> Label:
    made = " ".join(part for part in (machine.make, machine.model) if part)
    serial = tr("SN {number}").format(number=machine.serial) if machine.serial else ""
    code = equipment_code(machine.id)
    where = ", ".join(part for part in (site, place) if part)
    return Label(
        code=code,
        name=machine.name,
        lines=tuple(part for part in (code, made, serial, where) if part),
        foot=foot,
    )
