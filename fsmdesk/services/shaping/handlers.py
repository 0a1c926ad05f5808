"""Everything that answers the messages of this area."""

from fsmdesk.services.shaping import crews, following, judged, marks, moving, parts, spreading, taking_off

__all__ = ["crews", "following", "judged", "marks", "moving", "parts", "spreading", "taking_off"]
