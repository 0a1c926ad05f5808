"""Sites: addresses where work is done; and the spots inside them."""

from collections.abc import MutableMapping

from fsmdesk.exchange.fields import Field, FieldType, Kind, Value, id_words
from fsmdesk.exchange.kinds.shared import (
    CUSTOMER,
    ID,
    NOTES,
    address_fields,
    coordinate_fields,
    join_address,
    split_coordinates,
)

_NOUNS = (
    "site|location|facility|building|property|premises|place|emplacement|batiment|standort|objekt|liegenschaft"
    "|yer|konum|tesis|sitio|ubicacion|lugar"
)
_NAME = (
    "name|site name|location name|facility name|building name|property name|site|location|facility|building|property"
    "|premises|nom|nom site|nom emplacement|emplacement|batiment|standort|standortname|objekt|bezeichnung|isim|ad|adi"
    "|yer adi|konum adi|tesis|tesis adi|nombre|nombre sitio|ubicacion|sitio"
)
_PARENT = (
    "parent|parent location|parent site|parent name|parent location name|belongs to|part of|floor name|main site"
    "|emplacement parent|site parent|uebergeordneter standort|ubergeordneter standort|gehort zu|ust konum|ana konum"
    "|ust yer|ubicacion padre|ubicacion principal|sitio padre"
)
_ACCESS = (
    "access notes|access|access instructions|gate code|entry instructions|key code|directions|acces|code acces"
    "|instructions acces|zugang|zufahrt|zugangshinweise|giris notu|acceso|instrucciones acceso"
)


def _finish(fields: MutableMapping[str, Value]) -> None:
    join_address(fields)
    split_coordinates(fields)
    address = fields.get("address")
    if isinstance(address, str):
        fields.setdefault("name", address.splitlines()[0])


_LINE = FieldType.LINE

SITES = Kind(
    name="sites",
    label="Sites",
    nouns=_NOUNS,
    needs=(("name", "address"),),
    finish=_finish,
    fields=(
        Field(
            "external_id",
            "Key elsewhere",
            _LINE,
            f"{id_words(_NOUNS)}|external facility identifier|external site identifier|{ID}",
            0,
        ),
        Field("name", "Name", _LINE, _NAME, 0),
        Field("customer", "Customer", _LINE, CUSTOMER, 1),
        *address_fields(),
        *coordinate_fields(sign=2),
        Field("parent", "Part of", _LINE, _PARENT, 3),
        Field("access_notes", "Access", FieldType.TEXT, f"{_ACCESS}|{NOTES}", 0),
    ),
)
