"""How long the office's people are on the way, by its own factor and speeds."""

from sqlalchemy import select

from fsmdesk.db.database import Reading
from fsmdesk.models import Company, TravelSpeed
from fsmdesk.planning.travel import USUAL_DETOUR_PPM, Speed, TravelModel


def travel_of(work: Reading) -> TravelModel:
    """What tells the travel times of this office."""
    detour = work.session.scalar(select(Company.travel_detour_ppm))
    speeds = work.session.execute(
        select(TravelSpeed.start_minute, TravelSpeed.kilometres_per_hour).order_by(TravelSpeed.start_minute)
    )
    return TravelModel(USUAL_DETOUR_PPM if detour is None else detour, tuple(Speed(*row) for row in speeds))
