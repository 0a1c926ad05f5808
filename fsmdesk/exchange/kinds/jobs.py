"""The fields that work orders and requests share: both are jobs, one approved and one asked for."""

from collections.abc import MutableMapping
from datetime import datetime

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.words import tr
from fsmdesk.exchange.fields import Field, FieldType, Value, id_words
from fsmdesk.exchange.kinds.shared import (
    CUSTOMER,
    EMAIL,
    ID,
    NOTES,
    PHONE,
    SITE,
    address_fields,
    coordinate_fields,
    join_address,
    split_coordinates,
)

NOUNS = (
    "work order|workorder|order|wo|sr|job|ticket|request|service request|case|incident|call|service|bon travail"
    "|ordre travail|intervention|demande|auftrag|auftrags|arbeitsauftrag|einsatz|meldung|is emri|talep|ariza|orden"
    "|orden trabajo|solicitud|aviso|servicio"
)
_TITLE = (
    "title|subject|summary|issue|work order title|job title|job name|work order name"
    "|complaint type|request type|sr type|service request type|type of service request|service name|service type"
    "|problem type|task|task name|short description|~name|~nom|~adi|~ad"
    "|~nombre|titre|objet|intitule|titel|betreff|kurztext"
    "|aufgabe|baslik|konu|is basligi|titulo|asunto|tarea"
)
_PROBLEM = (
    "problem|problem description|~description|descriptor|issue description|fault|fault description|~details"
    "|work description|scope|scope of work|complaint|reason|instructions|job description|request description"
    "|probleme|description probleme|panne|motif|~beschreibung|stoerung|storung|fehlerbeschreibung|problembeschreibung"
    "|~tanim|~aciklama|ariza tanimi|sorun|issue|~descripcion|descripcion problema|falla|averia"
)
_EQUIPMENT = (
    "equipment|asset|asset name|equipment name|machine|unit|equipment id|asset id|equipment no|asset no|serial no"
    "|nom equipement|equipement|appareil|anlage|gerat|geraet|varlik|varlik adi|ekipman|cihaz|equipo|nombre equipo"
    "|activo|nombre activo"
)
_TECHNICIAN = (
    "technician|technician name|tech|assigned technician|assigned to|assignee|primary user|primary worker|worker"
    "|engineer"
    "|resource|employee|assigned|technicien|assigne a|travailleur principal|intervenant|affecte a|techniker|monteur"
    "|zugewiesen an|bearbeiter|teknisyen|birincil isci|atanan|sorumlu|tecnico|asignado a|asignado|responsable"
)
_REQUESTED = (
    "requested at|~created date|~date created|~created|~created at|~created on|request date|requested on|requested"
    "|submission time|submitted|submitted at|submitted on|date submitted|opened|opened at|open date|opened date"
    "|reported|reported on|reported at|call date|received|date received|entry date|requested datetime"
    "|~creation date|~date|~date creation|cree le"
    "|date demande|ouvert le|erstellt am|erstellt|erfasst am|gemeldet am|eingangsdatum|anlagedatum|olusturma tarihi"
    "|talep tarihi|kayit tarihi|tarih|fecha creacion|fecha solicitud|creado|fecha"
)
_DUE = (
    "due at|due date|due|due on|due by|deadline|target date|required by|complete by|needed by|sla due|promised date"
    "|date echeance|echeance|a faire avant|faellig am|fallig am|falligkeit|faelligkeitsdatum|frist|bitis tarihi"
    "|son tarih|termin tarihi|fecha vencimiento|fecha limite|vencimiento"
)
_CLOSED = (
    "closed at|closed date|date closed|closed|closed on|completed on|completed at|completed date|completion date"
    "|date completed|completion time|completed|finished|finished at|resolved at|resolved date|done on|termine le"
    "|cloture le|date cloture|date fin|erledigt am|abgeschlossen am|geschlossen am|tamamlandi|tamamlanma tarihi"
    "|kapanis tarihi|completado|fecha cierre|cerrado el|fecha finalizacion"
)
_PLANNED = (
    "planned at|scheduled|scheduled at|scheduled date|scheduled start|scheduled for|start|start time|start date"
    "|appointment|appointment date|appointment time|visit date|visit time|planned start|planned date|starts at|time"
    "|date prevue|date intervention|rendez vous|debut|geplant am|termin|beginn|einsatzbeginn|planlanan tarih"
    "|baslangic|baslangic tarihi|fecha programada|cita|inicio"
)
_DURATION = (
    "duration|estimated duration|estimated time|completion time|time to complete|planned duration"
    "|service time|job duration"
    "|length|est duration|scheduled duration|duree|duree estimee|dauer|geplante dauer|sure|tahmini sure|duracion"
    "|duracion estimada"
)
_HOURS = (
    "estimated hours|hours|duration hours|duration hrs|est hours|estimated hrs|labor hours|labour hours|planned hours"
    "|heures estimees|heures|duree heures|geschatzte stunden|stunden|tahmini saatler|saat|horas estimadas|horas"
)
_MINUTES = (
    "duration minutes|minutes|estimated minutes|duration min|est minutes|mins|duree minutes|minuten|dauer minuten"
    "|dakika|sure dakika|minutos"
)
_PRICE = (
    "price|total price|amount|total|quoted price|quote|cost|charge|prix|montant|preis|betrag|fiyat|tutar|precio"
    "|importe"
)
_PURCHASE_ORDER = (
    "purchase order|po|po no|purchase order no|customer po|client po|bon de commande|no commande|bestellnummer"
    "|bestellung|kundenbestellnummer|satin alma no|siparis no|orden compra|pedido cliente"
)


