"""Equipment: machines at a place."""

from collections.abc import MutableMapping

from fsmdesk.exchange.fields import Field, FieldType, Kind, Value, id_words
from fsmdesk.exchange.kinds.shared import CATEGORY, DESCRIPTION, ID, NOTES, SITE

_NOUNS = (
    "equipment|asset|machine|unit|device|component|appliance|equipement|appareil|anlage|anlagen|gerat|gerate"
    "|geraet|geraete|maschine|maschinen|varlik"
    "|ekipman|cihaz|makine|equipo|activo|maquina"
)
_NAME = (
    "name|equipment name|asset name|machine name|equipment|asset|machine|unit name|component name|device name|device"
    "|equipment description|asset description|nom|nom equipement|equipement|appareil|designation|bezeichnung|anlage"
    "|gerat|geraet|geratename|anlagenname|adi|ad|varlik adi|varlik|ekipman adi|ekipman|cihaz|cihaz adi|nombre"
    "|nombre equipo|equipo|activo|nombre activo|tag"
)
_MAKE = (
    "make|manufacturer|brand|mfr|mfg|manufacturer name|fabricant|marque|constructeur|hersteller|marke|fabrikat"
    "|uretici|marka|fabricante|marca"
)
_MODEL = (
    "model|model no|model name|model reference|modele|reference modele|modell|modellnummer|typ"
    "|typenbezeichnung|modelo"
)
_SERIAL = (
    "serial|serial no|serial number|sn|s n|ser no|no serie|numero de serie|seriennummer|serien nr|fabriknummer"
    "|seri no|seri numarasi|numero serie"
)
_PLACE = (
    "place|room|room name|space|area|floor|zone|room no|location in building|raum|etage|stockwerk|piece|salle|local"
    "|alan|oda|kat|area|sala|planta"
)
_PARENT = (
    "parent|parent asset|parent equipment|parent machine|parent name|part of|parent unit|equipement parent"
    "|appareil parent|uebergeordnete anlage|ubergeordnete anlage|gehort zu|ana varlik|ust varlik|ana ekipman"
    "|equipo padre|activo padre|equipo principal"
)
_INSTALLED = (
    "installed on|install date|installation date|installed|date installed|commissioned|commissioning date"
    "|in service date|in service since"
    "|date installation|date mise en service|installationsdatum|einbaudatum|inbetriebnahme"
    "|kurulum tarihi|montaj tarihi|fecha instalacion|instalado"
)
_WARRANTY = (
    "warranty until|warranty expiration date|warranty expiry date|warranty end|warranty end date|warranty expires"
    "|warranty expiration|warranty expiry|warranty date|warranty|guarantee until|date expiration garantie"
    "|fin garantie"
    "|garantie jusqu'au|garantie bis|garantieende|gewahrleistung bis|garanti suresinin sona erme tarihi"
    "|garanti bitis tarihi|garanti bitis|fin de garantia|vencimiento garantia|garantia hasta"
)
_CATEGORY = (
    "equipment type|asset type|equipment category|asset category|type name|system type|machine type|unit type"
    f"|{CATEGORY}"
)


def _finish(fields: MutableMapping[str, Value]) -> None:
    # Many lists name a machine by what it is: its make and model, or its sort alone.
    made = " ".join(str(fields[name]) for name in ("make", "model") if name in fields)
    for name in (made, fields.get("category"), fields.get("serial")):
        if name:
            fields.setdefault("name", name)


_LINE = FieldType.LINE

EQUIPMENT = Kind(
    name="equipment",
    label="Equipment",
    nouns=_NOUNS,
    needs=(("name", "make", "model", "category", "serial"),),
    finish=_finish,
    least_sign=2,
    fields=(
        Field(
            "external_id",
            "Key elsewhere",
            _LINE,
            f"{id_words(_NOUNS)}|asset tag|equipment tag|{ID}|barcode|tag no",
            0,
        ),
        Field("name", "Name", _LINE, _NAME, 0),
        Field("make", "Make", _LINE, _MAKE, 2),
        Field("model", "Model", _LINE, _MODEL, 2),
        Field("serial", "Serial number", _LINE, _SERIAL, 3),
        Field(
            "site",
            "Site",
            _LINE,
            f"{SITE}|bldg|site id|location id|facility id|customer|customer name|client",
            1,
        ),
        Field("place", "Place", _LINE, _PLACE, 1),
        Field("parent", "Part of", _LINE, _PARENT, 3),
        Field("category", "Category", _LINE, _CATEGORY, 1),
        Field("installed_on", "Installed on", FieldType.DATE, _INSTALLED, 3),
        Field("warranty_until", "Warranty until", FieldType.DATE, _WARRANTY, 3),
        Field("notes", "Notes", FieldType.TEXT, f"{DESCRIPTION}|{NOTES}", 0),
    ),
)
