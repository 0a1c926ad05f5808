"""Words of other programs for priorities, states and kinds that can only mean one of ours."""

from typing import NamedTuple, TypeVar

from fsmdesk.core.states import WorkOrderState
from fsmdesk.core.terms import JobKind, LineKind, Priority
from fsmdesk.exchange.phrases import phrases

T = TypeVar("T")


def _table(words: dict[T, str]) -> dict[str, T]:
    return {word: meaning for meaning, known in words.items() for word in phrases(known)}


# A bare number is left out: in one program 1 is the most urgent, in the next the least.
PRIORITIES: dict[str, Priority] = _table(
    {
        Priority.CRITICAL: (
            "p1|1 critical|critical|urgent|emergency|immediate|highest|very high|critique|urgente|urgence"
            "|immediate|tres haute|kritisch|dringend|notfall|sehr hoch|kritik|acil|cok yuksek|critica|muy alta"
        ),
        Priority.HIGH: "p2|2 high|high|haute|elevee|eleve|hoch|yuksek|alta|alto",
        Priority.MEDIUM: (
            "p3|3 medium|medium|normal|moderate|standard|moyenne|moyen|normale|mittel|orta|media|medio|regular"
        ),
        Priority.LOW: "p4|4 low|low|lowest|minor|basse|faible|niedrig|gering|dusuk|baja|bajo",
    }
)


class StateReading(NamedTuple):
    """What a word says about a job: our state where it has one, and whether the job was over."""

    state: WorkOrderState | None
    was_closed: bool


_W = WorkOrderState
STATES: dict[str, StateReading] = _table(
    {
        StateReading(
            _W.REQUESTED, False
        ): "requested|new|submitted|received|nouveau|neu|yeni|nuevo|solicitado|demande",
        StateReading(_W.APPROVED, False): (
            "approved|open|opened|active|ready|unscheduled|ouvert|ouverte|offen|acik|abierto|abierta|approuve|genehmigt"
            "|onaylandi|aprobado"
        ),
        StateReading(
            _W.SCHEDULED, False
        ): "scheduled|planned|booked|planifie|prevu|geplant|planlandi|programado",
        StateReading(_W.DISPATCHED, False): "dispatched|assigned|affecte|assigne|zugewiesen|atandi|asignado",
        StateReading(
            _W.EN_ROUTE, False
        ): "en route|travelling|traveling|on the way|in route|unterwegs|yolda|en camino",
        StateReading(_W.ON_SITE, False): (
            "on site|in progress|in process|started|working|wip|en cours|in arbeit|in bearbeitung|begonnen"
            "|devam ediyor|islemde|en curso|en proceso|en progreso"
        ),
        StateReading(_W.WAITING, False): (
            "waiting|waiting parts|waiting for parts|awaiting parts|waiting for approval|awaiting approval"
        ),
        StateReading(None, False): (
            "on hold|hold|paused|pending|draft|blocked|overdue|en attente|suspendu|wartend|angehalten|pausiert"
            "|beklemede|askida|en espera|pendiente|pausado"
        ),
        StateReading(_W.COMPLETE, True): (
            "complete|completed|done|finished|resolved|fixed|complet|complete|termine|terminee|resolu|erledigt|fertig"
            "|abgeschlossen|tamam|tamamlandi|bitti|completado|completada|terminado|resuelto"
        ),
        StateReading(_W.REVIEWED, True): "reviewed|verified|verifie|geprueft|gepruft",
        StateReading(_W.INVOICED, True): "invoiced|billed|facture|facturee|abgerechnet|faturalandi|facturado",
        StateReading(_W.CLOSED, True): (
            "closed|paid|archived|ferme|fermee|cloture|cloturee|paye|geschlossen|bezahlt|kapali|kapatildi|odendi"
            "|cerrado|cerrada|pagado"
        ),
        StateReading(
            _W.DECLINED, True
        ): "declined|rejected|refused|denied|refuse|rejete|abgelehnt|reddedildi|rechazado",
        StateReading(_W.CANCELLED, True): (
            "cancelled|canceled|void|voided|annule|annulee|storniert|abgesagt|iptal|iptal edildi|cancelado|anulado"
        ),
    }
)

JOB_KINDS: dict[str, JobKind] = _table(
    {
        JobKind.PREVENTIVE: (
            "preventive|preventive maintenance|preventative|preventative maintenance|pm|planned maintenance"
            "|routine maintenance|maintenance preventive|preventif|wartung|vorbeugend|onleyici bakim|onleyici"
            "|periyodik bakim|preventivo|mantenimiento preventivo"
        ),
        JobKind.CORRECTIVE: (
            "corrective|corrective maintenance|repair|breakdown|reactive|correctif|maintenance corrective|reparation"
            "|depannage|reparatur|instandsetzung|stoerung|duzeltici bakim|duzeltici|onarim|tamir|correctivo|reparacion"
        ),
        JobKind.EMERGENCY: "emergency|urgence|notfall|acil|emergencia|emergency repair",
        JobKind.INSPECTION: (
            "inspection|audit|survey|controle|inspektion|pruefung|prufung|denetim|kontrol|muayene|inspeccion|revision"
        ),
        JobKind.GENERAL: "general|other|general maintenance|divers|allgemein|sonstiges|genel|diger",
        JobKind.INSTALLATION: "installation|install|new installation|einbau|montage|kurulum|montaj|instalacion",
    }
)

LINE_KINDS: dict[str, LineKind] = _table(
    {
        LineKind.LABOUR: (
            "labour|labor|service|services|time|hours|main d'oeuvre|prestation|arbeit|arbeitszeit|lohn|dienstleistung"
            "|iscilik|hizmet|mano obra|servicio"
        ),
        LineKind.PART: (
            "part|parts|material|materials|product|inventory|non inventory|inventory part|stock|goods|item|piece|pieces"
            "|produit|materiel|teil|ersatzteil|ware|artikel|parca|malzeme|urun|pieza|repuesto|producto|articulo"
        ),
        LineKind.FEE: (
            "fee|fees|charge|flat fee|travel|call out|callout|other charge|frais|forfait|deplacement|gebuehr|gebuhr"
            "|pauschale|anfahrt|ucret|tarifa|cargo|desplazamiento"
        ),
    }
)

YES_NO: dict[str, bool] = _table(
    {
        True: "yes|y|true|1|x|oui|o|vrai|ja|j|wahr|evet|e|si|verdadero|on",
        False: "no|n|false|0|non|faux|nein|falsch|hayir|h|falso|off",
    }
)
