"""Customers: who pays."""

from collections.abc import MutableMapping

from fsmdesk.exchange.fields import Field, FieldType, Kind, Value, id_words
from fsmdesk.exchange.kinds.shared import (
    EMAIL,
    FAMILY_NAME,
    GIVEN_NAME,
    ID,
    NOTES,
    PHONE,
    address_fields,
    join_address,
    join_names,
)

_NOUNS = "customer|client|account|company|kunde|kunden|debitor|musteri|cliente|billing|debitoren"
_NAME = (
    "customer name|company name|company|client name|business name|display name|account name|organisation"
    "|organization|organisation name|legal name|trading name|customer|client|account|name|full name"
    "|customer full name"
    "|raison sociale|societe|entreprise|nom client|nom societe|nom|kundenname|firma|firmenname|kunde"
    "|kundenbezeichnung"
    "|musteri adi|musteri|firma adi|unvan|adi|sirket|sirket adi|razon social|empresa|nombre cliente|nombre empresa"
    "|cliente|nombre"
)
_CONTACT = (
    "contact name|contact|contact person|primary contact|main contact|attention|attn|contact full name"
    "|nom contact|personne a contacter|interlocuteur|ansprechpartner|kontakt|kontaktperson|ilgili kisi|yetkili"
    "|yetkili kisi|contacto|persona contacto|nombre contacto"
)
_TAX = (
    "tax number|vat number|vat no|vat id|vat|tax id|tax identification no|tax registration no"
    "|vat registration no|gst no|abn|ein|tin"
    "|numero tva|tva intracommunautaire|siret|ust id|ust idnr|ustid|USt-IdNr.|USt-ID|steuernummer|umsatzsteuer id"
    "|vergi no|vergi numarasi|nif|cif|rfc|partita iva"
)


def _finish(fields: MutableMapping[str, Value]) -> None:
    join_names(fields, "contact_name")
    join_address(fields)
    # A private customer has no company: the person is the customer.
    person = fields.get("contact_name")
    if person is not None:
        fields.setdefault("name", person)


_LINE = FieldType.LINE

CUSTOMERS = Kind(
    name="customers",
    label="Customers",
    nouns=_NOUNS,
    needs=(("name", "contact_name", "given_name", "family_name"),),
    finish=_finish,
    fields=(
        Field("external_id", "Key elsewhere", _LINE, f"{id_words(_NOUNS)}|account no|{ID}", 0),
        Field("name", "Name", _LINE, _NAME, 0),
        Field("contact_name", "Contact", _LINE, _CONTACT, 2),
        GIVEN_NAME,
        FAMILY_NAME,
        Field(
            "contact_title",
            "Contact's title",
            _LINE,
            "contact title|job title|position|title|role|fonction|titre|funktion|gorev|unvani|cargo|puesto",
            1,
        ),
        Field("phone", "Phone", _LINE, PHONE, 1),
        Field("email", "E-mail", _LINE, EMAIL, 1),
        *address_fields(),
        Field("notes", "Notes", FieldType.TEXT, NOTES, 0),
        Field("tax_number", "Tax number", _LINE, _TAX, 3),
    ),
)
