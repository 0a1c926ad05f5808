"""Every place of the window. A screen is added here, in one line, and loaded when it is first visited."""

from dataclasses import replace

from fsmdesk.core.permissions import Permission, may
from fsmdesk.core.words import tr
from fsmdesk.place_actions import offers_of
from fsmdesk.views.desk import Actor
from fsmdesk.views.main_window.places import Place


def places() -> tuple[Place, ...]:
    """The places in the order of the rail; those that open from another one follow."""
    found = (
        *_rail(),
        *_from_inbox(),
        *_from_work_orders(),
        *_from_review(),
        *_from_customers(),
        *_from_invoices(),
        *_from_settings(),
    )
    return tuple(replace(place, offers=offers_of(place.id)) for place in found)


def _rail() -> tuple[Place, ...]:
    return (
        Place(
            *("board", tr("Board"), "calendar-range", _at("board.board_screen:BoardScreen")),
            own_beside=("board.look", "board.setting"),
        ),
        Place(
            "my_day",
            tr("My day"),
            "hard-hat",
            _at("my_day.screen:MyDayScreen"),
            needs=Permission.REPORT_WORK,
            is_for=_goes_out,
        ),
        Place("inbox", tr("Inbox"), "inbox", _at("inbox.screen:InboxScreen")),
        Place(
            "work_orders",
            tr("Work orders"),
            "clipboard-list",
            _at("work_orders.list_screen:WorkOrdersScreen"),
        ),
        Place("review", tr("Review"), "clipboard-check", _at("review.screen:ReviewScreen")),
        Place("invoices", tr("Invoices"), "receipt", _at("invoices.list_screen:InvoicesScreen")),
        Place("customers", tr("Customers"), "building-2", _at("customers.list_screen:CustomersScreen")),
        Place("equipment", tr("Equipment"), "gauge", _at("equipment.list_screen:EquipmentScreen")),
        Place(
            *("agreements", tr("Agreements"), "shield-check", _at("agreements.list_screen:AgreementsScreen")),
            opens=("agreement",),
        ),
        Place("prices", tr("Price book"), "tag", _at("prices.list_screen:PriceBookScreen"), opens=("item",)),
        Place("warnings", tr("Warnings"), "triangle-alert", _at("warnings.list_screen:WarningsScreen")),
        Place("settings", tr("Settings"), "settings", _at("settings.company:CompanyScreen"), at_foot=True),
        Place(
            "own_appearance",
            tr("Appearance"),
            "monitor",
            _at("settings.appearance:AppearanceScreen"),
            needs=Permission.SIT_HERE,
            at_foot=True,
            is_for=_only_goes_out,
        ),
    )


def _goes_out(actor: Actor) -> bool:
    return actor.technician_id is not None


def _only_goes_out(actor: Actor) -> bool:
    """True for who has no settings of the office to find the appearance in."""
    return not may(actor.role, Permission.SEE_OFFICE)


def _from_inbox() -> tuple[Place, ...]:
    call = _under("inbox", "new_call", tr("New call"), "phone", "intake.screen:IntakeScreen")
    return (replace(call, needs=Permission.TAKE_CALLS, keys="Ctrl+N"),)


def _from_work_orders() -> tuple[Place, ...]:
    screen = "work_orders.editor:WorkOrderScreen"
    return (_under("work_orders", "work_order", tr("Work order"), "clipboard-list", screen, "work_order"),)


def _from_review() -> tuple[Place, ...]:
    return (
        _under("review", "to_invoice", tr("To invoice"), "receipt", "review.to_invoice:ToInvoiceScreen"),
        _under("review", "feedback", tr("Feedback"), "star", "review.feedback_screen:FeedbackScreen"),
        replace(
            _under("review", "audit", tr("Weekly audit"), "list-checks", "review.audit_screen:AuditScreen"),
            needs=Permission.REVIEW_WORK,
        ),
    )


