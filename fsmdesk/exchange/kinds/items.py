"""Items of the price book: labour, parts and fees that the shop sells."""

from collections.abc import MutableMapping

from fsmdesk.exchange.fields import Field, FieldType, Kind, Value, id_words
from fsmdesk.exchange.kinds.shared import CATEGORY, DESCRIPTION, ID, NOTES

_NOUNS = (
    "item|product|part|service|article|material|piece|produit|artikel|produkt|teil|parca|urun|malzeme|articulo"
    "|producto|pieza|repuesto"
)
_CODE = (
    "code|sku|item code|product code|part no|part number|article no|catalog no|catalogue no|item no|mpn|stock code"
    "|reference article|reference produit|code article|artikelnummer|artikelnr|artikel nr|bestellnummer|parca no"
    "|parca kodu|urun kodu|stok kodu|codigo articulo|numero de pieza|referencia|barcode|code barres|barkod|gtin|ean"
)
_NAME = (
    "name|item name|product name|part name|item|product|product service name|product service|part|service"
    "|service name"
    "|article|nom|nom piece|nom article|designation|libelle|bezeichnung|artikelbezeichnung|artikel|adi|ad|parca adi"
    "|urun adi|malzeme adi|nombre|nombre articulo|articulo|producto"
)
_PRICE = (
    "price|unit price|sales price|selling price|sale price|list price|rate|sales price rate|price rate|sell price"
    "|unit rate|standard rate|prix|prix unitaire|prix de vente|tarif|preis|verkaufspreis|einzelpreis|vk|stueckpreis"
    "|fiyat|birim fiyat|satis fiyati|precio|precio unitario|precio venta|tarifa|vk netto|sales unit price|amount"
)
_COST = (
    "cost|unit cost|purchase price|purchase cost|buying price|cost price|last price|average cost|cout|cout unitaire"
    "|prix achat|ek netto|purchases unit price|einkaufspreis|kosten|ek|maliyet|birim maliyet|alis fiyati|costo"
    "|coste|precio compra|costo unitario"
)
_UNIT = (
    "unit|uom|UoM|unit of measure|units|measure|unite|unite mesure|einheit|mengeneinheit|me|birim|olcu birimi|unidad"
    "|unidad medida"
)


def _finish(fields: MutableMapping[str, Value]) -> None:
    code = fields.get("code")
    if code is not None:
        fields.setdefault("name", code)


_LINE = FieldType.LINE

ITEMS = Kind(
    name="items",
    label="Items",
    nouns=_NOUNS,
    needs=(("name", "code"),),
    finish=_finish,
    identity=("external_id", "code"),
    least_sign=2,
    fields=(
        Field("external_id", "Key elsewhere", _LINE, f"{id_words(_NOUNS)}|{ID}".replace("|code|", "|"), 0),
        Field("code", "Code", _LINE, _CODE, 2, longest=200),
        Field("name", "Name", _LINE, f"{_NAME}|sales description|{DESCRIPTION}", 0),
        Field(
            "kind",
            "Kind",
            FieldType.LINE_KIND,
            "kind|item type|product type|type|product service type|typ|tur",
            1,
        ),
        Field("unit", "Unit", _LINE, _UNIT, 2),
        Field("price_minor", "Price", FieldType.MONEY, _PRICE, 3),
        Field("cost_minor", "Cost", FieldType.MONEY, _COST, 3),
        Field("category", "Category", _LINE, CATEGORY, 1),
        Field("notes", "Notes", FieldType.TEXT, f"{DESCRIPTION}|{NOTES}", 0),
    ),
)
