"""Several parts of a widget are shown and hidden with one working out of where everything goes."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QWidget


@contextmanager
def laid_out_once(widget: QWidget) -> Iterator[None]:
    """What changes in the widget meanwhile is laid out after it, in an event of its own.

    Otherwise Qt lays out the widget, and all that it stands in, for each part that is shown.
    """
    layout = widget.layout()
    if layout is None or not layout.isEnabled():
        yield
        return
    layout.setEnabled(False)
    try:
        yield
    finally:
        layout.setEnabled(True)
        layout.invalidate()