def _from_customers() -> tuple[Place, ...]:
    return (
        _under(
            "customers",
            "customer",
            tr("Customer"),
            "building-2",
            "customers.editor:CustomerScreen",
            "customer",
        ),
        _under("customers", "sites", tr("Sites"), "map-pin", "sites.list_screen:SitesScreen"),
        _under("customers", "site", tr("Site"), "map-pin", "sites.editor:SiteScreen", "site"),
        _under("equipment", "machine", tr("Machine"), "gauge", "equipment.editor:MachineScreen", "equipment"),
    )


def _from_invoices() -> tuple[Place, ...]:
    return (
        _under("invoices", "invoice", tr("Invoice"), "receipt", "invoices.screen:InvoiceScreen", "invoice"),
        _under("invoices", "payments", tr("Payments"), "credit-card", "payments.list_screen:PaymentsScreen"),
    )


def _from_rules() -> tuple[Place, ...]:
    """What the office has settled about its work."""
    return (
        _under(
            "settings", "rules", tr("Rules of the office"), "clipboard-check", "settings.rules:RulesScreen"
        ),
        _under(
            "settings",
            "board_rules",
            tr("Board rules"),
            "calendar-range",
            "settings.board_rules:BoardRulesScreen",
        ),
        _under("settings", "kinds", tr("Kinds of work"), "wrench", "settings.kinds:KindsScreen"),
        _under("settings", "task_codes", tr("Task codes"), "tag", "settings.task_codes:TaskCodesScreen"),
        _under("settings", "templates", tr("Templates"), "files", "settings.templates:TemplatesScreen"),
        _under(
            *("settings", "template", tr("Template"), "files"),
            "settings.template_editor:TemplateScreen",
            "work_template",
        ),
    )


def _from_settings() -> tuple[Place, ...]:
    technicians, technician = (
        "technicians.list_screen:TechniciansScreen",
        "technicians.editor:TechnicianScreen",
    )
    return (
        _under("settings", "taxes", tr("Taxes"), "percent", "settings.taxes:TaxesScreen"),
        _under("settings", "price_levels", tr("Price levels"), "layers", "prices.levels:PriceLevelsScreen"),
        _under("settings", "documents", tr("Documents"), "file-text", "settings.documents:DocumentsScreen"),
        *_mail(),
        *_from_rules(),
        _under("settings", "hours", tr("Hours and holidays"), "clock", "settings.hours:HoursScreen"),
        _under(
            *("settings", "service_levels", tr("Service levels"), "gauge"),
            "settings.service_levels:ServiceLevelsScreen",
        ),
        _under("settings", "people", tr("People"), "users", "settings.people:PeopleScreen"),
        _under("settings", "technicians", tr("Technicians"), "hard-hat", technicians),
        _under("settings", "technician", tr("Technician"), "hard-hat", technician, "technician"),
        replace(
            _under("settings", "import", tr("Import"), "upload", "importing.screen:ImportScreen"),
            needs=Permission.IMPORT_DATA,
            keys="Ctrl+Shift+I",
        ),
        replace(
            _under("settings", "setup", tr("Set up the shop"), "sparkles", "setup.screen:SetupScreen"),
            needs=Permission.EDIT_OFFICE,
            comes_back=True,
        ),
        _under("settings", "appearance", tr("Appearance"), "monitor", "settings.appearance:AppearanceScreen"),
    )


def _mail() -> tuple[Place, ...]:
    settings = _under("settings", "mail", tr("Mail"), "send", "settings.mail:MailScreen")
    outbox = _under("settings", "outbox", tr("Outbox"), "inbox", "mail.list_screen:OutboxScreen")
    return tuple(replace(place, needs=Permission.SEND_MAIL) for place in (settings, outbox))


def _at(screen: str) -> str:
    return f"fsmdesk.views.{screen}"


def _under(rail: str, name: str, title: str, icon: str, screen: str, *opens: str) -> Place:
    """A place that is reached from the one in the rail, which stays lit; `opens` are kinds of record."""
    return Place(name, title, icon, _at(screen), in_rail=False, under=rail, opens=opens)
