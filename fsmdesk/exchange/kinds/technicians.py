"""Technicians: who goes."""

from collections.abc import MutableMapping

from fsmdesk.exchange.fields import Field, FieldType, Kind, Value, id_words
from fsmdesk.exchange.kinds.shared import (
    ADDRESS,
    CITY,
    EMAIL,
    FAMILY_NAME,
    GIVEN_NAME,
    ID,
    PHONE,
    REGION,
    coordinate_fields,
    join_names,
    split_coordinates,
)

_NOUNS = (
    "technician|worker|employee|engineer|staff|tech|resource|mechanic|technicien|employe|intervenant|techniker"
    "|mitarbeiter|personal|monteur|teknisyen|calisan|personel|isci|tecnico|empleado|trabajador"
)
_NAME = (
    "technician name|technician|name|full name|employee name|employee|worker name|worker|engineer|display name"
    "|staff name|technicien|nom technicien|nom|nom complet|techniker|mitarbeiter|mitarbeitername|monteur|adi soyadi"
    "|ad soyad|isim|adi|teknisyen|teknisyen adi|calisan|nombre completo|tecnico|nombre tecnico|empleado|nombre"
)
_SKILLS = (
    "skills|skill|skill set|skillset|certifications|certification|certificates|certificate|equipment cert"
    "|qualifications|qualification|competences|competence|trades|trade|specialties|specialty|speciality|certs"
    "|habilitations|fahigkeiten|qualifikationen|kenntnisse|yetenekler|beceriler|yetkinlikler|uzmanlik|habilidades"
    "|competencias|especialidad|certificaciones"
)
_TEAM = "team|team name|crew|crew name|equipe|equipe terrain|kolonne|trupp|ekip|takim|equipo|cuadrilla"
_SHIFT = (
    "shift|shift name|working shift|working hours|schedule|work schedule|hours|equipe horaire|poste|horaire|schicht"
    "|arbeitszeit|vardiya|turno|horario"
)
_MOST_JOBS = (
    "max daily jobs|max daily orders|max jobs per day|daily limit|jobs per day|max orders|max daily visits"
    "|max interventions par jour|max auftrage pro tag|gunluk is sayisi|max trabajos por dia"
)


def _home(words: str) -> str:
    return "|".join(f"home {word}" for word in words.split("|")) + "|" + words


def _finish(fields: MutableMapping[str, Value]) -> None:
    join_names(fields, "name")
    split_coordinates(fields, "home_")


_LINE = FieldType.LINE

TECHNICIANS = Kind(
    name="technicians",
    label="Technicians",
    nouns=_NOUNS,
    needs=(("name", "given_name", "family_name"),),
    finish=_finish,
    fields=(
        Field("external_id", "Key elsewhere", _LINE, f"{id_words(_NOUNS)}|personnel no|{ID}", 0),
        Field("name", "Name", _LINE, _NAME, 0),
        GIVEN_NAME,
        FAMILY_NAME,
        Field("email", "E-mail", _LINE, EMAIL, 1),
        Field("phone", "Phone", _LINE, PHONE, 1),
        Field("team", "Team", _LINE, _TEAM, 1),
        Field("skills", "Skills", FieldType.LIST, _SKILLS, 3),
        Field("home_address", "Home address", FieldType.TEXT, _home(ADDRESS), 0),
        Field("home_city", "Home city", _LINE, _home(CITY), 0),
        Field("home_region", "Home region", _LINE, _home(REGION), 0),
        *coordinate_fields("home_", 1),
        Field("shift_words", "Shift", _LINE, _SHIFT, 3),
        Field("max_daily_jobs", "Most jobs a day", FieldType.COUNT, _MOST_JOBS, 3),
    ),
)
