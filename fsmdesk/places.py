"""Every place of the window. A screen is added here, in one line, and loaded when it is first visited."""

from fsmdesk.views.main_window.places import Place


def places() -> tuple[Place, ...]:
    """The places in the order of the rail; those of records follow."""
    return ()
