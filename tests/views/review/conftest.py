"""The review is looked at from a seat like that of the work orders."""

from tests.views.work_orders.conftest import seat

__all__ = ["seat"]
