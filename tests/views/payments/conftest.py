"""The bookkeeper's window, as for invoices."""

from tests.views.invoices.conftest import desk, shop, window

__all__ = ["desk", "shop", "window"]
