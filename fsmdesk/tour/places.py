"""A look at every place of the window, in both themes."""

from fsmdesk.places import places
from fsmdesk.tour.hand import wait_for
from fsmdesk.tour.morning import Job
from fsmdesk.tour.record import Record
from fsmdesk.tour.stage import Stage
from fsmdesk.views.theme.theme import ThemeChoice


def look_around(stage: Stage, record: Record, job: Job) -> None:
    """Each place once in the light theme and once in the dark one; records are shown on their screens."""
    records = {"work_order": job.id, "invoice": job.invoice_id, **_records(stage, job)}
    actor = stage.desk.office.actor
    shown = [place for place in places() if stage.desk.may(place.needs) and place.is_for(actor)]
    for theme in (ThemeChoice.LIGHT, ThemeChoice.DARK):
        with record.step(f"see every place in the {theme.value} theme"):
            stage.app.theme.choose(theme)
            for place in shown:
                if place.opens and not place.in_rail and place.opens[0] not in records:
                    continue
                stage.window.go(place.id, records.get(place.opens[0]) if place.opens else None)
                wait_for(lambda: stage.window.place_shown() is not None, place.id)
                stage.settle()
                record.picture(stage.window, f"{theme.value}-{place.id}")
            record.check(True, f"{len(shown)} places were shown")


def _records(stage: Stage, job: Job) -> dict[str, int]:
    """One record of each kind that a screen of its own shows, told from the tour's job."""
    card = job.card(stage)
    found = {
        "customer": card.customer_id,
        "site": card.site_id,
        "equipment": card.equipment_id,
        "technician": card.visits[0].technician_id,
    }
    return {kind: record_id for kind, record_id in found.items() if record_id is not None}
