"""Words that several kinds share, in English, German, French, Spanish and Turkish; and how values are joined."""

from collections.abc import MutableMapping

from fsmdesk.exchange.fields import Field, FieldType, Value

ID = (
    "id|external id|uid|uuid|key|unique key|record id|ext identifier|external identifier|reference|ref"
    "|identifiant|code|kennung|kimlik|clave|codigo"
)
ADDRESS = (
    "address|street address|street|address 1|address line 1|address line|street 1|street line 1|full address"
    "|postal address|po address line 1|addr|adresse|rue|adresse 1|strasse|anschrift|strasse hausnummer|straat"
    "|adres|acik adres"
    "|sokak|cadde|direccion|calle|domicilio|indirizzo|endereco"
)
ADDRESS_2 = (
    "address 2|address line 2|po address line 2|street 2|street line 2|suite|unit no|apartment|apt"
    "|complement adresse|adresse 2"
    "|adresszusatz|adres 2|direccion 2|complemento"
)
HOUSE_NUMBER = "house number|house no|hausnummer|hausnr|haus nr|numero rue|kapi no|numero exterior"
CITY = (
    "city|po city|town|locality|municipality|ville|commune|localite"
    "|stadt|ort|gemeinde|sehir|ilce|ciudad|localidad|poblacion"
)
REGION = (
    "region|state|po region|province|county|state region|state province|state code|departement|bundesland|il|bolge"
    "|provincia|estado|comunidad|canton|kanton"
)
POSTCODE = (
    "postcode|postal code|zip|zip code|zipcode|post code|zip postal code|po postal code|postal|code postal|cp"
    "|plz|postleitzahl"
    "|posta kodu|codigo postal|cap"
)
COUNTRY = "country|po country|country name|country code|pays|land|staat|ulke|pais"
PHONE = (
    "phone|phone no|telephone|tel|telephone no|phone 1|main phone|mobile|mobile phone|cell|cell phone|contact phone"
    "|business phone|work phone|home phone|mobile no|contact phone no|contact no"
    "|telefon|telefonnummer|handy|mobil|rufnummer|portable"
    "|telephone portable|tel no|telefono|movil|cep telefonu|gsm"
)
EMAIL = (
    "email|e mail|mail|email address|e mail address|main email|contact email|courriel|adresse email|adresse mail"
    "|e mail adresse|mailadresse|eposta|e posta|eposta adresi|correo|correo electronico"
)
NOTES = (
    "notes|note|comments|comment|remarks|remark|memo|additional information|additional info|feedback|commentaire"
    "|commentaires|remarques|informations supplementaires|bemerkung|bemerkungen|notiz|notizen|anmerkung|hinweis"
    "|not|notlar|ek bilgiler|aciklamalar|notas|observaciones|comentarios"
)
DESCRIPTION = "description|details|detail|beschreibung|tanim|aciklama|descripcion|descrizione"
LATITUDE = "latitude|lat|latit|gps latitude|geo latitude|breite|breitengrad|enlem|latitud|y coord|gps lat"
LONGITUDE = (
    "longitude|lng|lon|long|longit|gps longitude|geo longitude|laenge|laengengrad|lange|langengrad|boylam|longitud"
    "|x coord|gps lng|gps lon"
)
COORDINATES = (
    "coordinates|location coordinates|gps|gps coordinates|lat lng|lat long|lat lon|latitude longitude|geo|geolocation"
    "|location|coordonnees|coordonnees gps|koordinaten|koordinatlar|konum|coordenadas"
)
CUSTOMER = (
    "customer|customer name|client|client name|account|account name|customer company|bill to|owner|company"
    "|company name|kunde|kundenname|auftraggeber|nom client|musteri|musteri adi|cliente|nombre cliente|customer id"
    "|client id|customer no"
)
SITE = (
    "site|site name|location|location name|facility|facility name|building|building name|property|property name"
    "|job site|service location|place|emplacement|nom emplacement|site d'intervention|batiment|standort|objekt"
    "|liegenschaft|gebaeude|yer|yer adi|konum|konum adi|tesis|sitio|ubicacion|nombre ubicacion|lugar|centro"
)
CATEGORY = "category|class|classification|group|type|categorie|kategorie|kategori|categoria|tipo|gruppe|art"


def address_fields(sign: int = 1) -> tuple[Field, ...]:
    """The parts of a postal address."""
    line = FieldType.LINE
    return (
        Field("address", "Address", FieldType.TEXT, ADDRESS, sign),
        Field("address_2", "Address, second line", line, ADDRESS_2, 0),
        Field("house_number", "House number", line, HOUSE_NUMBER, 0),
        Field("city", "City", line, CITY, sign),
        Field("region", "Region", line, REGION, 0),
        Field("postcode", "Postcode", line, POSTCODE, sign),
        Field("country", "Country", line, COUNTRY, 0),
    )


def coordinate_fields(prefix: str = "", sign: int = 1) -> tuple[Field, ...]:
    """A place on the map, in two columns or in one."""
    before = prefix.replace("_", " ")

    def words(known: str) -> str:
        return "|".join(f"{before}{word}" for word in known.split("|")) + ("|" + known if before else "")

    return (
        Field(f"{prefix}latitude_micro", "Latitude", FieldType.LATITUDE, words(LATITUDE), sign),
        Field(f"{prefix}longitude_micro", "Longitude", FieldType.LONGITUDE, words(LONGITUDE), sign),
        Field(f"{prefix}coordinates", "Coordinates", FieldType.COORDINATES, words(COORDINATES), 0),
    )


def join_address(fields: MutableMapping[str, Value]) -> None:
    """House number and second line are part of `address`."""
    number = fields.pop("house_number", None)
    second = fields.pop("address_2", None)
    street = fields.get("address")
    first = " ".join(str(part) for part in (street, number) if part)
    whole = "\n".join(str(part) for part in (first, second) if part)
    if whole:
        fields["address"] = whole


def split_coordinates(fields: MutableMapping[str, Value], prefix: str = "") -> None:
    """A pair of coordinates fills latitude and longitude where these have no column."""
    pair = fields.pop(f"{prefix}coordinates", None)
    names = (f"{prefix}latitude_micro", f"{prefix}longitude_micro")
    if isinstance(pair, tuple) and not any(name in fields for name in names):
        fields.update(zip(names, pair, strict=True))


def join_names(fields: MutableMapping[str, Value], into: str) -> None:
    """Given and family name become one name where there is none yet."""
    parts = [fields.pop("given_name", None), fields.pop("family_name", None)]
    whole = " ".join(str(part) for part in parts if part)
    if whole:
        fields.setdefault(into, whole)


GIVEN_NAME = Field(
    "given_name",
    "Given name",
    FieldType.LINE,
    "first name|first|firstname|given name|forename|contact first name|prenom|vorname|ad|isim|nombre|primer nombre",
    1,
)
FAMILY_NAME = Field(
    "family_name",
    "Family name",
    FieldType.LINE,
    "last name|last|lastname|surname|family name|contact last name|nom famille|nachname|familienname|soyadi|soyad"
    "|apellido|apellidos",
    1,
)
