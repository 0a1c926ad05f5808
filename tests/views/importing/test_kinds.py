from fsmdesk.core.words import tr
from fsmdesk.exchange.kinds import KINDS
from fsmdesk.places import places
from fsmdesk.views.importing.kinds import shown_kinds


def test_every_kind_that_can_be_imported_is_offered_under_its_name() -> None:
    assert [(kind.name, kind.title) for kind in shown_kinds()] == [
        (kind.name, tr(kind.label)) for kind in KINDS
    ]


def test_what_came_in_can_be_seen_somewhere() -> None:
    known = {place.id for place in places()}
    assert {kind.place for kind in shown_kinds()} <= known
