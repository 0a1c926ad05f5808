"""Lists that other programs write and that can't be imported, so that they can be refused by their name."""

from dataclasses import dataclass

from fsmdesk.exchange.phrases import phrases


@dataclass(frozen=True)
class ForeignList:
    """A list we don't import: its name, and groups of column names of which each must be met by one column.

    A list that is not `clear` gives way to a kind for which many columns speak: a job may name its invoice.
    """

    label: str
    signs: tuple[tuple[str, ...], ...]
    clear: bool = True


def _signs(*groups: str) -> tuple[tuple[str, ...], ...]:
    return tuple(phrases(words) for words in groups)


_NAME = "name|nom|adi|ad|nombre|meter|meter name|job name"

FOREIGN: tuple[ForeignList, ...] = (
    ForeignList(
        "meters",
        _signs(
            f"{_NAME}|zahler|compteur|sayac",
            "update frequency|frequence de mise a jour|guncelleme sikligi|last reading|meter reading"
            "|zahlerstand|frecuencia actualizacion|releve|meter type",
        ),
    ),
    ForeignList(
        "maintenance plans",
        _signs(
            "recurrence type|recurrence based on|frequency unit|time between jobs|rrule|repeat every|repeats every"
            "|type recurrence|tekrar turu|wiederholung|intervalle|wartungsintervall",
            "starts on|ends on|task start unit|time to complete|days of week|due date delay|next due|next due date",
        ),
    ),
    ForeignList(
        "documents",
        _signs("file|file name|directory|document name", "approval by|stage|sheet name|reference"),
    ),
    ForeignList("attributes", _signs("sheet name", "row name", "value", "allowed values|unit")),
    ForeignList("coordinates of drawings", _signs("coordinate x axis|x axis", "coordinate y axis|y axis")),
    ForeignList(
        "connections",
        _signs("connection type|realizing element|port name1|port name 1", "row name1|row name 1"),
    ),
    ForeignList("assemblies", _signs("assembly type", "child names|parent name")),
    ForeignList("impacts", _signs("impact type|impact stage", "impact unit|value")),
    ForeignList("issues of a building project", _signs("risk", "chance", "mitigation|impact")),
    ForeignList("systems", _signs(_NAME, "component names")),
    ForeignList("zones", _signs(_NAME, "space names")),
    ForeignList(
        "product types",
        _signs("warranty guarantor parts|asset type", "replacement cost"),
    ),
    ForeignList(
        "invoices",
        _signs(
            "invoice no|invoice id|invoice date|invoice|no facture|rechnungsnummer|rechnung|fatura no|factura"
            "|no factura",
            "total|amount|balance|total amount|amount due|montant|betrag|tutar|importe|net amount|gross amount",
        ),
        clear=False,
    ),
    ForeignList(
        "payments",
        _signs("payment date|payment id|payment method|paid on", "amount|total|paid|amount paid"),
        clear=False,
    ),
    ForeignList(
        "pick lists",
        _signs("assembly assembly type|job status type", "category element|category job|job type"),
    ),
)
