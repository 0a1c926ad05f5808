"""Which letters the languages of a small office use; tells 8-bit encodings of text apart."""

_WEST = (
    "äöüßÄÖÜéè",
    "àâçéèêëîïôûùüœæÀÂÇÉÈÊËÎÏÔÛÙŒ",
    "áéíóúüñÁÉÍÓÚÜÑ",
    "áâãàçéêíóôõúÁÂÃÀÇÉÊÍÓÔÕÚ",
    "àèéìíòóùÀÈÉÌÒÙ",
    "åäöæøéüÅÄÖÆØÉÜ",
)
_TURKISH = ("çğıöşüâîûÇĞİÖŞÜ",)
_CENTRAL = (
    "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ",
    "áčďéěíňóřšťúůýžÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ",
    "áäčďéíĺľňóôŕšťúýžÁČĎÉÍĽŇÓŠŤÚÝŽ",
    "áéíóöőúüűÁÉÍÓÖŐÚÜŰ",
    "ăâîșțşţĂÂÎȘȚŞŢ",
    "čćđšžČĆĐŠŽ",
)
_CYRILLIC = (
    "абвгдежзийклмнопрстуфхцчшщъыьэюяАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯёЁ",
    "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяАБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯ",
)
_GREEK = ("αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώϊϋΐΰΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩΆΈΉΊΌΎΏ",)

SYMBOLS = frozenset("€£§°«»‘’“”„–—…·ºª®™©¼½¾²³µ´•±×\xa0¿¡")

# In the order in which they are believed when the letters don't decide.
LANGUAGES: dict[str, tuple[frozenset[str], ...]] = {
    encoding: tuple(frozenset(letters) for letters in alphabets)
    for encoding, alphabets in (
        ("cp1252", _WEST),
        ("cp1254", _TURKISH),
        ("cp1250", _CENTRAL),
        ("cp1251", _CYRILLIC),
        ("cp1253", _GREEK),
        ("cp850", _WEST),
        ("mac_roman", _WEST),
        ("iso8859_2", _CENTRAL),
    )
}
# Scripts whose words hold no letters of ASCII, and so are written in long runs.
OWN_SCRIPT = frozenset({"cp1251", "cp1253"})
