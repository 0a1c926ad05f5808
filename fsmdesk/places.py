"""Every place of the window. A screen is added here, in one line, and loaded when it is first visited."""

from fsmdesk.core.permissions import Permission
from fsmdesk.core.words import tr
from fsmdesk.views.main_window.places import Place

_VIEWS = "fsmdesk.views."


def places() -> tuple[Place, ...]:
    """The places in the order of the rail; those of records follow."""
    return (
        Place("board", tr("Board"), "calendar-range", _VIEWS + "board.board_screen:BoardScreen"),
        Place("inbox", tr("Inbox"), "inbox", _VIEWS + "inbox.screen:InboxScreen"),
        Place("customers", tr("Customers"), "building-2", _VIEWS + "customers.list_screen:CustomersScreen"),
        Place("equipment", tr("Equipment"), "gauge", _VIEWS + "equipment.list_screen:EquipmentScreen"),
        Place(
            *("agreements", tr("Agreements"), "shield-check", _VIEWS + "agreements.list_screen:AgreementsScreen"),
            opens=("agreement",),
        ),
        Place(
            *("prices", tr("Price book"), "tag", _VIEWS + "prices.list_screen:PriceBookScreen"),
            opens=("item",),
        ),
        Place(
            *("customer", tr("Customer"), "building-2", _VIEWS + "customers.editor:CustomerScreen"),
            in_rail=False,
            under="customers",
            opens=("customer",),
        ),
        Place(
            *("sites", tr("Sites"), "map-pin", _VIEWS + "sites.list_screen:SitesScreen"),
            in_rail=False,
            under="customers",
        ),
        Place(
            *("site", tr("Site"), "map-pin", _VIEWS + "sites.editor:SiteScreen"),
            in_rail=False,
            under="customers",
            opens=("site",),
        ),
        Place(
            *("machine", tr("Machine"), "gauge", _VIEWS + "equipment.editor:MachineScreen"),
            in_rail=False,
            under="equipment",
            opens=("equipment",),
        ),
        Place(
            *("new_call", tr("New call"), "phone", _VIEWS + "intake.screen:IntakeScreen"),
            needs=Permission.TAKE_CALLS,
            in_rail=False,
            under="inbox",
            keys="Ctrl+N",
        ),
    )
