from fsmdesk.core.terms import Role
from fsmdesk.db.migrations import HEAD
from fsmdesk.services.about.messages import AboutOffice
from tests.services.shop import FAYS_PHONE, Shop


def test_database_and_step_are_named_to_everybody(shop: Shop) -> None:
    for seat in (shop.owner, shop.seat(FAYS_PHONE, Role.TECHNICIAN)):
        ground = seat.ask(AboutOffice())
        name, _, version = ground.database.partition(" ")
        assert name == ("SQLite" if shop.database.location.is_file else "PostgreSQL")
        assert version[0].isdigit()
        assert ground.step == HEAD
