"""What can be begun at a place from everywhere: the command box offers it, goes there, and does it."""

from fsmdesk.core.permissions import Permission
from fsmdesk.core.words import tr
from fsmdesk.views.main_window.places import Offer


def offers_of(place_id: str) -> tuple[Offer, ...]:
    """What the place with this id offers to those who are elsewhere."""
    return {
        "invoices": (
            Offer("invoices.make", tr("Invoice the reviewed jobs"), Permission.ISSUE_INVOICES, tr("bill")),
        ),
        "payments": (
            Offer("payments.record", tr("Record payment"), Permission.RECORD_PAYMENTS, tr("money paid")),
        ),
        "customers": (Offer("customers.new", tr("New customer"), Permission.EDIT_CUSTOMERS, tr("add")),),
        "sites": (Offer("sites.new", tr("New site"), Permission.EDIT_CUSTOMERS, tr("add address")),),
        "equipment": (
            Offer("equipment.new", tr("New machine"), Permission.EDIT_CUSTOMERS, tr("add equipment")),
        ),
        "agreements": (
            Offer("agreements.new", tr("New agreement"), Permission.EDIT_CUSTOMERS, tr("add contract")),
        ),
        "prices": (Offer("prices.new", tr("New item"), Permission.EDIT_PRICES, tr("add price book")),),
        "price_levels": (
            Offer("price_levels.new", tr("New price level"), Permission.EDIT_PRICES, tr("add prices")),
        ),
        "task_codes": (Offer("task_codes.new", tr("New task code"), Permission.EDIT_OFFICE, tr("add")),),
        "templates": (
            Offer("templates.new", tr("New template"), Permission.EDIT_OFFICE, tr("add kind of work")),
        ),
        "taxes": (Offer("taxes.new", tr("New tax"), Permission.EDIT_OFFICE, tr("add")),),
        "people": (Offer("people.new", tr("New person"), Permission.EDIT_OFFICE, tr("add user")),),
        "technicians": (
            Offer("technicians.new", tr("New technician"), Permission.EDIT_TECHNICIANS, tr("add")),
        ),
        "import": (
            Offer("import.choose", tr("Import a file…"), Permission.IMPORT_DATA, tr("csv excel list")),
        ),
    }.get(place_id, ())
