"""What each place is for, in two or three sentences, and its keys that are no actions."""

from dataclasses import dataclass

from fsmdesk.core.words import tr

Keys = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class HelpText:
    """About one place; `keys` pairs what one can do with the keys that do it."""

    about: str
    keys: Keys = ()


def help_on(place_id: str) -> HelpText:
    """What to say about this place; empty about one that is not known."""
    return HelpText(_about().get(place_id, ""), _keys().get(place_id, ()))


def _about() -> dict[str, str]:
    return _about_work() | _about_billing() | _about_records() | _about_settings()


def _about_work() -> dict[str, str]:
    return {
        "board": tr(
            "Who goes where today. Drag a waiting job onto a technician's row, a visit to another time or row, or "
            "its end to make it longer; before you let go it says whether it fits. Drag it back to the list to "
            "take it off the day."
        ),
        "inbox": tr(
            "Requests wait here for an answer. Approve one, and it waits beside the board for a place; decline "
            "one, and the reason is kept with it."
        ),
        "new_call": tr(
            "Write down what the caller says while they say it. Customer, site and machine are found by any scrap "
            "of their names, and made on the spot where they are new. What was typed is kept until it is saved."
        ),
        "work_orders": tr(
            "Every job from the first call to the archive. The chips narrow the list, a click on a heading sorts "
            "it, and Excel takes along just what is shown."
        ),
        "work_order": tr(
            "Everything about one job. Change what you like and save it as one piece; the blue button does what "
            "comes next. If somebody else changes the job meanwhile, both edits are brought together."
        ),
        "review": tr(
            "Jobs that are done wait here to be looked over, then to be invoiced. Tick several to do them "
            "together; what is missing is said in the row."
        ),
    }


def _about_billing() -> dict[str, str]:
    return {
        "invoices": tr(
            "What was billed and what is still open. A draft may change as you like; once it is issued it has its "
            "number and never changes, and a credit note corrects it."
        ),
        "invoice": tr(
            "One invoice with its page as it will be printed. The lines come from the reviewed jobs. Issuing "
            "gives it the next number and can't be undone."
        ),
        "payments": tr(
            "Money that came in, and which invoices it settles. Type an amount, and it finds what has been open "
            "the longest; tick invoices where the customer meant others."
        ),
    }


def _about_records() -> dict[str, str]:
    return {
        "customers": tr(
            "Who pays: what they have open, and whether they are on hold. Enter opens the customer."
        ),
        "customer": tr(
            "One customer with contacts, sites, agreements and terms, and all jobs done for them."
        ),
        "sites": tr("The addresses where work is done. A site may belong to a customer, or wait for one."),
        "site": tr(
            "One address with its spots, building, floor and room, and the machines that stand there."
        ),
        "equipment": tr("Every machine with its place, serial number and warranty. Enter opens its history."),
        "machine": tr("One machine: where it stands, what it is part of, and what was done to it before."),
        "agreements": tr(
            "Service contracts. What an agreement covers is not billed to the customer again: new lines of a job "
            "know it by themselves."
        ),
        "prices": tr(
            "What the shop sells and at what price. Work orders take their lines from here; a price that changes "
            "later leaves them as they are."
        ),
    }


def _about_settings() -> dict[str, str]:
    return {
        "settings": tr(
            "The shop itself: name, address and logo, how to pay, and how dates, numbers and money are written."
        ),
        "taxes": tr("The taxes that lines may bear. A rate that changes is a new one from its first day on."),
        "people": tr("Who works with this office, and what they may do in it."),
        "technicians": tr("Who goes to the customers: their skills, their hours, and when they are away."),
        "technician": tr(
            "One technician. Skills and hours are what the board looks at before it accepts a drop."
        ),
        "setup": tr(
            "The few things a new shop needs, one after the other. Skip what you like, leave at any moment: it goes "
            "on where you were, in the next start too."
        ),
        "import": tr(
            "Lists of another program come in here, from Excel or text. Nothing is written before you have seen "
            "what would change, and every row that can't be read is listed with its reason."
        ),
        "appearance": tr("Light or dark, or as on this computer."),
    }


def _keys() -> dict[str, Keys]:
    rows: Keys = (
        (tr("Open the row"), "Return"),
        (tr("Tick the row"), tr("Space")),
        (tr("Tick all"), "Ctrl+A"),
    )
    lists = (
        "work_orders",
        "invoices",
        "customers",
        "sites",
        "equipment",
        "agreements",
        "prices",
        "technicians",
    )
    board: Keys = (
        (tr("Walk from visit to visit"), tr("Arrows")),
        (tr("Move by one step"), "Alt+← →"),
        (tr("To the next technician"), "Alt+↑ ↓"),
        (tr("Shorter, longer"), "Shift+Alt+← →"),
        (tr("Take up, put down"), tr("Space")),
        (tr("Open the job"), "Return"),
        (tr("Let go"), "Esc"),
    )
    return {"board": board, "review": rows, "payments": rows[:1], **dict.fromkeys(lists, rows)}
