"""Who may do what: one table, used by services and screens alike (and later by the grants of PostgreSQL)."""

from enum import StrEnum

from fsmdesk.core.terms import Role


class Permission(StrEnum):
    """Something a person may or may not do."""

    SIT_HERE = "work in this office"
    TAKE_CALLS = "take calls"
    APPROVE_REQUESTS = "approve requests"
    EDIT_WORK_ORDERS = "edit work orders"
    SCHEDULE = "schedule visits"
    DOUBLE_BOOK = "book a technician twice"
    REPORT_WORK = "report work on visits"
    COMPLETE_WORK = "complete work orders"
    REVIEW_WORK = "review work"
    ISSUE_INVOICES = "issue invoices"
    RECORD_PAYMENTS = "record payments"
    EDIT_CUSTOMERS = "edit customers and sites"
    EDIT_TECHNICIANS = "edit technicians"
    EDIT_PRICES = "edit the price book"
    EDIT_OFFICE = "edit company and taxes"
    SEE_COSTS = "see costs and pay"
    SEE_CODES = "see codes and keys to sites"
    APPROVE_CHANGES = "approve changes of the scope"
    SEND_MAIL = "send mail"
    IMPORT_DATA = "import data"
    EXPORT_DATA = "export data"
    SEE_OFFICE = "see the office's records"


_P = Permission
_DISPATCHER = frozenset(
    {
        _P.SIT_HERE,
        _P.TAKE_CALLS,
        _P.APPROVE_REQUESTS,
        _P.EDIT_WORK_ORDERS,
        _P.SCHEDULE,
        _P.DOUBLE_BOOK,
        _P.REPORT_WORK,
        _P.COMPLETE_WORK,
        _P.REVIEW_WORK,
        _P.EDIT_CUSTOMERS,
        _P.SEE_CODES,
        _P.APPROVE_CHANGES,
        _P.SEND_MAIL,
        _P.EXPORT_DATA,
        _P.SEE_OFFICE,
    }
)
_BOOKKEEPER = frozenset(
    {
        _P.SIT_HERE,
        _P.TAKE_CALLS,
        _P.REVIEW_WORK,
        _P.ISSUE_INVOICES,
        _P.RECORD_PAYMENTS,
        _P.EDIT_CUSTOMERS,
        _P.EDIT_PRICES,
        _P.SEE_COSTS,
        _P.SEND_MAIL,
        _P.IMPORT_DATA,
        _P.EXPORT_DATA,
        _P.SEE_OFFICE,
    }
)

ALLOWED: dict[Role, frozenset[Permission]] = {
    Role.OWNER: frozenset(Permission),
    Role.DISPATCHER: _DISPATCHER,
    Role.BOOKKEEPER: _BOOKKEEPER,
    Role.TECHNICIAN: frozenset({_P.SIT_HERE, _P.REPORT_WORK, _P.SEE_CODES}),
}


def may(role: Role, permission: Permission) -> bool:
    """True if a person in this role may do this."""
    return permission in ALLOWED[role]