def finish_job(fields: MutableMapping[str, Value]) -> None:
    """Durations become minutes, address parts join, and what is archived or closed counts as closed.

    Raises:
        RuleBroken: it was closed before it was asked for.
    """
    join_address(fields)
    split_coordinates(fields)
    for name in ("duration", "duration_hours"):
        minutes = fields.pop(name, None)
        if minutes is not None:
            fields.setdefault("duration_minutes", minutes)
    archived = fields.pop("archived", None)
    if archived:
        fields["was_closed"] = True
    if "closed_at" in fields:
        fields.setdefault("was_closed", True)
    began, ended = fields.get("requested_at"), fields.get("closed_at")
    if isinstance(began, datetime) and isinstance(ended, datetime) and ended < began:
        raise RuleBroken(tr("this is before the job was requested"), field="closed_at")


_LINE, _TEXT = FieldType.LINE, FieldType.TEXT

NEEDS = (("title", "problem", "site", "site_external_id", "equipment", "address"),)

JOB_FIELDS: tuple[Field, ...] = (
    Field("external_id", "Key elsewhere", _LINE, f"{id_words(NOUNS)}|{ID}", 0),
    Field("title", "Title", _LINE, _TITLE, 2),
    Field("problem", "Problem", _TEXT, _PROBLEM, 2),
    Field("site", "Site", _LINE, SITE, 1),
    Field(
        "site_external_id", "Key of the site", _LINE, id_words("site|location|facility|property|building"), 2
    ),
    Field("customer", "Customer", _LINE, CUSTOMER.replace("|owner|company|company name", ""), 1),
    Field(
        "contact_name", "Contact", _LINE, "contact name|contact|caller|caller name|reported by|requester", 0
    ),
    Field("phone", "Phone", _LINE, PHONE, 0),
    Field("email", "E-mail", _LINE, EMAIL, 0),
    Field("equipment", "Equipment", _LINE, _EQUIPMENT, 1),
    Field(
        "priority",
        "Priority",
        FieldType.PRIORITY,
        "priority|urgency|severity|priority level|priorite|urgence|prioritaet|prioritat|dringlichkeit|oncelik"
        "|aciliyet|prioridad|urgencia",
        2,
    ),
    Field(
        "state",
        "State",
        FieldType.STATE,
        "status|state|status description|work order status|job status|stage|statut|etat|zustand|durum|estado"
        "|situacion",
        1,
    ),
    Field(
        "kind",
        "Kind",
        FieldType.JOB_KIND,
        "kind|work order type|job type|work type|order type|maintenance type|category|type|type intervention"
        "|categorie|auftragsart|kategorie|art|is turu|kategori|tur|tipo|tipo trabajo|categoria",
        0,
    ),
    Field("technician", "Technician", _LINE, _TECHNICIAN, 2),
    Field(
        "technician_external_id",
        "Key of the technician",
        _LINE,
        id_words("technician|worker|employee|engineer|assignee|techniker|technicien|teknisyen|tecnico"),
        2,
    ),
    Field("duration", "Duration", FieldType.DURATION, _DURATION, 2),
    Field("duration_hours", "Duration in hours", FieldType.HOURS, _HOURS, 2),
    Field("duration_minutes", "Duration in minutes", FieldType.MINUTES, _MINUTES, 2),
    Field("requested_at", "Requested", FieldType.INSTANT, _REQUESTED, 2),
    Field("due_at", "Due", FieldType.DEADLINE, _DUE, 2),
    Field("closed_at", "Closed", FieldType.INSTANT, _CLOSED, 2),
    Field("planned_at", "Planned start", FieldType.INSTANT, _PLANNED, 2),
    Field(
        "archived",
        "Archived",
        FieldType.YES_NO,
        "archived|is archived|archive|archiviert|arsivlenmis|archivado",
        0,
    ),
    *address_fields(0),
    *coordinate_fields(sign=0),
    Field("notes", "Notes", _TEXT, f"{NOTES}|resolution description|resolution|work notes|internal notes", 0),
    Field("price_minor", "Price", FieldType.MONEY, _PRICE, 0),
    Field("purchase_order", "Purchase order", _LINE, _PURCHASE_ORDER, 2),
)
